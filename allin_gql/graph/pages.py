"""Connections: pages of a list as Relay's specification has them, read both ways by keyset."""

from typing import Annotated, Any, Generic, TypeVar, cast

import strawberry
from graphql import GraphQLObjectType, get_named_type

from allin_gql.core.pages import DEFAULT_PAGE, MAX_PAGE, Page, PageRequest, cursor, read_page
from allin_gql.core.shapes import KEY, Row, Rows
from allin_gql.graph.context import Info, person_of
from allin_gql.graph.directives import cost
from allin_gql.graph.execution.executor import ResolveInfo
from allin_gql.graph.rows import RowList, RowType, plain

Node = TypeVar("Node")
R = TypeVar("R", bound=RowType)

First = Annotated[
    int | None,
    strawberry.argument(
        description=f"How many items from the beginning, 1 to {MAX_PAGE}; {DEFAULT_PAGE} when "
        "neither this nor `last` is given."
    ),
]
After = Annotated[
    str | None,
    strawberry.argument(
        description="Only what comes after the item of this cursor, of 24 characters."
    ),
]
Last = Annotated[
    int | None,
    strawberry.argument(
        description=f"How many items from the end, 1 to {MAX_PAGE}, instead of `first`; with "
        "`before`, the page that comes before it."
    ),
]
Before = Annotated[
    str | None,
    strawberry.argument(
        description="Only what comes before the item of this cursor, of 24 characters."
    ),
]


@strawberry.type(description="Where a page lies in its list.", directives=[cost(0)])
class PageInfo:
    has_next_page: bool = strawberry.field(
        description="Whether items follow after this page; of a page read with `last`, whether it "
        "was read from a `before`."
    )
    has_previous_page: bool = strawberry.field(
        description="Whether items come before this page; of a page read with `first`, whether it "
        "was read from an `after`."
    )
    start_cursor: str | None = strawberry.field(
        description="The cursor of the first item, for `before`; null when the page is empty."
    )
    end_cursor: str | None = strawberry.field(
        description="The cursor of the last item, for `after`; null when the page is empty."
    )


@strawberry.type(description="An item and its place in the list.", directives=[cost(0)])
class Edge(Generic[Node]):
    cursor: str = strawberry.field(
        description="The item's place, for `after` and `before`. Opaque."
    )
    node: Node = strawberry.field(description="The item itself.")


def _nodes(connection: "Connection[Any]") -> RowList:
    return RowList(connection.type_, connection.page.shape, connection.page.items)


def _edges(connection: "Connection[Any]") -> list[Edge[Any]]:
    place = connection.page.shape.columns[connection.page.by]
    return [
        Edge(cursor=cursor(values[place]), node=node)
        for values, node in zip(connection.page.items, _nodes(connection), strict=True)
    ]


def _page_info(connection: "Connection[Any]") -> PageInfo:
    page = connection.page
    place = page.shape.columns[page.by]
    return PageInfo(
        has_next_page=page.has_next,
        has_previous_page=page.has_previous,
        start_cursor=cursor(page.items[0][place]) if page.items else None,
        end_cursor=cursor(page.items[-1][place]) if page.items else None,
    )


@strawberry.type(description="One page of a list, newest first.")
class Connection(Generic[Node]):
    page: strawberry.Private[Page]
    type_: strawberry.Private[type[RowType]]

    edges: list[Edge[Node]] = plain(_edges, description="The items with their cursors.")
    nodes: list[Node] = plain(_nodes, description="The items by themselves.")
    page_info: PageInfo = plain(_page_info, description="Where this page lies.")

    @strawberry.field(
        description="How many items the whole list has. Counted only when it is asked for.",
        directives=[cost(1)],
    )
    async def total_count(self) -> int:
        return await self.page.count()


async def connection(
    info: Info, type_: type[R], rows: Rows, request: PageRequest, *, by: str = KEY
) -> Connection[R]:
    """Read a page of rows, in the shape that is asked for, and show it."""
    raw, seen = resolve_info(info), rows.within(person_of(info).reach)
    shape = raw.executor.shape_of(_returned(raw), raw.field_nodes)
    page = await read_page(seen, shape, request, by=by)
    return Connection(page=page, type_=type_)


async def one_of(info: Info, type_: type[R], rows: Rows) -> R | None:
    """Read the one row, if it is there, in the shape that is asked for, and show it."""
    raw = resolve_info(info)
    shape = raw.executor.shape_of(_returned(raw), raw.field_nodes)
    found = await rows.within(person_of(info).reach).read(shape, limit=1)
    return type_.of(Row(shape, found[0])) if found else None


async def the_one(info: Info, type_: type[R], rows: Rows) -> R:
    """Read the one row that has to be there, in the shape that is asked for, and show it."""
    found = await one_of(info, type_, rows)
    if found is None:
        raise LookupError(f"a {type_.__name__} that must be there is not")
    return found


def resolve_info(info: Info) -> ResolveInfo:
    """What graphql-core tells a resolver, and who executes the operation."""
    return cast("ResolveInfo", info._raw_info)  # noqa: SLF001  # Strawberry shows less of it


def _returned(raw: ResolveInfo) -> GraphQLObjectType:
    return cast("GraphQLObjectType", get_named_type(raw.return_type))
