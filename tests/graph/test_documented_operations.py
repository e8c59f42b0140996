"""docs/api documents every operation; each works as it stands, with the statements that are told.

What tests/graph/statements.json says is renewed by
`scripts/test -n 0 tests/graph/test_documented_operations.py --renew-statements`.
"""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from graphql import OperationType, build_schema, validate
from graphql.execution.values import get_variable_values

from allin_gql.core.pages import MAX_PAGE
from allin_gql.graph.documents.limits import LIMITS, MAX_OPERATIONS, MAX_TOKENS
from allin_gql.schema import schema
from tests.architecture.source import listed
from tests.fixtures.statements import count_statements
from tests.fixtures.world import World
from tests.graph.documented import (
    FOLDER,
    MADE_FOR,
    SECRETS,
    Documented,
    Household,
    Visit,
    arrive,
    furnish,
    read_operations,
)
from tests.graph.sockets import stream_of

SCHEMA = build_schema(schema.as_str())
OPERATIONS = read_operations()
ROOTS = {
    OperationType.QUERY: SCHEMA.query_type,
    OperationType.MUTATION: SCHEMA.mutation_type,
    OperationType.SUBSCRIPTION: SCHEMA.subscription_type,
}
STATEMENTS = Path(__file__).parent / "statements.json"
GUIDE = FOLDER.parent / "README.md"


def of(kind: OperationType) -> list[str]:
    return [name for name, one in OPERATIONS.items() if one.kind is kind]


@pytest.fixture(scope="module")
async def household(session_world: World) -> Household:
    session_world.jobs.messages.clear()
    await session_world.sandbox.delete("/_sandbox/faults")
    return await furnish(session_world)


def hold_to_what_is_told(name: str, statements: list[str], config: pytest.Config) -> None:
    """Hold the number of statements to the file, or write it there."""
    told = json.loads(STATEMENTS.read_text())
    if config.getoption("--renew-statements"):
        told = {known: count for known, count in told.items() if known in OPERATIONS}
        told[name] = len(statements)
        STATEMENTS.write_text(json.dumps(told, indent=2, sort_keys=True) + "\n")
    assert told.get(name) == len(statements), listed(
        statements,
        f"{name} runs {len(statements)} statements, and {STATEMENTS.name} tells {told.get(name)}. "
        "If that is meant, renew it: scripts/test -n 0 tests/graph/test_documented_operations.py "
        "--renew-statements.",
    )


def test_every_operation_of_the_schema_is_documented() -> None:
    missing = [
        f"docs/api/operations/{name}.graphql ({kind.value})"
        for kind, root in ROOTS.items()
        if root is not None
        for name in root.fields
        if name not in of(kind)
    ]
    assert not missing, listed(
        missing,
        "Integrators begin with an example of each operation: write the file, with variables in "
        "a .json beside it, and add it to docs/api/README.md.",
    )


@pytest.mark.parametrize("name", OPERATIONS)
def test_a_document_fits_the_schema_and_is_about_its_operation(name: str) -> None:
    one = OPERATIONS[name]

    assert validate(SCHEMA, one.document) == []
    assert one.fields == [name]
    assert one.text.startswith("# "), "It begins with a word on what it is for."


@pytest.mark.parametrize("name", OPERATIONS)
def test_the_variables_of_a_document_fit_it(name: str) -> None:
    one = OPERATIONS[name]
    definitions = one.operation.variable_definitions
    known = {definition.variable.name.value for definition in definitions or ()}

    assert not isinstance(get_variable_values(SCHEMA, definitions or (), one.variables), list)
    assert set(one.variables) <= known


def test_the_guide_leads_to_every_document_and_to_no_other() -> None:
    linked = re.findall(r"\(operations/(\w+)\.graphql\)", GUIDE.read_text())

    assert set(linked) == set(OPERATIONS)


