"""What columns of random rows hold, rightly and wrongly, and what is made of them."""

import enum
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import strawberry
from strawberry.scalars import JSON

from tests.graph.random_schemas import Colour, Later, Refusal, Shout, Size


@strawberry.enum
class Mood(enum.StrEnum):
    GLAD = "glad and gay"
    SAD = "sad"


@strawberry.interface
class Label:
    label: str


@strawberry.interface
class Sided:
    left: str


@strawberry.type
class Pair(Sided):
    right: int | None

    def __repr__(self) -> str:
        return "a pair"


class Twin(Pair):
    """Is a pair, too, though of another class."""


@strawberry.type
class Nest:
    pair: Pair
    pairs: list[Pair | None]

    @strawberry.field
    async def late(self, suffix: str = "x") -> str:
        return f"late{suffix}"


LEAVES: dict[Any, tuple[Any, ...]] = {
    str: ("a", "", "ü\N{PARTY POPPER}", 'it\'s "so" \\ {0}\n'),
    int: (0, -7, 2**31 - 1, -(2**31)),
    float: (0.5, 3, -1e300),
    bool: (True, False),
    strawberry.ID: ("id_1", 17),
    Colour: (Colour.RED, Colour.GREEN),
    Size: (Size.SMALL, "LARGE", "SMALL"),
    Mood: ("glad and gay", "sad", Mood.SAD),
    Shout: ("hey", "ho"),
    datetime: (datetime(2027, 1, 2, 3, 4, 5, 6, tzinfo=UTC), datetime(2027, 1, 2)),  # noqa: DTZ001  # as it is
    UUID: (UUID(int=7),),
}
JSON_KINDS: dict[Any, tuple[Any, ...]] = {
    list[str]: ('["a", "b"]', "[]"),
    list[int | None]: ("[1, null, 2]", "[]"),
    list[list[str]]: ('[["a"], []]',),
    JSON: ('{"a": [1, null]}', "3", '"text"'),
}
WRONG = (
    None, None, None, None, float("nan"), 2**40, 2**31, -(2**31) - 1, True, object, ["x"], {"a": 1},
    "nothing", "BLUE", "GLAD", 1.5, date(2027, 1, 2), ValueError("given"), Refusal("given"), (),
)  # fmt: skip
NEARLY: dict[Any, tuple[Any, ...]] = {  # what a kind comes close to; WRONG is for all
    str: (7, Size.LARGE, b"a"),
    int: (2**31, -(2**31) - 1, True, 2.0, "12"),
    float: (3, float("inf"), "0.5"),
    bool: (1, 0, "true"),
    Colour: ("RED", "red", Size.SMALL),
    Size: ("small", Colour.RED),
    Mood: ("GLAD", "glad", Size.SMALL),
    Shout: ("nothing", 5),
    datetime: (date(2027, 1, 2), "2027-01-02"),
}
WRONG_JSON = (None, "null", "{", "3", '{"a": 1}', '["a", null, 3]', "[2147483648]", '[["a", null]]')


def _text(first: Any, second: Any) -> Any:
    """A text; or else what should not be."""
    if first in (["x"], {"a": 1}, ()):
        raise ValueError(f"{first!r} cannot be told")
    if first == "nothing":
        return None
    if first in ("BLUE", "12", 5):
        return Later("later")
    return Refusal("given") if first is object else f"{first}/{second}"


def _pair(first: Any, second: Any) -> Any:
    left = _text(first, second)
    if left is None or isinstance(left, Refusal):
        return left
    if first in ("GLAD", 2**31, 7):
        return SimpleNamespace(left=left, right=1)  # has all of it, and is none
    of = Twin if second is None or second == "" else Pair
    return of(left=left, right=None if second is None else len(str(second)))


def _nest(first: Any, second: Any) -> Any:
    pair = _pair(first, second)
    return Nest(pair=pair, pairs=[pair, None, pair])


def _pairs(first: Any, second: Any) -> Any:
    """Pairs, in whatever can be taken for a list."""
    pair, other = _pair(first, second), _pair(second, first)
    if first in ("", 0):
        return (pair, other)
    return (one for one in (pair,)) if second == "" else [pair, other]


CONVERTED: dict[str, tuple[Any, Any]] = {
    "text": (str, _text),
    "maybe_text": (str | None, _text),
    "anything": (JSON, _text),
    "texts": (list[str], lambda first, second: [_text(first, second), _text(second, first)]),
    "pair": (Pair, _pair),
    "maybe_pair": (Pair | None, lambda first, second: None if second is None else _pair(first, "")),
    "pairs": (list[Pair], _pairs),
    "maybe_pairs": (list[Pair | None] | None, _pairs),
    "nest": (Nest, _nest),
    "order": (str, lambda first, second: f"{first!r:.9} before {second!r:.9}"),
}
