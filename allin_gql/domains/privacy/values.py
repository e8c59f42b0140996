"""Values of privacy: what is kept of whom, and where an export or an erasure is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Final

ERASED_DOMAIN: Final = "erased.invalid"  # of addresses that nobody has: RFC 2606


class Subject(StrEnum):
    """Whom an export or an erasure is about."""

    PERSON = "PERSON"
    ORGANIZATION = "ORGANIZATION"


class ExportState(StrEnum):
    """Where an export is."""

    QUEUED = "QUEUED"
    RUNNING = "RUNNING"
    READY = "READY"
    FAILED = "FAILED"
    EXPIRED = "EXPIRED"


class ErasureState(StrEnum):
    """Where an erasure is."""

    WAITING = "WAITING"  # for its delay to be over
    RUNNING = "RUNNING"
    PARTING = "PARTING"  # all is erased but the address that the last letter goes to
    FINISHED = "FINISHED"
    CANCELLED = "CANCELLED"


class Turn(IntEnum):
    """When a table has its turn in an erasure; of the same turn, what refers to others is first."""

    BY_AND_BY = 0
    THE_SUBJECT = 1  # once all that is about it is gone
    ITS_HISTORY = 2  # which is kept for as long as the organization is there
    AT_THE_END = 3  # in the transaction that closes the receipt


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Which rows of a table are about somebody, and what becomes of them when that is erased.

    `rows` is a condition in SQL on the table `t`, for the subject's id `$1`. They are read in the
    order of a column that no two of them share. Without a word more they are deleted; `erases` says
    which of them where that is not all. With `becomes` they are changed to that; with `by` a
    function of the database's owner erases them, given the id and how many; with `along` they go
    when another table's rows do; with `stays` they are left, for the reason that it gives.
    """

    rows: str
    order: str = "t.id"
    order_type: str = "uuid"
    is_exported: bool = True
    erases: str | None = None
    becomes: str | None = None
    by: str | None = None
    along: str | None = None
    stays: str | None = None
    turn: Turn = Turn.BY_AND_BY

    @property
    def erased(self) -> str:
        """The condition for what is erased."""
        return self.erases or self.rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """A table: what it holds, and what of it is about a person and about an organization.

    `withheld` names the columns that are not exported, and why. A table that is about nobody says
    why. `refers` names the columns that hold the key of a user or an organization without being a
    foreign key.
    """

    table: str
    about: str
    person: Part | None = None
    organization: Part | None = None
    withheld: Mapping[str, str] = field(default_factory=dict)
    nobody: str | None = None
    refers: tuple[str, ...] = ()

    def part(self, subject: Subject) -> Part | None:
        """What of it is about a person, or about an organization."""
        return self.person if subject is Subject.PERSON else self.organization


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedFile:
    """A file of an export, compressed: what a ZIP archive says of it, and its bytes."""

    number: int
    name: str
    crc32: int
    size: int
    packed: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedErasure:
    """What a person is told who has asked for an erasure; the token is shown this once."""

    begins_at: datetime
    receipt_token: str = field(repr=False)
