"""How a function becomes an actor, and how one becomes a duty of the clock."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, ParamSpec
from uuid import UUID

from allin_gql.core.ids import new_id
from allin_gql.core.jobs import Job
from allin_gql.core.logging import REQUEST_ID

_log = logging.getLogger(__name__)

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


async def perform_logged(performer: Performer, ids: Sequence[UUID]) -> None:
    """Perform a job under a name in the log. Never raises: what fails leaves its row due."""
    token = REQUEST_ID.set(new_id().hex)
    try:
        await performer.perform(*ids)
    except Exception:
        # Nothing is lost, and a dead message would help nobody.
        _log.exception("%s%s failed", performer.job.name, tuple(str(key) for key in ids))
    finally:
        REQUEST_ID.reset(token)


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
