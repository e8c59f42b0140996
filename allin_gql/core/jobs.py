"""Jobs: what should be done later, declared by a domain and performed in `workers/`.

    @job(queue="publishing")
    async def publish(publication_id: UUID) -> None:
        \"\"\"Send one claimed publication to its platform.\"\"\"

The declaration is only a name and a signature. A job takes ids and nothing else: what is to be done
is read from rows when it runs, so a message that comes late, twice or never does no harm.
"""

import inspect
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Generic, ParamSpec
from uuid import UUID

P = ParamSpec("P")


@dataclass(frozen=True, slots=True, kw_only=True)
class Job(Generic[P]):
    """A kind of work, known to both who asks for it and who performs it."""

    name: str
    queue: str
    signature: inspect.Signature

    def message(self, *args: P.args, **kwargs: P.kwargs) -> "JobMessage":
        """Ask for this work. Raises `TypeError` when the arguments do not fit the declaration."""
        bound = self.signature.bind(*args, **kwargs)
        return JobMessage(job=self.name, queue=self.queue, ids=bound.args)


@dataclass(frozen=True, slots=True, kw_only=True)
class JobMessage:
    """One piece of work to do: the name of a job and the ids that it is about."""

    job: str
    queue: str
    ids: tuple[UUID, ...]


def job(*, queue: str) -> Callable[[Callable[P, Awaitable[None]]], Job[P]]:
    """Declare a job by the signature of an empty function."""

    def declare(declaration: Callable[P, Awaitable[None]]) -> Job[P]:
        domain = declaration.__module__.split(".")[-2]
        return Job(
            name=f"{domain}.{declaration.__name__}",
            queue=queue,
            signature=inspect.signature(declaration),
        )

    return declare
