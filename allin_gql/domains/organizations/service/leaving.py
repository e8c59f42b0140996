"""Leaving: a member goes, or an owner gives the organization to somebody else."""

from uuid import UUID

from allin_gql.core.access import (
    OrganizationFrozen,
    Permission,
    Role,
    Viewer,
    require,
    require_proof,
    require_session,
)
from allin_gql.core.errors import InvalidInput, NotFound
from allin_gql.core.unit_of_work import unit_of_work
from allin_gql.domains.organizations import repository
from allin_gql.domains.organizations.events import MemberLeft, OwnershipTransferred
from allin_gql.domains.organizations.models import OrganizationMember
from allin_gql.domains.organizations.service.managing import end_membership, set_role
from allin_gql.domains.organizations.service.ranking import found_member, locked


async def leave_organization(viewer: Viewer) -> OrganizationMember:
    """Let a person go from where they act. Raises `LastOwner`."""
    require_session(viewer)
    if viewer.is_frozen:
        raise OrganizationFrozen("The organization is being deleted; there is no need to leave it.")
    async with unit_of_work(actor_id=viewer.user_id) as work:
        await locked(viewer)
        member = await _own(viewer)
        await end_membership(work, member)
        work.emit(
            MemberLeft(
                organization_id=member.organization_id,
                subject_id=member.id,
                user_id=member.user_id,
                changes={"role": (viewer.role.value, None)},
            )
        )
    return member


async def transfer_ownership(viewer: Viewer, member_id: UUID) -> OrganizationMember:
    """Make another member the owner, and the viewer an admin."""
    require(viewer, Permission.OWN)
    require_proof(viewer)
    async with unit_of_work(actor_id=viewer.user_id) as work:
        await locked(viewer)
        member = await found_member(viewer, member_id)
        if member.user_id == viewer.user_id:
            raise InvalidInput("You own the organization already.", path=("memberId",))
        if Role(member.role) is not Role.OWNER:
            await set_role(work, member, Role.OWNER)
        await set_role(work, await _own(viewer), Role.ADMIN)
        work.emit(
            OwnershipTransferred(
                organization_id=member.organization_id,
                subject_id=member.id,
                user_id=member.user_id,
                from_user_id=viewer.user_id,
            )
        )
    return member


async def _own(viewer: Viewer) -> OrganizationMember:
    member = await repository.member_by_user(viewer.organization_id, viewer.user_id)
    if member is None:
        raise NotFound("You are not a member any more.")
    return member
