"""Developers' letters."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from allin_gql.domains.mail.values import Letter


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiKeyMade(Letter):
    """To a member in whose name a key was made."""

    template: ClassVar[str] = "API_KEY_MADE"

    name: str
    organization_name: str
    key_name: str
    hint: str
    expires_at: datetime
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiKeySecretAdded(Letter):
    """To a member whose key was given another secret."""

    template: ClassVar[str] = "API_KEY_SECRET_ADDED"

    name: str
    organization_name: str
    key_name: str
    hint: str
    old_ends_at: datetime
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiKeyEnds(Letter):
    """To a member whose key ends soon."""

    template: ClassVar[str] = "API_KEY_ENDS"

    name: str
    organization_name: str
    key_name: str
    expires_at: datetime
