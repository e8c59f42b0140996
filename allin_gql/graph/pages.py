"""Connections: pages of a list as Relay's specification has them, read forwards by keyset."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Generic, TypeVar
from uuid import UUID

import strawberry

from allin_gql.core.pages import MAX_PAGE, Page, cursor

Row = TypeVar("Row")
Node = TypeVar("Node")

First = Annotated[
    int, strawberry.argument(description=f"How many items at the most, 1 to {MAX_PAGE}.")
]
After = Annotated[
    str | None,
    strawberry.argument(description="Only what comes after the item of this cursor."),
]


@strawberry.type(description="Where a page lies in its list.")
class PageInfo:
    has_next_page: bool = strawberry.field(description="Whether items follow after this page.")
    has_previous_page: bool = strawberry.field(
        description="Whether this page was read from a cursor, so that items come before it."
    )
    start_cursor: str | None = strawberry.field(
        description="The cursor of the first item; null when the page is empty."
    )
    end_cursor: str | None = strawberry.field(
        description="The cursor of the last item, for `after`; null when the page is empty."
    )


@strawberry.type(description="An item and its place in the list.")
class Edge(Generic[Node]):
    cursor: str = strawberry.field(description="The item's place, for `after`. Opaque.")
    node: Node = strawberry.field(description="The item itself.")


@strawberry.type(description="One page of a list, newest first.")
class Connection(Generic[Node]):
    edges: list[Edge[Node]] = strawberry.field(description="The items with their cursors.")
    nodes: list[Node] = strawberry.field(description="The items by themselves.")
    page_info: PageInfo = strawberry.field(description="Where this page lies.")
    count: strawberry.Private[Callable[[], Awaitable[int]]]

    @strawberry.field(
        description="How many items the whole list has. Counted only when it is asked for."
    )
    async def total_count(self) -> int:
        return await self.count()


def connection(
    page: Page[Row], node: Callable[[Row], Node], key: Callable[[Row], UUID]
) -> Connection[Node]:
    """Show a page of rows as a connection of nodes."""
    edges = [Edge(cursor=cursor(key(row)), node=node(row)) for row in page.items]
    return Connection(
        edges=edges,
        nodes=[edge.node for edge in edges],
        page_info=PageInfo(
            has_next_page=page.has_next,
            has_previous_page=page.has_previous,
            start_cursor=edges[0].cursor if edges else None,
            end_cursor=edges[-1].cursor if edges else None,
        ),
        count=page.count,
    )
