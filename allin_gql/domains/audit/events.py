"""What happens to the audit log."""

from dataclasses import dataclass
from typing import ClassVar

from allin_gql.core.events import DomainEvent
from allin_gql.core.ids import IdKind


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditLogExported(DomainEvent):
    """Somebody began to take the audit log out; `form` is how it is written."""

    type: ClassVar[str] = "audit_log.exported"
    subject_kind: ClassVar[IdKind] = IdKind.ORGANIZATION

    form: str
