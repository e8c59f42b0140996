"""Which media type answers what a client says that it accepts."""

import pytest

from allin_gql.graph.endpoint.negotiation import GRAPHQL, JSON, accepted
from tests.fixtures.people import Person

EVENTS = "text/event-stream"
URQL = (
    "application/graphql-response+json, application/graphql+json, application/json,"
    " text/event-stream, multipart/mixed"
)

MEDIA_TYPES: dict[str | None, str | None] = {
    None: JSON,
    "": JSON,
    "*/*": JSON,
    "application/*": JSON,
    "application/json": JSON,
    "APPLICATION/JSON": JSON,
    "application/json; charset=utf-8": JSON,
    'application/json; charset="UTF-8"': JSON,
    "application/graphql-response+json": GRAPHQL,
    "application/graphql-response+json, application/json": GRAPHQL,
    "application/json, application/graphql-response+json": GRAPHQL,
    "application/graphql-response+json, application/json;q=0.9": GRAPHQL,
    "application/graphql-response+json;q=0.5, application/json": JSON,
    "application/graphql-response+json;q=0.5, */*": JSON,
    "application/graphql-response+json, */*;q=0.1": GRAPHQL,
    "application/json, */*": JSON,
    "application/json;q=0, */*": GRAPHQL,
    "application/*;q=0.5, application/json;q=0.1": GRAPHQL,
    "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8": JSON,
    URQL: GRAPHQL,
    "text/html": None,
    "image/*": None,
    "application/json;q=0": None,
    "*/*;q=0": None,
    "application/json;q=rubbish": None,
    "application/json;q=nan": None,
    "application/json; charset=iso-8859-1": None,
    "rubbish": None,
    ",;/": None,
}


@pytest.mark.parametrize("header", MEDIA_TYPES)
def test_the_type_that_is_wanted_most_is_given(header: str | None) -> None:
    assert accepted(header).media_type == MEDIA_TYPES[header]


@pytest.mark.parametrize(
    "header, is_stream, is_preferred",
    [
        (EVENTS, True, True),
        (f"{EVENTS}, application/json;q=0.5", True, True),
        (URQL, True, False),
        ("*/*", False, False),
        (f"{EVENTS};q=0, */*", False, False),
    ],
)
def test_a_stream_is_given_to_who_names_it(
    header: str, *, is_stream: bool, is_preferred: bool
) -> None:
    found = accepted(header)

    assert (found.is_stream, found.is_stream_preferred) == (is_stream, is_preferred)


@pytest.mark.parametrize("accept", [JSON, GRAPHQL])
async def test_the_answer_says_its_type_and_that_it_is_in_utf_8(owner: Person, accept: str) -> None:
    headers = {**owner.headers, "accept": accept}
    answer = await owner.http.post("/graphql", json={"query": "{ __typename }"}, headers=headers)

    assert answer.status_code == 200
    assert answer.headers["content-type"] == f"{accept}; charset=utf-8"
    assert answer.headers["x-robots-tag"] == "noindex"
    assert answer.json()["data"] == {"__typename": "Query"}


async def test_nothing_that_is_accepted_can_be_given(owner: Person) -> None:
    mutation = 'mutation { createPost(input: { text: "not written" }) { __typename } }'
    before = await owner.ask("{ posts { totalCount } }")

    headers = {**owner.headers, "accept": "text/html"}
    answer = await owner.http.post("/graphql", json={"query": mutation}, headers=headers)

    assert answer.status_code == 406
    assert answer.json()["errors"][0]["extensions"] == {"code": "BAD_REQUEST", "retryable": False}
    assert await owner.ask("{ posts { totalCount } }") == before


@pytest.mark.parametrize("accept, status", [(JSON, 200), (GRAPHQL, 400)])
@pytest.mark.parametrize(
    "document, variables",
    [
        ("{", {}),
        ("{ nonsense }", {}),
        ("query ($id: ID!) { post(id: $id) { id } }", {"id": None}),
        ("{" + "__typename " * 21 + "}", {}),
    ],
    ids=["no GraphQL", "not valid", "a variable", "too large"],
)
async def test_what_was_not_executed_has_no_data(
    owner: Person, accept: str, status: int, document: str, variables: dict[str, None]
) -> None:
    headers = {**owner.headers, "accept": accept}
    body = {"query": document, "variables": variables}
    answer = await owner.http.post("/graphql", json=body, headers=headers)

    assert answer.status_code == status
    assert set(answer.json()) == {"errors"}


async def test_what_was_executed_has_data_beside_its_errors(owner: Person) -> None:
    headers = {**owner.headers, "accept": GRAPHQL}
    body = {"query": '{ me { id } post(id: "x") { id } }'}
    answer = await owner.http.post("/graphql", json=body, headers=headers)

    assert answer.status_code == 200
    assert answer.json()["data"]["post"] is None
    assert answer.json()["data"]["me"]["id"].startswith("user_")
