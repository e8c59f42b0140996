"""What asks for too much is refused before anything of it is done, and at little cost."""

from typing import Any

import pytest
from graphql import (
    DefinitionNode,
    DocumentNode,
    FragmentDefinitionNode,
    OperationDefinitionNode,
    SelectionSetNode,
    Visitor,
    get_introspection_query,
    parse,
    visit,
)
from typing_extensions import TypeIs

from allin_gql.graph.documents import prepared as documents
from allin_gql.graph.documents.limits import Definition, Measure
from tests.fixtures.people import Person

LEVELS = 80


def doubling(levels: int, leaf: str) -> str:
    """Fragments that each spread the next one twice: two to the power of `levels` in all."""
    fragments = [
        f"fragment F{number} on Query {{ ...F{number + 1} ...F{number + 1} }}"
        for number in range(levels)
    ]
    return "\n".join(["{ ...F0 }", *fragments, f"fragment F{levels} on Query {{ {leaf} }}"])


def is_measured(node: DefinitionNode) -> TypeIs[Definition]:
    return isinstance(node, OperationDefinitionNode | FragmentDefinitionNode)


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
        ("{ posts { nodes { " + "author { id } " * 33 + "} } }", "1000 comparisons"),
        (
            "{ posts { nodes { "
            + " ".join(f"...F{n}" for n in range(40))
            + " } } }"
            + " ".join(f"fragment F{n} on Post {{ author {{ id }} }}" for n in range(40)),
            "1000 comparisons",
        ),
        ("{ me { " + "id " * 46 + "} }", "1000 comparisons"),
    ],
    ids=["aliases", "directives", "fields", "root fields", "levels", "objects", "spread", "leaves"],
)
async def test_a_document_over_a_limit_is_refused_with_the_numbers(
    anonymous: Person, document: str, words: str
) -> None:
    errors = await refused(anonymous, document)

    too_large = [each for each in errors if each["extensions"]["code"] == "DOCUMENT_TOO_LARGE"]
    assert any(words in error["message"] for error in too_large), errors
    assert all(error["extensions"]["numbers"]["limit"] > 0 for error in too_large)


def selections_in(document: DocumentNode) -> int:
    """How many selections are written in a document, without spreading anything out."""
    count = 0

    class Count(Visitor):
        def enter_selection_set(self, node: SelectionSetNode, *_: Any) -> None:
            nonlocal count
            count += len(node.selections)

    visit(document, Count())
    return count


@pytest.mark.parametrize("leaf", ["__typename", "...Nothing"], ids=["fields", "no fields"])
@pytest.mark.parametrize("levels", [1, 20, LEVELS])
def test_a_bomb_of_fragments_is_measured_by_looking_at_each_selection_once(
    leaf: str, levels: int
) -> None:
    document = parse(doubling(levels, leaf))
    measure = Measure(document)

    sizes = [measure.of(node) for node in document.definitions if is_measured(node)]

    assert measure.visited <= 2 * selections_in(document)  # as a fragment, and by itself
    assert sizes[0].selections == (2**levels if leaf == "__typename" else 0)


@pytest.mark.parametrize("leaf", ["__typename", "...Nothing"], ids=["fields", "no fields"])
async def test_a_bomb_of_fragments_is_refused(anonymous: Person, leaf: str) -> None:
    errors = await refused(anonymous, doubling(LEVELS, leaf))

    if leaf == "__typename":
        assert errors[0]["message"] == (
            "A document may have 300 fields, with its fragments spread out; this one has 3000"
            " or more."
        )
        assert errors[0]["extensions"]["numbers"] == {"limit": 300, "actual": 3000}
    else:
        assert errors[0]["message"] == "Unknown fragment 'Nothing'."


async def test_what_is_too_large_is_not_validated(
    anonymous: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "validate", None)

    errors = await refused(anonymous, doubling(LEVELS, "id"))

    assert {error["extensions"]["code"] for error in errors} == {"DOCUMENT_TOO_LARGE"}


@pytest.mark.parametrize(
    "document",
    [
        # As long a chain as a thousand words have room for, with and without an end.
        "{ ...F0 } " + "".join(f"fragment F{n} on Query{{...F{n + 1}}}" for n in range(123)),
        "{ ...F0 } "
        + "".join(f"fragment F{n} on Query{{...F{(n + 1) % 123}}}" for n in range(123)),
        "{ ...F } fragment F on Query { ...F }",
        "{ a" + " { a" * 150 + " }" * 151,
    ],
    ids=["a chain", "a long circle", "a circle", "levels"],
)
async def test_what_nests_deeply_is_refused_and_breaks_nothing(
    anonymous: Person, document: str
) -> None:
    errors = await refused(anonymous, document)

    assert {error["extensions"]["code"] for error in errors} <= {
        "DOCUMENT_TOO_LARGE",
        "GRAPHQL_VALIDATION_FAILED",
        "GRAPHQL_PARSE_FAILED",
    }


