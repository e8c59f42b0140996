"""Whatever is sent over HTTP is answered by a clear refusal, never by a crash."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import httpx2
import pytest

from tests.fixtures.people import Person
from tests.graph.leaks import assert_no_leak

TYPENAME = "{ __typename }"
BY_ID = "query ($id: ID!) { post(id: $id) { id } }"


def body(**members: Any) -> str:
    return json.dumps(members)


# By name: what is sent, and the status that answers it.
BODIES: dict[str, tuple[str | bytes, int]] = {
    "nothing": ("", 400),
    "a number": ("1", 400),
    "null": ("null", 400),
    "a string": ('"x"', 400),
    "a list": ("[]", 400),
    "a batch": (f'[{{"query": "{TYPENAME}"}}]', 400),
    "an empty object": ("{}", 400),
    "100,000 lists in each other": ("[" * 100_000, 400),
    "objects in each other": ('{"a":' * 40_000, 400),
    "deep variables": (
        f'{{"query": "{TYPENAME}", "variables": {{"a": {"[" * 90_000}{"]" * 90_000}}}}}',
        400,
    ),
    "NaN": (f'{{"query": "{TYPENAME}", "variables": {{"a": NaN}}}}', 400),
    "NaN beside half of a pair": (f'{{"query": "{TYPENAME}", "a": "\\ud800", "b": NaN}}', 400),
    "half of a body": ('{"query": "{ me', 400),
    "no UTF-8": (b'{"query": "\xff\xfe"}', 400),
    "a query that is a number": (body(query=1), 400),
    "a query that is null": (body(query=None), 400),
    "a query that is a list": (body(query=[TYPENAME]), 400),
    "an empty query": (body(query=""), 400),
    "variables that are a number": (body(query=TYPENAME, variables=1), 400),
    "variables that are a list": (body(query=TYPENAME, variables=[]), 400),
    "extensions that are a number": (body(query=TYPENAME, extensions=1), 400),
    "an operation's name that is a number": (body(query=TYPENAME, operationName=1), 400),
    "an operation's name that is a list": (body(query=TYPENAME, operationName=["a"]), 400),
    "an operation's name that is an empty list": (body(query=TYPENAME, operationName=[]), 400),
    "an unknown operation": (body(query=f"query A {TYPENAME}", operationName="B"), 400),
    "an unknown operation without text": (
        body(query=f"query A {TYPENAME}", operationName="\ud800"),
        400,
    ),
    "several operations": (body(query=f"query A {TYPENAME} query B {TYPENAME}"), 400),
    "only a fragment": (body(query="fragment F on Query { __typename }"), 400),
    "a type": (body(query="type A { b: Int }"), 400),
    "a subscription": (body(query="subscription { organizationEvents { number } }"), 400),
    "300,000 bytes": (body(query=TYPENAME, variables={"a": "x" * 300_000}), 413),
}
# By name: the query, its variables, and the code that answers it.
DOCUMENTS: dict[str, tuple[str, dict[str, Any] | None, str]] = {
    "white space": ("  \n", None, "GRAPHQL_PARSE_FAILED"),
    "an open brace": ("{ me ", None, "GRAPHQL_PARSE_FAILED"),
    "a NUL": ("{ me\0 }", None, "GRAPHQL_PARSE_FAILED"),
    "half of a pair": ("{ \ud800 }", None, "GRAPHQL_PARSE_FAILED"),
    "20,000 bytes": ("{" + " " * 20_000 + "me { id } }", None, "DOCUMENT_TOO_LARGE"),
    "9,000 characters of two bytes": (
        f'{{ post(id: "{"é" * 9_000}") {{ id }} }}',
        None,
        "DOCUMENT_TOO_LARGE",
    ),
    "half of a pair in a string": (
        '{ post(id: "\ud800") { id } }',
        None,
        "GRAPHQL_PARSE_FAILED",
    ),
    "a deep selection": ("{a" * 5_000 + "}" * 5_000, None, "GRAPHQL_PARSE_FAILED"),
    "a deep value": (f"{{ post(id: {'[' * 15_000}", None, "GRAPHQL_PARSE_FAILED"),
    "an unknown field": ("{ nonsense }", None, "GRAPHQL_VALIDATION_FAILED"),
    "an unknown argument": ("{ me(a: 1) { id } }", None, "GRAPHQL_VALIDATION_FAILED"),
    "a circle of fragments": (
        "{ ...F } fragment F on Query { ...F }",
        None,
        "GRAPHQL_VALIDATION_FAILED",
    ),
    "no variable": (BY_ID, None, "GRAPHQL_VALIDATION_FAILED"),
    "a null for an id": (BY_ID, {"id": None}, "GRAPHQL_VALIDATION_FAILED"),
    "a list for an id": (BY_ID, {"id": [1]}, "GRAPHQL_VALIDATION_FAILED"),
    "no text for an id": (BY_ID, {"id": "\ud800"}, "INVALID_ID"),
    "no id": (BY_ID, {"id": "x" * 100_000}, "INVALID_ID"),
    "a huge number": (
        "{ posts(first: 99999999999) { totalCount } }",
        None,
        "GRAPHQL_VALIDATION_FAILED",
    ),
    "too many": ("{ posts(first: 101) { totalCount } }", None, "INVALID_INPUT"),
    "none": ("{ posts(first: 0) { totalCount } }", None, "INVALID_INPUT"),
    "a made up cursor": ('{ posts(after: "AAAA") { totalCount } }', None, "INVALID_INPUT"),
    "an empty cursor": ('{ posts(after: "") { totalCount } }', None, "INVALID_INPUT"),
}


async def send(person: Person, content: str | bytes, **headers: str) -> httpx2.Response:
    sent = {**person.headers, "content-type": "application/json", **headers}
    return await person.http.post("/graphql", content=content, headers=sent)


def only_error(answer: httpx2.Response) -> dict[str, Any]:
    assert_no_leak(answer.text)
    assert len(answer.headers["x-request-id"]) == 32
    (error,) = answer.json()["errors"]
    assert error["message"].strip() == error["message"] != ""
    error_: dict[str, Any] = error
    return error_


@pytest.mark.parametrize("name", BODIES)
async def test_a_body_that_is_no_request_is_refused(owner: Person, name: str) -> None:
    content, status = BODIES[name]

    answer = await send(owner, content)

    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/json; charset=utf-8"
    assert only_error(answer)["extensions"] == {"code": "BAD_REQUEST", "retryable": False}


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("accept", ["application/json", "text/event-stream"])
async def test_a_document_that_is_none_is_an_error_with_a_code(
    owner: Person, name: str, accept: str
) -> None:
    query, variables, code = DOCUMENTS[name]

    answer = await send(owner, body(query=query, variables=variables), accept=accept)

    assert answer.status_code == 200
    if accept == "text/event-stream":
        frames = events(answer)
        assert frames[-1] == ("complete", None)
        answer = httpx2.Response(200, json=frames[0][1], headers=answer.headers)
    assert only_error(answer)["extensions"]["code"] == code


async def test_what_cannot_be_followed_is_told_over_server_sent_events(owner: Person) -> None:
    asked = {
        "an unknown operation": body(query=f"query A {TYPENAME}", operationName="B"),
        "nothing": body(query=""),
        "only a fragment": body(query="fragment F on Query { __typename }"),
    }

    for name, content in asked.items():
        answer = await send(owner, content, accept="text/event-stream")
        (_, told), (last, _) = events(answer)
        assert told["errors"][0]["extensions"] == {"code": "BAD_REQUEST", "retryable": False}, name
        assert last == "complete"


@pytest.mark.parametrize(
    "type_",
    [
        "",
        "text/plain",
        'text/plain; x="application/json"',
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "multipart/form-data; boundary=x",
        "application/graphql",
        "\x7f/\x7f",
    ],
)
async def test_only_json_is_taken(owner: Person, type_: str) -> None:
    answer = await send(owner, body(query=TYPENAME), **{"content-type": type_})

    assert answer.status_code == 415
    assert only_error(answer)["extensions"] == {"code": "BAD_REQUEST", "retryable": False}


@pytest.mark.parametrize(
    "headers",
    [
        {"content-type": "application/json; charset=iso-8859-1"},
        {"content-encoding": "gzip"},
        {"content-encoding": "br"},
    ],
)
async def test_json_is_taken_in_utf_8_and_as_it_is(owner: Person, headers: dict[str, str]) -> None:
    answer = await send(owner, body(query=TYPENAME), **headers)

    assert answer.status_code == 415
    assert only_error(answer)["extensions"] == {"code": "BAD_REQUEST", "retryable": False}


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "BREW"])
async def test_other_methods_are_not_allowed(owner: Person, method: str) -> None:
    answer = await owner.http.request(method, "/graphql", params={"query": TYPENAME})

    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, POST"
    assert only_error(answer)["extensions"] == {"code": "BAD_REQUEST", "retryable": False}


async def test_a_body_that_never_ends_is_cut_off(owner: Person) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        while sent < 50_000_000:
            sent += 65_536
            yield b" " * 65_536

    headers = {**owner.headers, "content-type": "application/json"}
    answer = await owner.http.post("/graphql", content=endless(), headers=headers)

    assert answer.status_code == 413
    assert only_error(answer)["message"] == "A request may have 262144 bytes."
    assert sent < 1_000_000


async def test_a_body_that_says_it_is_long_is_not_even_read(owner: Person) -> None:
    read = 0

    async def counted() -> AsyncIterator[bytes]:
        nonlocal read
        read += 1
        yield b" "

    headers = {**owner.headers, "content-type": "application/json", "content-length": "50000000"}
    answer = await owner.http.post("/graphql", content=counted(), headers=headers)

    assert answer.status_code == 413
    assert answer.headers["connection"] == "close"
    assert read == 0


async def test_a_real_server_answers_a_long_body_before_it_comes(address: str) -> None:
    host, port = address.split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    head = (
        b"POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"
        b"content-length: 50000000\r\n\r\n"
    )

    writer.write(head)
    async with asyncio.timeout(10):
        answer = await reader.read()  # to the end: the server closes the connection
    writer.close()

    assert answer.startswith(b"HTTP/1.1 413 ")
    assert b"A request may have 262144 bytes." in answer


async def test_the_last_of_two_values_of_a_key_counts(owner: Person) -> None:
    answer = await send(owner, f'{{"query": "{{", "query": "{TYPENAME}"}}')

    assert answer.json()["data"] == {"__typename": "Query"}


@pytest.mark.parametrize("number", [2**63, 2**64, -(2**64), 10**40])
@pytest.mark.parametrize(
    "document", [BY_ID, "query ($id: Int) { posts(first: $id) { totalCount } }"]
)
async def test_no_huge_number_is_taken_for_another(
    owner: Person, document: str, number: int
) -> None:
    answer = await send(owner, body(query=document, variables={"id": number}))

    assert only_error(answer)["extensions"]["code"] in {"GRAPHQL_VALIDATION_FAILED", "INVALID_ID"}


async def test_every_answer_has_an_id_of_its_own(owner: Person) -> None:
    answers = [await owner.http.get(path) for path in ("/health", "/graphiql", "/nowhere", "/")]
    answers.append(await owner.post(TYPENAME))
    answers.append(await send(owner, "{", **{"x-request-id": "mine"}))

    ids = {answer.headers["x-request-id"] for answer in answers}
    assert len(ids) == 6
    assert "mine" not in ids


def events(answer: httpx2.Response) -> list[tuple[str, Any]]:
    """The events of a stream that has ended, with their data."""
    found: list[list[Any]] = []
    for line in answer.text.splitlines():
        name, _, value = line.partition(":")
        if name == "event":
            found.append([value.strip(), None])
        elif name == "data" and value.strip():
            found[-1][1] = json.loads(value)
    return [(kind, data) for kind, data in found]
