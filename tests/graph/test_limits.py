"""What asks for too much is refused before anything of it is done, and at little cost."""

import time
from typing import Any

import pytest
from graphql import get_introspection_query

from tests.fixtures.people import Person

LEVELS = 80


def doubling(levels: int, leaf: str) -> str:
    """Fragments that each spread the next one twice: two to the power of `levels` in all."""
    fragments = [
        f"fragment F{number} on Query {{ ...F{number + 1} ...F{number + 1} }}"
        for number in range(levels)
    ]
    return "\n".join(["{ ...F0 }", *fragments, f"fragment F{levels} on Query {{ {leaf} }}"])


async def refused(person: Person, document: str) -> list[dict[str, Any]]:
    answer = await person.post(document)
    assert answer.status_code == 200
    body = answer.json()
    assert "data" not in body or body["data"] is None
    errors: list[dict[str, Any]] = body["errors"]
    return errors


@pytest.mark.parametrize(
    "document, words",
    [
        ("{" + " ".join(f"a{n}: __typename" for n in range(16)) + "}", "15 aliases"),
        ("{ __typename " + "@skip(if: false) " * 9 + "}", "8 directives"),
        ("{" + "__typename " * 301 + "}", "300 fields"),
        ("{" + "__typename " * 21 + "}", "20 fields at its root"),
        (
            "{ me { memberships " + "{ organization " * 9 + "{ id }" + " }" * 9 + " } }",
            "10 levels",
        ),
    ],
    ids=["aliases", "directives", "fields", "root fields", "levels"],
)
async def test_a_document_over_a_limit_is_refused_with_the_numbers(
    anonymous: Person, document: str, words: str
) -> None:
    errors = await refused(anonymous, document)

    too_large = [each for each in errors if each["extensions"]["code"] == "DOCUMENT_TOO_LARGE"]
    assert any(words in error["message"] for error in too_large), errors
    assert all(error["extensions"]["numbers"]["limit"] > 0 for error in too_large)


@pytest.mark.parametrize("leaf", ["__typename", "...Nothing"], ids=["fields", "no fields"])
async def test_a_bomb_of_fragments_costs_next_to_nothing(anonymous: Person, leaf: str) -> None:
    await refused(anonymous, doubling(1, leaf) if leaf == "...Nothing" else "{ nothing }")
    began = time.process_time()

    await refused(anonymous, doubling(LEVELS, leaf))

    # Without the memory of fragments it would take longer than the sun lasts.
    assert time.process_time() - began < 5.0


async def test_a_document_has_at_most_ten_operations(anonymous: Person) -> None:
    document = " ".join(f"query Q{number} {{ __typename }}" for number in range(11))

    body = {"query": document, "operationName": "Q1"}
    answer = (await anonymous.http.post("/graphql", json=body)).json()

    assert answer["errors"][0]["message"] == "A document may have 10 operations; this one has 11."


@pytest.mark.parametrize(
    "document",
    ["{ postz { id } }", "{ posts(frist: 1) { nodes { id } } }", "{ ...on Pots { id } }"],
    ids=["field", "argument", "type"],
)
async def test_nothing_is_suggested_to_who_guesses(anonymous: Person, document: str) -> None:
    errors = await refused(anonymous, document)

    assert errors
    assert "Did you mean" not in str(errors)


async def test_a_document_of_too_many_words_is_not_even_parsed(anonymous: Person) -> None:
    errors = await refused(anonymous, "{" + "a " * 1_001 + "}")

    assert errors[0]["extensions"]["code"] == "GRAPHQL_PARSE_FAILED"


async def test_what_tools_ask_first_is_within_the_limits(anonymous: Person) -> None:
    data = await anonymous.ask(get_introspection_query(descriptions=True))

    assert data["__schema"]["queryType"]["name"] == "Query"