async def test_fragments_that_are_not_used_are_measured_too(anonymous: Person) -> None:
    document = "{ __typename } fragment F on Query {" + "__typename " * 301 + "}"

    errors = await refused(anonymous, document)

    assert "300 fields" in errors[0]["message"]


@pytest.mark.parametrize(
    "document, words",
    [
        (
            "{ __schema {" + " ".join(f"a{n}: types {{ name }}" for n in range(16)) + "} }",
            "aliases",
        ),
        ("{ __schema { types {" + "name " * 300 + "} } }", "300 fields"),
    ],
    ids=["aliases", "fields"],
)
async def test_introspection_has_limits_of_its_own(
    anonymous: Person, document: str, words: str
) -> None:
    errors = await refused(anonymous, document)

    assert words in errors[0]["message"]


async def test_introspection_does_not_go_in_circles(owner: Person) -> None:
    circle = "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }"

    error = await owner.refused(circle)

    assert error["message"] == "Maximum introspection depth exceeded"


async def test_an_answer_has_five_errors_and_says_how_many_more_there_are(
    anonymous: Person,
) -> None:
    (*shown, last) = await refused(anonymous, "{" + " ".join(f"no{n}" for n in range(19)) + "}")

    assert len(shown) == 4
    assert last["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"
    assert last["extensions"]["moreErrors"] == 14
    assert all("moreErrors" not in error["extensions"] for error in shown)


async def test_the_same_is_told_again_in_the_same_words(anonymous: Person) -> None:
    document = "{" + " ".join(f"none{n}" for n in range(7)) + "}"

    answers = [await refused(anonymous, document) for _ in range(3)]

    assert answers[0] == answers[1] == answers[2]
    assert answers[0][4]["extensions"]["moreErrors"] == 2


async def test_fields_that_fail_are_told_five_at_a_time_too(owner: Person) -> None:
    document = "{" + " ".join(f'a{n}: post(id: "x{n}") {{ id }}' for n in range(12)) + "}"

    body = (await owner.post(document)).json()

    assert body["data"] == {f"a{n}": None for n in range(12)}
    assert len(body["errors"]) == 5
    assert body["errors"][4]["extensions"]["moreErrors"] == 7


async def test_no_message_repeats_much_of_what_was_sent(anonymous: Person) -> None:
    errors = await refused(anonymous, "{ " + "x" * 10_000 + " }")

    assert len(errors[0]["message"]) == 501


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


def test_fragments_that_ask_for_the_same_here_and_there_are_within_the_limits() -> None:
    fragments = "fragment A on Post { id author { id name } } fragment B on Post { id ...A }"
    document = parse(
        "{ posts { nodes { id ...A ...B ...A author { id } } edges { node { ...B } } } }"
        + fragments
    )

    size = Measure(document).of(next(filter(is_measured, document.definitions)))

    # At the nodes 5 ids (10 pairs of 1 field) and 4 authors (6 pairs of up to 3 fields), below the
    # edges 2 ids (1 pair) and 1 author.
    assert size.alike == 10 * 1 + 6 * 3 + 1


async def test_what_tools_ask_first_is_within_the_limits(anonymous: Person) -> None:
    data = await anonymous.ask(get_introspection_query(descriptions=True))

    assert data["__schema"]["queryType"]["name"] == "Query"


@pytest.mark.parametrize("number", ["1" * 101, "1" * 16_000, f"1e{'9' * 5_000}"])
async def test_a_number_without_end_is_a_fault_of_the_document_and_not_of_ours(
    anonymous: Person, number: str
) -> None:
    (error,) = await refused(anonymous, f"{{ posts(first: {number}) {{ totalCount }} }}")

    assert error["extensions"]["code"] == "DOCUMENT_TOO_LARGE"
    assert error["extensions"]["numbers"]["limit"] == 100


async def test_a_document_is_not_read_on_after_twenty_errors(anonymous: Person) -> None:
    fields = " ".join(f"x{number}: 1" for number in range(300))
    document = f"mutation {{ createPost(input: {{ {fields} }}) {{ __typename }} }}"

    errors = await refused(anonymous, document)

    assert errors[4]["extensions"]["moreErrors"] == 16  # of which one says that there are more
