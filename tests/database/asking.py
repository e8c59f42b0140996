"""How the database is asked by a repository, and of what, in the middle of all other rows."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any, TypeVar
from uuid import UUID

from tortoise.models import Model

from allin_gql.core.pages import PageRequest, read_page
from allin_gql.core.shapes import KEY, Edge, Rows, Shape, read_edge
from allin_gql.core.transactions import held_transaction
from tests.database.rows import key

M = TypeVar("M", bound=Model)

ORGANIZATION = key("organizations", 5)
USER = key("users", 2_005)
SESSION = key("sessions", 2_005)
ACCOUNT = key("social_accounts", 15)
REACH = frozenset({ACCOUNT, key("social_accounts", 13)})  # of who may use these two only
LEASE = timedelta(seconds=10)


def several(table: str) -> list[UUID]:
    """Keys of one organization's rows, as many as a page has."""
    return [key(table, 10 * number + 5) for number in range(50)]


async def read(
    rows: Rows, after: UUID | None = None, before: UUID | None = None, *, by: str = KEY
) -> None:
    """Read pages of a list, forwards and backwards, and count it."""
    shape = Shape(rows.table)
    for is_backward in (False, True):
        request = PageRequest(size=20, is_backward=is_backward, after=after, before=before)
        for reach in (None, REACH):
            await (await read_page(rows.within(reach), shape, request, by=by)).count()


async def named(rows: Rows) -> None:
    """Read those of a list that are named, as `nodes` does."""
    keys = several(rows.table.name)
    for reach in (None, REACH):
        await rows.within(reach).where("t.id = ANY({})", keys).read(Shape(rows.table))


async def over(edge: Edge, sources: list[UUID]) -> None:
    """Read what an edge leads to, of a batch."""
    shape = Shape(edge.target)
    for reach in (None, REACH):
        await read_edge(edge, shape, sources, organization_id=ORGANIZATION, reach=reach)


async def on(model: type[M], row: UUID, act: Callable[[M], Awaitable[Any]]) -> None:
    """Do something to a row."""
    await act(await model.get(id=row))


def restricted(ask: Callable[[M], Awaitable[Any]]) -> Callable[[M], Awaitable[Any]]:
    """Ask of somebody who is restricted to some accounts."""

    async def asked(row: M) -> None:
        row.update_from_dict({"is_restricted": True})
        await ask(row)

    return asked


async def refuse() -> None:
    """Do nothing, so that nothing is kept."""
    held = held_transaction()
    assert held is not None
    held.has_refused = True
