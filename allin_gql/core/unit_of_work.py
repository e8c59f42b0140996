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
from collections import Counter, defaultdict, deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

from tortoise.transactions import in_transaction

from allin_gql.core.database import fetch
from allin_gql.core.doorbell import DOORBELL
from allin_gql.core.events import DomainEvent, Signal
from allin_gql.core.jobs import Job, JobMessage
from allin_gql.core.live import LIVE
from allin_gql.core.models import Event
from allin_gql.core.transactions import held_transaction

P = ParamSpec("P")
E = TypeVar("E", bound=Signal)

_NUMBER_EVENTS = """
INSERT INTO event_counters AS counter (organization_id, last_number) VALUES ($1, $2)
ON CONFLICT (organization_id) DO UPDATE SET last_number = counter.last_number + $2
RETURNING last_number
"""


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
        counts = Counter(event.organization_id for event in self._events)
        next_numbers: dict[UUID, int] = {}
        for organization_id, count in sorted(counts.items()):
            last = await _reserve_numbers(organization_id, count)
            self._last_numbers[organization_id] = last
            next_numbers[organization_id] = last - count + 1
        rows = []
        for event in self._events:
            rows.append(self._row(event, next_numbers[event.organization_id]))
            next_numbers[event.organization_id] += 1
        await Event.bulk_create(rows)

    async def announce(self) -> None:
        """Tell the world, after the commit. Never raises: the rows speak for themselves."""
        if self._last_numbers or self._messages:
            await asyncio.gather(
                LIVE.current.announce(self._last_numbers), DOORBELL.current.ring(self._messages)
            )

    def _row(self, event: DomainEvent, number: int) -> Event:
        return Event(
            organization_id=event.organization_id,
            number=number,
            type=event.type,
            subject_kind=event.subject_kind,
            subject_id=event.subject_id,
            actor_id=self._actor_id,
            data=event.data(),
        )


async def _reserve_numbers(organization_id: UUID, count: int) -> int:
    rows = await fetch(_NUMBER_EVENTS, organization_id, count)
    return int(rows[0]["last_number"])


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
