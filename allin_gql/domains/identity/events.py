"""What happens to people."""

from dataclasses import dataclass
from uuid import UUID

from allin_gql.core.events import Signal


@dataclass(frozen=True, slots=True, kw_only=True)
class UserRegistered(Signal):
    """A person has a login now. `organization_name` is how they want their organization called."""

    user_id: UUID
    organization_name: str
