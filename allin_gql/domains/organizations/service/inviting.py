"""Inviting: asking people by mail to become members, again, and not any more."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from allin_gql.core.access import PERMISSIONS, Permission, Role, Viewer, require, require_session
from allin_gql.core.clock import now
from allin_gql.core.errors import NotFound
from allin_gql.core.unit_of_work import UnitOfWork, unit_of_work
from allin_gql.domains.identity import repository as identity
from allin_gql.domains.identity.service import checked_email
from allin_gql.domains.mail.service import require_mailer, send_letter
from allin_gql.domains.mail.values import MailedCode
from allin_gql.domains.organizations import repository
from allin_gql.domains.organizations.errors import (
    AlreadyInvited,
    AlreadyMember,
    InvitationClosed,
    TooManyInvitations,
)
from allin_gql.domains.organizations.events import (
    InvitationResent,
    InvitationRevoked,
    MemberInvited,
)
from allin_gql.domains.organizations.mails import InvitationLetter
from allin_gql.domains.organizations.models import Invitation, Organization
from allin_gql.domains.organizations.service.ranking import (
    check_may_give,
    checked_accounts,
    locked,
    told_accounts,
)
from allin_gql.domains.organizations.values import InvitationState

PURPOSE: Final = "invitation"  # of the code in the letter
LIFETIME: Final = timedelta(days=7)
# Nobody's mailbox is flooded from here, and nobody buys our good name by inviting the world.
_MOST_PENDING: Final = 50  # in an organization
_MOST_A_DAY: Final = 100  # letters of an organization
_MOST_TO_ONE: Final = 5  # letters a day to one address, of all organizations
_PAUSE: Final = timedelta(minutes=1)  # between two letters of one invitation
_DAY: Final = timedelta(days=1)


async def invite_member(
    viewer: Viewer, *, email: str, role: Role, social_account_ids: list[UUID] | None
) -> Invitation:
    """Ask whoever has an address to become a member; it is the same whether it is known to us."""
    require_session(viewer)
    require(viewer, Permission.MANAGE_MEMBERS)
    require_mailer()
    email = checked_email(email)
    check_may_give(viewer, role)
    async with unit_of_work(actor_id=viewer.user_id) as work:
        organization = await locked(viewer)
        accounts = (
            None
            if social_account_ids is None
            else await checked_accounts(viewer, role, social_account_ids)
        )
        await _check_is_new(organization.id, email)
        await _check_room(organization.id, email)
        at = now()
        invitation = await repository.add_invitation(
            organization.id,
            email=email,
            role=role,
            accounts=accounts,
            invited_by=viewer.user_id,
            at=at,
            expires_at=at + LIFETIME,
        )
        await _send(work, organization, invitation, viewer)
        work.emit(
            MemberInvited(
                organization_id=organization.id,
                subject_id=invitation.id,
                role=role,
                changes={
                    "email": (None, email),
                    "role": (None, role.value),
                    "socialAccountIds": (None, told_accounts(accounts)),
                },
            )
        )
    return invitation


async def resend_invitation(viewer: Viewer, invitation_id: UUID) -> Invitation:
    """Send the letter of an invitation once more; its time begins anew. Also when it expired."""
    require_session(viewer)
    require(viewer, Permission.MANAGE_MEMBERS)
    require_mailer()
    async with unit_of_work(actor_id=viewer.user_id) as work:
        organization = await locked(viewer)
        invitation = await _found(viewer, invitation_id)
        check_may_give(viewer, Role(invitation.role))
        _check_waits(invitation)
        if now() - invitation.sent_at < _PAUSE:
            raise TooManyInvitations(
                "The last letter left less than a minute ago; look into the mailbox.",
                path=("id",),
                numbers={"limit": 1},
            )
        await _check_room(organization.id, invitation.email, is_another=False)
        await repository.renew_invitation(
            invitation, invited_by=viewer.user_id, at=now(), expires_at=now() + LIFETIME
        )
        await _send(work, organization, invitation, viewer)
        work.emit(InvitationResent(organization_id=organization.id, subject_id=invitation.id))
    return invitation


async def revoke_invitation(viewer: Viewer, invitation_id: UUID) -> Invitation:
    """Let an invitation not hold any more. Raises `InvitationClosed`."""
    require_session(viewer)
    require(viewer, Permission.MANAGE_MEMBERS)
    async with unit_of_work(actor_id=viewer.user_id) as work:
        await locked(viewer)
        invitation = await _found(viewer, invitation_id)
        _check_waits(invitation)
        await _revoke(work, invitation)
    return invitation


async def withdraw(
    work: UnitOfWork, organization_id: UUID, user_id: UUID, role: Role | None
) -> None:
    """Revoke what somebody invited to and could not any more, in their role now or without one.

    The organization is locked.
    """
    may = PERMISSIONS[role] if role is not None else frozenset()
    for invitation in await repository.pending_invitations_by(organization_id, user_id):
        if Permission.MANAGE_MEMBERS not in may or not PERMISSIONS[Role(invitation.role)] <= may:
            await _revoke(work, invitation)


async def _revoke(work: UnitOfWork, invitation: Invitation) -> None:
    if not await repository.close_invitation(invitation, InvitationState.REVOKED, now()):
        return  # accepted at this moment
    work.emit(
        InvitationRevoked(
            organization_id=invitation.organization_id,
            subject_id=invitation.id,
            changes={"state": (InvitationState.PENDING.value, InvitationState.REVOKED.value)},
        )
    )


async def _found(viewer: Viewer, invitation_id: UUID) -> Invitation:
    invitation = await repository.invitation_for_update(viewer.organization_id, invitation_id)
    if invitation is None:
        raise NotFound("There is no such invitation.", path=("id",))
    return invitation


def _check_waits(invitation: Invitation) -> None:
    if invitation.state is not InvitationState.PENDING:
        raise InvitationClosed(f"The invitation is {invitation.state} already.", path=("id",))


async def _check_is_new(organization_id: UUID, email: str) -> None:
    if await repository.has_member_with_address(organization_id, email):
        raise AlreadyMember("Somebody with this address is a member already.", path=("email",))
    if await repository.count_open(organization_id, now(), email=email):
        raise AlreadyInvited("An invitation to this address waits already.", path=("email",))


async def _check_room(organization_id: UUID, email: str, *, is_another: bool = True) -> None:
    day = now() - _DAY
    pending = await repository.count_open(organization_id, now()) if is_another else 0
    if pending >= _MOST_PENDING:
        raise _too_many(f"{pending} invitations wait for an answer", _MOST_PENDING)
    sent = await repository.count_letters(organization_id, day)
    if sent >= _MOST_A_DAY:
        raise _too_many(f"{sent} letters were sent within a day", _MOST_A_DAY)
    received = await repository.count_letters_to(email, day)
    if received >= _MOST_TO_ONE:
        raise _too_many(f"{received} letters went to this address within a day", _MOST_TO_ONE)


def _too_many(sentence: str, limit: int) -> TooManyInvitations:
    return TooManyInvitations(
        f"{sentence}; {limit} may be.", path=("email",), numbers={"limit": limit}
    )


async def _send(
    work: UnitOfWork, organization: Organization, invitation: Invitation, viewer: Viewer
) -> None:
    inviter = await identity.user_by_id(viewer.user_id)
    letter = InvitationLetter(
        organization_name=organization.name,
        inviter_name=inviter.name,
        role=Role(invitation.role).lower(),
        email=invitation.email,
        code=MailedCode(purpose=PURPOSE, row=invitation.id),
        expires_at=invitation.expires_at,
    )
    await send_letter(work, letter, to=invitation.email, organization_id=organization.id)
