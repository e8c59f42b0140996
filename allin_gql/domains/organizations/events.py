"""What happens to organizations."""

from dataclasses import dataclass
from typing import ClassVar

from allin_gql.core.events import DomainEvent
from allin_gql.core.ids import IdKind


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationCreated(DomainEvent):
    """An organization began."""

    type: ClassVar[str] = "organization.created"
    subject_kind: ClassVar[IdKind] = IdKind.ORGANIZATION

    name: str
