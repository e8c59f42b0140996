"""Rows of mail."""

from typing import TYPE_CHECKING, Any

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from allin_gql.core.ids import new_id
from allin_gql.domains.mail.values import MailState


class OutgoingMail(Model):
    """The outbox: a mail that has to leave. It carries no secrets, only what to make it from.

    `attempts` is the fence, too: whoever takes the mail up raises it, and what is written of an
    attempt names it. While one worker has the mail, `due_at` lies ahead, so that no other takes it.
    """

    id = fields.UUIDField(primary_key=True, default=new_id)
    to_address = fields.CharField(max_length=254)  # not always a user's: people are invited
    template = fields.CharField(max_length=64)
    parameters = fields.JSONField[dict[str, Any]](default=dict)  # emptied once it has left
    # Whom and what it is about, so that it goes with them.
    user: fields.ForeignKeyNullableRelation[Model] = fields.ForeignKeyField(
        "models.User", related_name="outgoing_mails", null=True, on_delete=fields.CASCADE
    )
    organization: fields.ForeignKeyNullableRelation[Model] = fields.ForeignKeyField(
        "models.Organization", related_name="outgoing_mails", null=True, on_delete=fields.CASCADE
    )
    state = fields.CharEnumField(MailState, max_length=16, default=MailState.WAITING)
    attempts = fields.IntField(default=0)
    looks = fields.IntField(default=0)  # how often it was looked for, where it may have arrived
    problem = fields.CharField(max_length=500, null=True)  # of the last attempt; no addresses in it
    due_at = fields.DatetimeField(null=True)  # null: nothing is left to be done
    sent_at = fields.DatetimeField(null=True)
    created_at = fields.DatetimeField(auto_now_add=True)

    if TYPE_CHECKING:
        user_id: Any
        organization_id: Any

    class Meta:
        table = "outgoing_mails"
        indexes = (
            Index(fields=("state", "due_at")),
            Index(fields=("created_at",)),
            Index(fields=("user_id",)),
            Index(fields=("organization_id",)),
            Index(fields=("to_address",)),  # to be forgotten with whoever has it
        )
