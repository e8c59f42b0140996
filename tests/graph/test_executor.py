"""The compiled plan answers what graphql-core answers, to the byte, whatever is asked of what."""

import asyncio
import gc
import json
from collections.abc import Awaitable, Iterator
from random import Random
from typing import Any

import pytest
import strawberry
from graphql import DocumentNode, ExecutionResult, GraphQLSchema, execute, parse
from graphql.pyutils import is_awaitable
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strawberry.extensions import SchemaExtension
from strawberry.permission import BasePermission
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext

from allin_gql.graph.endpoint.bodies import encode
from allin_gql.graph.execution.executor import OPERATIONS, PlannedExecutor
from tests.graph.random_schemas import Made, Written

STOCK = StrawberryGraphQLCoreExecutionContext
FAULTS = (0, 15, 50, 150)  # of a thousand values


@pytest.fixture(autouse=True)
def _collected() -> Iterator[None]:
    """Coroutines that were never awaited go with the test that knows of them."""
    yield
    gc.collect()


# Where a field fails, graphql-core cancels its neighbours, which may not have begun.
@pytest.mark.filterwarnings("ignore:coroutine .* was never awaited:RuntimeWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(min_value=0, max_value=2**40))
def test_plan_and_graphql_core_give_the_same_bytes(seed: int) -> None:
    chance = Random(seed)  # noqa: S311  # no secret
    made = Made(chance)
    for _ in range(4):
        document = parse(Written(chance, core(made.schema)).text)
        for _ in range(2):
            root = made.root(chance.randrange(10**9), faults=chance.choice(FAULTS))
            switched = chance.random() < 0.8
            variables = {"yes": switched, "no": not switched, "word": "z"}

            stock = answer(made.schema, document, root, variables, STOCK)

            assert answer(made.schema, document, root, variables, PlannedExecutor) == stock


class Secret(BasePermission):
    message = "This is secret."

    def has_permission(self, source: Any, info: Any, **arguments: Any) -> bool:  # noqa: ARG002  # Strawberry's
        return False


@strawberry.type
class Person:
    name: str
    nick: str | None = None
    secret: str = strawberry.field(default="x", permission_classes=[Secret])

    @strawberry.field
    async def upper(self) -> str:
        return self.name.upper()


@strawberry.type
class Query:
    @strawberry.field
    def people(self) -> list[Person]:
        return [Person(name="ada"), Person(name="bob", nick="b")]


class Loud(SchemaExtension):
    def resolve(self, _next: Any, root: Any, info: Any, *args: str, **kwargs: Any) -> Any:
        value = _next(root, info, *args, **kwargs)
        return f"{value}!" if isinstance(value, str) else value


SCHEMA = strawberry.Schema(query=Query, execution_context_class=PlannedExecutor)


class Counting(PlannedExecutor):
    """Counts the fields that go the stock way."""

    stock = 0

    def execute_field(self, *args: Any, **kwargs: Any) -> Any:
        Counting.stock += 1
        return super().execute_field(*args, **kwargs)


def test_plain_fields_do_not_go_the_stock_way() -> None:
    Counting.stock = 0
    document = parse("{ people { name nick again: name upper __typename } }")

    given = json.loads(answer(SCHEMA, document, None, {}, Counting))

    assert given["data"]["people"][1] == {
        "name": "bob", "nick": "b", "again": "bob", "upper": "BOB", "__typename": "Person",
    }  # fmt: skip
    assert list(given["data"]["people"][1]) == ["name", "nick", "again", "upper", "__typename"]
    assert Counting.stock == 1 + 2, "people, and upper for each of two"


def test_a_field_with_permissions_is_not_plain_though_it_has_no_resolver() -> None:
    result = SCHEMA.execute_sync("{ people { name secret } }")

    assert result.data is None
    assert result.errors is not None
    assert [error.message for error in result.errors] == ["This is secret."]


def test_middleware_sees_every_field() -> None:
    loud = strawberry.Schema(
        query=Query, execution_context_class=PlannedExecutor, extensions=[Loud]
    )

    result = loud.execute_sync("{ people { name nick } }")

    assert result.data == {
        "people": [{"name": "ada!", "nick": None}, {"name": "bob!", "nick": "b!"}]
    }


def test_one_document_answers_for_each_way_its_variables_switch_it() -> None:
    document = parse(
        "query ($nick: Boolean!, $no: Boolean!) {"
        " people { name @skip(if: $no) nick @include(if: $nick) } }"
    )
    given = [
        json.loads(answer(SCHEMA, document, None, {"nick": nick, "no": no}, PlannedExecutor))
        for nick, no in ((True, False), (False, False), (True, True), (True, False))
    ]

    assert [list(one["data"]["people"][0]) for one in given] == [
        ["name", "nick"], ["name"], ["nick"], ["name", "nick"],
    ]  # fmt: skip


def test_plans_go_with_their_document_and_are_never_taken_for_another() -> None:
    gc.collect()
    before = len(OPERATIONS)

    for number in range(500):
        field = ("name", "nick", "upper")[number % 3]
        document = parse(f"{{ people {{ f{number % 7}: {field} }} }}")
        given = json.loads(answer(SCHEMA, document, None, {}, PlannedExecutor))
        value = {"name": "bob", "nick": "b", "upper": "BOB"}[field]
        assert given["data"]["people"][1] == {f"f{number % 7}": value}
        del document

    gc.collect()
    assert len(OPERATIONS) <= before + 1


def test_an_operation_put_together_with_another_fragment_is_another() -> None:
    first = parse("{ people { ...F } } fragment F on Person { name }")
    second = DocumentNode(
        definitions=(first.definitions[0], parse("fragment F on Person { nick }").definitions[0])
    )

    given = [answer(SCHEMA, one, None, {}, PlannedExecutor) for one in (first, second, first)]

    assert [list(json.loads(one)["data"]["people"][0]) for one in given] == [
        ["name"], ["nick"], ["name"],
    ]  # fmt: skip


def core(schema: strawberry.Schema) -> GraphQLSchema:
    """The schema as graphql-core has it."""
    return schema._schema  # noqa: SLF001  # there is no other way to it


def answer(
    schema: strawberry.Schema,
    document: DocumentNode,
    root: Any,
    variables: dict[str, Any],
    executor: type[STOCK],
) -> str:
    """Execute a document; gives the answer as JSON, errors and all."""

    async def run() -> ExecutionResult:
        executed = execute(
            core(schema),
            document,
            root_value=root,
            variable_values=variables,
            is_awaitable=is_awaitable,
            executor_class=executor,
        )
        result = await executed if isinstance(executed, Awaitable) else executed
        assert isinstance(result, ExecutionResult)
        left = asyncio.all_tasks() - {asyncio.current_task()}  # fields beside one that failed
        await asyncio.gather(*left, return_exceptions=True)
        return result

    return encode(asyncio.run(run()).formatted).decode()
