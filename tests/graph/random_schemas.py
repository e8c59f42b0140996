"""Random schemas, documents and data, in which everything happens that a field can do."""

import enum
from collections.abc import Awaitable, Generator
from datetime import UTC, datetime
from random import Random
from typing import Annotated, Any, Generic, NewType, TypeVar
from uuid import UUID

import strawberry
from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLSchema,
    GraphQLUnionType,
    get_named_type,
)
from strawberry.schema.config import StrawberryConfig
from strawberry.types.field import StrawberryField
from strawberry.types.scalar import ScalarDefinition

T = TypeVar("T")

Shout = NewType("Shout", str)


@strawberry.enum
class Colour(enum.Enum):
    RED = "red"
    GREEN = "green"


@strawberry.enum
class Size(enum.StrEnum):
    SMALL = "SMALL"
    LARGE = "LARGE"


class Refusal(Exception):
    """An error that could pass for a text."""


def _shout(value: Any) -> str | None:
    """A scalar that refuses some values, and makes a null of others."""
    if value == "nothing":
        return None
    if not isinstance(value, str):
        raise TypeError(f"cannot shout {value!r}")
    return value.upper()


CONFIG = StrawberryConfig(
    scalar_map={Shout: ScalarDefinition(
        name="Shout", description=None, specified_by_url=None, serialize=_shout,
        parse_value=None, parse_literal=None,
    )}
)  # fmt: skip
LEAVES: dict[Any, tuple[Any, ...]] = {
    str: ("a", "", "ü\N{PARTY POPPER}", Size.LARGE),
    int: (0, -7, True, 2.0, "12"),
    float: (0.5, 3, -1e300),
    bool: (True, False, 1),
    strawberry.ID: ("id_1", 17),
    Colour: (Colour.RED, Colour.GREEN, "red"),
    Size: (Size.SMALL, "LARGE"),
    Shout: ("hey", "ho", "hi", "ah", "nothing"),
    datetime: (datetime(2027, 1, 2, 3, 4, 5, 6, tzinfo=UTC),),
    UUID: (UUID(int=7),),
}
WRONG = (
    None, None, None, None, float("nan"), 2**40, object, ["x"], {"a": 1}, "nothing", "BLUE",
    ValueError("given"), Refusal("given"), (),
)  # fmt: skip


class Later(Generic[T]):
    """Something to be awaited that nobody minds when it is not."""

    def __init__(self, value: T) -> None:
        self._value = value

    def __repr__(self) -> str:
        return "later"

    def __await__(self) -> Generator[Any, None, T]:
        yield
        return self._value


class Source:
    """An object whose attributes are made up by chance, always the same for the same seed."""

    seed: str
    kinds: dict[str, Any]  # of all fields, by the class's name and the field's
    faults: int  # how many of a thousand values are not as they should be
    stranger: type  # one that is in no schema

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") or f"{type(self).__name__}.{name}" not in self.kinds:
            raise AttributeError(name)
        return self.made(name)

    def made(self, name: str) -> Any:
        chance = Random(f"{self.seed}.{name}")  # noqa: S311  # no secret
        if chance.randrange(1000) < self.faults // 3:
            raise RuntimeError(f"{name} of {self.seed} is broken")
        return self._value(self.kinds[f"{type(self).__name__}.{name}"], chance)

    def _value(self, kind: Any, chance: Random) -> Any:
        luck = chance.randrange(1000)
        if luck < self.faults:
            return chance.choice(WRONG)
        if luck < self.faults * 2:
            return Later(self._value(kind, chance))
        what, *of = kind
        if what == "optional":
            return None if chance.random() < 0.3 else self._value(of[0], chance)
        if what == "list":
            items = [self._value(of[0], chance) for _ in range(chance.randrange(4))]
            return tuple(items) if chance.random() < 0.2 else items
        if what == "object":
            if chance.randrange(1000) < self.faults:
                of = [self.stranger]
            return source(chance.choice(of), self, f"{self.seed}/{chance.randrange(10**6)}")
        return chance.choice(LEAVES[of[0]])


class Stranger(Source):
    """Has every field that any type has, and is of none."""

    def __getattr__(self, name: str) -> Any:
        found = [one for one in self.kinds if one.endswith(f".{name}")]
        if name.startswith("__") or not found:
            raise AttributeError(name)
        return self._value(self.kinds[found[0]], Random(f"{self.seed}.{name}"))  # noqa: S311  # no secret


Source.stranger = Stranger


def source(cls: type, like: Any, seed: str) -> Any:
    """Make an object of a type, as faulty as another."""
    made: Any = object.__new__(cls)
    made.seed, made.kinds, made.faults = seed, like.kinds, like.faults
    return made


