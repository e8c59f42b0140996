"""What happens in analytics."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from allin_gql.core.events import DomainEvent
from allin_gql.core.ids import IdKind


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricsCollected(DomainEvent):
    """A platform reported other numbers about a publication than before."""

    type: ClassVar[str] = "metrics.collected"
    subject_kind: ClassVar[IdKind] = IdKind.PUBLICATION

    social_account_id: UUID
    counters: dict[str, int]
