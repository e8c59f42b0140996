"""Documents are prepared once, and the memory of them is bounded whatever is sent."""

from collections.abc import Iterator

import pytest

from allin_gql.graph.documents.prepared import Bounds, Documents, Prepared
from allin_gql.schema import schema
from tests.fixtures.people import Person

MUCH = 1_000_000
SMALL = Bounds(entries=10, weight=MUCH)


def counted(errors_for: str = "bad") -> tuple[Documents, list[str]]:
    """A small memory, and the texts that were prepared for it, in order."""
    prepared: list[str] = []

    def prepare(text: str) -> Prepared:
        prepared.append(text)
        errors = schema.pipeline.documents.find("{").errors if errors_for in text else ()
        return Prepared(errors=errors, weight=len(text))

    return Documents(prepare, probation=SMALL, protected=SMALL), prepared


@pytest.fixture(name="own")
def count_own() -> Iterator[Documents]:
    """The memory of the API itself, new."""
    kept = schema.pipeline.documents
    schema.pipeline.documents = Documents(kept._prepare)  # noqa: SLF001  # as it was made
    yield schema.pipeline.documents
    schema.pipeline.documents = kept


async def test_a_document_that_was_sent_before_is_not_prepared_again(
    owner: Person, own: Documents
) -> None:
    document = "query ($first: Int!) { posts(first: $first) { totalCount } }"
    for first in (1, 2, 3, 101):
        await owner.post(document, {"first": first})

    assert own.prepared == 1
    assert len(own) == 1


async def test_a_document_with_errors_is_told_them_again(anonymous: Person, own: Documents) -> None:
    answers = [(await anonymous.post("{ nonsense }")).text for _ in range(3)]

    assert len(set(answers)) == 1
    assert own.prepared == 1


def test_a_flood_of_documents_sent_once_pushes_out_none_in_use() -> None:
    documents, prepared = counted()
    in_use = [f"in use {number}" for number in range(10)]
    for text in in_use * 2:
        documents.find(text)

    for number in range(1_000):
        documents.find(f"flood {number}")
    before = len(prepared)
    for text in in_use:
        documents.find(text)

    assert len(prepared) == before == 1_010
    assert len(documents) == 20


def test_documents_with_errors_are_never_protected() -> None:
    documents, prepared = counted()
    for text in ["good", "good"]:
        documents.find(text)
    for number in range(20):
        for _ in range(5):
            documents.find(f"bad {number}")

    before = len(prepared)
    documents.find("good")

    assert len(prepared) == before
    assert len(documents) <= 11


def test_what_was_used_last_is_kept_longest() -> None:
    documents, prepared = counted()
    for number in range(10):
        documents.find(f"{number}")
        documents.find(f"{number}")
    documents.find("0")

    for _ in range(2):
        documents.find("another")  # takes the place of the one that was not used for longest
    for number in range(10):
        documents.find(f"flood {number}")  # and pushes that one out of probation
    prepared.clear()
    for text in ("0", "another", "1"):
        documents.find(text)

    assert prepared == ["1"]


def test_the_memory_is_bounded_by_weight() -> None:
    bounds = Bounds(entries=1_000, weight=10_000)
    weigh = Documents(lambda text: Prepared(weight=len(text)), probation=bounds, protected=bounds)

    for number in range(500):
        for _ in range(2):
            weigh.find(f"{number}".ljust(999))

    assert weigh.weight <= 20_000
    assert len(weigh) == 20


def test_the_weight_of_a_document_grows_with_what_it_says() -> None:
    find = schema.pipeline.documents.find
    short, long = find("{ __typename }"), find("{ me { " + "id " * 280 + "} }")

    # Some 420 bytes a token were measured: a node, its location, a part of the text.
    assert long.weight - short.weight > 280 * 400


async def test_what_asks_differently_of_one_document_is_kept_apart(owner: Person) -> None:
    document = "query A { me { id } } query B { organization { id } }"
    answers = []
    for name in ("A", "B", "A"):
        body = {"query": document, "operationName": name}
        answers.append((await owner.http.post("/graphql", json=body, headers=owner.headers)).json())

    assert [list(answer["data"]) for answer in answers] == [["me"], ["organization"], ["me"]]
