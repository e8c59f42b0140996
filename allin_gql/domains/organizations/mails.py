"""The letters of organizations."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from allin_gql.domains.mail.values import Letter, MailedCode


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationLetter(Letter):
    """To an address that is asked to join; the same whether somebody is known by it or not."""

    template: ClassVar[str] = "INVITATION"

    organization_name: str
    inviter_name: str
    role: str
    email: str
    code: MailedCode
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationDeleting(Letter):
    """To each member of an organization that an owner wants deleted."""

    template: ClassVar[str] = "ORGANIZATION_DELETING"

    organization_name: str
    name: str
    owner_name: str
    deletes_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationStays(Letter):
    """To each member of an organization that was restored."""

    template: ClassVar[str] = "ORGANIZATION_STAYS"

    organization_name: str
    name: str
    owner_name: str
