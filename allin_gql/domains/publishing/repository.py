"""Every query of publishing. What the engine writes names the state and the fence it relies on."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from tortoise.expressions import Q

from allin_gql.core.database import fetch
from allin_gql.core.shapes import Rows, many, one, table
from allin_gql.domains.accounts.models import SocialAccount
from allin_gql.domains.organizations.values import NOT_FROZEN
from allin_gql.domains.posts.models import Post
from allin_gql.domains.publishing.models import Publication, PublicationAttempt
from allin_gql.domains.publishing.values import (
    CHANGEABLE,
    IN_FLIGHT,
    TRANSITIONS,
    AttemptPhase,
    PublicationState,
)
from allin_gql.platforms.base import PreparedPost

POST_OF_PUBLICATION = one(Post, source="post_id")
ACCOUNT_OF_PUBLICATION = one(SocialAccount, source="social_account_id")
ATTEMPTS_AT_PUBLICATION = many(PublicationAttempt, by="publication_id")
PUBLICATIONS_OF_POST = many(Publication, by="post_id")

_CLAIM_DUE = f"""
WITH due AS (
    SELECT id FROM publications
    WHERE next_at <= now() AND state IN ('SCHEDULED', 'CLAIMED') AND {NOT_FROZEN}
    ORDER BY next_at
    LIMIT $1
    FOR UPDATE SKIP LOCKED
)
UPDATE publications SET state = 'CLAIMED', fence = fence + 1, next_at = now() + $2
FROM due WHERE publications.id = due.id
RETURNING publications.id
"""  # noqa: S608  # of words of ours
_OVERDUE = """
SELECT id FROM publications
WHERE next_at <= now() AND state = $1
ORDER BY next_at
LIMIT $2
FOR UPDATE SKIP LOCKED
"""
_TAKE = f"""
UPDATE publications
SET state = 'PUBLISHING', fence = fence + 1, attempt_count = attempt_count + 1, next_at = now() + $2
WHERE id = $1 AND state = 'CLAIMED' AND {NOT_FROZEN}
RETURNING id
"""  # noqa: S608  # as above
_MISSED = """
SELECT id FROM publications
WHERE organization_id = $1 AND state IN ('SCHEDULED', 'CLAIMED') AND due_at <= now()
    AND first_sent_at IS NULL
ORDER BY id
FOR UPDATE
"""
_TAKE_UNKNOWN = """
UPDATE publications
SET fence = fence + 1, reconcile_count = reconcile_count + 1, next_at = now() + $2
WHERE id = $1 AND state = 'UNKNOWN' AND next_at <= now()
RETURNING id
"""
_CLOCKS_APART = timedelta(minutes=10)  # more than any platform's clock is believed to be off
_DATABASE_TIME = "SELECT now() AS now"


async def add_publication(  # a row has that many columns
    *,
    organization_id: UUID,
    post_id: UUID,
    social_account_id: UUID,
    platform: str,
    text: str,
    due_at: datetime,
    time_zone: str,
) -> Publication:
    """Add a scheduled publication."""
    return await Publication.create(
        organization_id=organization_id,
        post_id=post_id,
        social_account_id=social_account_id,
        platform=platform,
        text=text,
        state=PublicationState.SCHEDULED,
        due_at=due_at,
        next_at=due_at,
        time_zone=time_zone,
    )


async def publication_by_id(organization_id: UUID, publication_id: UUID) -> Publication | None:
    """A publication of the organization."""
    return await Publication.get_or_none(organization_id=organization_id, id=publication_id)


async def publication_for_update(organization_id: UUID, publication_id: UUID) -> Publication | None:
    """A publication of the organization, locked until the transaction ends."""
    return (
        await Publication.filter(organization_id=organization_id, id=publication_id)
        .select_for_update()
        .first()
    )


async def publication_of(post_id: UUID, social_account_id: UUID) -> Publication | None:
    """The publication of a post on an account, locked until the transaction ends."""
    return (
        await Publication.filter(post_id=post_id, social_account_id=social_account_id)
        .select_for_update()
        .first()
    )


async def publications_of_post_for_update(
    organization_id: UUID, post_id: UUID
) -> list[Publication]:
    """All publications of a post, locked until the transaction ends, in one order for everybody."""
    return (
        await Publication.filter(organization_id=organization_id, post_id=post_id)
        .order_by("id")
        .select_for_update()
    )


def attempts_of(organization_id: UUID) -> Rows:
    """The attempts at the organization's publications."""
    rows = Rows(table=table(PublicationAttempt), organization_id=organization_id)
    return rows.where(
        "EXISTS (SELECT FROM publications p"
        " WHERE p.id = t.publication_id AND p.organization_id = $1)"
    )


def publications_of(
    organization_id: UUID,
    *,
    states: Sequence[PublicationState] | None = None,
    social_account_id: UUID | None = None,
) -> Rows:
    """The organization's publications: all, or those in some states, or on an account."""
    rows = Rows(table=table(Publication), organization_id=organization_id)
    if states:
        rows = rows.among("state", states)
    if social_account_id is not None:
        rows = rows.where("t.social_account_id = {}", social_account_id)
    return rows


# What follows is work for nobody: the engine acts for all organizations.


async def database_time() -> datetime:
    """The database's time, by which everything is due."""
    (row,) = await fetch(_DATABASE_TIME)
    at: datetime = row["now"]
    return at


