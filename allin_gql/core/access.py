"""Who may do what: one viewer, one table, one gate.

Think of a permission as a verb on a kind of thing, asked for by the first line of a service
function; a role is nothing but a set of them, and an API key a choice among its owner's. Whether
the thing is the viewer's at all is not decided here: `repository` never finds what belongs to
another organization, nor, for who may use some social accounts only, what is of others (`reach`).
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from allin_gql.core.clock import now
from allin_gql.core.errors import Conflict, NotAllowed

PROOF_LIFETIME: Final = timedelta(minutes=5)  # OWASP ASVS 7.5.1: again before what hurts

# The social accounts that somebody may see and use; none of these sets is all of them.
Reach = frozenset[UUID] | None


class Role(StrEnum):
    """What a member is in an organization."""

    OWNER = "OWNER"
    ADMIN = "ADMIN"
    PUBLISHER = "PUBLISHER"
    EDITOR = "EDITOR"
    ANALYST = "ANALYST"
    MEMBER = "MEMBER"  # of before there were more than two; nobody is given it any more


class Permission(StrEnum):
    """What a viewer may do."""

    READ = "READ"
    WRITE_POSTS = "WRITE_POSTS"
    USE_WRITER = "USE_WRITER"
    PUBLISH = "PUBLISH"
    CONNECT_ACCOUNTS = "CONNECT_ACCOUNTS"
    MANAGE_MEMBERS = "MANAGE_MEMBERS"
    MANAGE_API_KEYS = "MANAGE_API_KEYS"
    MANAGE_ORGANIZATION = "MANAGE_ORGANIZATION"
    READ_AUDIT_LOG = "READ_AUDIT_LOG"
    EXPORT_DATA = "EXPORT_DATA"
    OWN = "OWN"


# Each role has what the one before it has, and more.
_ANALYST = frozenset({Permission.READ})
_EDITOR = _ANALYST | {Permission.WRITE_POSTS, Permission.USE_WRITER}
_PUBLISHER = _EDITOR | {Permission.PUBLISH}
_OWNER = frozenset(Permission)

PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.OWNER: _OWNER,
    Role.ADMIN: _OWNER - {Permission.OWN},
    Role.PUBLISHER: _PUBLISHER,
    Role.EDITOR: _EDITOR,
    Role.ANALYST: _ANALYST,
    Role.MEMBER: _PUBLISHER,
}

# Until the address is verified nothing may leave the house: see PRODUCT, Identity.
_NEEDS_VERIFIED_EMAIL = frozenset(
    {Permission.CONNECT_ACCOUNTS, Permission.PUBLISH, Permission.MANAGE_MEMBERS}
)


# What may still be done while an organization is being deleted: it changes nothing there.
_WHILE_FROZEN = frozenset({Permission.READ, Permission.READ_AUDIT_LOG, Permission.EXPORT_DATA})


class EmailNotVerified(NotAllowed):
    """The viewer has not proved that the e-mail address is theirs."""

    code = "EMAIL_NOT_VERIFIED"
    cause = "The code that was mailed on `register` has not been given back yet."
    remedy = "Call `verifyEmail` with the code from the mail."
    arises = (
        "`startAccountConnection`, `completeAccountConnection`, `connectWithPassword`, "
        "`disconnectSocialAccount`, `schedulePost`, `reschedulePublication`, "
        "`cancelPublication`, `retryPublication`, `createOrganization`, `acceptInvitation`, "
        "`startTotpEnrollment`, `startPasskeyRegistration`, and what takes `MANAGE_MEMBERS`"
    )


class OutOfReach(NotAllowed):
    """The viewer may use some social accounts of the organization, and this is about others."""

    code = "OUT_OF_REACH"
    cause = (
        "A member or an API key is restricted to some social accounts. The post is to go out, or "
        "is out, on others as well; or an account would be connected."
    )
    remedy = "Ask somebody who may use all of the organization's social accounts."
    arises = (
        "`updatePost`, `deletePost`, `startAccountConnection`, `completeAccountConnection`, "
        "`connectWithPassword`"
    )


class SessionNeeded(NotAllowed):
    """An API key asks for what a person has to do."""

    code = "SESSION_NEEDED"
    cause = "It concerns a person, or who may do what, and the request came with an API key."
    remedy = "Do it signed in, with the access token of a session."
    arises = "whatever concerns a user, members, API keys and the organization itself"


class ProofNeeded(NotAllowed):
    """Who is signed in has to prove again who they are."""

    code = "PROOF_NEEDED"
    cause = "What hurts when a thief does it takes a proof of the last five minutes."
    remedy = "Prove by `proveIdentity` that it is still you, then repeat the request."
    arises = (
        "whatever changes how somebody signs in, gives rights away, takes data out or deletes it"
    )


class SecondFactorRequired(NotAllowed):
    """The organization asks its members for a second factor, and the viewer has shown none."""

    code = "SECOND_FACTOR_REQUIRED"
    cause = (
        "An owner has said so, and the viewer has no second factor, or had none yet when this "
        "session began."
    )
    remedy = "Set a second factor up, or sign in with it; then repeat the request."
    arises = (
        "every operation in such an organization but `viewer`, `me`, `leaveOrganization` and what "
        "concerns a person alone; `updateOrganization`, by an owner who has none"
    )


class OrganizationFrozen(Conflict):
    """The organization is being deleted, and nothing in it can be changed meanwhile."""

    code = "ORGANIZATION_FROZEN"
    cause = "An owner has asked to delete it; until it is erased it can be read, and restored."
    remedy = "Have an owner call `restoreOrganization`, or act in another organization."
    arises = "whatever would change something in an organization that is being deleted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """Whoever a request acts for: a user's session, or a key that a user made, in an organization.

    Of `session_id` and `api_key_id` one is given; with a key also `secret_id`. `scopes` are what a
    key may do at most; none of them is all that its owner may.
    """

    user_id: UUID
    organization_id: UUID
    role: Role
    is_email_verified: bool
    signed_in_until: datetime  # the end of the access token, or of the key
    session_id: UUID | None = None
    api_key_id: UUID | None = None
    secret_id: UUID | None = None  # of the key: a rotated one has two, and each ends by itself
    scopes: frozenset[Permission] | None = None
    reach: Reach = None
    proved_at: datetime | None = None  # when the person last proved who they are, in this session
    is_frozen: bool = False  # the organization is being deleted
    lacks_second_factor: bool = False  # which the organization asks for

    @property
    def bearer_id(self) -> UUID:
        """The session or the key's secret: what ends the viewer's connections when it ends."""
        bearer = self.session_id or self.secret_id
        assert bearer is not None  # noqa: S101  # one of them is given
        return bearer

    def reaches(self, account_id: UUID) -> bool:
        """Whether the viewer may see and use a social account of the organization."""
        return self.reach is None or account_id in self.reach

    def may(self, permission: Permission) -> bool:
        """Whether the role has the permission, and the key, if it is one."""
        is_in_scope = self.scopes is None or permission in self.scopes
        return is_in_scope and permission in PERMISSIONS[self.role]

    def can(self, permission: Permission) -> bool:
        """Whether `require` would let the viewer pass now."""
        if self.lacks_second_factor or (self.is_frozen and permission not in _WHILE_FROZEN):
            return False
        needs_verified = permission in _NEEDS_VERIFIED_EMAIL
        return self.may(permission) and (self.is_email_verified or not needs_verified)


def require(viewer: Viewer, permission: Permission, *, is_frozen_too: bool = False) -> None:
    """Let the viewer pass, or raise `NotAllowed`; `OrganizationFrozen` while it is deleted."""
    require_second_factor(viewer)
    if not viewer.may(permission):
        who = f"The role {viewer.role}" if viewer.scopes is None else "This API key"
        raise NotAllowed(f"{who} may not do this; it takes the permission {permission}.")
    if viewer.is_frozen and not is_frozen_too and permission not in _WHILE_FROZEN:
        raise OrganizationFrozen("The organization is being deleted; nothing can be changed in it.")
    if permission in _NEEDS_VERIFIED_EMAIL:
        require_verified(viewer)


def require_verified(viewer: Viewer) -> None:
    """Let a person pass who has proved their address, or raise `EmailNotVerified`."""
    if not viewer.is_email_verified:
        raise EmailNotVerified("Verify your e-mail address first; the code is in your mailbox.")


def require_second_factor(viewer: Viewer) -> None:
    """Let whoever has shown a second factor pass, if the organization asks for one."""
    if viewer.lacks_second_factor:
        raise SecondFactorRequired("This organization asks its members for a second factor.")


def require_session(viewer: Viewer) -> UUID:
    """Let a person pass, giving their session; raise `SessionNeeded` for an API key."""
    if viewer.session_id is None:
        raise SessionNeeded("An API key cannot do this: a person has to, signed in.")
    return viewer.session_id


def require_proof(viewer: Viewer) -> None:
    """Let a person pass who proved lately who they are. Raises `ProofNeeded`, `SessionNeeded`."""
    require_session(viewer)
    if viewer.proved_at is None or now() - viewer.proved_at > PROOF_LIFETIME:
        minutes = int(PROOF_LIFETIME.total_seconds() // 60)
        raise ProofNeeded(
            f"Prove who you are by `proveIdentity` first; it is good for {minutes} minutes."
        )


def require_everywhere(viewer: Viewer) -> None:
    """Let a viewer pass who may use all social accounts, or raise `OutOfReach`."""
    if viewer.reach is not None:
        raise OutOfReach("Who is restricted to some social accounts cannot connect others.")


def permissions_of(viewer: Viewer) -> list[Permission]:
    """What the viewer may do now, sorted by name."""
    return sorted(permission for permission in Permission if viewer.can(permission))


def permissions_after_verification(viewer: Viewer) -> list[Permission]:
    """What the viewer may do besides once their address is verified, sorted by name."""
    verified = replace(viewer, is_email_verified=True)
    return sorted(one for one in Permission if verified.can(one) and not viewer.can(one))
