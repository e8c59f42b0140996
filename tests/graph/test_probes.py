"""What attackers' tools ask first finds nothing, for who shows no access token."""

import json
from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx2
import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    get_introspection_query,
)

from allin_gql.schema import schema
from tests.fixtures.people import Person
from tests.fixtures.world import World
from tests.graph.faces import at, face
from tests.graph.leaks import assert_no_leak
from tests.graph.listening import listening
from tests.graph.sockets import EVENTS, bare_socket

TYPENAME = "{ __typename }"
TYPES = "{ __schema { types { name } } }"
PROVOCATIONS = (TYPENAME, "{", "{ nonsense }", "{ me { id } }", '{ post(id: "x") { id } }', TYPES)


@pytest.fixture
async def outside(world: World) -> AsyncIterator[httpx2.AsyncClient]:
    async with face(world) as http:
        yield http


async def ask(http: httpx2.AsyncClient, query: str) -> dict[str, Any]:
    answer = await http.post("/graphql", json={"query": query})
    content: dict[str, Any] = answer.json()
    return content


async def test_probe_alias_overloading(outside: httpx2.AsyncClient) -> None:
    answer = await ask(outside, "{" + " ".join(f"a{n}: __typename" for n in range(101)) + "}")

    assert list(answer) == ["errors"]


async def test_probe_array_batching(outside: httpx2.AsyncClient) -> None:
    answer = await outside.post("/graphql", json=[{"query": TYPENAME}] * 10)

    assert answer.status_code == 400
    assert (
        answer.json()["errors"][0]["message"] == "A request is one object; batches are not taken."
    )


async def test_probe_directive_overloading(outside: httpx2.AsyncClient) -> None:
    answer = await ask(outside, "query cop { __typename " + "@aa" * 10 + " }")

    assert len(answer["errors"]) == 1
    assert answer["errors"][0]["extensions"]["code"] == "DOCUMENT_TOO_LARGE"


async def test_probe_field_duplication(outside: httpx2.AsyncClient) -> None:
    answer = await ask(outside, "query cop {" + "__typename " * 500 + "}")

    assert list(answer) == ["errors"]


async def test_probe_introspection(outside: httpx2.AsyncClient) -> None:
    for document in (TYPES, '{ __type(name: "User") { name } }', get_introspection_query()):
        answer = await ask(outside, document)

        assert list(answer) == ["errors"]
        assert answer["errors"][0]["extensions"]["code"] == "INTROSPECTION_REFUSED"


async def test_probe_circular_introspection(outside: httpx2.AsyncClient) -> None:
    inside = "name"
    for field in ("type", "fields") * 3:
        inside = f"{field} {{ {inside} }}"
    circle = f"query cop {{ __schema {{ types {{ fields {{ {inside} }} }} }} }}"

    assert list(await ask(outside, circle)) == ["errors"]


@pytest.mark.parametrize("accept", ["*/*", "application/json", "text/html, */*"])
async def test_probe_query_by_get(outside: httpx2.AsyncClient, accept: str) -> None:
    headers = {"accept": accept, "cookie": "session=5"}
    answer = await outside.get("/graphql", params={"query": TYPENAME}, headers=headers)

    assert answer.status_code == 405
    assert answer.headers["allow"] == "POST"
    assert list(answer.json()) == ["errors"]


async def test_probe_mutation_by_get(outside: httpx2.AsyncClient) -> None:
    answer = await outside.get("/graphql", params={"query": "mutation cop { __typename }"})

    assert answer.status_code == 405
    assert list(answer.json()) == ["errors"]


async def test_probe_urlencoded_post(outside: httpx2.AsyncClient) -> None:
    answer = await outside.post("/graphql", data={"query": TYPENAME})

    assert answer.status_code == 415
    assert list(answer.json()) == ["errors"]


async def test_probe_field_suggestions(outside: httpx2.AsyncClient) -> None:
    answer = await ask(outside, "query cop { __schema { directive } }")

    assert "did you mean" not in json.dumps(answer).lower()
    assert answer["errors"][0]["message"] == ("Cannot query field 'directive' on type '__Schema'.")


async def test_probe_ide(outside: httpx2.AsyncClient) -> None:
    answer = await outside.get("/graphql", headers={"accept": "text/html"})

    assert answer.status_code == 406
    assert "html" not in answer.headers["content-type"]
    assert "graphiql" not in answer.text.lower()


async def test_probe_trace_mode(outside: httpx2.AsyncClient) -> None:
    for document in PROVOCATIONS:
        answer = await ask(outside, document)

        assert "tracing" not in answer.get("extensions", {})


async def test_probe_unhandled_exception(outside: httpx2.AsyncClient) -> None:
    for document in PROVOCATIONS:
        answer = await ask(outside, document)

        assert_no_leak(json.dumps(answer))
        for error in answer.get("errors", []):
            assert not {"exception", "stacktrace"} & set(error.get("extensions", {}))


async def test_with_a_token_the_schema_is_told_and_queries_go_by_get(
    outside: httpx2.AsyncClient, owner: Person
) -> None:
    there = at(outside, owner)
    told = await there.ask(TYPES)
    by_get = await outside.get("/graphql", params={"query": TYPES}, headers=there.headers)
    mutation = {"query": "mutation { __typename }"}
    changed = await outside.get("/graphql", params=mutation, headers=there.headers)

    assert by_get.json()["data"] == told
    assert changed.status_code == 405
    assert changed.headers["allow"] == "POST"


async def test_a_token_that_is_not_good_tells_no_more_than_none(
    outside: httpx2.AsyncClient,
) -> None:
    there = Person(outside, access_token="rubbish")
    error = await there.refused(TYPES)
    by_get = await outside.get("/graphql", params={"query": TYPENAME}, headers=there.headers)

    assert error["extensions"]["code"] == "INTROSPECTION_REFUSED"
    assert by_get.status_code == 405


