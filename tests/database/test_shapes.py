"""One statement for a whole selection gives what its edges give one after another."""

import gc
from collections.abc import Iterator, Sequence
from random import Random
from typing import Any
from uuid import UUID

import orjson
import pytest
from graphql import FieldNode, GraphQLField, GraphQLObjectType
from graphql.type import is_required_argument

from allin_gql.core.access import Reach
from allin_gql.core.shapes import Edge, Shape, read_edge
from allin_gql.domains.publishing.repository import POST_OF_PUBLICATION, PUBLICATIONS_OF_POST
from allin_gql.graph.endpoint.bodies import encode
from allin_gql.graph.execution.executor import PlannedExecutor
from allin_gql.schema import schema
from tests.database.catalog import alone
from tests.database.executing import ask
from tests.database.few_rows import Few, few_rows
from tests.database.plans import connected
from tests.fixtures.services import Services, as_owner, fresh_database
from tests.graph.random_schemas import Written
from tests.graph.test_executor import core

pytestmark = [
    # Where a field fails, graphql-core cancels its neighbours, which may not have begun.
    pytest.mark.filterwarnings("ignore:coroutine .* was never awaited:RuntimeWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(autouse=True)
def _collected() -> Iterator[None]:
    """Coroutines that were never awaited go with the test that knows of them."""
    yield
    gc.collect()


class Asked(Written):
    """A random document of what can be asked for without arguments."""

    def _field(self, name: str, field: GraphQLField, depth: int) -> str:
        is_elsewhere = name == "limits"  # of the viewer: they are in Redis, and change
        if is_elsewhere or any(map(is_required_argument, field.args.values())):
            return "__typename"
        return super()._field(name, GraphQLField(field.type), depth)


class OneByOne(PlannedExecutor):
    """Reads rows without what is beside them, which is loaded then."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._alone: dict[Shape, Shape] = {}

    def shape_of(self, type_: GraphQLObjectType, nodes: Sequence[FieldNode]) -> Shape:
        drawn = super().shape_of(type_, nodes)
        return self._alone.setdefault(drawn, Shape(drawn.table, list(drawn.columns)))


class ByHand(OneByOne):
    """Finds what an edge leads to by looking at every row there is."""

    few: Few

    async def load(self, edge: Edge, shape: Shape, source: object) -> Any:
        here = self.context_value.require_viewer().organization_id
        found = [
            row
            for row in self.few.rows[edge.target.name]
            if row[edge.by] == source and (not edge.is_scoped or row["organization_id"] == here)
        ]
        if edge.order:
            by, *descending = edge.order.split(" ")
            found.sort(key=lambda row: row[by], reverse=bool(descending))
        values = [tuple(row[column] for column in shape.columns) for row in found]
        return values if edge.is_many else next(iter(values), None)


@pytest.fixture(scope="module")
def url(services: Services, worker_id: str) -> str:
    """A database that nobody else looks into, for few of its rows could be."""
    return as_owner(fresh_database(services, f"few_{worker_id}"))


@pytest.mark.parametrize("seed", range(12))
def test_one_statement_gives_what_edges_give_by_themselves(url: str, seed: int) -> None:
    chance = Random(seed)  # noqa: S311  # no secret

    async def look() -> None:
        async with connected(url):
            few = await few_rows(chance, is_crossed=seed % 3 == 2)
            by_hand = type("ByHand", (ByHand,), {"few": few})
            for _ in range(6):
                document = Asked(chance, core(schema)).text

                together = await answer(document, few, PlannedExecutor)

                assert await answer(document, few, OneByOne) == together
                assert await answer(document, few, by_hand) == together

    alone(look)


def test_no_edge_leads_out_of_the_organization(url: str) -> None:
    async def look() -> None:
        async with connected(url):
            few = await few_rows(Random(1), is_crossed=False)  # noqa: S311  # no secret
            here, elsewhere = few.organizations
            publication = next(
                row for row in few.rows["publications"] if row["organization_id"] == elsewhere
            )
            post_id = publication["post_id"]

            assert await led(POST_OF_PUBLICATION, post_id, elsewhere) == [post_id]
            assert await led(POST_OF_PUBLICATION, post_id, here) == []
            assert publication["id"] in await led(PUBLICATIONS_OF_POST, post_id, elsewhere)
            assert await led(PUBLICATIONS_OF_POST, post_id, here) == []

    alone(look)


def test_no_edge_leads_out_of_reach(url: str) -> None:
    async def look() -> None:
        async with connected(url):
            few = await few_rows(Random(3), is_crossed=False)  # noqa: S311  # no secret
            publication = few.rows["publications"][0]
            post, account = publication["post_id"], publication["social_account_id"]
            here = publication["organization_id"]

            assert publication["id"] in await led(
                PUBLICATIONS_OF_POST, post, here, reach=frozenset({account})
            )
            assert await led(PUBLICATIONS_OF_POST, post, here, reach=frozenset()) == []

    alone(look)


def test_a_new_connection_reads_lists_within_rows_at_once(url: str) -> None:
    async def look() -> None:
        async with connected(url):
            few = await few_rows(Random(2), is_crossed=False)  # noqa: S311  # no secret
        publication = few.rows["publications"][0]
        shape = Shape(POST_OF_PUBLICATION.target)
        shape.follow(PUBLICATIONS_OF_POST)

        async with connected(url):
            (post,) = await read_edge(
                POST_OF_PUBLICATION,
                shape,
                [publication["post_id"]],
                organization_id=publication["organization_id"],
                reach=None,
            )

        assert post[0] == publication["post_id"]
        assert (publication["id"],) in [tuple(row) for row in post[1]]

    alone(look)


async def led(
    edge: Edge, source: object, organization_id: UUID, *, reach: Reach = None
) -> list[Any]:
    """The ids of the rows that an edge leads to."""
    (found,) = await read_edge(
        edge, Shape(edge.target), [source], organization_id=organization_id, reach=reach
    )
    rows: Any = found if isinstance(found, list) else [found] if found is not None else []
    return [row[0] for row in rows]


async def answer(document: str, few: Few, executor: type[PlannedExecutor]) -> dict[str, Any] | None:
    """What is answered to a member of the first organization."""
    result = await ask(document, few.viewer, executor)
    assert few.is_crossed or not result.errors
    written: dict[str, Any] | None = orjson.loads(encode(result.data))
    return written
