"""Rows of organizations."""

from typing import TYPE_CHECKING, Any

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from allin_gql.core.access import Role
from allin_gql.core.ids import new_id
from allin_gql.domains.organizations.values import InvitationState

if TYPE_CHECKING:
    from allin_gql.domains.identity.models import User


class Organization(Model):
    """A tenant."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    name = fields.CharField(max_length=100)
    time_zone = fields.CharField(max_length=64, default="UTC")  # IANA name
    requires_second_factor = fields.BooleanField(default=False)  # of its members
    created_at = fields.DatetimeField(auto_now_add=True)
    # While it is being deleted: when that was asked for, and from when on it may be erased.
    deleted_at = fields.DatetimeField(null=True)
    deletes_at = fields.DatetimeField(null=True)

    class Meta:
        table = "organizations"
        indexes = (Index(fields=("deletes_at",)),)


class OrganizationMember(Model):
    """A user in an organization."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    organization: fields.ForeignKeyRelation[Organization] = fields.ForeignKeyField(
        "models.Organization", related_name="members", on_delete=fields.CASCADE
    )
    user: fields.ForeignKeyRelation["User"] = fields.ForeignKeyField(
        "models.User", related_name="memberships", on_delete=fields.CASCADE
    )
    role = fields.CharEnumField(Role, max_length=16)
    is_restricted = fields.BooleanField(default=False)  # to the accounts of `MemberAccount`
    created_at = fields.DatetimeField(auto_now_add=True)

    if TYPE_CHECKING:
        organization_id: Any
        user_id: Any

    class Meta:
        table = "organization_members"
        unique_together = (("organization_id", "user_id"),)
        indexes = (Index(fields=("user_id",)), Index(fields=("organization_id", "id")))


class MemberAccount(Model):
    """A social account that a restricted member may see and use."""

    REACH = "{t}.social_account_id = ANY({reach})"

    id = fields.UUIDField(primary_key=True, default=new_id)
    member: fields.ForeignKeyRelation[OrganizationMember] = fields.ForeignKeyField(
        "models.OrganizationMember", related_name="accounts", on_delete=fields.CASCADE
    )
    social_account: fields.ForeignKeyRelation[Model] = fields.ForeignKeyField(
        "models.SocialAccount", related_name="restricted_members", on_delete=fields.CASCADE
    )

    if TYPE_CHECKING:
        member_id: Any
        social_account_id: Any

    class Meta:
        table = "member_accounts"
        unique_together = (("member_id", "social_account_id"),)
        indexes = (Index(fields=("social_account_id",)),)


class Invitation(Model):
    """Somebody is asked to become a member. The code in the letter is derived from the row's id."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    organization: fields.ForeignKeyRelation[Organization] = fields.ForeignKeyField(
        "models.Organization", related_name="invitations", on_delete=fields.CASCADE
    )
    email = fields.CharField(max_length=254)  # in lower case, as it is compared
    role = fields.CharEnumField(Role, max_length=16)
    is_restricted = fields.BooleanField(default=False)  # to the accounts of `InvitationAccount`
    state = fields.CharEnumField(InvitationState, max_length=16, default=InvitationState.PENDING)
    invited_by: fields.ForeignKeyNullableRelation["User"] = fields.ForeignKeyField(
        "models.User", related_name="invitations_sent", on_delete=fields.SET_NULL, null=True
    )
    letters = fields.IntField(default=1)  # that were sent
    created_at = fields.DatetimeField(auto_now_add=True)
    sent_at = fields.DatetimeField()  # the last letter
    expires_at = fields.DatetimeField()
    closed_at = fields.DatetimeField(null=True)  # accepted, declined or revoked

    if TYPE_CHECKING:
        organization_id: Any
        invited_by_id: Any

    class Meta:
        table = "invitations"
        indexes = (
            Index(fields=("organization_id", "id")),
            # Most are accepted: the few that wait are found by these.
            Index(fields=("organization_id", "state", "id")),
            Index(fields=("organization_id", "sent_at")),
            Index(fields=("email", "sent_at")),
            Index(fields=("invited_by_id",)),
        )


class InvitationAccount(Model):
    """A social account that whoever accepts will be restricted to."""

    REACH = "{t}.social_account_id = ANY({reach})"

    id = fields.UUIDField(primary_key=True, default=new_id)
    invitation: fields.ForeignKeyRelation[Invitation] = fields.ForeignKeyField(
        "models.Invitation", related_name="accounts", on_delete=fields.CASCADE
    )
    social_account: fields.ForeignKeyRelation[Model] = fields.ForeignKeyField(
        "models.SocialAccount", related_name="restricted_invitations", on_delete=fields.CASCADE
    )

    if TYPE_CHECKING:
        invitation_id: Any
        social_account_id: Any

    class Meta:
        table = "invitation_accounts"
        unique_together = (("invitation_id", "social_account_id"),)
        indexes = (Index(fields=("social_account_id",)),)