def test_the_guide_tells_the_limits_that_there_are() -> None:
    section = GUIDE.read_text().split("\n## Limits\n")[1].split("\n## ")[0]
    told = {
        what.strip(): int(number.replace(",", ""))
        for what, number in re.findall(r"^\| (.+?) \| ([\d,]+) \|$", section, re.MULTILINE)
    }

    assert told == {
        "levels of selections in a document": LIMITS.depth,
        "fields, with its fragments spread out": LIMITS.selections,
        "fields at its root": LIMITS.roots,
        "aliases": LIMITS.aliases,
        "comparisons of fields with one name at one place": LIMITS.alike,
        "directives": LIMITS.directives,
        "operations in a document": MAX_OPERATIONS,
        "tokens in a document": MAX_TOKENS,
        "items on a page": MAX_PAGE,
    }


def test_no_variables_are_left_over() -> None:
    assert {path.stem for path in FOLDER.glob("*.json")} <= set(OPERATIONS)


@pytest.mark.parametrize("name", of(OperationType.QUERY))
async def test_a_query_answers(
    household: Household, name: str, pytestconfig: pytest.Config
) -> None:
    one = OPERATIONS[name]

    with count_statements() as counted:
        data = await household.person.ask(one.text, **one.variables_for(household.things))

    assert data[name] is not None
    hold_to_what_is_told(name, counted.statements, pytestconfig)


@pytest.mark.parametrize("name", of(OperationType.MUTATION))
async def test_a_mutation_does_it(world: World, name: str, pytestconfig: pytest.Config) -> None:
    visit = await arrive(world)
    things = await MADE_FOR[name](visit) if name in MADE_FOR else {"account": visit.account}
    secrets = await SECRETS[name](visit) if name in SECRETS else {}
    variables = OPERATIONS[name].variables_for(things)
    variables["input"] |= secrets

    with count_statements() as counted:
        data = await visit.person.ask(OPERATIONS[name].text, **variables)

    assert "code" not in data[name], data[name]
    hold_to_what_is_told(name, counted.statements, pytestconfig)


@pytest.mark.parametrize("name", of(OperationType.SUBSCRIPTION))
async def test_a_subscription_tells(household: Household, address: str, name: str) -> None:
    one = OPERATIONS[name]
    variables = one.variables_for(household.things)
    stream = stream_of(f"http://{address}", household.person, one.text, **variables)

    async with stream as frames:
        first: dict[str, Any] = await anext(frames)

    assert "errors" not in first
    assert first["data"][name]["number"] >= 1


def test_statements_are_told_of_every_operation_that_is_asked_at_once() -> None:
    told = json.loads(STATEMENTS.read_text())

    assert sorted(told) == sorted(of(OperationType.QUERY) + of(OperationType.MUTATION))


def test_ids_in_examples_are_replaced() -> None:
    example = Documented("one", "{ a }", {"in": ["post_01k9x3zq8fexrt9ne5m2ch4vbd", "post_1", 1]})

    assert example.variables_for({"post": "mine"}) == {"in": ["mine", "post_1", 1]}


async def test_a_refusal_of_an_example_tells_what_to_do(household: Household) -> None:
    one = OPERATIONS["createPost"]

    data = await household.person.ask(one.text, input={"text": " "})

    assert data["createPost"] == {
        "code": "REQUIRED",
        "message": "The text is empty.",
        "remedy": "Fill in what `path` names.",
        "path": ["input", "text"],
        "numbers": [],
        "retryable": False,
    }


async def test_the_problem_of_a_thing_tells_what_to_do(household: Household) -> None:
    failed = await Visit(household.world, household.person, "").failed_drafts()
    one = OPERATIONS["draftRequest"]

    data = await household.person.ask(one.text, **one.variables_for(failed))

    problem = data["draftRequest"]["problem"]
    assert (problem["code"], problem["remedy"]) == (
        "WRITER_REFUSED",
        "Word the brief differently in a new `requestDrafts`.",
    )
