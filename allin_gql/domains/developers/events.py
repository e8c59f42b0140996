"""What happens to API keys."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from allin_gql.core.events import DomainEvent
from allin_gql.core.ids import IdKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiKeyEvent(DomainEvent):
    """A fact about one key; its name stands with it, for those who only read events."""

    subject_kind: ClassVar[IdKind] = IdKind.API_KEY

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiKeyCreated(ApiKeyEvent):
    """A member made a key."""

    type: ClassVar[str] = "api_key.created"

    hint: str
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiKeyRotated(ApiKeyEvent):
    """A key has another secret; those before it end at a time, or have ended."""

    type: ClassVar[str] = "api_key.rotated"

    hint: str
    old_ends_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiKeyUpdated(ApiKeyEvent):
    """A key's name, its scopes or its networks have changed."""

    type: ClassVar[str] = "api_key.updated"


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiKeyRevoked(ApiKeyEvent):
    """A key is good no longer, or only its old secret is not."""

    type: ClassVar[str] = "api_key.revoked"

    is_only_old_secret: bool
