"""Rows by chance, in whatever shape they are read.

What a row says follows from its seed, and the seeds of the rows beside it from the values of its
source columns: so it is the same rows, be they read in the shape that a selection asks for, or with
everything that there is, or one edge after another.
"""

from collections.abc import Sequence
from random import Random
from typing import Any
from uuid import UUID

from graphql import GraphQLObjectType, get_named_type

from allin_gql.core.shapes import KEY, Edge, Row, Shape, Table, decoded
from tests.graph.row_kinds import WRONG, WRONG_JSON


class Whole(Shape):
    """The shape in which everything of a table is read, and everything beside it."""

    edges: dict[Edge, Shape]


class Lazy(Sequence[Any]):
    """The values of a row with everything beside it, each made when somebody asks for it."""

    def __init__(self, data: "Data", shape: Shape, seed: str) -> None:
        self._data, self._shape, self._seed = data, shape, seed

    def __len__(self) -> int:
        return len(self._shape.columns) + len(self._shape.edges)

    def __getitem__(self, place: Any) -> Any:
        columns = list(self._shape.columns)
        if place < len(columns):
            return self._data.value(self._shape.table, columns[place], self._seed)
        along = list(self._shape.edges)[place - len(columns)]
        return self._data.beside(along, self._shape, self._seed)


class Apart:
    """A row as Tortoise has it: what lies beside it is loaded."""

    def __init__(self, data: "Data", table: Table, seed: str) -> None:
        self._data, self._table, self._seed = data, table, seed

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") or name not in self._data.kinds[self._table]:
            raise AttributeError(name)
        value = self._data.value(self._table, name, self._seed)
        return decoded(value) if name in self._table.json else value


class Data:
    """All rows there are."""

    def __init__(self) -> None:
        self.kinds: dict[Table, dict[str, tuple[Any, ...]]] = {}  # good values, by column
        self.nearly: dict[tuple[Table, str], tuple[Any, ...]] = {}  # bad ones
        self.wholes: dict[Table, Whole] = {}
        self.faults = 0  # how many of a thousand values are not as they should be
        self.is_apart = False

    def value(self, table: Table, name: str, seed: str) -> Any:
        chance = Random(f"{seed}.{name}")  # noqa: S311  # no secret
        if name == KEY:
            return UUID(int=chance.getrandbits(128))
        good = self.kinds[table][name]
        if name.startswith("source"):
            return None if None in good and chance.random() < 0.3 else f"{seed}>{name}"
        if chance.randrange(1000) < self.faults:
            nearly = self.nearly.get((table, name))
            wrong = nearly if nearly and chance.random() < 0.5 else WRONG
            return chance.choice(WRONG_JSON if name in table.json else wrong)
        return chance.choice(good)

    def values(self, shape: Shape, seed: str) -> Sequence[Any]:
        """A row in a shape."""
        if isinstance(shape, Whole):
            return Lazy(self, shape, seed)
        own = [self.value(shape.table, name, seed) for name in shape.columns]
        return (*own, *[self.beside(along, shape, seed) for along in shape.edges])

    def beside(self, along: Edge, shape: Shape, seed: str) -> Any:
        source = self.value(shape.table, along.source, seed)
        return self.led(along, shape.edges[along], source)

    def led(self, along: Edge, shape: Shape, source: Any) -> Any:
        """What an edge leads to from a value of its source column."""
        chance = Random(f"{source}.{along.by}")  # noqa: S311  # no secret
        is_missing = chance.randrange(1000) < self.faults
        if along.is_many:
            seeds = [f"{source}/{along.by}/{number}" for number in range(chance.randrange(4))]
            return None if is_missing else [self.values(shape, seed) for seed in seeds]
        if source is None or is_missing or (along.order and chance.random() < 0.3):
            return None
        return self.values(shape, f"{source}/{along.by}")

    def shape_for(self, info: Any, table: Table) -> Shape:
        """The shape that the executor draws, or for graphql-core's everything."""
        raw = info._raw_info  # noqa: SLF001  # as a resolver of ours does
        if not hasattr(raw, "executor"):
            return self.wholes[table]
        type_ = get_named_type(raw.return_type)
        assert isinstance(type_, GraphQLObjectType)
        shape: Shape = raw.executor.shape_of(type_, raw.field_nodes)
        return shape

    def row(self, info: Any, shape: Shape, seed: str) -> Any:
        if self.is_apart and hasattr(info._raw_info, "executor"):  # noqa: SLF001  # as above
            return Apart(self, shape.table, seed)
        return Row(shape, self.values(shape, seed))
