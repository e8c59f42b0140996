"""Random types that show rows: columns, what is made of them, edges, fields with resolvers."""

from collections.abc import Awaitable
from random import Random
from typing import Any

import strawberry

from allin_gql.core.shapes import KEY, Edge, Shape, Table
from allin_gql.graph.execution.executor import PlannedExecutor
from allin_gql.graph.rows import TABLE, RowType, column, edge, plain
from tests.graph.random_schemas import CONFIG
from tests.graph.row_data import Data, Whole
from tests.graph.row_kinds import CONVERTED, JSON_KINDS, LEAVES, NEARLY, Label, Nest, Pair
from tests.graph.row_roots import NESTED, ROOTS, Fields


class MadeRows:
    """A random schema of types that show rows, and the root of random data for it."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self.data = Data()
        self._types: list[Any] = []
        for number in range(chance.randint(2, 4)):
            self._types.append(self._type(f"T{number}"))
        for table, whole in self.data.wholes.items():
            for name in self.data.kinds[table]:
                whole.add(name)
        query = Fields("Query", self.data)
        for make in ROOTS:
            make(query, self._types, chance.choice(self._types))
        self._query: Any = strawberry.type(type("Query", (), query.body))
        self.schema = strawberry.Schema(
            query=self._query, types=[*self._types, Label, Nest, Pair], config=CONFIG
        )
        self.executor = _loading(self.data)

    def root(self, seed: int, *, faults: int, is_apart: bool = False) -> Any:
        made: Any = object.__new__(self._query)
        made.seed = str(seed)
        self.data.faults, self.data.is_apart = faults, is_apart
        return made

    def _type(self, name: str) -> Any:
        chance, fields = self._chance, Fields(name, self.data)
        kinds: dict[str, tuple[Any, ...]] = {KEY: ()}
        table = Table(name=name.lower(), is_scoped=False, json=frozenset({"json"}))
        fields.add("id", strawberry.ID, column(KEY, convert=str, description="."))
        fields.add("plain", str, plain(lambda source: str(source.row.id), description="."))
        for number in range(chance.randint(1, 4)):
            kinds[f"leaf{number}"] = self._leaf(fields, table, number)
        kinds["json"] = JSON_KINDS[kind := chance.choice(list(JSON_KINDS))]
        fields.add("json", kind, column("json", description="."))
        for converted, (annotation, convert) in CONVERTED.items():
            if chance.random() < 0.5:
                names = [chance.choice([one for one in kinds if one != KEY]) for _ in range(2)]
                made = column(*names, convert=convert, description=".")
                fields.add(converted, annotation, made)
        self.data.kinds[table], self.data.wholes[table] = kinds, Whole(table)
        for number in range(chance.randint(1, 3) if self._types else 0):
            self._edge(fields, table, number)
        for nested in NESTED:
            if self._types and chance.random() < 0.4:
                nested(fields, self._types, chance.choice(self._types))
        is_labelled = chance.random() < 0.6
        if is_labelled:
            kinds["label"] = LEAVES[str]
            fields.add("label", str, column("label", description="."))
        bases = (RowType, Label) if is_labelled else (RowType,)
        made_type = strawberry.type(type(name, bases, fields.body))
        setattr(made_type, TABLE, table)
        return made_type

    def _leaf(self, fields: Fields, table: Table, number: int) -> tuple[Any, ...]:
        kind = self._chance.choice(list(LEAVES))
        is_nullable = self._chance.random() < 0.4
        self.data.nearly[table, f"leaf{number}"] = NEARLY.get(kind, ())
        annotation = kind | None if is_nullable else kind
        made = column(f"leaf{number}", description=".")
        fields.add(f"{fields.name.lower()}_leaf{number}", annotation, made)
        return (*LEAVES[kind], *[None] * is_nullable)

    def _edge(self, fields: Fields, table: Table, number: int) -> None:
        target: Any = self._chance.choice(self._types)
        what = self._chance.randrange(4)
        source = f"source{number}" if what in {0, 1} else KEY
        if source != KEY:
            self.data.kinds[table][source] = (None,) if what == 1 else ()
        along = Edge(
            target=getattr(target, TABLE), by=f"by{number}", source=source,
            order=(None, None, "id DESC", "id")[what], is_many=what == 3, is_scoped=False,
        )  # fmt: skip
        annotation: Any = (target, target | None, target | None, list[target])[what]
        fields.add(f"{fields.name.lower()}_edge{number}", annotation, edge(along, description="."))
        self.data.wholes[table].edges[along] = self.data.wholes[along.target]


def _loading(data: Data) -> type[PlannedExecutor]:
    class Loading(PlannedExecutor):
        """Loads what an edge leads to from the rows by chance."""

        def load(self, edge: Edge, shape: Shape, source: object) -> Awaitable[Any]:
            assert source is not None, "there is nothing to be loaded from nothing"

            async def found() -> Any:
                return data.led(edge, shape, source)

            return found()

    return Loading
