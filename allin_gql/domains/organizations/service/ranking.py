"""Ranking: who may make whom what; and that each change of that sees the one before.

Nobody gives more than they have: a role goes from whoever has all of its permissions, and so does
a change of a member who has it. Somebody has to own the organization, always.
"""

from uuid import UUID

from allin_gql.core.access import (
    PERMISSIONS,
    OrganizationFrozen,
    Permission,
    Role,
    Viewer,
    require_proof,
)
from allin_gql.core.errors import InvalidInput, NotAllowed, NotFound
from allin_gql.core.ids import IdKind, public_id
from allin_gql.domains.organizations import repository
from allin_gql.domains.organizations.errors import LastOwner, RoleNotRestrictable, RoleTooHigh
from allin_gql.domains.organizations.models import Organization, OrganizationMember

_MOST_ACCOUNTS = 100  # in one restriction


async def locked(viewer: Viewer) -> Organization:
    """Lock the viewer's organization for a change of who may do what in it, one after the other.

    Raises `NotAllowed` for a viewer whose own role was changed a moment ago, `OrganizationFrozen`
    where somebody has asked to delete the organization since.
    """
    organization = await repository.organization_for_update(viewer.organization_id)
    own = await repository.member_by_user(viewer.organization_id, viewer.user_id)
    if own is None or own.role is not viewer.role:
        raise NotAllowed("Your role in the organization was changed at this moment.")
    if (organization.deletes_at is not None) != viewer.is_frozen:
        raise OrganizationFrozen("The organization was deleted, or brought back, just now.")
    return organization


async def found_member(viewer: Viewer, member_id: UUID) -> OrganizationMember:
    """Find a member whom the viewer may change. Raises `NotFound`, `RoleTooHigh`."""
    member = await repository.member_by_id(viewer.organization_id, member_id)
    if member is None:
        raise NotFound("There is no such member.", path=("memberId",))
    _check_rank(viewer, Role(member.role), path=("memberId",))
    return member


def check_may_give(viewer: Viewer, role: Role) -> None:
    """Let a viewer give a role, or raise `RoleTooHigh`; `ProofNeeded` for one that gives."""
    if role is Role.MEMBER:
        raise InvalidInput("MEMBER is not given any more; PUBLISHER is the same.", path=("role",))
    _check_rank(viewer, role, path=("role",))


async def check_stays_owned(member: OrganizationMember) -> None:
    """Let an owner go, or raise `LastOwner`. The organization is locked."""
    if Role(member.role) is not Role.OWNER:
        return
    if await repository.count_owners(member.organization_id) == 1:
        raise LastOwner("This is the last owner; make somebody else an owner first.")


async def checked_accounts(
    viewer: Viewer, role: Role, account_ids: list[UUID], *, path: str = "socialAccountIds"
) -> list[UUID]:
    """Check to which social accounts somebody with a role is to be restricted."""
    if not 1 <= len(account_ids) <= _MOST_ACCOUNTS:
        raise InvalidInput(
            f"Name 1 to {_MOST_ACCOUNTS} social accounts; there are {len(account_ids)}.",
            path=(path,),
            numbers={"minimum": 1, "maximum": _MOST_ACCOUNTS, "actual": len(account_ids)},
        )
    known = await repository.known_accounts(viewer.organization_id, account_ids)
    for index, account_id in enumerate(account_ids):
        if account_id not in known:
            raise NotFound("There is no such social account.", path=(path, str(index)))
    if Permission.CONNECT_ACCOUNTS in PERMISSIONS[role]:
        raise RoleNotRestrictable(
            f"Who is {role} may connect social accounts, and so use all of them.", path=(path,)
        )
    return sorted(known)


def told_accounts(accounts: list[UUID] | None) -> list[str] | None:
    """A restriction as the audit log tells it; nothing is none."""
    if accounts is None:
        return None
    return [public_id(IdKind.SOCIAL_ACCOUNT, one) for one in accounts]


def _check_rank(viewer: Viewer, role: Role, *, path: tuple[str, ...]) -> None:
    if not PERMISSIONS[role] <= PERMISSIONS[viewer.role]:
        raise RoleTooHigh(
            f"Who is {viewer.role} neither makes anybody {role}, nor changes who is.", path=path
        )
    if Permission.MANAGE_MEMBERS in PERMISSIONS[role]:  # who gets in by it stays in by themselves
        require_proof(viewer)
