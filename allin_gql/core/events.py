"""Events: facts that happened to an organization, declared by domains, numbered without gaps.

A domain declares a fact as a frozen dataclass under `DomainEvent`; a service emits it into its
unit of work; reactions of other domains run inside the same transaction, write rows and enqueue
jobs, and do nothing outside of the database. Subscriptions read what is stored (`models.Event`).
"""

import dataclasses
from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

import orjson

from allin_gql.core.ids import IdKind
from allin_gql.core.origin import Origin


class Signal:
    """A fact that belongs to no organization, such as that a person registered.

    Reactions hear of it; nothing is stored.
    """

    __slots__ = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DomainEvent(Signal):
    """A fact about one thing (the subject) in one organization.

    `type` is what clients filter by, such as `publication.published`; it never changes once it has
    been stored. The fields of a subclass are stored as JSON beside it.

    `changes` is for the audit log: what a person changed, by its name in the schema, each with the
    value before and the value after. What was not there before, or is not there after, is None.
    Values may be personal (they can be erased), but never a secret.
    """

    type: ClassVar[str]
    subject_kind: ClassVar[IdKind]

    organization_id: UUID
    subject_id: UUID
    changes: Mapping[str, tuple[Any, Any]] = dataclasses.field(default_factory=dict)

    def data(self) -> dict[str, Any]:
        """The fields of this kind of event as JSON values."""
        own = {
            field.name: getattr(self, field.name)
            for field in dataclasses.fields(self)
            if field.name not in _BESIDE
        }
        stored: dict[str, Any] = orjson.loads(orjson.dumps(own, default=str))
        return stored

    def details(self, origin: Origin) -> str | None:
        """What is personal about it, as JSON: from where it came, and what it changed."""
        told: dict[str, Any] = {
            name: value for name in _OF_ORIGIN if (value := getattr(origin, name)) is not None
        }
        if self.changes:
            told["changes"] = {
                name: {"before": before, "after": after}
                for name, (before, after) in self.changes.items()
            }
        if not told:
            return None
        return orjson.dumps(told, default=str, option=orjson.OPT_SORT_KEYS).decode()


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """What is not the same any more, for the `changes` of an event."""
    names = [*before, *(name for name in after if name not in before)]
    return {
        name: (before.get(name), after.get(name))
        for name in names
        if before.get(name) != after.get(name)
    }


_BESIDE = frozenset({"organization_id", "subject_id", "changes"})  # stored in places of their own
_OF_ORIGIN = ("address", "user_agent", "session_id", "request_id")
