"""The unit of work: one transaction, the events that it makes, and what leaves after its commit.

    async with unit_of_work(actor_id=viewer.user_id) as work:
        post = await repository.add_post(...)
        work.emit(PostCreated(...))

At the end of the block reactions run, events are numbered and written, and all of it is committed.
Only then are the events announced and the jobs rung for; a rollback announces and rings nothing.

Where a transaction is held around the running code (`core/transactions`), a unit joins it: then
all of this waits for that one's commit.
"""

import asyncio
import secrets
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

import orjson
from tortoise.transactions import in_transaction

from allin_gql.core.database import fetch
from allin_gql.core.doorbell import DOORBELL
from allin_gql.core.events import DomainEvent, Signal
from allin_gql.core.jobs import Job, JobMessage
from allin_gql.core.live import LIVE
from allin_gql.core.origin import Origin, current_origin
from allin_gql.core.transactions import held_transaction

SALT_BYTES = 16

P = ParamSpec("P")
E = TypeVar("E", bound=Signal)

# Numbers, chains and adds them, with the counters of their organizations locked (migrations).
_WRITE_EVENTS = "SELECT organization_id, last_number FROM write_events($1, $2, $3)"


class UnitOfWork:
    """What a transaction has gathered so far."""

    def __init__(self, actor_id: UUID | None) -> None:
        self._actor_id = actor_id
        self._unsettled: deque[Signal] = deque()
        self._events: list[DomainEvent] = []
        self._messages: list[JobMessage] = []
        self._last_numbers: dict[UUID, int] = {}

    def emit(self, event: Signal) -> None:
        """Record a fact; its reactions run before the commit."""
        self._unsettled.append(event)

    def enqueue(self, job: Job[P], *args: P.args, **kwargs: P.kwargs) -> None:
        """Ask for work after the commit."""
        self._messages.append(job.message(*args, **kwargs))

    async def settle(self) -> None:
        """Run reactions until none emits anything more, then number and write the events."""
        while self._unsettled:
            event = self._unsettled.popleft()
            if isinstance(event, DomainEvent):
                self._events.append(event)
            for reaction in _REACTIONS[type(event)]:
                await reaction(event, self)
        if self._events:
            await self._write_events()

    async def _write_events(self) -> None:
        # Last of all, and in one order of organizations: the counter's lock is held shortest, and
        # two transactions never wait for each other.
        origin = current_origin()
        written = [_written(event, origin) for event in self._events]
        batch = orjson.dumps(written, default=str).decode()
        for row in await fetch(_WRITE_EVENTS, self._actor_id, origin.api_key_id, batch):
            self._last_numbers[row["organization_id"]] = int(row["last_number"])

    async def announce(self) -> None:
        """Tell the world, after the commit. Never raises: the rows speak for themselves."""
        if self._last_numbers or self._messages:
            await asyncio.gather(
                LIVE.current.announce(self._last_numbers), DOORBELL.current.ring(self._messages)
            )


def _written(event: DomainEvent, origin: Origin) -> dict[str, Any]:
    """An event as the function in SQL takes it, under names that are short."""
    details = event.details(origin)
    return {
        "organization": event.organization_id,
        "type": event.type,
        "kind": event.subject_kind,
        "subject": event.subject_id,
        "data": event.data(),
        "details": details,
        "salt": None if details is None else secrets.token_hex(SALT_BYTES),
    }


@asynccontextmanager
async def unit_of_work(
    *, actor_id: UUID | None = None, is_final: bool = False
) -> AsyncIterator[UnitOfWork]:
    """Open a transaction; `actor_id` is the user whose doing it is, if it is anybody's.

    A unit that `is_final` is committed at its end even where a transaction is held around it: what
    follows asks the outside world, which takes nothing back and must not be waited for with a
    connection. It has to be the first there.
    """
    work = UnitOfWork(actor_id)
    held = held_transaction()
    if held is not None and not is_final:
        async with held.part():
            yield work
            await work.settle()
        held.after_commit(work.announce)
        return
    if held is not None and held.is_open:
        raise RuntimeError("a final unit of work comes before all others")
    async with in_transaction():
        yield work
        await work.settle()
    await work.announce()


def reacts_to(
    event_type: type[E],
) -> Callable[
    [Callable[[E, UnitOfWork], Awaitable[None]]], Callable[[E, UnitOfWork], Awaitable[None]]
]:
    """Run the function inside each unit of work that emits this event, before its commit."""

    def register(
        reaction: Callable[[E, UnitOfWork], Awaitable[None]],
    ) -> Callable[[E, UnitOfWork], Awaitable[None]]:
        _REACTIONS[event_type].append(reaction)
        return reaction

    return register


# By the kind of event; in the order of the domains, as the assembly imports them.
_REACTIONS: defaultdict[type[Signal], list[Callable[[Any, UnitOfWork], Awaitable[None]]]] = (
    defaultdict(list)
)
