"""Authenticators' letters."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from allin_gql.domains.mail.values import Letter


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondFactorChanged(Letter):
    """To a person who signs in by other factors now."""

    template: ClassVar[str] = "SECOND_FACTOR_CHANGED"

    name: str
    change: str  # a sentence
    at: datetime
    address: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryCodeUsed(Letter):
    """To a person of whose recovery codes one was used."""

    template: ClassVar[str] = "RECOVERY_CODE_USED"

    name: str
    left: int
    at: datetime
    address: str | None
