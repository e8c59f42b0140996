"""How tests count: publish, set what the platform counts, let the time of a look come, look."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from allin_gql.core.clock import now
from allin_gql.core.database import fetch
from allin_gql.core.ids import IdKind, parse_id
from allin_gql.domains.accounts.service import act
from allin_gql.domains.analytics import service
from allin_gql.domains.analytics.models import MetricPlan, MetricSnapshot
from allin_gql.domains.publishing.models import Publication
from allin_gql.platforms.base import Account, Network
from tests.domains.publishing.engine import Engine
from tests.fixtures.world import World

READING = {"mastodon": "GET /api/v1/statuses", "bluesky": "GET /xrpc/app.bsky.feed.getPosts"}
METRICS = """
query Metrics($id: ID!, $first: Int! = 20, $after: String) {
  publication(id: $id) {
    metrics { takenAt seenAt values { metric value } }
    metricHistory(first: $first, after: $after) {
      totalCount nodes { id values { metric value } } pageInfo { hasNextPage endCursor }
    }
  }
}
"""
_PUT_OFF = "UPDATE metric_plans SET due_at = now() + interval '1 year' WHERE due_at IS NOT NULL"
_PASS = "UPDATE metric_plans SET due_at = now() WHERE social_account_id = $1 AND due_at > now()"


@dataclass
class Counting:
    """Somebody with an account, and the clock and workers at hand."""

    engine: Engine

    @property
    def world(self) -> World:
        return self.engine.world

    @property
    def account_key(self) -> UUID:
        return parse_id(IdKind.SOCIAL_ACCOUNT, self.engine.account_id)

    async def publish(self, text: str) -> str:
        """Publish a post; gives the publication's id."""
        publication = await self.engine.schedule(text)
        await self.engine.turn()
        return publication

    async def react(self, publication: str, **reactions: int) -> None:
        """Let a post have exactly these reactions."""
        row = await row_of(publication)
        timeline = await self.world.sandbox.get(f"/_sandbox/timelines/{self.engine.network}")
        (post,) = [each for each in timeline.json() if each["url"] == row.url]
        order = {"network": self.engine.network, "post": post["id"], **reactions}
        answer = await self.world.sandbox.post("/_sandbox/audience", json=order)
        assert answer.status_code == 200, answer.text

    async def look(self) -> int:
        """Let the time of the next look come, and look; gives how many accounts were rung for."""
        await fetch(_PASS, self.account_key)
        rung = await service.ring_for_metrics(100)
        await self.world.jobs.perform()
        return rung

    async def take_down(self, publication: str) -> None:
        """Delete a post where it is, as its author may do at any time."""
        external_id = (await row_of(publication)).external_id or ""

        async def delete(network: Network, account: Account) -> None:
            await network.delete(account, external_id)

        await act(self.account_key, delete)

    async def read(self, publication: str, **arguments: Any) -> dict[str, Any]:
        """What somebody sees of a publication's counters: now, and how they grew."""
        asked = await self.engine.person.ask(METRICS, id=publication, **arguments)
        found: dict[str, Any] = asked["publication"]
        return found


async def put_off() -> None:
    """Leave what other tests have published alone: the clock is everybody's."""
    await fetch(_PUT_OFF)


async def row_of(publication: str) -> Publication:
    """What is stored of a publication."""
    return await Publication.get(id=parse_id(IdKind.PUBLICATION, publication))


async def plan_of(publication: str) -> MetricPlan:
    """When a publication is looked at next."""
    return await MetricPlan.get(id=parse_id(IdKind.PUBLICATION, publication))


async def snapshots_of(publication: str) -> int:
    """How many snapshots are stored."""
    key = parse_id(IdKind.PUBLICATION, publication)
    return await MetricSnapshot.filter(publication_id=key).count()


async def grow_old(publication: str, age: timedelta) -> None:
    """Let a publication have been live for so long."""
    key = parse_id(IdKind.PUBLICATION, publication)
    await MetricPlan.filter(id=key).update(published_at=now() - age)


def values(snapshot: dict[str, Any]) -> dict[str, int]:
    """The counters of a snapshot or an update, by name."""
    return {each["metric"]: each["value"] for each in snapshot["values"]}


def seconds_until(at: datetime | None) -> float:
    """How far ahead a time is."""
    assert at is not None
    return (at - now()).total_seconds()
