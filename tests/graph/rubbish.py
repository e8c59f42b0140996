"""What is put into every place of an input, by the type that the place has."""

import json
from typing import Any

from graphql import GraphQLInputObjectType, GraphQLList, GraphQLNonNull

from tests.graph.mutations import KINDS, UNKNOWN, Place, Things, kind_of

HUGE = "x" * 100_000
NUL = "a\0b"
HALF = "a\ud800b"  # of a surrogate pair
ODD = "👩‍👩‍👧‍👦 \u202eשלום مرحبا"  # noqa: RUF001  # odd, but text
MANY = 10_000  # items of a list, as far as a body has room for them
_ROOM = 200_000  # bytes

_WRONG = {
    "String": [5, 1.5, True, [], {}],
    "ID": [1.5, True, [], {}],
    "Int": [1.5, "1", True, [], {}, 2**31, -(2**31) - 1, 10**100],
    "Float": ["1", True, [], {}],
    "Boolean": ["true", "", 0, 1, [], {}],
    "DateTime": [
        1,
        10**20,
        True,
        [],
        {},
        "",
        " ",
        "tomorrow",
        "2027-13-01T00:00:00Z",
        "2027-02-30T00:00:00Z",
        "2027-01-01T25:00:00Z",
        "2027-01-01T00:00:00+99:99",
        "2027-W99-1",
        "-2027-01-01T00:00:00Z",
        "10000-01-01T00:00:00Z",
        NUL,
        HALF,
        ODD,
        HUGE,
    ],
}
_NO_TIMES = [
    "2001-01-01T00:00:00Z",
    "2001-01-01T00:00:00",
    "0001-01-01T00:00:00",
    "0001-01-01T00:00:00Z",
    "0001-01-01T00:00:00+23:59",
    "0001-01-01T00:00:00-23:59",
    "9999-12-31T23:59:59.999999",
    "9999-12-31T23:59:59Z",
    "9999-12-31T23:59:59-23:59",
    "9999-12-31T23:59:59+23:59",
    "2300-01-01T00:00:00Z",
    "2300-01-01T00:00:00",
]
_NO_ZONES = ["Mars/Olympus", "/etc/passwd", "../../etc/passwd", "Europe", ".", "CET\n", "a" * 300]
_NO_SERVERS = ["http://", "ftp://example.org", "https://user:word@example.org", "a b", "[::", ".."]
_ANY_TEXT = {  # a password may be any characters
    "register.password",
    "logIn.password",
    "resetPassword.password",
    "changePassword.currentPassword",
    "changePassword.newPassword",
}


def wrong(place: Place, things: Things) -> list[Any]:
    """What has to be refused at a place."""
    values = _wrong_types(place)
    if isinstance(place.type, GraphQLNonNull):
        values.append(None)
    if place.is_list:
        return values
    if place.named == "ID":
        return [*values, *_no_ids(kind_of(place), things)]
    if place.named == "DateTime":
        return [*values, *_NO_TIMES]
    if place.named == "String":
        return [*values, *_no_texts(place)]
    if place.named == "Int":
        return [*values, -1, 0, 2**31 - 1]
    return values


def doubtful(place: Place, right: Any) -> list[Any]:
    """What may be refused or taken, but has to be answered."""
    if place.is_list:
        room = _ROOM // (len(json.dumps(right)) + 2)
        return [[], right * min(MANY, room)]
    if place.named == "String":
        return [ODD, "", "  \n ", NUL]
    if place.named == "DateTime":
        return ["2027-11-01", "2027-11-01T12", "2027-11-01T12:00:00", "20271101T120000Z"]
    return []


def _wrong_types(place: Place) -> list[Any]:
    if place.is_list:
        inner = place.nullable
        assert isinstance(inner, GraphQLList)
        return ["NONSENSE", 5, [None], {"a": 1}, [[[]]]]
    if isinstance(place.nullable, GraphQLInputObjectType):
        return [5, "x", [], {}, {"nonsense": 1}]
    return list(_WRONG.get(place.named, ["NONSENSE", "", "mastodon", 1, True, [], {}, HALF, HUGE]))


def _no_texts(place: Place) -> list[str]:
    values = [HUGE, HALF]
    if isinstance(place.type, GraphQLNonNull):
        values += ["", " \n\t "]
    if f"{place.mutation}.{place.field}" not in _ANY_TEXT:
        values.append(NUL)
    extra = {"timeZone": _NO_ZONES, "server": _NO_SERVERS, "email": ["ada", "@", "a@b@c", "a@b\n"]}
    return values + extra.get(place.field, [])


def _no_ids(kind: str, things: Things) -> list[Any]:
    own = things[kind]
    others = [id_ for name, id_ in things.items() if name in KINDS and name != kind]
    return [
        "",
        " ",
        "rubbish",
        "_",
        f"{KINDS[kind]}_",
        f"{KINDS[kind]}_{'z' * 26}",
        f"{KINDS[kind]}_{UNKNOWN}",
        f"user_{UNKNOWN}",
        own.upper(),
        f" {own}",
        f"{own}\n",
        f"{own}x",
        own.split("_")[-1],
        0,
        -1,
        10**40,
        NUL,
        HALF,
        ODD,
        HUGE,
        "' OR 1=1 --",
        *others,
    ]