async def publication_for_nobody(publication_id: UUID) -> Publication:
    """A publication that a job names."""
    return await Publication.get(id=publication_id)


async def claim_due(limit: int, *, lease: timedelta) -> list[UUID]:
    """Claim what is due, and what was claimed but not taken up within its lease."""
    return [row["id"] for row in await fetch(_CLAIM_DUE, limit, lease)]


async def missed(organization_id: UUID) -> list[Publication]:
    """What came due in an organization and was not begun; locked until the transaction ends."""
    ids = [row["id"] for row in await fetch(_MISSED, organization_id)]
    return await Publication.filter(id__in=ids).order_by("id")


async def overdue(state: PublicationState, limit: int) -> list[UUID]:
    """What has been in a state for longer than it should; locked until the transaction ends."""
    return [row["id"] for row in await fetch(_OVERDUE, state.value, limit)]


async def take(publication_id: UUID, *, lease: timedelta) -> Publication | None:
    """Take a claimed publication for the time of a lease, under a new fence."""
    if not await fetch(_TAKE, publication_id, lease):
        return None
    return await Publication.get(id=publication_id)


async def take_unknown(publication_id: UUID, *, lease: timedelta) -> Publication | None:
    """Take a publication of unknown outcome for reconciling, under a new fence."""
    if not await fetch(_TAKE_UNKNOWN, publication_id, lease):
        return None
    return await Publication.get(id=publication_id)


async def keep_prepared(publication: Publication, prepared: PreparedPost) -> bool:
    """Store what will be sent, if the fence still holds."""
    return await _write(
        publication,
        (PublicationState.PUBLISHING,),
        prepared_key=prepared.key,
        prepared_payload=dict(prepared.payload),
    )


async def begin_attempt(publication: Publication) -> bool:
    """Write down that a call is about to be made, if the fence still holds."""
    started_at = await database_time()
    # Changes nothing, but only if the fence holds, and then nobody takes over before the commit.
    holds = await _write(
        publication, (PublicationState.PUBLISHING,), attempt_count=publication.attempt_count
    )
    if holds:
        await PublicationAttempt.create(
            publication_id=publication.id,
            number=publication.attempt_count,
            fence=publication.fence,
            phase=AttemptPhase.INTENT,
            started_at=started_at,
        )
    return holds


async def finish_attempt(
    publication: Publication,
    phase: AttemptPhase,
    *,
    cause: str | None = None,
    message: str | None = None,
    platform_status: int | None = None,
) -> None:
    """Write down how the attempt of this fence ended."""
    await PublicationAttempt.filter(publication_id=publication.id, fence=publication.fence).update(
        phase=phase,
        cause=cause,
        message=message,
        platform_status=platform_status,
        finished_at=await database_time(),
    )


async def others_since(publication: Publication, moment: datetime) -> list[str]:
    """The ids on the platform of the account's other publications that went out since then."""
    found = await (
        Publication.filter(
            social_account_id=publication.social_account_id,
            published_at__gte=moment - _CLOCKS_APART,
            external_id__isnull=False,
        )
        .exclude(id=publication.id)
        .values_list("external_id", flat=True)
    )
    return [str(external_id) for external_id in found]


async def is_anothers(publication: Publication, external_id: str) -> bool:
    """Whether a post on the platform is, or may be, another publication's of the same account.

    It may be as long as nobody knows what became of one that says the same.
    """
    others = Publication.filter(social_account_id=publication.social_account_id).exclude(
        id=publication.id
    )
    if await others.filter(external_id=external_id).exists():
        return True
    texts = await others.filter(
        Q(state__in=(*IN_FLIGHT, PublicationState.NEEDS_REVIEW))
        | Q(state__in=CHANGEABLE, first_sent_at__isnull=False)
    ).values_list("text", flat=True)
    return any(_words(str(text)) == _words(publication.text) for text in texts)


def _words(text: str) -> list[str]:
    return text.split()  # platforms do not keep white space as it was


async def begun_at(publication: Publication) -> datetime | None:
    """When an attempt was begun under the current fence; nothing when no call can have been."""
    attempt = await PublicationAttempt.get_or_none(
        publication_id=publication.id, fence=publication.fence
    )
    return attempt.started_at if attempt else None


async def move(
    publication: Publication,
    sources: Sequence[PublicationState],
    target: PublicationState,
    **columns: Any,  # noqa: ANN401  # columns of the model
) -> bool:
    """Move a publication along an arrow, if it is still in one of the sources under its fence.

    Raises `ValueError` for an arrow that is not in the table.
    """
    for source in sources:
        if target not in TRANSITIONS[source]:
            raise ValueError(f"there is no way from {source} to {target}")
    return await _write(publication, sources, state=target, **columns)


async def change(
    publication: Publication,
    states: Sequence[PublicationState],
    **columns: Any,  # noqa: ANN401  # columns of the model
) -> bool:
    """Change a publication within its state, if it is still there under its fence."""
    return await _write(publication, states, **columns)


async def _write(
    publication: Publication,
    states: Sequence[PublicationState],
    **columns: Any,  # noqa: ANN401  # columns of the model
) -> bool:
    written = await Publication.filter(
        id=publication.id, fence=publication.fence, state__in=list(states)
    ).update(**columns)
    if written:
        for name, value in columns.items():
            setattr(publication, name, value)
    return bool(written)
