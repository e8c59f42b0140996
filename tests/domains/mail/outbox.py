"""The outbox as its tests look at it, and a mailer that does what it is told."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, ClassVar
from uuid import UUID

from allin_gql.adapters.mailer import Begin, MailProblem, Message, Sighting
from allin_gql.core.database import fetch
from allin_gql.core.unit_of_work import unit_of_work
from allin_gql.domains.identity.mails import AlreadyRegistered
from allin_gql.domains.mail.service import send_letter
from tests.fixtures.world import World


@dataclass
class ScriptedMailer:
    """Takes messages, or does what the next line of its script says."""

    script: list[MailProblem | None] = field(default_factory=list)
    sighting: Sighting | MailProblem = Sighting.NOT_SEEN
    can_look: bool = False
    messages: list[Message] = field(default_factory=list)
    looks: list[UUID] = field(default_factory=list)
    gate: asyncio.Event | None = None  # what a message waits for before it comes to the point
    after: asyncio.Event | None = None  # and after it was taken
    arrived: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(0))
    taken: asyncio.Event = field(default_factory=asyncio.Event)

    timeout: ClassVar[timedelta] = timedelta(seconds=5)

    async def send(self, message: Message, *, begin: Begin) -> None:
        self.arrived.release()
        if self.gate is not None:
            await self.gate.wait()
        await begin()
        self.messages.append(message)
        self.taken.set()
        if self.after is not None:
            await self.after.wait()
        problem = self.script.pop(0) if self.script else None
        if problem is not None:
            raise problem

    async def look(self, mail_id: UUID, *, since: datetime) -> Sighting:  # noqa: ARG002  # the mailer's signature
        self.looks.append(mail_id)
        if isinstance(self.sighting, MailProblem):
            raise self.sighting
        return self.sighting

    async def close(self) -> None:
        """Nothing is open."""


async def write(world: World, to: str = "ada@example.org") -> UUID:
    """Put a letter into the outbox; its job is rung for."""
    async with unit_of_work() as work:
        await send_letter(work, AlreadyRegistered(name="Ada"), to=to)
    (mail_id,) = world.jobs.messages[-1].ids
    return mail_id


async def row(mail_id: UUID) -> dict[str, Any]:
    (found,) = await fetch("SELECT * FROM outgoing_mails WHERE id = $1", mail_id)
    return found


async def wait_of(mail_id: UUID) -> timedelta:
    """How long the row still waits, in whole seconds."""
    (found,) = await fetch(
        "SELECT due_at - now() AS left FROM outgoing_mails WHERE id = $1", mail_id
    )
    return timedelta(seconds=round(found["left"].total_seconds()))


async def make_due(mail_id: UUID) -> None:
    """Let the time pass until something has to be done."""
    await fetch("UPDATE outgoing_mails SET due_at = now() WHERE id = $1", mail_id)
