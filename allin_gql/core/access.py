"""Who may do what: one viewer, one table, one gate.

Think of a permission as a verb on a kind of thing, asked for by the first line of a service
function; a role is nothing but a set of them. Whether the thing is the viewer's at all is not
decided here: `repository` never finds what belongs to another organization.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from allin_gql.core.errors import NotAllowed


class Role(StrEnum):
    """What a member is in an organization."""

    OWNER = "OWNER"
    MEMBER = "MEMBER"


class Permission(StrEnum):
    """What a viewer may do."""

    READ = "READ"
    CONNECT_ACCOUNTS = "CONNECT_ACCOUNTS"
    WRITE_POSTS = "WRITE_POSTS"
    PUBLISH = "PUBLISH"
    USE_WRITER = "USE_WRITER"


PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.OWNER: frozenset(Permission),
    Role.MEMBER: frozenset(Permission) - {Permission.CONNECT_ACCOUNTS},
}

# Until the address is verified nothing may leave the house: see PRODUCT, Identity.
_NEEDS_VERIFIED_EMAIL = frozenset({Permission.CONNECT_ACCOUNTS, Permission.PUBLISH})


class EmailNotVerified(NotAllowed):
    """The viewer has not proved that the e-mail address is theirs."""

    code = "EMAIL_NOT_VERIFIED"
    cause = "The code that was mailed on `register` has not been given back yet."
    remedy = "Call `verifyEmail` with the code from the mail."
    arises = (
        "`startAccountConnection`, `completeAccountConnection`, `connectWithPassword`, "
        "`disconnectSocialAccount`, `schedulePost`, `reschedulePublication`, "
        "`cancelPublication`, `retryPublication`"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """Whoever a request acts for: a user's session in one organization."""

    user_id: UUID
    session_id: UUID
    organization_id: UUID
    role: Role
    is_email_verified: bool
    signed_in_until: datetime  # the end of the access token

    def may(self, permission: Permission) -> bool:
        """Whether the role has the permission."""
        return permission in PERMISSIONS[self.role]

    def can(self, permission: Permission) -> bool:
        """Whether `require` would let the viewer pass now."""
        needs_verified = permission in _NEEDS_VERIFIED_EMAIL
        return self.may(permission) and (self.is_email_verified or not needs_verified)


def require(viewer: Viewer, permission: Permission) -> None:
    """Let the viewer pass, or raise `NotAllowed`."""
    if not viewer.may(permission):
        raise NotAllowed(
            f"A {viewer.role.lower()} may not do this; it takes the permission {permission}."
        )
    if not viewer.can(permission):
        raise EmailNotVerified("Verify your e-mail address first; the code is in your mailbox.")


def permissions_of(viewer: Viewer) -> list[Permission]:
    """What the viewer may do now, sorted by name."""
    return sorted(permission for permission in Permission if viewer.can(permission))


def permissions_after_verification(viewer: Viewer) -> list[Permission]:
    """What the viewer may do besides once their address is verified, sorted by name."""
    waiting = (one for one in Permission if viewer.may(one) and not viewer.can(one))
    return sorted(waiting)
