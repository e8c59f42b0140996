"""What can be done about organizations."""

import strawberry

from allin_gql.core.ids import IdKind, parse_id, public_id
from allin_gql.domains.organizations import models, service
from allin_gql.domains.organizations.graph.inputs import (
    AcceptInvitationInput,
    ChangeMemberRoleInput,
    CreateOrganizationInput,
    DeclineInvitationInput,
    DeleteOrganizationInput,
    InviteMemberInput,
    LeaveOrganizationInput,
    RemoveMemberInput,
    ResendInvitationInput,
    RestoreOrganizationInput,
    RestrictMemberInput,
    RevokeInvitationInput,
    TransferOwnershipInput,
    UpdateOrganizationInput,
    account_keys,
)
from allin_gql.domains.organizations.graph.types import (
    DeclinedInvitation,
    DeclineInvitationResult,
    EndedMembership,
    EndMembershipResult,
    Invitation,
    InvitationResult,
    MemberResult,
    Organization,
    OrganizationMember,
    OrganizationResult,
)
from allin_gql.graph.context import Info, person_of, viewer_of
from allin_gql.graph.directives import SENSITIVE, cost
from allin_gql.graph.execution.idempotency import Keys
from allin_gql.graph.roots import mutations


@mutations
class OrganizationMutations:
    @strawberry.mutation(
        description="Make one more organization, which the person owns. To act in it, name it in "
        "the header `X-AllIN-Organization`. Takes a proved e-mail address; a person may own 20."
    )
    async def create_organization(
        self, info: Info, input: CreateOrganizationInput
    ) -> OrganizationResult:
        made = await service.create_organization(
            person_of(info), name=input.name, time_zone=input.time_zone
        )
        return Organization.of(made)

    @strawberry.mutation(
        description="Change what the organization is called, where it reads times, or whether its "
        "members need a second factor, which takes `OWN`, a second factor and a proof of the last "
        "minutes (`proveIdentity`). Takes the permission `MANAGE_ORGANIZATION`."
    )
    async def update_organization(
        self, info: Info, input: UpdateOrganizationInput
    ) -> OrganizationResult:
        changed = await service.update_organization(
            viewer_of(info),
            name=input.name,
            time_zone=input.time_zone,
            requires_second_factor=input.requires_second_factor,
        )
        return Organization.of(changed)

    @strawberry.mutation(
        description="Be a member of the organization no more. The last owner cannot leave. Who is "
        "nowhere a member then gets an organization of their own. Takes no permission."
    )
    async def leave_organization(
        self,
        info: Info,
        input: LeaveOrganizationInput,  # noqa: ARG002  # it has nothing but the key
    ) -> EndMembershipResult:
        return _ended(await service.leave_organization(person_of(info)))

    @strawberry.mutation(
        description="Make another member the owner, and oneself an admin. Needs a proof of the "
        "last minutes (`proveIdentity`). Takes the permission `OWN`."
    )
    async def transfer_ownership(self, info: Info, input: TransferOwnershipInput) -> MemberResult:
        key = parse_id(IdKind.MEMBER, input.member_id, path=("memberId",))
        return OrganizationMember.of(await service.transfer_ownership(viewer_of(info), key))

    @strawberry.mutation(
        description="Delete the organization with everything in it, after 14 days in which it can "
        "be brought back. Until then nothing is published and nothing can be changed; all members "
        "are told. Needs a proof of the last minutes (`proveIdentity`). Takes the permission `OWN`."
    )
    async def delete_organization(
        self, info: Info, input: DeleteOrganizationInput
    ) -> OrganizationResult:
        frozen = await service.delete_organization(viewer_of(info), name=input.name)
        return Organization.of(frozen)

    @strawberry.mutation(
        description="Bring an organization back that is being deleted. What came due meanwhile is "
        "cancelled, not published late. Takes the permission `OWN`."
    )
    async def restore_organization(
        self,
        info: Info,
        input: RestoreOrganizationInput,  # noqa: ARG002  # it has nothing but the key
    ) -> OrganizationResult:
        return Organization.of(await service.restore_organization(viewer_of(info)))

    @strawberry.mutation(
        description="Ask somebody by mail to become a member; the letter holds for 7 days. The "
        "answer is the same whether the address is known to us. Nobody gives a role that may do "
        "more than theirs; to make an owner or an admin takes a proof of the last minutes. Takes "
        "the permission `MANAGE_MEMBERS`.",
        directives=[cost(50), SENSITIVE],
    )
    async def invite_member(self, info: Info, input: InviteMemberInput) -> InvitationResult:
        invitation = await service.invite_member(
            viewer_of(info),
            email=input.email,
            role=input.role,
            social_account_ids=account_keys(input.social_account_ids),
        )
        return Invitation.of(invitation)

    @strawberry.mutation(
        description="Send the letter of an invitation once more; its 7 days begin anew. Takes the "
        "permission `MANAGE_MEMBERS`.",
        directives=[cost(50), SENSITIVE],
    )
    async def resend_invitation(self, info: Info, input: ResendInvitationInput) -> InvitationResult:
        key = parse_id(IdKind.INVITATION, input.id, path=("id",))
        return Invitation.of(await service.resend_invitation(viewer_of(info), key))

    @strawberry.mutation(
        description="Let an invitation hold no more. Takes the permission `MANAGE_MEMBERS`."
    )
    async def revoke_invitation(self, info: Info, input: RevokeInvitationInput) -> InvitationResult:
        key = parse_id(IdKind.INVITATION, input.id, path=("id",))
        return Invitation.of(await service.revoke_invitation(viewer_of(info), key))

    @strawberry.mutation(
        description="Become a member by the code of an invitation, once. It takes the proved "
        "address that the letter went to, and no permission: `register` it first if it is new.",
        directives=[cost(50), SENSITIVE],
    )
    async def accept_invitation(self, info: Info, input: AcceptInvitationInput) -> MemberResult:
        member = await service.accept_invitation(person_of(info), input.token)
        return OrganizationMember.of(member)

    @strawberry.mutation(
        description="Decline an invitation by its code. Nobody needs to be signed in for it.",
        metadata=Keys(whose="token").metadata,
        directives=[cost(50), SENSITIVE],
    )
    async def decline_invitation(self, input: DeclineInvitationInput) -> DeclineInvitationResult:
        name = await service.decline_invitation(input.token)
        return DeclinedInvitation(organization_name=name)

    @strawberry.mutation(
        description="Give a member another role; it holds at once, and their live connections "
        "end. Nobody gives a role that may do more than theirs, nor changes who has one. To make "
        "an owner or an admin, or one no more, takes a proof. Either role takes a restriction to "
        "social accounts away, and a later one does not bring it back. Takes the permission "
        "`MANAGE_MEMBERS`."
    )
    async def change_member_role(self, info: Info, input: ChangeMemberRoleInput) -> MemberResult:
        key = parse_id(IdKind.MEMBER, input.member_id, path=("memberId",))
        member = await service.change_member_role(viewer_of(info), key, input.role)
        return OrganizationMember.of(member)

    @strawberry.mutation(
        description="Let a member see and use some social accounts only, or all again; it holds at "
        "once. Takes the permission `MANAGE_MEMBERS`."
    )
    async def restrict_member(self, info: Info, input: RestrictMemberInput) -> MemberResult:
        member = await service.restrict_member(
            viewer_of(info),
            parse_id(IdKind.MEMBER, input.member_id, path=("memberId",)),
            social_account_ids=account_keys(input.social_account_ids),
            is_lifted=input.everything,
        )
        return OrganizationMember.of(member)

    @strawberry.mutation(
        description="Let somebody be a member no more; it holds at once, and their live "
        "connections end. What they wrote stays. Takes the permission `MANAGE_MEMBERS`."
    )
    async def remove_member(self, info: Info, input: RemoveMemberInput) -> EndMembershipResult:
        key = parse_id(IdKind.MEMBER, input.member_id, path=("memberId",))
        return _ended(await service.remove_member(viewer_of(info), key))


def _ended(member: models.OrganizationMember) -> EndedMembership:
    return EndedMembership(member_id=strawberry.ID(public_id(IdKind.MEMBER, member.id)))
