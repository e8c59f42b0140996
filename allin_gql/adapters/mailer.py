"""What hands messages over: one protocol, by SMTP (`smtp`) or by Mailgun's HTTP API (`mailgun`).

A message leaves once at the most: whoever sends says before the irreversible step that it is about
to take it (`Begin`), and afterwards whether the message surely was not taken, or may have been.

    MailProblem
    ├── MailNotSent   the message was surely not taken; trying again does no harm
    └── MailUnknown   it may have been taken: trying again might send it twice
"""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parseaddr
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from allin_gql.core.parts import Part
from allin_gql.core.text import readable

Begin = Callable[[], Awaitable[None]]  # is awaited when what follows cannot be taken back

_ADDRESS = re.compile(r"[^\s<>()\[\],;:\"]+@[^\s<>()\[\],;:\"]+")
_MAX_SAID = 300  # characters of what a server said


class MailProblem(Exception):
    """A message was not handed over, or not as far as is known. Has nobody's address in it."""


class MailNotSent(MailProblem):
    """The message was surely not taken. `is_final` where no other attempt would end differently."""

    def __init__(
        self, sentence: str, *, is_final: bool = False, retry_after: timedelta | None = None
    ) -> None:
        super().__init__(sentence)
        self.is_final = is_final
        self.retry_after = retry_after


class MailUnknown(MailProblem):
    """Nobody said whether the message was taken."""


class Sighting(StrEnum):
    """What is known of a message that may have been taken."""

    TAKEN = "TAKEN"
    REFUSED = "REFUSED"
    NOT_SEEN = "NOT_SEEN"  # which proves nothing: records come late


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A mail that is ready to leave. Its id is the same at every attempt."""

    id: UUID
    to: str
    subject: str
    text: str
    html: str


class Mailer(Protocol):
    """Hands messages over."""

    @property
    def timeout(self) -> timedelta:
        """How long each of the two steps takes at the most: to come to `begin`, and from there."""

    @property
    def can_look(self) -> bool:
        """Whether it can tell later what became of a message."""

    async def send(self, message: Message, *, begin: Begin) -> None:
        """Hand over one message once. Raises a `MailProblem`, and whatever `begin` raises."""

    async def look(self, mail_id: UUID, *, since: datetime) -> Sighting:
        """Tell what became of a message. Raises `MailProblem` if nobody answers."""

    async def close(self) -> None:
        """Give back connections."""


def message_id(mail_id: UUID, *, sender: str) -> str:
    """The id by which a message is known everywhere, without its brackets (RFC 5322, 3.6.4)."""
    domain = parseaddr(sender)[1].rpartition("@")[2] or "allin.localhost"
    return f"{mail_id.hex}@{domain}"


def said(text: object) -> str:
    """What a server said, as it may be written down: short, and without anybody's address."""
    return _ADDRESS.sub("…@…", readable(text, maximum=_MAX_SAID))


MAILER: Part[Mailer] = Part("the mailer (ALLIN_SMTP_URL or ALLIN_MAILGUN_DOMAIN)")
