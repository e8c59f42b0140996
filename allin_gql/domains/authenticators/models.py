"""Rows of authenticators."""

from typing import TYPE_CHECKING, Any

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from allin_gql.core.ids import new_id
from allin_gql.domains.authenticators.values import ChallengePurpose

if TYPE_CHECKING:
    from allin_gql.domains.identity.models import Session, User


class TotpSecret(Model):
    """A secret that a person's application makes codes from; a factor once it is confirmed."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    user: fields.OneToOneRelation["User"] = fields.OneToOneField(
        "models.User", related_name="totp_secret", on_delete=fields.CASCADE
    )
    secret = fields.TextField()  # sealed by core/vault
    last_step = fields.BigIntField(null=True)  # the last one whose code was accepted
    created_at = fields.DatetimeField(auto_now_add=True)
    expires_at = fields.DatetimeField()  # until when it has to be confirmed
    confirmed_at = fields.DatetimeField(null=True)

    if TYPE_CHECKING:
        user_id: Any

    class Meta:
        table = "totp_secrets"


class RecoveryCode(Model):
    """A code that stands in for a lost factor, once; of which only the SHA-256 is kept."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    user: fields.ForeignKeyRelation["User"] = fields.ForeignKeyField(
        "models.User", related_name="recovery_codes", on_delete=fields.CASCADE
    )
    fingerprint = fields.BinaryField()
    created_at = fields.DatetimeField(auto_now_add=True)
    used_at = fields.DatetimeField(null=True)

    if TYPE_CHECKING:
        user_id: Any

    class Meta:
        table = "recovery_codes"
        unique_together = (("user_id", "fingerprint"),)


class Passkey(Model):
    """A key pair whose private half a person's device keeps."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    user: fields.ForeignKeyRelation["User"] = fields.ForeignKeyField(
        "models.User", related_name="passkeys", on_delete=fields.CASCADE
    )
    credential_id = fields.BinaryField()
    public_key = fields.BinaryField()  # COSE (RFC 9052)
    user_handle = fields.BinaryField()  # by which the device names the person; random
    sign_count = fields.BigIntField()
    transports = fields.JSONField[list[str]]()
    name = fields.CharField(max_length=100)
    is_backed_up = fields.BooleanField()
    created_at = fields.DatetimeField(auto_now_add=True)
    last_used_at = fields.DatetimeField(null=True)

    if TYPE_CHECKING:
        user_id: Any

    class Meta:
        table = "passkeys"
        unique_together = (("credential_id",),)
        indexes = (Index(fields=("user_id", "id")),)


class PasskeyChallenge(Model):
    """Something that a device has to sign, once; of which only the SHA-256 is kept."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    fingerprint = fields.BinaryField()
    purpose = fields.CharEnumField(ChallengePurpose, max_length=16)
    # Whose session asked; where somebody signs in there is none yet.
    session: fields.ForeignKeyNullableRelation["Session"] = fields.ForeignKeyField(
        "models.Session", related_name="passkey_challenges", on_delete=fields.CASCADE, null=True
    )
    user_handle = fields.BinaryField(null=True)  # that a new passkey is made for
    created_at = fields.DatetimeField(auto_now_add=True)
    expires_at = fields.DatetimeField()
    used_at = fields.DatetimeField(null=True)

    if TYPE_CHECKING:
        session_id: Any

    class Meta:
        table = "passkey_challenges"
        unique_together = (("fingerprint",),)
        indexes = (Index(fields=("expires_at",)), Index(fields=("session_id",)))
