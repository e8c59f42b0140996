"""Shapes: which columns of some rows, and of the rows beside them, one statement reads.

A repository says which tables there are, and by which edges their rows belong together. Whoever
reads draws a shape: these columns of posts, of their publications those, of each publication's
account these. It becomes one statement, whatever its depth, in which an edge is a subquery that
gives a row, or an array of rows; so no row is told twice, and each is found by an index.

    SELECT t.id, t.text, ARRAY(
        SELECT ROW(t1.id, t1.state) FROM publications t1 WHERE t1.post_id = t.id ORDER BY t1.id
    ) FROM posts t WHERE ...

Every table that has an organization is read within one organization, also over an edge: it is the
first parameter of every statement, `$1`. For who may use some social accounts only, each table
whose model has a `REACH` is read within these, also over an edge: they are the last parameter.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final
from uuid import UUID

import orjson
from tortoise.fields import JSONField
from tortoise.models import Model

from allin_gql.core.access import Reach
from allin_gql.core.database import fetch_records

KEY: Final = "id"  # the primary key of every table, and the first column of every shape
Values = Sequence[Any]  # a row as it came: its columns, then what its edges lead to


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Table:
    """A table: its name, whether its rows belong to organizations, which columns hold JSON.

    `reach` is the condition for rows that belong to social accounts: `{t}` stands for the table,
    `{reach}` for the ids of the accounts.
    """

    name: str
    is_scoped: bool
    json: frozenset[str]
    reach: str | None = None

    def within(self, alias: str, place: int | None) -> str:
        """The condition for those who may use the accounts in this parameter; none is all."""
        if place is None or self.reach is None:
            return ""
        return " AND " + self.reach.format(t=alias, reach=f"${place}::uuid[]")


@cache
def table(model: type[Model]) -> Table:
    """The table of a model; one and the same for each."""
    fields = model._meta.fields_map  # noqa: SLF001  # Tortoise's own way to it
    return Table(
        name=model._meta.db_table,  # noqa: SLF001  # as above
        is_scoped=not fields.keys().isdisjoint({"organization", "organization_id"}),
        json=frozenset(name for name, one in fields.items() if isinstance(one, JSONField)),
        reach=getattr(model, "REACH", None),
    )


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Edge:
    """How rows lead to rows of another table. A condition names the columns of those as `{t}`."""

    target: Table
    by: str  # the column of the target that is compared
    source: str  # with this one of the source
    order: str | None  # of several rows; with `is_many` unset, the first of them is meant
    is_many: bool
    is_scoped: bool


def one(model: type[Model], *, source: str) -> Edge:
    """The row whose key is in a column of the source."""
    target = table(model)
    return Edge(
        target=target, by=KEY, source=source, order=None, is_many=False, is_scoped=target.is_scoped
    )


def many(model: type[Model], *, by: str, order: str = KEY, is_scoped: bool | None = None) -> Edge:
    """All rows that have the source's key in a column.

    `is_scoped` is false only for rows of one person in several organizations.
    """
    target = table(model)
    scoped = target.is_scoped if is_scoped is None else is_scoped
    return Edge(target=target, by=by, source=KEY, order=order, is_many=True, is_scoped=scoped)


def newest(model: type[Model], *, by: str) -> Edge:
    """Of the rows that have the source's key in a column, the last one made."""
    target, order = table(model), f"{KEY} DESC"
    scoped = target.is_scoped
    return Edge(target=target, by=by, source=KEY, order=order, is_many=False, is_scoped=scoped)


class Shape:
    """Columns of a table, and shapes of what its edges lead to. Not changed once it was read."""

    def __init__(self, table: Table, columns: Sequence[str] = ()) -> None:
        self.table = table
        self.columns: dict[str, int] = {KEY: 0}
        self.edges: dict[Edge, Shape] = {}
        self._places: dict[Edge, int] | None = None
        self._selected: dict[tuple[str, int, int | None], str] = {}
        for column in columns:
            self.add(column)

    def add(self, column: str) -> None:
        """Read a column, too."""
        self.columns.setdefault(column, len(self.columns))

    def follow(self, edge: Edge) -> "Shape":
        """Read what an edge leads to, too; gives the shape of that."""
        self.add(edge.source)
        return self.edges.setdefault(edge, Shape(edge.target))

    def place(self, edge: Edge) -> int | None:
        """Where among the values of a row is what an edge leads to; nothing if it is not read."""
        if self._places is None:
            first = len(self.columns)
            self._places = {edge: first + index for index, edge in enumerate(self.edges)}
        return self._places.get(edge)

    def selected(self, alias: str = "t", depth: int = 1, *, reach: int | None = None) -> str:
        """What stands between SELECT and FROM; `reach` is the place of that parameter, if any."""
        known = self._selected.get((alias, depth, reach))
        if known is not None:
            return known
        own = [f"{alias}.{column}" for column in self.columns]
        beside = [
            reached(edge, shape, f"{alias}.{edge.source}", depth, reach=reach)
            for edge, shape in self.edges.items()
        ]
        selected = self._selected[alias, depth, reach] = ", ".join(own + beside)
        return selected


def reached(
    edge: Edge, shape: Shape, source: str, depth: int = 1, *, reach: int | None = None
) -> str:
    """The expression for what an edge leads to from a value of its source column."""
    alias = f"t{depth}"
    scope = f" AND {alias}.organization_id = $1" if edge.is_scoped else ""
    scope += edge.target.within(alias, reach)
    order = f" ORDER BY {alias}.{edge.order}" if edge.order else ""
    selected = shape.selected(alias, depth + 1, reach=reach)
    rows = (
        f"SELECT ROW({selected}) FROM {edge.target.name} {alias}"  # noqa: S608  # names of ours; what is sent is a parameter
        f" WHERE {alias}.{edge.by} = {source}{scope}{order}"
    )
    if edge.is_many:
        return f"ARRAY({rows})"
    return f"({rows} LIMIT 1)" if edge.order else f"({rows})"


