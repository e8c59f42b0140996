"""A few rows of two organizations, with everything by chance that their columns can hold."""

from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from allin_gql.core.access import Role, Viewer
from allin_gql.core.clock import now
from allin_gql.core.database import fetch_records
from allin_gql.core.ids import new_id
from allin_gql.core.shapes import table
from allin_gql.domains.accounts.models import SocialAccount
from allin_gql.domains.ai.models import Draft, DraftRequest
from allin_gql.domains.analytics.models import MetricSnapshot
from allin_gql.domains.identity.models import User
from allin_gql.domains.organizations.models import (
    Invitation,
    InvitationAccount,
    MemberAccount,
    Organization,
    OrganizationMember,
)
from allin_gql.domains.posts.models import Post, PostVariant
from allin_gql.domains.publishing.models import Publication, PublicationAttempt

_HELD: dict[str, tuple[Any, ...]] = {
    "platform": ("MASTODON", "BLUESKY"),
    "scopes": ([], ["read", "write"]),
    "limits": ([], [{"unit": "GRAPHEMES", "maximum": 5, "reserved_per_url": None}]),
    "counters": ({}, {"LIKES": 3, "REPLIES": 0}),
    "measures": ([], [{"unit": "UTF8_BYTES", "maximum": 5, "actual": 6}]),
    "platforms": (["MASTODON"], ["BLUESKY", "MASTODON"]),
    "prepared_payload": (None,),
    "second_factors": ([], ["TOTP", "RECOVERY_CODE"]),
}
_COUNTS: dict[type[Model], int] = {
    User: 4, Organization: 2, OrganizationMember: 6, SocialAccount: 5, Post: 8, PostVariant: 10,
    MemberAccount: 5, Invitation: 4, InvitationAccount: 4,
    Publication: 14, PublicationAttempt: 14, MetricSnapshot: 16, DraftRequest: 5, Draft: 8,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Few:
    """The rows by their tables, and a member of the first organization."""

    rows: dict[str, list[dict[str, Any]]]
    organizations: tuple[UUID, UUID]
    viewer: Viewer
    is_crossed: bool


async def few_rows(chance: Random, *, is_crossed: bool) -> Few:
    """Add them. Crossed, they refer to rows of the other organization, too, as none should."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for model, count in _COUNTS.items():
        made = [_row(chance, model, rows, number, is_crossed=is_crossed) for number in range(count)]
        await model.bulk_create([model(**row) for row in made], ignore_conflicts=True)
        name = table(model).name
        found = await fetch_records(
            f"SELECT * FROM {name} WHERE id = ANY($1) ORDER BY id",  # noqa: S608  # a name of ours
            [row["id"] for row in made],
        )
        rows[name] = [dict(row) for row in found]
    here, elsewhere = (row["id"] for row in rows["organizations"])
    viewer = Viewer(
        user_id=rows["users"][0]["id"],
        session_id=new_id(),
        organization_id=here,
        role=Role.OWNER,
        is_email_verified=True,
        signed_in_until=now() + timedelta(hours=1),
    )
    return Few(rows=rows, organizations=(here, elsewhere), viewer=viewer, is_crossed=is_crossed)


def _row(
    chance: Random,
    model: type[Model],
    rows: dict[str, list[dict[str, Any]]],
    number: int,
    *,
    is_crossed: bool,
) -> dict[str, Any]:
    organization_id = None
    made: dict[str, Any] = {"id": new_id()}
    known: dict[str, fields.Field[Any]] = model._meta.fields_map  # noqa: SLF001  # Tortoise's own way to it
    for name, field in known.items():
        if field.reference is not None:
            there = rows[table(field.reference.related_model).name]  # type: ignore[attr-defined]  # a foreign key
            if name == "organization_id":
                made[name] = organization_id = there[number % 2]["id"]
                continue
            near = [row for row in there if row.get("organization_id") in {None, organization_id}]
            is_free = is_crossed or organization_id is None
            made[name] = chance.choice(there if is_free else near)["id"]
        elif name != "id" and field.has_db_field:
            made[name] = _value(chance, name, field)
    return made


def _value(chance: Random, name: str, field: fields.Field[Any]) -> Any:
    if field.null and chance.random() < 0.4:
        return None
    enum: Any = getattr(field, "enum_type", ())
    if name in _HELD or enum:
        return chance.choice(_HELD.get(name) or list(enum))
    if isinstance(field, fields.DatetimeField):
        return now() - timedelta(microseconds=chance.randrange(10**12))
    if isinstance(field, fields.BooleanField | fields.IntField):
        return chance.randrange(2 if isinstance(field, fields.BooleanField) else 1000)
    return f"{name} {new_id()}"[-30:]  # unlike any other's
