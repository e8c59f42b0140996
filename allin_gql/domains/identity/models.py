"""Rows of identity."""

from typing import TYPE_CHECKING, Any

from tortoise import fields
from tortoise.fields.db_defaults import SqlDefault
from tortoise.indexes import Index
from tortoise.models import Model

from allin_gql.core.ids import new_id
from allin_gql.domains.identity.values import Purpose, SecurityEventKind

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
    """One login of a user, from one device.

    Its refresh tokens are a chain, each made of the salt, its place in the chain and a key that is
    not in the database; so all that ever were can be told from what never was one. Of the one that
    works now, the fingerprint is kept.
    """

    id = fields.UUIDField(primary_key=True, default=new_id)
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="sessions", on_delete=fields.CASCADE
    )
    refresh_fingerprint = fields.BinaryField()
    refresh_salt = fields.BinaryField()
    refresh_number = fields.IntField(default=0)  # the place of the one that works now
    refreshed_at = fields.DatetimeField(null=True)
    methods = fields.JSONField[list[str]](default=list, db_default=_NONE)  # proved with in it
    second_factor_at = fields.DatetimeField(null=True)  # when two factors were last shown in it
    # Of whoever refreshed it last, or started it.
    address = fields.CharField(max_length=45, null=True)
    user_agent = fields.CharField(max_length=200, null=True)
    network = fields.CharField(max_length=49, null=True)  # what the address is one of
    device = fields.CharField(max_length=80, null=True)  # what the user agent says, in short
    created_at = fields.DatetimeField(auto_now_add=True)
    last_used_at = fields.DatetimeField()
    proved_at = fields.DatetimeField(null=True)  # when they last proved who they are, in it
    expires_at = fields.DatetimeField()
    ended_at = fields.DatetimeField(null=True)

    if TYPE_CHECKING:
        user_id: Any

    class Meta:
        table = "sessions"
        indexes = (
            Index(fields=("user_id", "id")),
            # For forgetting them.
            Index(fields=("ended_at",)),
            Index(fields=("expires_at",)),
        )


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


class SecurityEvent(Model):
    """What happened to how a person signs in, or by it. Rows are only ever added."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="security_events", on_delete=fields.CASCADE
    )
    kind = fields.CharEnumField(SecurityEventKind, max_length=40)
    address = fields.CharField(max_length=45, null=True)
    user_agent = fields.CharField(max_length=200, null=True)
    network = fields.CharField(max_length=49, null=True)
    device = fields.CharField(max_length=80, null=True)
    occurred_at = fields.DatetimeField(auto_now_add=True)

    if TYPE_CHECKING:
        user_id: Any

    class Meta:
        table = "security_events"
        indexes = (Index(fields=("user_id", "id")),)


class MailedRight(Model):
    """What whoever reads a letter may do once; the code in it is derived from the row's id.

    Nobody's is written where nobody has the address that somebody gave, so that both take as long.
    """

    id = fields.UUIDField(primary_key=True, default=new_id)
    user: fields.ForeignKeyNullableRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="mailed_rights", null=True, on_delete=fields.CASCADE
    )
    purpose = fields.CharEnumField(Purpose, max_length=24)
    email = fields.CharField(max_length=254, null=True)  # what it is to become, or to be again
    created_at = fields.DatetimeField(auto_now_add=True)
    expires_at = fields.DatetimeField()
    used_at = fields.DatetimeField(null=True)

    if TYPE_CHECKING:
        user_id: Any

    class Meta:
        table = "mailed_rights"
        indexes = (
            Index(fields=("user_id",)),
            Index(fields=("email",)),
            Index(fields=("expires_at",)),
        )
