"""Rows of developers."""

from typing import TYPE_CHECKING, Any

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from allin_gql.core.ids import new_id
from allin_gql.domains.identity.models import User
from allin_gql.domains.organizations.models import Organization, OrganizationMember


class ApiKey(Model):
    """A right to act for a member in an organization.

    It is the membership's: who is removed and comes back has none of their old keys.
    """

    id = fields.UUIDField(primary_key=True, default=new_id)
    organization: fields.ForeignKeyRelation[Organization] = fields.ForeignKeyField(
        "models.Organization", related_name="api_keys", on_delete=fields.CASCADE
    )
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="api_keys", on_delete=fields.CASCADE
    )
    member: fields.ForeignKeyNullableRelation[OrganizationMember] = fields.ForeignKeyField(
        "models.OrganizationMember", related_name="api_keys", on_delete=fields.SET_NULL, null=True
    )
    name = fields.CharField(max_length=100)
    scopes = fields.JSONField[list[str]]()
    networks = fields.JSONField[list[str]]()  # in CIDR notation; none is any
    is_restricted = fields.BooleanField(default=False)  # to the accounts of `ApiKeyAccount`
    created_at = fields.DatetimeField()
    expires_at = fields.DatetimeField()
    revoked_at = fields.DatetimeField(null=True)
    remind_at = fields.DatetimeField(null=True)  # when its maker is told that it ends; null: never

    if TYPE_CHECKING:
        organization_id: Any
        user_id: Any
        member_id: Any

    class Meta:
        table = "api_keys"
        indexes = (
            Index(fields=("organization_id", "id")),
            Index(fields=("organization_id", "user_id", "id")),
            Index(fields=("user_id",)),
            Index(fields=("member_id",)),
            Index(fields=("remind_at",)),
        )


class ApiKeySecret(Model):
    """What a key is shown by: its fingerprint, and what is shown of it. Two are good at most."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    api_key: fields.ForeignKeyRelation[ApiKey] = fields.ForeignKeyField(
        "models.ApiKey", related_name="secrets", on_delete=fields.CASCADE
    )
    fingerprint = fields.BinaryField()  # SHA-256
    hint = fields.CharField(max_length=32)
    created_at = fields.DatetimeField()
    expires_at = fields.DatetimeField()
    last_used_at = fields.DatetimeField(null=True)
    last_used_address = fields.CharField(max_length=45, null=True)

    if TYPE_CHECKING:
        api_key_id: Any

    class Meta:
        table = "api_key_secrets"
        unique_together = (("fingerprint",),)
        indexes = (Index(fields=("api_key_id",)),)


class ApiKeyAccount(Model):
    """A social account that a restricted key may see and use."""

    REACH = "{t}.social_account_id = ANY({reach})"

    id = fields.UUIDField(primary_key=True, default=new_id)
    api_key: fields.ForeignKeyRelation[ApiKey] = fields.ForeignKeyField(
        "models.ApiKey", related_name="accounts", on_delete=fields.CASCADE
    )
    social_account: fields.ForeignKeyRelation[Model] = fields.ForeignKeyField(
        "models.SocialAccount", related_name="restricted_api_keys", on_delete=fields.CASCADE
    )

    if TYPE_CHECKING:
        api_key_id: Any
        social_account_id: Any

    class Meta:
        table = "api_key_accounts"
        unique_together = (("api_key_id", "social_account_id"),)
        indexes = (Index(fields=("social_account_id",)),)
