"""What Schemathesis makes of the schema is answered or refused, and never a fault of ours.

The suite asks a few of each operation; `scripts/fuzz` asks 200.
"""

import re
from typing import Any

import pytest

from allin_gql.cli.errors import described_codes
from allin_gql.graph.codes import PROTOCOL_CODES
from tests.fixtures.people import Person, log_in
from tests.fixtures.world import World
from tests.graph.conftest import Settled
from tests.graph.fuzzing import NEGATIVE_SHARE, documents, labels, misfits, with_ids
from tests.graph.leaks import assert_no_leak

FAULTS = {"INTERNAL_SERVER_ERROR", "UNAVAILABLE", "OPERATION_TIMEOUT"}
KNOWN = {one.code for one in (*described_codes(), *PROTOCOL_CODES)} - FAULTS
# What a document that fits the schema is not refused for.
MISFITS = {"GRAPHQL_PARSE_FAILED", "GRAPHQL_VALIDATION_FAILED"}


@pytest.fixture(scope="session")
def examples(pytestconfig: pytest.Config) -> int:
    count: int = pytestconfig.getoption("--examples")
    return count


async def codes_of_answer(person: Person, document: str) -> set[str]:
    """Ask, hold the answer against what is true of any, and give the codes of its refusals."""
    answer = await person.post(document)
    text = re.sub(r'"requestId":"\w+"', "", answer.text)
    assert answer.status_code < 500, (document, text)
    assert_no_leak(text)
    content = answer.json()
    errors: list[dict[str, Any]] = content.get("errors", [])
    assert errors or content["data"], (document, text)
    codes = {error["extensions"]["code"] for error in errors}
    assert codes <= KNOWN, (document, errors)
    return codes


@pytest.mark.parametrize("label", labels())
async def test_what_fits_the_schema_is_no_fault_of_ours(
    world: World, settled: Settled, label: str, examples: int
) -> None:
    nobody, person = Person(http=world.http), settled.person

    for document in documents(label, examples):
        filled = with_ids(document, settled.things)
        for asking in (nobody, person):
            codes = await codes_of_answer(asking, filled)
            assert not codes & MISFITS, (codes, filled)
            if asking is person and "UNAUTHENTICATED" in codes:
                await log_in(person)  # the one before has ended the session


@pytest.mark.parametrize("label", labels())
async def test_what_does_not_fit_it_is_refused(settled: Settled, label: str, examples: int) -> None:
    for document in misfits(label, examples // NEGATIVE_SHARE):
        assert await codes_of_answer(settled.person, with_ids(document, settled.things))
