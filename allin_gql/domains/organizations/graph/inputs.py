"""What the mutations of organizations take."""

from uuid import UUID

import strawberry

from allin_gql.core.access import Role
from allin_gql.core.ids import IdKind, parse_id
from allin_gql.graph.execution.idempotency import MutationInput


@strawberry.input(description="An organization to be made.")
class CreateOrganizationInput(MutationInput):
    name: str = strawberry.field(description="What it is called, up to 100 characters.")
    time_zone: str | None = strawberry.field(
        default=None,
        description="An IANA time zone, such as `Europe/Berlin`, up to 64 characters; left out, "
        "`UTC`.",
    )


@strawberry.input(description="What is to be different about an organization.")
class UpdateOrganizationInput(MutationInput):
    name: str | None = strawberry.field(
        default=None, description="Another name, up to 100 characters; left out, it stays."
    )
    time_zone: str | None = strawberry.field(
        default=None, description="Another IANA time zone, up to 64 characters; left out, it stays."
    )
    requires_second_factor: bool | None = strawberry.field(
        default=None,
        description="Whether members need a second factor; for an owner to say, who has one and "
        "proved who they are lately. Left out, it stays.",
    )


@strawberry.input(description="The organization in which this is asked is left.")
class LeaveOrganizationInput(MutationInput):
    pass


@strawberry.input(description="To whom an organization is given.")
class TransferOwnershipInput(MutationInput):
    member_id: strawberry.ID = strawberry.field(description="The member, `member_…`.")


@strawberry.input(description="The organization in which this is asked is deleted.")
class DeleteOrganizationInput(MutationInput):
    name: str = strawberry.field(
        description="Its name, up to 100 characters, letter by letter, so that it is this one that "
        "is meant."
    )


@strawberry.input(description="The organization in which this is asked is brought back.")
class RestoreOrganizationInput(MutationInput):
    pass


@strawberry.input(description="Who is asked to become a member, and as what.")
class InviteMemberInput(MutationInput):
    email: str = strawberry.field(
        description="The address that the letter goes to, up to 254 characters."
    )
    role: Role = strawberry.field(description="What they will be.")
    social_account_ids: list[strawberry.ID] | None = strawberry.field(
        default=None,
        description="The only social accounts that they will see and use; left out, all of them.",
    )


@strawberry.input(description="The invitation whose letter is sent once more.")
class ResendInvitationInput(MutationInput):
    id: strawberry.ID = strawberry.field(description="The invitation, `invitation_…`.")


@strawberry.input(description="The invitation that holds no more.")
class RevokeInvitationInput(MutationInput):
    id: strawberry.ID = strawberry.field(description="The invitation, `invitation_…`.")


@strawberry.input(description="The code of an invitation that is accepted.")
class AcceptInvitationInput(MutationInput):
    token: str = strawberry.field(
        description="The code from the letter, 96 characters; it works once, for 7 days."
    )


@strawberry.input(description="The code of an invitation that is declined.")
class DeclineInvitationInput(MutationInput):
    token: str = strawberry.field(description="The code from the letter, 96 characters.")


@strawberry.input(description="What a member is to be.")
class ChangeMemberRoleInput(MutationInput):
    member_id: strawberry.ID = strawberry.field(description="The member, `member_…`.")
    role: Role = strawberry.field(description="Their role from now on.")


@strawberry.input(description="Which social accounts a member may see and use.")
class RestrictMemberInput(MutationInput):
    member_id: strawberry.ID = strawberry.field(description="The member, `member_…`.")
    social_account_ids: list[strawberry.ID] | None = strawberry.field(
        default=None, description="The only ones, 1 to 100; left out with `everything`."
    )
    everything: bool = strawberry.field(
        default=False, description="All of the organization's, as without a restriction."
    )


@strawberry.input(description="Who is a member no more.")
class RemoveMemberInput(MutationInput):
    member_id: strawberry.ID = strawberry.field(description="The member, `member_…`.")


def account_keys(ids: list[strawberry.ID] | None) -> list[UUID] | None:
    """The keys of the social accounts that are named."""
    if ids is None:
        return None
    return [
        parse_id(IdKind.SOCIAL_ACCOUNT, one, path=("socialAccountIds", str(index)))
        for index, one in enumerate(ids)
    ]
