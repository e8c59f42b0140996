"""Joining: accepting an invitation by the code of its letter, or declining it."""

from uuid import UUID

from allin_gql.core.access import (
    OrganizationFrozen,
    Role,
    Viewer,
    require_session,
    require_verified,
)
from allin_gql.core.clock import now
from allin_gql.core.unit_of_work import unit_of_work
from allin_gql.domains.identity import repository as identity
from allin_gql.domains.mail.values import read_code
from allin_gql.domains.organizations import repository
from allin_gql.domains.organizations.errors import (
    AlreadyMember,
    InvitationForAnother,
    InvitationInvalid,
)
from allin_gql.domains.organizations.events import InvitationDeclined, MemberJoined
from allin_gql.domains.organizations.models import Invitation, OrganizationMember
from allin_gql.domains.organizations.service.inviting import PURPOSE
from allin_gql.domains.organizations.service.ranking import told_accounts
from allin_gql.domains.organizations.values import InvitationState


async def accept_invitation(viewer: Viewer, token: str) -> OrganizationMember:
    """Make a person a member of where they were invited to, once.

    Raises `InvitationInvalid`; `InvitationForAnother` and `EmailNotVerified` for who has not proved
    the address that the letter went to: the code stays good.
    """
    require_session(viewer)
    async with unit_of_work(actor_id=viewer.user_id) as work:
        invitation = await _open_invitation(token)
        user = await identity.user_by_id(viewer.user_id)
        if user.email != invitation.email:
            raise InvitationForAnother(
                "This invitation was sent to another address than yours; sign in with that one.",
                path=("token",),
            )
        require_verified(viewer)
        organization = await repository.organization_for_update(invitation.organization_id)
        if organization.deletes_at is not None:
            raise OrganizationFrozen("The organization is being deleted; nobody can join it.")
        if not await repository.close_invitation(invitation, InvitationState.ACCEPTED, now()):
            raise _invalid()
        if await repository.member_by_user(organization.id, user.id) is not None:
            raise AlreadyMember("You are a member already.", path=("token",))
        accounts = await repository.accounts_of_invitation(invitation)
        role = Role(invitation.role)
        member = await repository.add_member(organization.id, user.id, role, accounts=accounts)
        work.emit(
            MemberJoined(
                organization_id=organization.id,
                subject_id=member.id,
                user_id=user.id,
                role=role,
                invitation_id=invitation.id,
                changes={
                    "role": (None, role.value),
                    "socialAccountIds": (None, told_accounts(accounts)),
                },
            )
        )
    return member


async def decline_invitation(token: str) -> str:
    """Decline an invitation, whoever has the code; gives the organization's name."""
    async with unit_of_work() as work:
        invitation = await _open_invitation(token)
        if not await repository.close_invitation(invitation, InvitationState.DECLINED, now()):
            raise _invalid()
        organization = await repository.organization_by_id(invitation.organization_id)
        work.emit(InvitationDeclined(organization_id=organization.id, subject_id=invitation.id))
    return organization.name


async def _open_invitation(token: str) -> Invitation:
    invitation_id: UUID | None = read_code(PURPOSE, token)
    found = invitation_id and await repository.open_invitation(invitation_id, now())
    if not found:
        raise _invalid()
    return found


def _invalid() -> InvitationInvalid:
    return InvitationInvalid(
        "This code is wrong or was used, or the invitation does not hold any more.",
        path=("token",),
    )
