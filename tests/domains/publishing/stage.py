"""A stage on which workers are held at every call to a platform, and time is told to pass.

The platform is a sandbox of its own, so that keys can be forgotten there and nobody else notices.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import asyncpg
import httpx2
import pytest

from allin_gql.core.database import fetch
from allin_gql.domains.publishing.models import Publication
from allin_gql.domains.publishing.service import sending
from allin_gql.platforms.base import Absence, Account, PreparedPost, PublishedPost
from allin_gql.platforms.errors import (
    PlatformError,
    RateLimited,
    TextInvalid,
    Transient,
    UnknownOutcome,
)
from allin_gql.platforms.http import PlatformHttp
from allin_gql.platforms.networks.mastodon.network import Mastodon
from allin_gql.platforms.registry import PLATFORMS, Registry
from allin_gql.platforms.servers import Servers
from allin_gql.sandbox.app import create_sandbox
from allin_gql.sandbox.network import TimelinePost
from allin_gql.sandbox.networks import find_networks
from tests.fixtures.accounts import account_key, connect_mastodon, unknown_to_servers
from tests.fixtures.people import Person
from tests.fixtures.services import as_owner
from tests.fixtures.world import SANDBOX, World

LEASE_OVER = 3_600.0  # seconds: more than any lease, any settling and any call
_KEYS_FORGOTTEN = 3_660  # seconds: a little more than the hour for which Mastodon keeps a key
_PASS = "UPDATE publications SET next_at = now() WHERE next_at > now() AND social_account_id = $1"
_AGE_PUBLICATIONS = """
UPDATE publications SET first_sent_at = first_sent_at - interval '61 minutes'
WHERE social_account_id = $1
"""
_AGE_ATTEMPTS = """
UPDATE publication_attempts SET started_at = started_at - interval '61 minutes'
WHERE publication_id IN (SELECT id FROM publications WHERE social_account_id = $1)
"""
_LOG_MOVES = (
    "CREATE TABLE moves (number bigserial, publication_id uuid, source text, target text)",
    """
    CREATE FUNCTION log_move() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN
        INSERT INTO moves (publication_id, source, target) VALUES (NEW.id, OLD.state, NEW.state);
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER log_move AFTER UPDATE ON publications FOR EACH ROW
    WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION log_move()
    """,
)
_LOG_NO_MOVES = (
    "DROP TRIGGER log_move ON publications",
    "DROP FUNCTION log_move",
    "DROP TABLE moves",
)


class Place(StrEnum):
    """Where a worker is held."""

    PREPARING = "before what is sent is frozen"
    CALLING = "before the irreversible call"
    ANSWERED = "after the platform's answer, before it is written down"
    ASKING = "before the platform is asked what became of it"
    TOLD = "after the platform has told, before it is written down"


class Fate(StrEnum):
    """What becomes of a call that is let go on."""

    TAKEN = "the platform takes it, and its answer arrives"
    LOST_AFTER = "the platform takes it, and its answer is lost"
    LOST_BEFORE = "it is lost on its way, and nobody can tell"
    REFUSED = "the platform refuses it for good"
    LIMITED = "the platform refuses it for now"
    UNREACHED = "nothing leaves the house"


_ERRORS: dict[Fate, PlatformError] = {
    Fate.LOST_BEFORE: UnknownOutcome("Lost."),
    Fate.REFUSED: TextInvalid("No."),
    Fate.LIMITED: RateLimited("Not now."),
    Fate.UNREACHED: Transient("Nobody there."),
}


class Worker:
    """One worker at one publication, held wherever it calls its platform."""

    def __init__(self, publication_id: UUID) -> None:
        self.publication_id = publication_id
        self.place: Place | None = None
        self.is_late = False  # the deadline of its call is over
        self._fate: asyncio.Future[Fate] = asyncio.get_running_loop().create_future()
        self._held = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def start(self, work: Callable[[UUID], Awaitable[None]]) -> None:
        """Begin to work; returns when the worker is held or has ended."""
        self._task = asyncio.create_task(self._run(work))
        await self._until_held(self._task)

    async def hold(self, place: Place) -> Fate:
        """Wait for what the test has in mind."""
        self.place, self._fate = place, asyncio.get_running_loop().create_future()
        self._held.set()
        return await self._fate

    async def let_go(self, fate: Fate) -> None:
        """Go on; returns when the worker is held again or has ended."""
        assert self._task is not None
        self._held.clear()
        self._fate.set_result(fate)
        await self._until_held(self._task)

    async def crash(self) -> None:
        """Die here and now."""
        assert self._task is not None
        self.place = None
        self._task.cancel()
        with suppress(asyncio.CancelledError):
            await self._task

    async def _run(self, work: Callable[[UUID], Awaitable[None]]) -> None:
        _WORKER.set(self)
        await work(self.publication_id)

    async def _until_held(self, task: asyncio.Task[None]) -> None:
        held = asyncio.create_task(self._held.wait())
        await asyncio.wait({task, held}, return_when=asyncio.FIRST_COMPLETED)
        held.cancel()
        if task.done():
            self.place = None
            task.result()


_WORKER: ContextVar[Worker | None] = ContextVar("worker", default=None)


class HeldMastodon(Mastodon):
    """Mastodon, but every call of a worker waits until it is let go on."""

    async def prepare(
        self, account: Account, *, publication_id: UUID, text: str, created_at: datetime
    ) -> PreparedPost:
        fate = await _hold(Place.PREPARING)
        if fate is Fate.UNREACHED:
            raise _ERRORS[fate]
        return await super().prepare(
            account, publication_id=publication_id, text=text, created_at=created_at
        )

    async def publish(self, account: Account, post: PreparedPost) -> PublishedPost:
        worker = _WORKER.get()
        fate = await _hold(Place.CALLING)
        if worker is not None and worker.is_late:
            raise TimeoutError
        published = None
        if fate in {Fate.TAKEN, Fate.LOST_AFTER}:
            published = await super().publish(account, post)
        await _hold(Place.ANSWERED)
        if published is not None and fate is Fate.TAKEN:
            return published
        raise _ERRORS.get(fate, _ERRORS[Fate.LOST_BEFORE])

    async def was_published(
        self, account: Account, post: PreparedPost, **more: Any
    ) -> PublishedPost | Absence:
        if await _hold(Place.ASKING) is not Fate.TAKEN:
            raise _ERRORS[Fate.UNREACHED]
        verdict = await super().was_published(account, post, **more)
        await _hold(Place.TOLD)
        return verdict


async def _hold(place: Place) -> Fate:
    worker = _WORKER.get()
    return Fate.TAKEN if worker is None else await worker.hold(place)


@dataclass
class Time:
    """Stands in for the module by which workers measure how long they have been held up."""

    seconds: float = 0

    def monotonic(self) -> float:
        return self.seconds


@dataclass
class Stage:
    """Somebody, a platform, and the time."""

    world: World
    person: Person
    time: Time
    account_id: str = ""
    handle: str = ""
    workers: list[Worker] = field(default_factory=list)
    _count: int = 0

    async def set_anew(self) -> None:
        """Begin with an account that nobody has used."""
        self._count += 1
        self.handle, self.workers = f"actor{self._count}", []
        self.account_id = (await connect_mastodon(self.world, self.person, self.handle))["id"]
        await self._advance(300)  # so that no limit is met by all these people
        await fetch(
            "UPDATE publications SET next_at = now() + interval '1 year' WHERE next_at IS NOT NULL"
        )

    async def let_time_pass(self) -> None:
        """Let every lease end, every call be over, and everything that waits be due."""
        self.time.seconds += LEASE_OVER
        for worker in self.workers:
            worker.is_late = True
        await fetch(_PASS, account_key({"id": self.account_id}))

    async def let_keys_be_forgotten(self) -> None:
        """Let so much time pass that the platform does not recognise a repeat any more."""
        await self._advance(_KEYS_FORGOTTEN)
        await fetch(_AGE_PUBLICATIONS, account_key({"id": self.account_id}))
        await fetch(_AGE_ATTEMPTS, account_key({"id": self.account_id}))
        await self.let_time_pass()

    async def work(
        self,
        publication_id: UUID,
        work: Callable[[UUID], Awaitable[None]],
        *,
        fate: Fate,
        until: Place | None,
    ) -> None:
        """Let one more worker begin, and go on until it is held at a place, or to its end."""
        worker = Worker(publication_id)
        self.workers.append(worker)
        await worker.start(work)
        await self.let_go(worker, fate, until=until)

    async def let_go(self, worker: Worker, fate: Fate, *, until: Place | None = None) -> None:
        """Let a worker go on until it is held at a place, or to its end."""
        while worker.place is not None and worker.place is not until:
            await worker.let_go(fate)
        if worker.place is None:
            self.workers.remove(worker)

    async def crash(self, worker: Worker) -> None:
        """Let a worker die."""
        self.workers.remove(worker)
        await worker.crash()

    async def rows(self) -> list[Publication]:
        """All publications of the account, in the order in which they were made."""
        key = account_key({"id": self.account_id})
        return await Publication.filter(social_account_id=key).order_by("id")

    def posts(self) -> list[TimelinePost]:
        """What the account's followers see."""
        network = find_networks()["mastodon"]
        posts = network.timeline(self.world.sandbox_app.state.world)
        return [post for post in posts if post.author_handle == self.handle]

    async def moves(self) -> Sequence[tuple[str, str]]:
        """Every way from one state to another that was taken, by whatever statement."""
        rows = await fetch("SELECT DISTINCT source, target FROM moves")
        return [(row["source"], row["target"]) for row in rows]

    async def _advance(self, seconds: float) -> None:
        await self.world.sandbox.post("/_sandbox/clock", json={"advanceSeconds": seconds})


