"""Managing: what members may do, and that somebody is a member no more. All of it holds at once."""

from collections.abc import Collection
from uuid import UUID

from allin_gql.core.access import (
    PERMISSIONS,
    Permission,
    Role,
    Viewer,
    require,
    require_session,
)
from allin_gql.core.errors import InvalidInput
from allin_gql.core.unit_of_work import UnitOfWork, unit_of_work
from allin_gql.domains.organizations import repository
from allin_gql.domains.organizations.events import (
    MemberRemoved,
    MemberRestricted,
    MemberRoleChanged,
)
from allin_gql.domains.organizations.models import OrganizationMember
from allin_gql.domains.organizations.service.founding import house
from allin_gql.domains.organizations.service.inviting import withdraw
from allin_gql.domains.organizations.service.ranking import (
    check_may_give,
    check_stays_owned,
    checked_accounts,
    found_member,
    locked,
    told_accounts,
)


async def change_member_role(viewer: Viewer, member_id: UUID, role: Role) -> OrganizationMember:
    """Give a member another role. Raises `RoleTooHigh`, `LastOwner`."""
    require_session(viewer)
    require(viewer, Permission.MANAGE_MEMBERS)
    check_may_give(viewer, role)
    async with unit_of_work(actor_id=viewer.user_id) as work:
        await locked(viewer)
        member = await found_member(viewer, member_id)
        if Role(member.role) is not role:
            await check_stays_owned(member)
            await set_role(work, member, role)
    return member


async def set_role(work: UnitOfWork, member: OrganizationMember, role: Role) -> None:
    """Write another role down, with all that follows from it. The organization is locked."""
    before = Role(member.role)
    await repository.save_role(member, role)
    if Permission.CONNECT_ACCOUNTS in PERMISSIONS[role]:
        await _restrict(work, member, None)  # who connects accounts uses all of them
    await withdraw(work, member.organization_id, member.user_id, role)
    work.emit(
        MemberRoleChanged(
            organization_id=member.organization_id,
            subject_id=member.id,
            user_id=member.user_id,
            role=role,
            changes={"role": (before.value, role.value)},
        )
    )


async def restrict_member(
    viewer: Viewer, member_id: UUID, *, social_account_ids: list[UUID] | None, is_lifted: bool
) -> OrganizationMember:
    """Let a member see and use some social accounts only, or all again."""
    require_session(viewer)
    require(viewer, Permission.MANAGE_MEMBERS)
    if is_lifted == bool(social_account_ids):
        raise InvalidInput(
            "Name the social accounts that the member may use, or say that it is everything.",
            path=("socialAccountIds",),
        )
    async with unit_of_work(actor_id=viewer.user_id) as work:
        await locked(viewer)
        member = await found_member(viewer, member_id)
        accounts = (
            await checked_accounts(viewer, Role(member.role), social_account_ids)
            if social_account_ids
            else None
        )
        await _restrict(work, member, accounts)
    return member


async def remove_member(viewer: Viewer, member_id: UUID) -> OrganizationMember:
    """Let somebody be a member no more. Raises `RoleTooHigh`, `LastOwner`."""
    require_session(viewer)
    require(viewer, Permission.MANAGE_MEMBERS)
    async with unit_of_work(actor_id=viewer.user_id) as work:
        await locked(viewer)
        member = await found_member(viewer, member_id)
        await end_membership(work, member)
        work.emit(
            MemberRemoved(
                organization_id=member.organization_id,
                subject_id=member.id,
                user_id=member.user_id,
                changes={"role": (Role(member.role).value, None)},
            )
        )
    return member


async def end_membership(work: UnitOfWork, member: OrganizationMember) -> None:
    """Take somebody out, with what they had invited to. The organization is locked."""
    await check_stays_owned(member)
    await withdraw(work, member.organization_id, member.user_id, None)
    await repository.delete_member(member)
    await house(work, [member.user_id])


async def disown(work: UnitOfWork, user_id: UUID, *, but: Collection[UUID]) -> None:
    """Let somebody who is to be erased own nothing any more, but some organizations.

    Those that they own are locked, and have other owners.
    """
    for member in await repository.members_who_are(user_id):
        if Role(member.role) is Role.OWNER and member.organization_id not in but:
            await set_role(work, member, Role.ANALYST)


async def _restrict(
    work: UnitOfWork, member: OrganizationMember, accounts: list[UUID] | None
) -> None:
    before = await repository.accounts_of_member(member)
    if accounts == before:
        return
    await repository.save_restriction(member, accounts)
    work.emit(
        MemberRestricted(
            organization_id=member.organization_id,
            subject_id=member.id,
            user_id=member.user_id,
            is_restricted=accounts is not None,
            changes={"socialAccountIds": (told_accounts(before), told_accounts(accounts))},
        )
    )
