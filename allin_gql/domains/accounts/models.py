"""Rows of accounts."""

from typing import TYPE_CHECKING, Any

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from allin_gql.core.ids import new_id
from allin_gql.domains.accounts.values import AccountState

if TYPE_CHECKING:
    from allin_gql.domains.identity.models import Session
    from allin_gql.domains.organizations.models import Organization


class SocialAccount(Model):
    """One account on a platform that an organization may act for.

    It stays when it is disconnected, for what was published with it; connecting the same account
    again finds it by platform, server and external id.
    """

    REACH = "{t}.id = ANY({reach})"

    id = fields.UUIDField(primary_key=True, default=new_id)
    organization: fields.ForeignKeyRelation["Organization"] = fields.ForeignKeyField(
        "models.Organization", related_name="social_accounts", on_delete=fields.CASCADE
    )
    platform = fields.CharField(max_length=32)
    server = fields.CharField(max_length=300)
    external_id = fields.CharField(max_length=255)
    handle = fields.CharField(max_length=255)
    display_name = fields.CharField(max_length=255)
    url = fields.CharField(max_length=1_024)
    avatar_url = fields.CharField(max_length=1_024, null=True)
    state = fields.CharEnumField(AccountState, max_length=24)
    # Sealed by core/vault; null once given back.
    credentials: fields.Field[str | None] = fields.TextField(null=True)  # type: ignore[assignment]  # TextField is typed as never null
    scopes = fields.JSONField[list[str]]()
    limits = fields.JSONField[list[dict[str, Any]]]()  # what its server said: TextLimit as JSON
    connected_at = fields.DatetimeField()
    created_at = fields.DatetimeField(auto_now_add=True)

    if TYPE_CHECKING:
        organization_id: Any

    class Meta:
        table = "social_accounts"
        # The organization comes last, so that one account of many organizations is found, too.
        unique_together = (("platform", "server", "external_id", "organization_id"),)
        indexes = (
            Index(fields=("organization_id", "id")),
            # For states and platforms that few have: the newest of them may be very old.
            Index(fields=("organization_id", "state", "id")),
            Index(fields=("organization_id", "platform", "id")),
        )


class PlatformApp(Model):
    """AllIN as one server knows it, registered once and shared by all organizations."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    platform = fields.CharField(max_length=32)
    server = fields.CharField(max_length=300)
    redirect_uri = fields.CharField(max_length=1_024)
    client_id = fields.CharField(max_length=255)
    client_secret = fields.TextField()  # sealed by core/vault
    scopes = fields.JSONField[list[str]]()
    created_at = fields.DatetimeField(auto_now_add=True)

    class Meta:
        table = "platform_apps"
        unique_together = (("platform", "server", "redirect_uri"),)


class AccountConnection(Model):
    """A consent that was asked for and has not come back yet; it works once, for one session."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    organization: fields.ForeignKeyRelation["Organization"] = fields.ForeignKeyField(
        "models.Organization", related_name="account_connections", on_delete=fields.CASCADE
    )
    session: fields.ForeignKeyRelation["Session"] = fields.ForeignKeyField(
        "models.Session", related_name="account_connections", on_delete=fields.CASCADE
    )
    app: fields.ForeignKeyRelation[PlatformApp] = fields.ForeignKeyField(
        "models.PlatformApp", related_name="connections", on_delete=fields.CASCADE
    )
    state_fingerprint = fields.BinaryField()  # SHA-256 of the `state` that went around
    code_verifier = fields.TextField()  # sealed by core/vault
    expires_at = fields.DatetimeField()
    used_at = fields.DatetimeField(null=True)
    created_at = fields.DatetimeField(auto_now_add=True)

    if TYPE_CHECKING:
        organization_id: Any
        session_id: Any
        app_id: Any

    class Meta:
        table = "account_connections"
        unique_together = (("state_fingerprint",),)
        indexes = (
            Index(fields=("organization_id",)),
            Index(fields=("session_id",)),
            Index(fields=("app_id",)),
        )


class RetiredCredentials(Model):
    """Credentials that are used no longer and wait to be revoked at their platform.

    They have left their account, so that disconnecting and connecting again need not wait for a
    platform. While one worker revokes them, `due_at` lies ahead; afterwards the row is deleted.
    """

    id = fields.UUIDField(primary_key=True, default=new_id)
    account: fields.ForeignKeyRelation[SocialAccount] = fields.ForeignKeyField(
        "models.SocialAccount", related_name="retired_credentials", on_delete=fields.CASCADE
    )
    credentials = fields.TextField()  # sealed by core/vault
    attempts = fields.IntField(default=0)
    due_at = fields.DatetimeField()
    created_at = fields.DatetimeField(auto_now_add=True)

    if TYPE_CHECKING:
        account_id: Any

    class Meta:
        table = "retired_credentials"
        indexes = (Index(fields=("due_at",)), Index(fields=("account_id",)))
