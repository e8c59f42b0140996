"""Rows of the core: stored events and the counter that numbers them, kept answers, guesses."""

from typing import Any

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from allin_gql.core.ids import new_id
from allin_gql.core.vault import sealed_column


class Event(Model):
    """A fact that happened to an organization. Rows are only ever added."""

    # About an account, or naming one in its data; what is about neither is everybody's.
    REACH = (
        "COALESCE(CASE WHEN {t}.subject_kind = 'account' THEN {t}.subject_id"
        " ELSE ({t}.data ->> 'social_account_id')::uuid END = ANY({reach}), true)"
    )

    id = fields.UUIDField(primary_key=True, default=new_id)
    organization_id = fields.UUIDField()
    number = fields.BigIntField()
    type = fields.CharField(max_length=64)
    subject_kind = fields.CharField(max_length=32)
    subject_id = fields.UUIDField()
    actor_id = fields.UUIDField(null=True)
    data = fields.JSONField[dict[str, Any]]()
    occurred_at = fields.DatetimeField(auto_now_add=True)

    class Meta:
        table = "events"
        unique_together = (("organization_id", "number"),)
        indexes = (Index(fields=("organization_id", "subject_id", "number")),)


class EventCounter(Model):
    """The last number given in an organization; its row lock puts writers in order."""

    organization_id = fields.UUIDField(primary_key=True)
    last_number = fields.BigIntField()

    class Meta:
        table = "event_counters"


class IdempotentAnswer(Model):
    """What was answered to a mutation with a key; the id is made from the key and whose it is."""

    id = fields.UUIDField(primary_key=True)
    sealed = fields.TextField()
    expires_at = fields.DatetimeField()

    class Meta:
        table = "idempotent_answers"
        indexes = (Index(fields=("expires_at",)),)


class Attempt(Model):
    """A guess that was counted while Redis was gone; the log is a digest of whose it is."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    log = fields.BinaryField()
    try_id = fields.UUIDField()
    at = fields.DatetimeField()
    expires_at = fields.DatetimeField()

    class Meta:
        table = "attempts"
        indexes = (Index(fields=("log", "at")), Index(fields=("expires_at",)))


SEALED_ANSWER = sealed_column("idempotent_answers", "sealed")
