"""Every query of the audit log."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from allin_gql.core.chain import Head
from allin_gql.core.database import fetch, fetch_records
from allin_gql.core.models import Event, EventDetails
from allin_gql.core.shapes import Rows, one, table
from allin_gql.domains.audit.values import Wanted
from allin_gql.domains.developers.models import ApiKey
from allin_gql.domains.identity.models import User

ACTOR_OF_EVENT = one(User, source="actor_id")
KEY_OF_EVENT = one(ApiKey, source="api_key_id")
DETAILS_OF_EVENT = one(EventDetails, source="id")

# Numbers go with the time, so the time is looked up once and not held against every event.
_SINCE = """
t.number >= coalesce((
    SELECT number FROM events WHERE organization_id = $1 AND occurred_at >= {}
    ORDER BY occurred_at, number LIMIT 1
), 9223372036854775807)
"""
_UNTIL = """
t.number <= coalesce((
    SELECT number FROM events WHERE organization_id = $1 AND occurred_at < {}
    ORDER BY occurred_at DESC, number DESC LIMIT 1
), 0)
"""
_EXPORTED = """
SELECT t.number, t.id, t.occurred_at, t.type, t.subject_kind, t.subject_id, t.data, t.actor_id,
    users.name AS actor_name, users.email AS actor_email, t.api_key_id, details.salt, details.body,
    details.erased_at, t.hash, before.hash AS previous_hash, event_record(t) AS record
FROM events t
LEFT JOIN users ON users.id = t.actor_id
LEFT JOIN event_details details ON details.id = t.id
LEFT JOIN events before
    ON before.organization_id = t.organization_id AND before.number = t.number - 1
WHERE t.id = ANY($1) ORDER BY t.number
"""
_HEAD = "SELECT last_number, head FROM event_counters WHERE organization_id = $1"
_HEADS = """
SELECT counter.organization_id, counter.last_number, counter.head, coalesce(a.number, 0) AS anchored
FROM (
    SELECT * FROM event_counters WHERE organization_id > $1 ORDER BY organization_id LIMIT $2
) AS counter
LEFT JOIN anchored_heads a ON a.organization_id = counter.organization_id
ORDER BY counter.organization_id
"""
_ANCHORED = """
INSERT INTO anchored_heads AS a (organization_id, number)
SELECT * FROM unnest($1::uuid[], $2::bigint[])
ON CONFLICT (organization_id) DO UPDATE SET number = greatest(a.number, excluded.number)
"""
_ONE_AT_A_TIME = "SELECT pg_try_advisory_xact_lock($1) AS is_ours"
_ANCHORING = 0x616E63686F72  # "anchor": one number for all clocks


def entries_of(organization_id: UUID, wanted: Wanted) -> Rows:
    """The entries of an organization's audit log."""
    rows = Rows(table=table(Event), organization_id=organization_id)
    if wanted.actor_id is not None:
        rows = rows.where("t.actor_id = {}", wanted.actor_id)
    if wanted.api_key_id is not None:
        rows = rows.where("t.api_key_id = {}", wanted.api_key_id)
    if wanted.subject_id is not None:
        rows = rows.where("t.subject_id = {}", wanted.subject_id)
    if wanted.since is not None:
        rows = rows.where(_SINCE, wanted.since)
    if wanted.until is not None:
        rows = rows.where(_UNTIL, wanted.until)
    return rows if wanted.actions is None else rows.among("type", wanted.actions)


async def exported(ids: Sequence[UUID]) -> Sequence[Mapping[str, Any]]:
    """Entries whole, with what their hashes are made of, in order."""
    found: Sequence[Mapping[str, Any]] = await fetch_records(_EXPORTED, list(ids))
    return found


async def head_of(organization_id: UUID) -> Head | None:
    """The end of an organization's chain; nothing where nothing has happened yet."""
    rows = await fetch(_HEAD, organization_id)
    return _head(organization_id, rows[0]) if rows else None


async def heads_after(organization_id: UUID, limit: int) -> list[tuple[Head, int]]:
    """The ends of the chains of the next organizations, and how far each was anchored."""
    rows = await fetch(_HEADS, organization_id, limit)
    return [(_head(row["organization_id"], row), row["anchored"]) for row in rows]


async def mark_anchored(heads: Sequence[Head]) -> None:
    """Note that chains were anchored as far as this."""
    ids, numbers = [head.organization_id for head in heads], [head.number for head in heads]
    await fetch(_ANCHORED, ids, numbers)


async def take_turn_at_anchoring() -> bool:
    """Whether no other clock is anchoring; until the transaction ends, none does."""
    rows = await fetch(_ONE_AT_A_TIME, _ANCHORING)
    return bool(rows[0]["is_ours"])


def _head(organization_id: UUID, row: Mapping[str, Any]) -> Head:
    return Head(
        organization_id=organization_id, number=int(row["last_number"]), hash=str(row["head"])
    )