class Made:
    """A random schema, and the root of random data for it."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._kinds: dict[str, Any] = {}
        self._named = strawberry.interface(
            type("Named", (Source,), {"__annotations__": {"name": str, "size": Size | None}})
        )
        self._types: list[type] = []
        for number in range(chance.randint(2, 4)):
            self._types.append(self._type(f"T{number}"))
        query = self._type("Query")
        self.schema = strawberry.Schema(query=query, types=self._types, config=CONFIG)
        self._query = query

    def root(self, seed: int, *, faults: int) -> Any:
        made: Any = object.__new__(self._query)
        made.seed, made.kinds, made.faults = str(seed), self._kinds, faults
        return made

    def _type(self, name: str) -> type:
        chance = self._chance
        is_named = name != "Query" and chance.random() < 0.4
        base = self._named if is_named else Source
        body: dict[str, Any] = {"__annotations__": {}}
        for number in range(chance.randint(2, 5)):
            field = f"{name.lower()}{number}"
            kind = self._kind(3)
            self._kinds[f"{name}.{field}"] = kind
            resolver = chance.choice((None, None, None, None, *RESOLVERS))
            if resolver is None:
                body["__annotations__"][field] = _annotation(kind)
            else:
                body[field] = _field(resolver(field), _annotation(kind))
        if is_named:
            self._kinds[f"{name}.name"] = ("leaf", str)
            self._kinds[f"{name}.size"] = ("optional", ("leaf", Size))
        return strawberry.type(type(name, (base,), body))

    def _kind(self, depth: int) -> Any:
        chance = self._chance
        what = chance.choice(("leaf", "object", "object", "optional", "list", "union"))
        if what in {"optional", "list"} and depth:
            inner = self._kind(depth - 1)
            return inner if what == inner[0] == "optional" else (what, inner)
        if what == "object" and self._types:
            return ("object", chance.choice(self._types))
        if what == "union" and len(self._types) > 1:
            return ("object", *chance.sample(self._types, 2))
        return ("leaf", chance.choice(list(LEAVES)))


def _sync(name: str) -> Any:
    def resolve(self: Any) -> Any:
        return self.made(name)

    return resolve


def _asynchronous(name: str) -> Any:
    async def resolve(self: Any) -> Any:
        made = self.made(name)
        return await made if isinstance(made, Awaitable) else made

    return resolve


def _with_argument(name: str) -> Any:
    def resolve(self: Any, suffix: str = "x") -> Any:
        value = self.made(name)
        return value + suffix if type(value) is str else value

    return resolve


RESOLVERS = (_sync, _asynchronous, _with_argument)


def _field(resolver: Any, annotation: Any) -> StrawberryField:
    resolver.__annotations__["return"] = annotation
    field: StrawberryField = strawberry.field(resolver)
    return field


def _annotation(kind: Any) -> Any:
    what, *of = kind
    if what == "optional":
        return _annotation(of[0]) | None
    if what == "list":
        return list[_annotation(of[0])]  # type: ignore[misc]  # made at run time
    if what == "object" and len(of) > 1:
        name = "".join(one.__name__ for one in of)
        return Annotated[of[0] | of[1], strawberry.union(name)]
    return of[0]


class Written:
    """A random document for a schema: fields, aliases, fragments, switches."""

    def __init__(self, chance: Random, schema: GraphQLSchema) -> None:
        self._chance = chance
        self._schema = schema
        self._fragments: list[str] = []
        self._written: list[
            tuple[str, Any, int]
        ] = []  # fragments that are whole: on what, how deep
        assert schema.query_type is not None
        body = self._selection(schema.query_type, 5)
        self.text = "\n".join(
            [f"query Q($yes: Boolean!, $no: Boolean!, $word: String!) {body}", *self._fragments]
        )

    def _selection(self, kind: Any, depth: int) -> str:
        parts = [self._part(kind, depth) for _ in range(self._chance.randint(2, 6))]
        return "{ " + " ".join(parts) + " }"

    def _part(self, kind: Any, depth: int) -> str:
        luck = self._chance.random()
        if depth and luck < 0.15:
            return self._inline(kind, depth)
        if depth and luck < 0.25:
            return self._spread(kind, depth)
        fields = getattr(kind, "fields", {})
        if not fields or luck > 0.9:
            return f"__typename{self._switch()}"
        name = self._chance.choice(list(fields))
        return self._field(name, fields[name], depth)

    def _field(self, name: str, field: GraphQLField, depth: int) -> str:
        asked = f"{self._alias(name)}{name}"
        if field.args and self._chance.random() < 0.5:
            asked = self._chance.choice((f'y_{name}: {name}(suffix: "y")',
                                         f"w_{name}: {name}(suffix: $word)"))  # fmt: skip
        named = get_named_type(field.type)
        if isinstance(named, GraphQLScalarType | GraphQLEnumType):
            return f"{asked}{self._switch()}"
        if not depth:
            return f"{asked}{self._switch()} {{ __typename }}"
        return f"{asked}{self._switch()} {self._selection(named, depth - 1)}"

    def _inline(self, kind: Any, depth: int) -> str:
        inner = self._condition(kind)
        condition = f" on {inner.name}" if self._chance.random() < 0.8 else ""
        body = self._selection(inner if condition else kind, depth - 1)
        return f"...{condition}{self._switch()} {body}"

    def _spread(self, kind: Any, depth: int) -> str:
        there = [name for name, on, deep in self._written if on is kind and deep <= depth]
        if there and self._chance.random() < 0.6:
            return f"...{self._chance.choice(there)}{self._switch()}"
        name = f"F{len(self._fragments)}"
        self._fragments.append("")
        inner = self._condition(kind)
        body = self._selection(inner, depth - 1)
        self._fragments[int(name[1:])] = f"fragment {name} on {inner.name} {body}"
        self._written.append((name, inner, depth))
        again = f" ...{name}" if self._chance.random() < 0.2 else ""
        return f"...{name}{self._switch()}{again}"

    def _condition(self, kind: Any) -> Any:
        if isinstance(kind, GraphQLObjectType):
            return self._chance.choice([kind, *kind.interfaces])
        assert isinstance(kind, GraphQLInterfaceType | GraphQLUnionType)
        return self._chance.choice([kind, *self._schema.get_possible_types(kind)])

    def _alias(self, name: str) -> str:
        return self._chance.choice(("", "", "", f"a_{name}: ", f"b_{name}: "))

    def _switch(self) -> str:
        return self._chance.choice((
            *[""] * 15, " @skip(if: $yes)", " @skip(if: $no)", " @include(if: $yes)",
            " @include(if: $no)", " @include(if: true)", " @skip(if: false)",
        ))  # fmt: skip
