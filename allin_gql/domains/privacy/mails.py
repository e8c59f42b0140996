"""Privacy's letters."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from allin_gql.domains.mail.values import Letter, MailedCode


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportReady(Letter):
    """To who asked for everything about themselves."""

    template: ClassVar[str] = "EXPORT_READY"

    name: str
    export: str
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationExportReady(Letter):
    """To who asked for everything of an organization."""

    template: ClassVar[str] = "ORGANIZATION_EXPORT_READY"

    name: str
    organization_name: str
    export: str
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DeletionPlanned(Letter):
    """To who asked for their account to be deleted, while it can be undone."""

    template: ClassVar[str] = "DELETION_PLANNED"

    name: str
    begins_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DeletionUndone(Letter):
    """To who keeps their account: they undid it, or it could not be done."""

    template: ClassVar[str] = "DELETION_UNDONE"

    name: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountErased(Letter):
    """The last letter to a person."""

    template: ClassVar[str] = "ACCOUNT_ERASED"

    code: MailedCode
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationErased(Letter):
    """To who asked for an organization to be deleted."""

    template: ClassVar[str] = "ORGANIZATION_ERASED"

    requested_at: datetime
    code: MailedCode
    digest: str
