"""Fields by which random documents come to rows: one, lists, pages, an interface, an object."""

from collections.abc import Callable
from random import Random
from typing import Annotated, Any

import strawberry

from allin_gql.core.pages import Page
from allin_gql.core.shapes import Edge, Row, Shape
from allin_gql.graph.pages import Connection
from allin_gql.graph.rows import NEEDS, TABLE, RowList, follow, shown
from tests.graph.row_data import Data
from tests.graph.row_kinds import Label, Pair

STRANGE = (None, None, ValueError("given"), "no row", 7, Pair(left="a", right=1))


class Fields:
    """The fields of a type that is being made, and the rows that they come to."""

    def __init__(self, name: str, data: Data) -> None:
        self.name = name
        self.data = data
        self.body: dict[str, Any] = {"__annotations__": {}}

    def add(self, name: str, annotation: Any, field: Any) -> None:
        self.body["__annotations__"][name] = annotation
        self.body[name] = field

    def resolved(self, resolve: Any, annotation: Any, *needs: str) -> None:
        resolve.__annotations__["return"] = annotation
        name = f"{self.name.lower()}_field{len(self.body)}"
        self.body[name] = strawberry.field(resolve, metadata={NEEDS: needs})

    def shape(self, info: Any, type_: Any) -> Shape:
        return self.data.shape_for(info, getattr(type_, TABLE))

    def whole(self, type_: Any, seed: str) -> Any:
        """An object that shows a row with everything beside it."""
        shape = self.data.wholes[getattr(type_, TABLE)]
        return type_.of(Row(shape, self.data.values(shape, seed)))

    def perhaps(self, chance: Random, good: Any) -> Any:
        """What is good, or sometimes not."""
        return chance.choice(STRANGE) if chance.randrange(1000) < self.data.faults else good


def _start(fields: Fields, source: Any, name: str) -> tuple[str, Random]:
    seed = f"{getattr(source, 'seed', None) or source.row.id}.{name}.{fields.name}"
    return seed, Random(seed)  # noqa: S311  # no secret


def _one(fields: Fields, types: list[Any], type_: Any) -> None:  # noqa: ARG001  # as all of them
    async def resolve(self: Any, info: strawberry.Info) -> Any:
        seed, chance = _start(fields, self, "one")
        if chance.random() < 0.2:
            return None
        shown_row = type_.of(fields.data.row(info, fields.shape(info, type_), seed))
        return fields.perhaps(chance, shown_row)

    fields.resolved(resolve, type_ | None)


def _present(fields: Fields, types: list[Any], type_: Any) -> None:  # noqa: ARG001  # as all of them
    async def resolve(self: Any, info: strawberry.Info, suffix: str = "x") -> Any:
        seed, chance = _start(fields, self, f"present{suffix}")
        row = fields.data.row(info, fields.shape(info, type_), seed)
        return fields.perhaps(chance, type_.of(row))

    fields.resolved(resolve, type_)


def _items(fields: Fields, types: list[Any], type_: Any) -> None:  # noqa: ARG001  # as all of them
    def resolve(self: Any, info: strawberry.Info) -> Any:
        seed, chance = _start(fields, self, "items")
        shape = fields.shape(info, type_)
        items = [
            fields.perhaps(chance, type_.of(fields.data.row(info, shape, f"{seed}/{number}")))
            for number in range(chance.randrange(4))
        ]
        return tuple(items) if chance.random() < 0.2 else items

    fields.resolved(resolve, list[type_] if len(fields.body) % 2 else list[type_ | None] | None)


def _row_list(fields: Fields, types: list[Any], type_: Any) -> None:  # noqa: ARG001  # as all
    async def resolve(self: Any, info: strawberry.Info, suffix: str = "x") -> Any:
        seed, chance = _start(fields, self, f"row_list{suffix}")
        shape = fields.shape(info, type_)
        count = chance.randrange(4)
        found = [fields.data.values(shape, f"{seed}/{number}") for number in range(count)]
        return fields.perhaps(chance, RowList(type_, shape, found))

    fields.resolved(resolve, list[type_])


