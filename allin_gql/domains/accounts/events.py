"""What happens to accounts."""

from dataclasses import dataclass
from typing import ClassVar

from allin_gql.core.events import DomainEvent
from allin_gql.core.ids import IdKind


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountEvent(DomainEvent):
    """A fact about one account; who it is stands with it, for those who only read events."""

    subject_kind: ClassVar[IdKind] = IdKind.SOCIAL_ACCOUNT

    platform: str
    handle: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountConnected(AccountEvent):
    """An organization may act for an account for the first time."""

    type: ClassVar[str] = "account.connected"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountReconnected(AccountEvent):
    """An account that was known has new credentials."""

    type: ClassVar[str] = "account.reconnected"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountDisconnected(AccountEvent):
    """Somebody took the organization's access away."""

    type: ClassVar[str] = "account.disconnected"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountNeedsReconnect(AccountEvent):
    """The platform has refused the credentials for good; `reason` is what it said."""

    type: ClassVar[str] = "account.needs_reconnect"

    reason: str
