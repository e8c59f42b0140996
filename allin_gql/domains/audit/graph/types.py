"""The audit log as clients see it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
import strawberry
from strawberry.scalars import JSON

from allin_gql.core import models
from allin_gql.core.ids import IdKind, parse_id, public_id
from allin_gql.domains.audit import repository
from allin_gql.domains.audit.values import ActorKind, actor_kind
from allin_gql.domains.developers.graph.types import ApiKey
from allin_gql.domains.identity.graph.types import User
from allin_gql.domains.organizations.values import told_data
from allin_gql.graph.context import current_viewer
from allin_gql.graph.enums import described_enum
from allin_gql.graph.rows import RowType, column, edge, key, shows

described_enum(
    ActorKind,
    description="Whose doing something was.",
    values={
        "PERSON": "Somebody who was signed in.",
        "API_KEY": "A program, by an API key; the actor is whose key it is.",
        "SYSTEM": "AllIN itself: a worker or the clock.",
    },
)


@strawberry.type(description="One thing that was changed.")
class AuditChange:
    name: str = strawberry.field(
        description="What was changed, such as `text`; names are those of docs/events.md."
    )
    before: JSON | None = strawberry.field(description="What it was; null where there was nothing.")
    after: JSON | None = strawberry.field(description="What it is since; null for nothing.")


def _body(body: str | None) -> Mapping[str, Any]:
    told: Mapping[str, Any] = {} if body is None else orjson.loads(body)
    return told


def _changes(body: str | None) -> list[AuditChange]:
    changes = _body(body).get("changes", {})
    return [
        AuditChange(
            name=name, before=_seen(name, change["before"]), after=_seen(name, change["after"])
        )
        for name, change in changes.items()
    ]


def _seen(name: str, value: Any) -> Any:  # noqa: ANN401  # any JSON
    """A value as whoever asks may see it: without social accounts that they may not use."""
    reach = current_viewer().reach
    if name != "socialAccountIds" or reach is None or not isinstance(value, list):
        return value
    return [one for one in value if parse_id(IdKind.SOCIAL_ACCOUNT, one) in reach]


def _session(body: str | None) -> str | None:
    session = _body(body).get("session_id")
    return None if session is None else public_id(IdKind.SESSION, UUID(session))


def _told(name: str) -> Any:  # noqa: ANN401  # a function of one column
    return lambda body: _body(body).get(name)


@shows(models.EventDetails, description="From where something was done, and what it changed.")
class AuditDetails(RowType):
    address: str | None = column(
        "body", convert=_told("address"), description="The network address that it came from."
    )
    user_agent: str | None = column(
        "body", convert=_told("user_agent"), description="What the client called itself."
    )
    session_id: strawberry.ID | None = column(
        "body", convert=_session, description="The session of the person, `session_…`."
    )
    request_id: strawberry.ID | None = column(
        "body",
        convert=_told("request_id"),
        description="The request's id, which its answer carried in `X-Request-Id`.",
    )
    changes: list[AuditChange] = column(
        "body", convert=_changes, description="What was changed, with what was before and after."
    )
    erased_at: datetime | None = column(
        "erased_at",
        description="When all of this was erased, for somebody who must be forgotten; null if it "
        "was not.",
    )


@shows(
    models.Event,
    description="An entry of the audit log: an event, with whose doing it was and from where.",
)
class AuditEntry(RowType):
    event_id: strawberry.ID = key(
        IdKind.EVENT, description="The event's id, `event_…`, by which `node` finds it."
    )
    number: int = column(
        "number", description="Its place in the organization's history, from 1, without gaps."
    )
    occurred_at: datetime = column("occurred_at", description="When it was written down.")
    action: str = column(
        "type", description="What happened, such as `post.updated`; see docs/events.md."
    )
    subject_id: strawberry.ID = column(
        "subject_kind",
        "subject_id",
        convert=lambda kind, subject: public_id(IdKind(kind), subject),
        description="The id of what it happened to; its prefix says what that is.",
    )
    data: JSON = column(
        "data",
        convert=lambda data: JSON(told_data(data)),
        description="What was noted of it, as of the event; its fields depend on `action`, see "
        "docs/events.md.",
    )
    actor_kind: ActorKind = column(
        "actor_id", "api_key_id", convert=actor_kind, description="Whose doing it was."
    )
    actor_id: strawberry.ID | None = column(
        "actor_id",
        convert=lambda actor: None if actor is None else public_id(IdKind.USER, actor),
        description="The id of the user whose doing it was, or whose key's; null for AllIN itself.",
    )
    actor: User | None = edge(
        repository.ACTOR_OF_EVENT,
        description="The user whose doing it was, or whose key's; null for AllIN itself, and for "
        "somebody who was erased since (then there still is `actorId`).",
    )
    api_key_id: strawberry.ID | None = column(
        "api_key_id",
        convert=lambda api_key: None if api_key is None else public_id(IdKind.API_KEY, api_key),
        description="The API key by which it was done, `api_key_…`; null if by none.",
    )
    api_key: ApiKey | None = edge(
        repository.KEY_OF_EVENT, description="That key, as it is now; null if there is none."
    )
    details: AuditDetails | None = edge(
        repository.DETAILS_OF_EVENT,
        description="From where it was done and what it changed; null where nothing is to be said, "
        "as of most that workers do.",
    )
    hash: str = column(
        "hash",
        description="The SHA-256 of the hash before and of this entry, which chains them; "
        "docs/audit.md says exactly of what.",
    )
