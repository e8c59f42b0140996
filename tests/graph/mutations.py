"""Every mutation with an input that is right, and every place in it; made from the schema.

So a new mutation is tested without a word. Two things may have to be said of it: an object of a
new type that ids can name (`own_things`), and what a text has to be where it is not just any text
(`_TEXTS`).
"""

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNamedInputType,
    GraphQLNonNull,
    build_schema,
    get_named_type,
)

from allin_gql.core.clock import now
from allin_gql.core.database import fetch
from allin_gql.core.ids import IdKind, new_id, parse_id, public_id
from allin_gql.schema import schema
from tests.domains.ai.asking import request
from tests.domains.authenticators.factors import START_TOTP, register_passkey
from tests.domains.developers.keys import make_key
from tests.domains.organizations.teams import INVITE, colleague
from tests.domains.privacy.asking import EXPORT_SELF, organization_of
from tests.domains.publishing.engine import CREATE, SCHEDULE
from tests.fixtures.accounts import APP_PASSWORDS, connect_bluesky
from tests.fixtures.people import PASSWORD, Person

SCHEMA = build_schema(schema.as_str())
assert SCHEMA.mutation_type is not None
MUTATIONS = sorted(SCHEMA.mutation_type.fields)

KINDS = {
    "Passkey": IdKind.PASSKEY,
    "Post": IdKind.POST,
    "SocialAccount": IdKind.SOCIAL_ACCOUNT,
    "Publication": IdKind.PUBLICATION,
    "DraftRequest": IdKind.DRAFT_REQUEST,
    "ApiKey": IdKind.API_KEY,
    "Session": IdKind.SESSION,
    "Member": IdKind.MEMBER,
    "Invitation": IdKind.INVITATION,
    "DataExport": IdKind.DATA_EXPORT,
    "Organization": IdKind.ORGANIZATION,
}
HANDLE = "felix"  # at Bluesky, which rations how often one signs in
UNKNOWN = "01k9x3zq8fexrt9ne5m2ch4vbd"  # the suffix of an id that nothing has
_TEXTS = {
    "email": "somebody@example.org",
    "identifier": f"{HANDLE}.test",
    "timeZone": "Europe/Berlin",
    "server": None,  # the installation's
    "error": None,
    "language": "de",
    "totpCode": None,
    "recoveryCode": None,
    "passkey": None,  # one way is enough to prove oneself, and the password is one
    "networks": "192.0.2.0/24",
    "idempotencyKey": None,  # the same input is asked again and again
}
_MOMENTS = {"expiresAt": (now() + timedelta(days=30)).isoformat()}
_CHOICES = {
    "ConnectWithPasswordInput": "BLUESKY",
    "InviteMemberInput": "EDITOR",
    "ChangeMemberRoleInput": "EDITOR",
}  # every other input takes MASTODON
_PASSWORDS = {"ConnectWithPasswordInput": APP_PASSWORDS[HANDLE]}

_COPY_SESSION = """
INSERT INTO sessions SELECT (jsonb_populate_record(
    s, jsonb_build_object('id', gen_random_uuid(), 'ended_at', null)
)).* FROM sessions s WHERE s.user_id = $1 ORDER BY s.id DESC LIMIT 1 RETURNING id
"""

Things = dict[str, str]


@dataclass(frozen=True)
class Place:
    """One place in a mutation's input."""

    mutation: str
    path: tuple[str, ...]
    type: GraphQLInputType

    @property
    def nullable(self) -> GraphQLNamedInputType | GraphQLList[Any]:
        type_ = self.type
        return type_.of_type if isinstance(type_, GraphQLNonNull) else type_

    @property
    def named(self) -> str:
        return get_named_type(self.type).name

    @property
    def is_list(self) -> bool:
        return isinstance(self.nullable, GraphQLList)

    @property
    def field(self) -> str:
        """The field's own name, also of an item of a list."""
        return [step for step in self.path if not step.isdecimal()][-1]

    def __str__(self) -> str:
        return f"{self.mutation}.{'.'.join(self.path)}"


def document(mutation: str) -> str:
    """The mutation, asked for its problem."""
    return (
        f"mutation M($input: {input_type(mutation).name}!) {{ {mutation}(input: $input) {{"
        " __typename ... on Problem { code message path numbers { name value } retryable } } }"
    )


def input_type(mutation: str) -> GraphQLInputObjectType:
    """The type of a mutation's one argument."""
    assert SCHEMA.mutation_type is not None
    (argument,) = SCHEMA.mutation_type.fields[mutation].args.values()
    named = get_named_type(argument.type)
    assert isinstance(named, GraphQLInputObjectType)
    return named


