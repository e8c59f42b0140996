"""Values of the audit log."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class ActorKind(StrEnum):
    """Whose doing something was."""

    PERSON = "PERSON"
    API_KEY = "API_KEY"
    SYSTEM = "SYSTEM"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which entries are wanted; what is None does not matter."""

    actor_id: UUID | None = None
    api_key_id: UUID | None = None
    actions: tuple[str, ...] | None = None
    subject_id: UUID | None = None
    since: datetime | None = None  # and what is of that moment
    until: datetime | None = None  # and not what is of that moment


def actor_kind(actor_id: UUID | None, api_key_id: UUID | None) -> ActorKind:
    """Whose doing an event was."""
    if api_key_id is not None:
        return ActorKind.API_KEY
    return ActorKind.SYSTEM if actor_id is None else ActorKind.PERSON
