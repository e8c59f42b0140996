"""What shows rows is answered as graphql-core answers it, to the byte, and in the fewest steps."""

from random import Random

import pytest
from graphql import parse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.graph.random_rows import MadeRows
from tests.graph.random_schemas import Written
from tests.graph.test_executor import STOCK, answer, core

FAULTS = (0, 0, 3, 15, 60)  # of a thousand values

# Where a field fails, graphql-core cancels its neighbours, which may not have begun.
pytestmark = [
    pytest.mark.filterwarnings("ignore:coroutine .* was never awaited:RuntimeWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
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


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
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