@pytest.mark.usefixtures("world")
async def test_introspection_is_refused_over_sockets_and_streams_alike() -> None:
    async with listening() as address:
        async with bare_socket(f"ws://{address}/graphql") as socket:
            await socket.send({"type": "connection_init"})
            await socket.receive()
            await socket.subscribe("1", TYPES)
            told = await socket.receive()
        async with httpx2.AsyncClient() as http:
            headers = {"accept": "text/event-stream"}
            url = f"http://{address}/graphql"
            streamed = await http.post(url, json={"query": TYPES}, headers=headers)

    assert told["type"] == "error"
    assert told["payload"][0]["extensions"]["code"] == "INTROSPECTION_REFUSED"
    assert '"INTROSPECTION_REFUSED"' in streamed.text
    assert "__Directive" not in streamed.text


@pytest.mark.usefixtures("world")
async def test_nothing_is_suggested_over_sockets_and_streams_either(owner: Person) -> None:
    misspelt = EVENTS.replace("organizationEvents", "organizationEvent")
    async with listening() as address:
        async with bare_socket(f"ws://{address}/graphql") as socket:
            payload = {"authorization": f"Bearer {owner.access_token}"}
            await socket.send({"type": "connection_init", "payload": payload})
            await socket.receive()
            await socket.subscribe("1", misspelt)
            told = json.dumps(await socket.receive())
        async with httpx2.AsyncClient() as http:
            headers = {**owner.headers, "accept": "text/event-stream"}
            url = f"http://{address}/graphql"
            streamed = await http.post(url, json={"query": misspelt}, headers=headers)

    for text in (told, streamed.text):
        assert "Cannot query field 'organizationEvent'" in text
        assert "did you mean" not in text.lower()
        assert "organizationEvents" not in text


def schema_names() -> set[str]:
    """All names that belong to the schema and not to the specification."""
    names: set[str] = set()
    for name, type_ in schema._schema.type_map.items():  # noqa: SLF001  # graphql-core's own
        names.add(name)
        if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType):
            for field_name, field in type_.fields.items():
                names |= {field_name, *field.args}
        elif isinstance(type_, GraphQLInputObjectType):
            names |= set(type_.fields)
        elif isinstance(type_, GraphQLEnumType):
            names |= set(type_.values)
    public = {"Query", "Mutation", "Subscription", "ID", "String", "Int", "Float", "Boolean"}
    return {name for name in names if not name.startswith("__")} - public


WORDS = """
me post posts user users account accounts platform platforms register logIn email password input id
text name first after node nodes organization createPost schedulePost token publication publications
state User Post Problem Platform RegisterInput nonsense
"""
# By the ways in which tools guess: what a message may name beside the guess.
GUESSES = (
    "{{ {word} }}",
    "{{ {word} {{ {word} }} }}",
    "{{ {word}({word}: 5) }}",
    "{{ {word}({word}: {{ {word}: 5 }}) {{ id }} }}",
    "mutation {{ {word} }}",
    "mutation {{ {word}(input: {{ }}) {{ __typename }} }}",
    "mutation {{ {word}(input: {{ {word}: 5 }}) {{ {word} }} }}",
    "mutation {{ {word}(input: 7) {{ ... on {word} {{ {word} }} }} }}",
    "subscription {{ {word} }}",
    "query ($a: {word}) {{ post(id: $a) {{ id }} }}",
    "query ($a: {word}!) {{ me {{ {word}(a: $a) }} }}",
    "query ($a: Int) {{ {word}({word}: $a) }}",
    "{{ ... on {word} {{ {word} }} }}",
    "{{ {word} @{word} }}",
    "mutation ($a: {word}!) {{ register(input: $a) {{ __typename }} }}",
)


def words_of(text: str) -> Iterator[str]:
    word = ""
    for character in f"{text} ":
        if character.isalnum() or character == "_":
            word += character
        elif word:
            yield word
            word = ""


async def test_who_guesses_words_is_told_no_names_but_these(outside: httpx2.AsyncClient) -> None:
    hidden = schema_names() - set(words_of(WORDS))
    told: set[str] = set()
    for guess in GUESSES:
        for word in words_of(WORDS):
            document = guess.format(word=word)
            body = {"query": document, "variables": {"a": {word: 5}}}
            answer = (await outside.post("/graphql", json=body)).json()
            sent = set(words_of(document))
            for error in answer.get("errors", []):
                found = {name for name in words_of(error["message"]) if name in hidden}
                told |= {name for name in found - sent if not name.islower()}
                quoted = error["message"].split("'")[1::2]
                told |= {name for part in quoted for name in words_of(part)} & hidden - sent

    assert told == set()


async def test_who_may_read_the_schema_is_told_what_is_wrong(
    outside: httpx2.AsyncClient, owner: Person
) -> None:
    without = await Person(outside).refused("{ me }")
    with_token = await at(outside, owner).refused("{ me }")

    assert without["message"] == "Field 'me' of type '…!' must have a selection of subfields."
    assert with_token["message"] == "Field 'me' of type 'User!' must have a selection of subfields."


@pytest.mark.parametrize("levels", [10, 500, 1_000, 1_020])
async def test_variables_that_nest_deeply_are_refused_and_break_nothing(
    outside: httpx2.AsyncClient, levels: int
) -> None:
    nested = "[" * levels + "]" * levels
    query = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }"
    body = f'{{"query": "{query}", "variables": {{"ids": {nested}}}}}'

    answer = await outside.post(
        "/graphql", content=body, headers={"content-type": "application/json"}
    )

    assert answer.status_code == 200
    (error,) = answer.json()["errors"]
    assert error["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"
