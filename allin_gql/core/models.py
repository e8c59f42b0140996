"""Rows of the core: stored events and the counter that numbers them, kept answers, guesses."""

from typing import Any

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from allin_gql.core.ids import new_id
from allin_gql.core.vault import sealed_column


class Event(Model):
    """A fact that happened to an organization. Rows are only ever added, by `write_events` in SQL.

    `hash` is made of the hash before it and of all the rest (docs/audit.md), so that the events of
    an organization are a chain: one that is changed or taken out breaks it.
    """

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
    api_key_id = fields.UUIDField(null=True)
    data = fields.JSONField[dict[str, Any]]()
    occurred_at = fields.DatetimeField(auto_now_add=True)
    details_digest = fields.CharField(max_length=64, null=True)  # null: there are none
    hash = fields.CharField(max_length=64)

    class Meta:
        table = "events"
        unique_together = (("organization_id", "number"),)
        indexes = (
            Index(fields=("organization_id", "subject_id", "number")),
            # For the audit log: by whom, by which key, what, when.
            Index(fields=("organization_id", "actor_id", "number")),
            Index(fields=("organization_id", "api_key_id", "number")),
            Index(fields=("organization_id", "type", "number")),
            Index(fields=("organization_id", "occurred_at")),
            # For a person's export and erasure, over all organizations.
            Index(fields=("actor_id", "id")),
        )


class EventDetails(Model):
    """What is personal about an event: from where it came, and what it changed.

    Not a part of the chain, which has a digest of the salt and the body only: so the two can be
    erased, and nobody can find out from the digest what they were.
    """

    id = fields.UUIDField(primary_key=True)  # the event's
    organization_id = fields.UUIDField()
    salt = fields.CharField(max_length=32, null=True)
    body = fields.TextField(null=True)  # JSON, to the letter as it was digested
    erased_at = fields.DatetimeField(null=True)

    class Meta:
        table = "event_details"


class EventCounter(Model):
    """The end of an organization's chain of events; its row lock puts writers in order."""

    organization_id = fields.UUIDField(primary_key=True)
    last_number = fields.BigIntField()
    head = fields.CharField(max_length=64)  # the hash of the last event
    last_at = fields.DatetimeField()  # no event is from before the one before

    class Meta:
        table = "event_counters"


class IdempotentAnswer(Model):
    """What was answered to a mutation with a key; the id is made from the key and whose it is."""

    id = fields.UUIDField(primary_key=True)
    sealed = fields.TextField()
    expires_at = fields.DatetimeField()
    person = fields.UUIDField(null=True)  # a digest of whoever was answered

    class Meta:
        table = "idempotent_answers"
        indexes = (Index(fields=("expires_at",)), Index(fields=("person",)))


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
