"""Rows of identity."""

from typing import TYPE_CHECKING, Any

from tortoise import fields
from tortoise.fields.db_defaults import SqlDefault
from tortoise.indexes import Index
from tortoise.models import Model

from allin_gql.core.ids import new_id

_NONE = SqlDefault("'[]'::jsonb")  # for rows that there were before the column


class User(Model):
    """A person with a login. The address is stored in lower case, as it is compared."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    email = fields.CharField(max_length=254, unique=True)
    name = fields.CharField(max_length=100)
    password_hash = fields.CharField(max_length=60)
    email_verified_at = fields.DatetimeField(null=True)
    # Kept up by authenticators, which has the factors: by which ways the person can show one.
    second_factors = fields.JSONField[list[str]](default=list, db_default=_NONE)
    second_factor_since = fields.DatetimeField(null=True)
    created_at = fields.DatetimeField(auto_now_add=True)

    class Meta:
        table = "users"


class Session(Model):
    """One login of a user, from one device. Only the fingerprint of its refresh token is kept."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="sessions", on_delete=fields.CASCADE
    )
    refresh_fingerprint = fields.BinaryField()
    methods = fields.JSONField[list[str]](default=list, db_default=_NONE)  # proved with in it
    second_factor_at = fields.DatetimeField(null=True)  # when two factors were last shown in it
    address = fields.CharField(max_length=45, null=True)
    user_agent = fields.CharField(max_length=200, null=True)
    created_at = fields.DatetimeField(auto_now_add=True)
    last_used_at = fields.DatetimeField()
    proved_at = fields.DatetimeField(null=True)  # when they last proved who they are, in it
    expires_at = fields.DatetimeField()
    ended_at = fields.DatetimeField(null=True)

    if TYPE_CHECKING:
        user_id: Any

    class Meta:
        table = "sessions"
        indexes = (Index(fields=("user_id",)),)


class SignInChallenge(Model):
    """A right password that waits for a second factor; of the challenge only a digest is kept."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="sign_in_challenges", on_delete=fields.CASCADE
    )
    fingerprint = fields.BinaryField()
    network = fields.CharField(max_length=64)  # where the password came from; see `network_of`
    user_agent = fields.CharField(max_length=200, null=True)
    tries = fields.IntField(default=0)
    created_at = fields.DatetimeField(auto_now_add=True)
    expires_at = fields.DatetimeField()
    used_at = fields.DatetimeField(null=True)

    if TYPE_CHECKING:
        user_id: Any

    class Meta:
        table = "sign_in_challenges"
        unique_together = (("fingerprint",),)
        indexes = (Index(fields=("user_id",)),)


class VerificationToken(Model):
    """A right to prove an address once; the code in the mail is derived from the row's id."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="verification_tokens", on_delete=fields.CASCADE
    )
    created_at = fields.DatetimeField(auto_now_add=True)
    expires_at = fields.DatetimeField()
    used_at = fields.DatetimeField(null=True)

    if TYPE_CHECKING:
        user_id: Any

    class Meta:
        table = "verification_tokens"
        indexes = (Index(fields=("user_id",)),)
