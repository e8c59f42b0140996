"""What happens to organizations, and to who is in them."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from allin_gql.core.events import DomainEvent
from allin_gql.core.ids import IdKind


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationCreated(DomainEvent):
    """An organization began."""

    type: ClassVar[str] = "organization.created"
    subject_kind: ClassVar[IdKind] = IdKind.ORGANIZATION

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationUpdated(DomainEvent):
    """Somebody renamed it, or set what it asks of its members."""

    type: ClassVar[str] = "organization.updated"
    subject_kind: ClassVar[IdKind] = IdKind.ORGANIZATION

    name: str
    time_zone: str
    requires_second_factor: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationDeletionRequested(DomainEvent):
    """An owner wants it deleted; until it is, nothing in it can be changed."""

    type: ClassVar[str] = "organization.deletion_requested"
    subject_kind: ClassVar[IdKind] = IdKind.ORGANIZATION

    deletes_at: str  # ISO 8601


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationRestored(DomainEvent):
    """An owner has thought better of it."""

    type: ClassVar[str] = "organization.restored"
    subject_kind: ClassVar[IdKind] = IdKind.ORGANIZATION


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnershipTransferred(DomainEvent):
    """An owner made somebody else the owner, and is an admin now. The subject is the new owner."""

    type: ClassVar[str] = "ownership.transferred"
    subject_kind: ClassVar[IdKind] = IdKind.MEMBER

    user_id: UUID
    from_user_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberInvited(DomainEvent):
    """Somebody is asked to become a member."""

    type: ClassVar[str] = "member.invited"
    subject_kind: ClassVar[IdKind] = IdKind.INVITATION

    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationResent(DomainEvent):
    """The letter was sent once more, and the time begins anew."""

    type: ClassVar[str] = "invitation.resent"
    subject_kind: ClassVar[IdKind] = IdKind.INVITATION


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationRevoked(DomainEvent):
    """The invitation does not hold any more."""

    type: ClassVar[str] = "invitation.revoked"
    subject_kind: ClassVar[IdKind] = IdKind.INVITATION


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationDeclined(DomainEvent):
    """Whoever got the letter does not want to join."""

    type: ClassVar[str] = "invitation.declined"
    subject_kind: ClassVar[IdKind] = IdKind.INVITATION


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberJoined(DomainEvent):
    """Somebody accepted an invitation."""

    type: ClassVar[str] = "member.joined"
    subject_kind: ClassVar[IdKind] = IdKind.MEMBER

    user_id: UUID
    role: str
    invitation_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberRoleChanged(DomainEvent):
    """A member may do something else now."""

    type: ClassVar[str] = "member.role_changed"
    subject_kind: ClassVar[IdKind] = IdKind.MEMBER

    user_id: UUID
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberRestricted(DomainEvent):
    """A member may use some social accounts only, or all again."""

    type: ClassVar[str] = "member.restricted"
    subject_kind: ClassVar[IdKind] = IdKind.MEMBER

    user_id: UUID
    is_restricted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberRemoved(DomainEvent):
    """Somebody took a member out."""

    type: ClassVar[str] = "member.removed"
    subject_kind: ClassVar[IdKind] = IdKind.MEMBER

    user_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberLeft(DomainEvent):
    """A member went."""

    type: ClassVar[str] = "member.left"
    subject_kind: ClassVar[IdKind] = IdKind.MEMBER

    user_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberSecurity(DomainEvent):
    """How a member signs in has changed, or somebody tried to be them."""

    type: ClassVar[str] = "member.security"
    subject_kind: ClassVar[IdKind] = IdKind.MEMBER

    user_id: UUID
    kind: str
