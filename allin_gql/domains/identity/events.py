"""What happens to people."""

from dataclasses import dataclass
from uuid import UUID

from allin_gql.core.events import Signal
from allin_gql.domains.identity.values import SecurityEventKind


@dataclass(frozen=True, slots=True, kw_only=True)
class UserRegistered(Signal):
    """A person has a login now. `organization_name` is how they want their organization called."""

    user_id: UUID
    organization_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SecurityNoted(Signal):
    """Something happened to how a person signs in, or by it; it stands in their security events."""

    user_id: UUID
    kind: SecurityEventKind