@asynccontextmanager
async def open_stage(
    world: World, person: Person, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Stage]:
    """Put the stage in the place of the platforms, for as long as the block lasts."""
    sandbox_app = create_sandbox(world.settings, smtp=False, is_remembered=False)
    outside = httpx2.ASGITransport(app=sandbox_app)
    http = PlatformHttp(
        Servers([SANDBOX]), timeout=world.settings.publish_timeout, transport=outside
    )
    registry, before, time = Registry(http), PLATFORMS.current, Time()
    monkeypatch.setattr(registry, "_networks", {Mastodon.name: HeldMastodon(http)})
    monkeypatch.setattr(sending, "time", time)
    PLATFORMS.set(registry)
    try:
        async with (
            unknown_to_servers(),
            _logged_moves(world.settings.database_url or ""),
            httpx2.AsyncClient(transport=outside, base_url=SANDBOX) as sandbox,
        ):
            here = replace(world, sandbox=sandbox, sandbox_app=sandbox_app)
            yield Stage(world=here, person=person, time=time)
    finally:
        PLATFORMS.set(before)
        await registry.aclose()
        sandbox_app.state.world.store.close()


@asynccontextmanager
async def _logged_moves(url: str) -> AsyncIterator[None]:
    owner = await asyncpg.connect(as_owner(url))
    for statement in _LOG_MOVES:
        await owner.execute(statement)
    try:
        yield
    finally:
        for statement in _LOG_NO_MOVES:
            await owner.execute(statement)
        await owner.close()
