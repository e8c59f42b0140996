"""What shows rows is answered as graphql-core answers it, to the byte, and in the fewest steps."""

import gc
import json
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
import strawberry
from graphql import get_named_type, parse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allin_gql.core.shapes import Edge, Table
from allin_gql.graph.execution.executor import PlannedExecutor
from allin_gql.graph.rows import TABLE, RowList, RowType, column, edge
from tests.graph.random_rows import MadeRows
from tests.graph.random_schemas import Written
from tests.graph.test_executor import STOCK, Counting, answer, core

FAULTS = (0, 0, 3, 15, 60)  # of a thousand values

# Where a field fails, graphql-core cancels its neighbours, which may not have begun.
pytestmark = [
    pytest.mark.filterwarnings("ignore:coroutine .* was never awaited:RuntimeWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(autouse=True)
def _collected() -> Iterator[None]:
    """Coroutines that were never awaited go with the test that knows of them."""
    yield
    gc.collect()


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(min_value=0, max_value=2**40))
def test_rows_in_the_shape_that_is_asked_for_give_the_bytes_of_graphql_core(seed: int) -> None:
    chance = Random(seed)  # noqa: S311  # no secret
    made = MadeRows(chance)
    for _ in range(4):
        document = parse(Written(chance, core(made.schema)).text)
        for _ in range(2):
            root = made.root(chance.randrange(10**9), faults=chance.choice(FAULTS))
            switched = chance.random() < 0.8
            variables = {"yes": switched, "no": not switched, "word": "z"}

            stock = answer(made.schema, document, root, variables, STOCK)

            assert answer(made.schema, document, root, variables, made.executor) == stock


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(min_value=0, max_value=2**40))
def test_what_is_loaded_beside_a_row_of_tortoise_gives_the_same(seed: int) -> None:
    chance = Random(seed)  # noqa: S311  # no secret
    made = MadeRows(chance)
    for _ in range(4):
        document = parse(Written(chance, core(made.schema)).text)
        root = made.root(chance.randrange(10**9), faults=0, is_apart=True)
        variables = {"yes": True, "no": False, "word": "z"}

        stock = answer(made.schema, document, root, variables, STOCK)

        assert '"errors"' not in stock
        assert answer(made.schema, document, root, variables, made.executor) == stock


BOOKS = Table(name="books", is_scoped=False, json=frozenset({"tags"}))
AUTHORS = Table(name="authors", is_scoped=False, json=frozenset())
BOOKS_OF_AUTHOR = Edge(
    target=BOOKS, by="author_id", source="id", order="id", is_many=True, is_scoped=False
)
BEST_OF_AUTHOR = Edge(
    target=BOOKS, by="id", source="best_id", order=None, is_many=False, is_scoped=False
)


@strawberry.type
class Book(RowType):
    title: str = column("title", description="What it is called.")
    tags: list[str] = column("tags", description="What it is about.")


@strawberry.type
class Author(RowType):
    name: str = column("name", description="What they are called.")
    books: list[Book] = edge(BOOKS_OF_AUTHOR, description="What they wrote.")
    best: Book | None = edge(BEST_OF_AUTHOR, description="The best of it.")


@strawberry.type
class Query:
    @strawberry.field
    def authors(self, info: strawberry.Info) -> list[Author]:
        raw: Any = info._raw_info  # noqa: SLF001  # as a resolver of ours does
        shape = raw.executor.shape_of(get_named_type(raw.return_type), raw.field_nodes)
        assert list(shape.columns) == ["id", "name", "best_id"]
        book, other = (2, "Bread", '["a"]'), (3, "Salt", "[]")
        rows = [(1, "ada", 3, other, [book, other]), (4, "bob", None, None, [])]
        found: Any = RowList(Author, shape, rows)
        return found  # type: ignore[no-any-return]  # a list of them


setattr(Book, TABLE, BOOKS)
setattr(Author, TABLE, AUTHORS)
LIBRARY = strawberry.Schema(query=Query, execution_context_class=PlannedExecutor)


def test_rows_with_all_that_is_beside_them_are_answered_without_an_object_for_any(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[object] = []
    monkeypatch.setattr(RowType, "__init__", lambda self, row: made.append((self, row)))
    Counting.stock = 0
    document = parse("{ authors { name best { title } books { title tags __typename } } }")

    given = json.loads(answer(LIBRARY, document, None, {}, Counting))

    assert given == {
        "data": {
            "authors": [
                {
                    "name": "ada",
                    "best": {"title": "Salt"},
                    "books": [
                        {"title": "Bread", "tags": ["a"], "__typename": "Book"},
                        {"title": "Salt", "tags": [], "__typename": "Book"},
                    ],
                },
                {"name": "bob", "best": None, "books": []},
            ]
        }
    }
    assert Counting.stock == 1, "authors, and nothing below"
    assert made == []