def _page(fields: Fields, types: list[Any], type_: Any) -> None:  # noqa: ARG001  # as all of them
    async def resolve(self: Any, info: strawberry.Info, suffix: str = "x") -> Any:
        seed, chance = _start(fields, self, f"page{suffix}")
        shape = fields.shape(info, type_)
        number_of = chance.randrange(4)

        async def count() -> int:
            return fields.perhaps(chance, number_of)  # type: ignore[no-any-return]  # or not

        page = Page(
            by="id",
            shape=shape,
            items=[fields.data.values(shape, f"{seed}/{number}") for number in range(number_of)],
            has_next=chance.random() < 0.5,
            has_previous=chance.random() < 0.5,
            count=count,
        )
        return Connection(page=page, type_=type_)

    fields.resolved(resolve, Connection[type_])


def _labelled(fields: Fields, types: list[Any], type_: Any) -> None:
    """Objects of an interface, or of a union."""
    labelled = [one for one in types if issubclass(one, Label)] or None
    two = sorted({type_, types[0], types[-1]}, key=lambda one: str(one.__name__))[:2]

    async def resolve(self: Any) -> Any:
        seed, chance = _start(fields, self, "labelled")
        return [
            fields.perhaps(chance, fields.whole(chance.choice(labelled or two), f"{seed}/{number}"))
            for number in range(chance.randrange(4))
        ]

    if labelled:
        fields.resolved(resolve, list[Label])
    elif len(two) == 2:
        name = "".join(one.__name__ for one in two)
        either: Any = Annotated[two[0] | two[1], strawberry.union(name)]
        fields.resolved(resolve, list[either])


def _box(fields: Fields, types: list[Any], type_: Any) -> None:  # noqa: ARG001  # as all of them
    """An object that holds others which show rows."""
    annotations = {"one": type_, "maybe": type_ | None, "several": list[type_],
                   "each": list[list[type_]], "by_chance": list[type_]}  # fmt: skip
    name = f"Box{type_.__name__}{fields.name}"
    box: Any = strawberry.type(type(name, (), {"__annotations__": annotations}))

    async def resolve(self: Any) -> Any:
        seed, chance = _start(fields, self, "box")

        def made(number: int) -> Any:
            return fields.perhaps(chance, fields.whole(type_, f"{seed}/{number}"))

        shape = fields.data.wholes[getattr(type_, TABLE)]
        listed = RowList(type_, shape, [fields.data.values(shape, f"{seed}/9")])
        return box(one=made(1), maybe=fields.perhaps(chance, made(2)), several=[made(3), made(4)],
                   each=[[made(5)], [made(6), made(7)]], by_chance=listed[:])  # fmt: skip

    fields.resolved(resolve, box)


def _needy(fields: Fields, types: list[Any], type_: Any) -> None:  # noqa: ARG001  # as all of them
    async def resolve(self: Any, suffix: str = "x") -> str:
        return f"{self.row.leaf0}{suffix}"

    fields.resolved(resolve, str, "leaf0")


def _needy_at_once(fields: Fields, types: list[Any], type_: Any) -> None:  # noqa: ARG001  # as all
    def resolve(self: Any) -> Any:
        return f"{self.row.json}"

    fields.resolved(resolve, str | None, "json")


def _followed(fields: Fields, types: list[Any], type_: Any) -> None:  # noqa: ARG001  # as all
    """A field that chooses by itself along which edge it goes."""
    table = getattr(type_, TABLE)
    along = Edge(
        target=table, by="followed", source="id", order="id", is_many=True, is_scoped=False
    )

    async def resolve(self: Any, info: strawberry.Info) -> Any:
        source = self.row.id
        if hasattr(info._raw_info, "executor"):  # noqa: SLF001  # as `follow` does
            return await follow(info, type_, along, source)
        whole = fields.data.wholes[table]
        return shown(type_, whole, fields.data.led(along, whole, source))

    fields.resolved(resolve, list[type_])


Making = Callable[[Fields, list[Any], Any], None]

ROOTS: tuple[Making, ...] = (_one, _present, _items, _row_list, _page, _labelled, _box)
NESTED: tuple[Making, ...] = (_needy, _needy_at_once, _followed, _page, _row_list)
