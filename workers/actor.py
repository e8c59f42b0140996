"""How a function becomes an actor, and how one becomes a duty of the clock."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, ParamSpec

from allin_gql.core.jobs import Job

P = ParamSpec("P")

Perform = Callable[P, Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Performer:
    """A job and the function that performs it."""

    job: Job[Any]
    perform: Callable[..., Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """Something that the clock does again and again."""

    every: timedelta
    perform: Callable[[], Awaitable[object]]


PERFORMERS: dict[str, Performer] = {}
DUTIES: list[Duty] = []


def performs(job: Job[P]) -> Callable[[Perform[P]], Perform[P]]:
    """Perform a declared job by this function. Raises `RuntimeError` for a second performer."""

    def register(perform: Perform[P]) -> Perform[P]:
        if job.name in PERFORMERS:
            raise RuntimeError(f"{job.name} has two performers")
        PERFORMERS[job.name] = Performer(job=job, perform=perform)
        return perform

    return register


def ticks(*, every: timedelta) -> Callable[[Perform[[]]], Perform[[]]]:
    """Let the clock call this function, with at least `every` between two calls."""

    def register(perform: Perform[[]]) -> Perform[[]]:
        DUTIES.append(Duty(every=every, perform=perform))
        return perform

    return register