async def own_things(person: Person) -> Things:
    """Make one of everything that an id can name; gives the ids by type."""
    account = await connect_bluesky(person, HANDLE)
    post = await person.do(CREATE, text="what they have")
    due = "2027-11-01T12:00:00Z"
    done = await person.do(SCHEDULE, postId=post["id"], socialAccountIds=[account["id"]], dueAt=due)
    _, registered = await register_passkey(person)
    await person.do(START_TOTP)  # so that codes have something to be wrong for
    return {
        "Passkey": registered["passkey"]["id"],
        "Post": post["id"],
        "SocialAccount": account["id"],
        "Publication": done["publications"][0]["id"],
        "DraftRequest": await request(person),
        "ApiKey": (await make_key(person))["apiKey"]["id"],
        "Session": await _other_session(person),
        "Member": await colleague(person),
        "Invitation": (await person.do(INVITE, email=f"{new_id()}@example.org", role="EDITOR"))[
            "id"
        ],
        "DataExport": (await person.do(EXPORT_SELF))["id"],
        "Organization": await organization_of(person),
    }


async def _other_session(person: Person) -> str:
    """A session that the person is not asking by; signing in may take more than a password."""
    me = await person.ask("{ me { id } }")
    (row,) = await fetch(_COPY_SESSION, parse_id(IdKind.USER, me["me"]["id"]))
    return public_id(IdKind.SESSION, row["id"])


def kind_of(place: Place) -> str:
    """The type of thing that an id at a place names: by the field, else by the mutation."""
    field = place.field
    named = field.removesuffix("s").removesuffix("Id") if field != "id" else place.mutation
    if named == "node" or place.mutation == "nodes":  # which take ids of every kind
        return "Post"
    fitting = [kind for kind in KINDS if named.lower().endswith(kind.lower())]
    assert fitting, f"what does the id {place} name? say it in tests/graph/mutations.py"
    return max(fitting, key=len)


def right_input(mutation: str, things: Things) -> dict[str, Any]:
    """An input with nothing wrong in it, every field given."""
    return _object(mutation, input_type(mutation), (), things)


def places(mutation: str) -> Iterator[Place]:
    """Every place in a mutation's input: fields, items of lists, and fields of those."""
    yield from _places(mutation, input_type(mutation), ())


def with_value(right: dict[str, Any], path: tuple[str, ...], value: Any) -> dict[str, Any]:
    """The input with another value at a place."""
    changed = copy.deepcopy(right)
    *before, last = path
    inner: Any = changed
    for step in before:
        inner = inner[int(step) if step.isdecimal() else step]
    inner[int(last) if last.isdecimal() else last] = value
    return changed


def without(right: dict[str, Any], path: tuple[str, ...]) -> dict[str, Any]:
    """The input without a field."""
    changed = copy.deepcopy(right)
    *before, last = path
    inner: Any = changed
    for step in before:
        inner = inner[int(step) if step.isdecimal() else step]
    del inner[last]
    return changed


def _places(
    mutation: str, type_: GraphQLInputObjectType, before: tuple[str, ...]
) -> Iterator[Place]:
    for name, field in type_.fields.items():
        place = Place(mutation, (*before, name), field.type)
        yield place
        while place.is_list:
            assert isinstance(place.nullable, GraphQLList)
            place = Place(mutation, (*place.path, "0"), place.nullable.of_type)
            yield place
        if isinstance(place.nullable, GraphQLInputObjectType):
            yield from _places(mutation, place.nullable, place.path)


def _object(
    mutation: str, type_: GraphQLInputObjectType, before: tuple[str, ...], things: Things
) -> dict[str, Any]:
    made = {
        name: _value(Place(mutation, (*before, name), field.type), type_.name, things)
        for name, field in type_.fields.items()
    }
    return {
        name: value
        for name, value in made.items()
        if value is not None or isinstance(type_.fields[name].type, GraphQLNonNull)
    }


def _value(place: Place, owner: str, things: Things) -> Any:
    type_ = place.nullable
    if isinstance(type_, GraphQLList):
        return [_value(Place(place.mutation, (*place.path, "0"), type_.of_type), owner, things)]
    if isinstance(type_, GraphQLInputObjectType):
        return _object(place.mutation, type_, place.path, things)
    if isinstance(type_, GraphQLEnumType):
        return _CHOICES.get(owner, "MASTODON" if "MASTODON" in type_.values else min(type_.values))
    if place.named == "ID":
        return things[kind_of(place)]
    if place.field.lower().endswith("password"):
        return _PASSWORDS.get(owner, PASSWORD)
    numbers: dict[str, Any] = {
        "Int": 1,
        "Float": 1.0,
        "Boolean": False,
        "DateTime": _MOMENTS.get(place.field, "2027-11-01T12:00:00Z"),
    }
    return numbers.get(place.named, _TEXTS.get(place.field, "any text"))
