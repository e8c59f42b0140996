"""What happens to an organization's data."""

from dataclasses import dataclass
from typing import ClassVar

from allin_gql.core.events import DomainEvent
from allin_gql.core.ids import IdKind


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationExportRequested(DomainEvent):
    """Somebody has asked for everything that the organization has."""

    type: ClassVar[str] = "organization.export_requested"
    subject_kind: ClassVar[IdKind] = IdKind.DATA_EXPORT


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationExportFetched(DomainEvent):
    """Somebody has fetched it."""

    type: ClassVar[str] = "organization.export_fetched"
    subject_kind: ClassVar[IdKind] = IdKind.DATA_EXPORT
