"""Rows of organizations."""

from typing import TYPE_CHECKING, Any

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from allin_gql.core.access import Role
from allin_gql.core.ids import new_id

if TYPE_CHECKING:
    from allin_gql.domains.identity.models import User


class Organization(Model):
    """A tenant."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    name = fields.CharField(max_length=100)
    time_zone = fields.CharField(max_length=64, default="UTC")  # IANA name
    created_at = fields.DatetimeField(auto_now_add=True)

    class Meta:
        table = "organizations"


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
        indexes = (Index(fields=("user_id",)),)


class MemberAccount(Model):
    """A social account that a restricted member may see and use."""

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
