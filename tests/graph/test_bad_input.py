"""Every mutation with everything that can be wrong in its input: a problem, and nothing changed."""

import json
import re
from typing import Any

import pytest
from graphql import is_required_input_field

from tests.fixtures.people import Person
from tests.fixtures.world import World
from tests.graph.conftest import Settled
from tests.graph.leaks import assert_no_leak
from tests.graph.mutations import (
    MUTATIONS,
    Place,
    document,
    input_type,
    places,
    right_input,
    with_value,
    without,
)
from tests.graph.rubbish import doubtful, wrong
from tests.graph.stored import everything

MISMATCHES = {"GRAPHQL_VALIDATION_FAILED", "BAD_USER_INPUT"}
# Which of the two is wrong is not said.
WITHOUT_FIELD = {"CREDENTIALS_WRONG"}
# A factor is only looked at for a challenge that waits, a code for an enrolment.
FIELD_INSTEAD = {
    "completeSignIn.totpCode": "challenge",
    "completeSignIn.recoveryCode": "challenge",
    "completeSignIn.passkey": "challenge",
}


async def answer_to(person: Person, mutation: str, input_: Any) -> dict[str, Any]:
    """Ask in JSON that is ASCII, which can say halves of pairs; hold what is true of any answer."""
    sent = json.dumps({"query": document(mutation), "variables": {"input": input_}})
    headers = {**person.headers, "content-type": "application/json"}
    answer = await person.http.post("/graphql", content=sent, headers=headers)
    assert answer.status_code == 200, answer.text[:500]
    assert_no_leak(answer.text)
    found: dict[str, Any] = answer.json()
    return found


def is_refused(answer: dict[str, Any], place: Place) -> bool:
    """Whether an answer is a refusal; if so, hold it against what a refusal has to say."""
    if "errors" in answer:
        for error in answer["errors"]:
            assert error["extensions"]["code"] in MISMATCHES, error
            assert place.field in error["message"], error
            assert_readable(error["message"])
        return True
    (result,) = answer["data"].values()
    if result["__typename"] != "Problem":
        return False
    assert re.fullmatch(r"[A-Z][A-Z_]+[A-Z]", result["code"]), result
    assert re.fullmatch(r"\S.*\.", result["message"], re.DOTALL), result
    assert_readable(result["message"])
    return True


def assert_readable(message: str) -> None:
    message.encode()  # it fails for halves of pairs
    assert "\0" not in message
    assert len(message) <= 501, message


def assert_names(answer: dict[str, Any], place: Place) -> None:
    """Hold a refusal against the place that was wrong."""
    if "errors" in answer:
        return
    (problem,) = answer["data"].values()
    if problem["code"] in WITHOUT_FIELD and problem["path"] == []:
        return
    instead = FIELD_INSTEAD.get(str(place))
    expected = ["input", instead] if instead else ["input", *place.path]
    assert problem["path"][: len(expected)] == expected, problem


@pytest.mark.parametrize("mutation", MUTATIONS)
async def test_what_is_wrong_is_refused_by_name_and_changes_nothing(
    world: World, settled: Settled, mutation: str
) -> None:
    right = right_input(mutation, settled.things)
    before = await everything(world)

    for place in places(mutation):
        for value in wrong(place, settled.things):
            case = f"{place} = {value!r:.80}"
            answer = await answer_to(settled.person, mutation, with_value(right, place.path, value))
            assert is_refused(answer, place), f"{case} was taken: {answer}"
            try:
                assert_names(answer, place)
            except AssertionError as error:
                raise AssertionError(f"{case}: {error}") from error
        # For all values of a place: nothing that one of them changes is put back by the next. To
        # read everything after each took a fifth of the whole suite's time.
        assert await everything(world) == before, f"A refused value of {place} changed something."


@pytest.mark.parametrize("mutation", MUTATIONS)
async def test_what_is_odd_is_refused_and_changes_nothing_or_is_taken(
    world: World, settled: Settled, mutation: str
) -> None:
    right = right_input(mutation, settled.things)
    before = await everything(world)

    for place in places(mutation):
        for value in doubtful(place, right.get(place.path[0])):
            answer = await answer_to(settled.person, mutation, with_value(right, place.path, value))
            after = await everything(world)
            if is_refused(answer, place):
                assert after == before, f"{place} = {value!r:.80}: {answer}"
            before = after


@pytest.mark.parametrize("mutation", MUTATIONS)
async def test_what_is_missing_or_too_much_is_refused(
    world: World, settled: Settled, mutation: str
) -> None:
    right = right_input(mutation, settled.things)
    fields = input_type(mutation).fields
    required = [name for name, field in fields.items() if is_required_input_field(field)]
    before = await everything(world)

    answers = {
        **{
            name: await answer_to(settled.person, mutation, without(right, (name,)))
            for name in required
        },
        "nonsense": await answer_to(settled.person, mutation, {**right, "nonsense": 1}),
    }
    for name, answer in answers.items():
        (error,) = answer["errors"]
        assert error["extensions"]["code"] in MISMATCHES, (name, error)
        assert name in error["message"]
    for input_ in (None, [], [right, right], "x", 5, True):
        answer = await answer_to(settled.person, mutation, input_)
        assert answer["errors"][0]["extensions"]["code"] in MISMATCHES, (input_, answer)
    assert await everything(world) == before
