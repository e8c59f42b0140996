"""The chain of an organization's events, made again from what is stored (docs/audit.md).

The database makes it while it writes (`write_events` in the migrations); whoever checks it must not
take the database's word, so it is made here a second time.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

NOTHING_BEFORE: Final = "0" * 64  # stands for the hash before the first event
_VERSION: Final = "allin-event-v1"
_LINES: Final = (
    "organization_id", "number", "id", "occurred_at", "type", "subject_kind", "subject_id",
    "actor_id", "api_key_id", "details_digest", "data",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """How far the chain of an organization goes, and the hash that it ends in."""

    organization_id: UUID
    number: int
    hash: str


def record(event: Mapping[str, Any]) -> str:
    """What is hashed of an event; its values are texts in the forms that docs/audit.md names."""
    lines = ("-" if event[name] is None else str(event[name]) for name in _LINES)
    return "\n".join((_VERSION, *lines))


def hash_of_lines(first: str, rest: str) -> str:
    """The hash of an event after another's, or of its details after their salt."""
    return hashlib.sha256(f"{first}\n{rest}".encode()).hexdigest()