class Row:
    """A row that was read in a shape, by the names of its columns, as a Tortoise row has them."""

    __slots__ = ("shape", "values")

    def __init__(self, shape: Shape, values: Values) -> None:
        self.shape = shape
        self.values = values

    def __getattr__(self, column: str) -> Any:  # noqa: ANN401  # any SQL value
        place = self.shape.columns.get(column)
        if place is None:
            raise AttributeError(f"{column} of {self.shape.table.name} was not read")
        value = self.values[place]
        return decoded(value) if column in self.shape.table.json else value


def decoded(value: str | None) -> Any:  # noqa: ANN401  # any JSON
    """Read a column that holds JSON."""
    return None if value is None else orjson.loads(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Some rows of a table, not read yet: in one organization, and as further conditions say.

    `reach` is put on by whoever reads for a viewer; without it, rows of all accounts are meant.
    """

    table: Table
    organization_id: UUID
    conditions: tuple[str, ...] = ()
    parameters: tuple[Any, ...] = ()
    choice: tuple[str, tuple[str, ...]] | None = None  # a column, and what it may hold
    reach: Reach = None

    def where(self, condition: str, *values: Any) -> "Rows":  # noqa: ANN401  # any SQL value
        """Only those for which this holds; `{}` stands for each value, `t` for the table."""
        first = len(self.parameters) + 2
        places = [f"${first + index}" for index in range(len(values))]
        return replace(
            self,
            conditions=(*self.conditions, condition.format(*places)),
            parameters=(*self.parameters, *values),
        )

    def among(self, column: str, values: Sequence[str]) -> "Rows":
        """Only those that have one of some values in a column."""
        return replace(self, choice=(column, tuple(dict.fromkeys(values))))

    def within(self, reach: Reach) -> "Rows":
        """Only those of social accounts that somebody may use."""
        return replace(self, reach=reach)

    async def read(
        self, shape: Shape, *, order: str | None = None, limit: int | None = None
    ) -> Sequence[Values]:
        """Read them in a shape, in one statement."""
        page = f" ORDER BY t.{order}" if order else ""
        page += f" LIMIT {limit}" if limit is not None else ""
        if self.choice is None or limit is None:
            selected = shape.selected(reach=self._reach_place)
            return await self._ask(f"SELECT {selected} FROM {self._where()}{page}")  # noqa: S608  # as above
        # A page of each value, of which the page is made: few that are old would be looked for
        # among all that are newer.
        column, _ = self.choice
        each = f"SELECT t.id FROM {self._where(f't.{column} = c.value')}{page}"  # noqa: S608  # as above
        keys = f"unnest(${len(self.parameters) + 2}::text[]) AS c (value), LATERAL ({each}) AS k"
        return await self._ask(
            f"SELECT {shape.selected(reach=self._reach_place)} FROM {self.table.name} t"  # noqa: S608  # as above
            f" WHERE t.id = ANY(ARRAY(SELECT k.id FROM {keys})){page}"
        )

    async def count(self) -> int:
        """Count them."""
        ((count,),) = await self._ask(f"SELECT count(*) FROM {self._where()}")  # noqa: S608  # as above
        return int(count)

    def _where(self, chosen: str | None = None) -> str:
        # Rows of no organization are read under the same parameter, which then decides nothing.
        scope = "t.organization_id = $1" if self.table.is_scoped else "$1::uuid IS NOT NULL"
        conditions = [scope, *self.conditions]
        if self.choice is not None:
            place = len(self.parameters) + 2
            conditions.append(chosen or f"t.{self.choice[0]} = ANY(${place})")
        within = self.table.within("t", self._reach_place)
        # A parameter has to stand in the statement, also where none of its tables is asked by it.
        within = within or (
            f" AND ${self._reach_place}::uuid[] IS NOT NULL" if self.reach is not None else ""
        )
        return f"{self.table.name} t WHERE {' AND '.join(conditions)}{within}"

    @property
    def _reach_place(self) -> int | None:
        if self.reach is None:
            return None
        return len(self.parameters) + 2 + (self.choice is not None)

    async def _ask(self, sql: str) -> Sequence[Values]:
        chosen = [] if self.choice is None else [list(self.choice[1])]
        reach = [] if self.reach is None else [list(self.reach)]
        return await fetch_records(sql, self.organization_id, *self.parameters, *chosen, *reach)


async def read_edge(
    edge: Edge, shape: Shape, sources: Sequence[Any], *, organization_id: UUID, reach: Reach
) -> list[Any]:
    """What an edge leads to from each of some values of its source column, in one statement."""
    place = None if reach is None else 3
    is_given = "" if place is None else f" AND ${place}::uuid[] IS NOT NULL"
    found = await fetch_records(
        f"SELECT {reached(edge, shape, 's.value', reach=place)}"  # noqa: S608  # as above
        " FROM unnest($2::uuid[]) WITH ORDINALITY AS s (value, place)"
        f" WHERE $1::uuid IS NOT NULL{is_given} ORDER BY s.place",
        organization_id,
        list(sources),
        *([] if reach is None else [list(reach)]),
    )
    return [row[0] for row in found]
