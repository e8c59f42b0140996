"""How tests plan: what is asked, what is stored, and when it is due."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from allin_gql.core.clock import now
from allin_gql.core.ids import IdKind, parse_id
from allin_gql.core.models import Event
from allin_gql.domains.posts.models import Post, PostVariant
from allin_gql.domains.publishing.models import Publication, PublicationAttempt
from allin_gql.domains.publishing.values import CHANGEABLE, IN_FLIGHT, PublicationState
from tests.domains.publishing.engine import CREATE, SCHEDULE, Engine
from tests.fixtures.accounts import organization_key
from tests.fixtures.people import Person

UNKNOWN_ACCOUNT = "account_01k9x3zq8fexrt9ne5m2ch4vbd"
UNKNOWN_POST = "post_01k9x3zq8fexrt9ne5m2ch4vbd"
UNKNOWN_PUBLICATION = "publication_01k9x3zq8fexrt9ne5m2ch4vbd"
PUBLICATIONS = """
query Publications($first: Int! = 20, $after: String, $states: [PublicationState!]) {
  publications(first: $first, after: $after, states: $states) {
    totalCount nodes { id text state dueAt timeZone } pageInfo { hasNextPage endCursor }
  }
}
"""


async def write(person: Person, text: str, **variants: str) -> str:
    """Write a post, with variants by platform; gives its id."""
    said = [{"platform": platform, "text": each} for platform, each in variants.items()]
    post = await person.do(CREATE, text=text, variants=said)
    assert post["__typename"] == "Post", post
    post_id: str = post["id"]
    return post_id


async def schedule(engine: Engine, post_id: str, **input_: Any) -> dict[str, Any]:
    """Schedule a post on the engine's account; gives the publication or the problem."""
    input_ = {"socialAccountIds": [engine.account_id], **input_}
    done = await engine.person.do(SCHEDULE, postId=post_id, **input_)
    if done["__typename"] == "Problem":
        return done
    (publication,) = done["publications"]
    publication_: dict[str, Any] = publication
    return publication_


async def publications(person: Person, **arguments: Any) -> list[dict[str, Any]]:
    """Somebody's publications, the newest first."""
    found: list[dict[str, Any]] = (await person.ask(PUBLICATIONS, **arguments))["publications"][
        "nodes"
    ]
    return found


async def put(publication_id: str, state: PublicationState, **columns: Any) -> None:
    """Put a publication into a state, as if it had come there by itself."""
    key = parse_id(IdKind.PUBLICATION, publication_id)
    next_at = now() + timedelta(days=365) if state in (*CHANGEABLE, *IN_FLIGHT) else None
    await Publication.filter(id=key).update(state=state, next_at=next_at, **columns)


async def row_of(publication_id: str) -> Publication:
    """What is stored of a publication."""
    return await Publication.get(id=parse_id(IdKind.PUBLICATION, publication_id))


def ahead(**spans: float) -> datetime:
    """A time to come, to the second."""
    return (now() + timedelta(**spans)).replace(microsecond=0)


def change_of_clocks(month: int) -> datetime:
    """The last Sunday of a month of next year, at midnight: when Europe changes its clocks."""
    first_of_next = datetime(now().year + 1, month + 1, 1, tzinfo=UTC)
    last = first_of_next - timedelta(days=1)
    return (last - timedelta(days=(last.weekday() + 1) % 7)).replace(tzinfo=None)


def instant(text: str) -> datetime:
    """The instant of a time with its offset."""
    at = datetime.fromisoformat(text)
    assert at.tzinfo is not None
    return at.astimezone(UTC)


@asynccontextmanager
async def nothing_changes(person: Person) -> AsyncIterator[None]:
    """Hold what is stored of somebody's posts, publications and events against what it was."""
    before = await _stored(person)
    yield
    assert await _stored(person) == before


async def _stored(person: Person) -> list[Any]:
    key = await organization_key(person)
    return [
        await Post.filter(organization_id=key).order_by("id").values(),
        await PostVariant.filter(post__organization_id=key).order_by("id").values(),
        await Publication.filter(organization_id=key).order_by("id").values(),
        await PublicationAttempt.filter(publication__organization_id=key).order_by("id").values(),
        await Event.filter(organization_id=key).count(),
    ]
