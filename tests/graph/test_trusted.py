"""Trusted documents: run by their hash over every transport; where that is set, only those."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from allin_gql.app import policy_of
from allin_gql.cli.main import main
from allin_gql.core.errors import NotConfigured
from allin_gql.graph.policy import Policy
from allin_gql.graph.trusted import TrustedDocuments, hash_of, read_documents
from tests.fixtures.people import Person
from tests.fixtures.world import World
from tests.graph.faces import at, face
from tests.graph.listening import listening
from tests.graph.sockets import Socket, socket_of

ME = "query Me { me { email } }\n"
CREATE = """\
mutation Create($text: String!) { createPost(input: { text: $text }) { ... on Post { text } } }
"""
UNKNOWN = "0" * 64
TEXTS = {hash_of(text): text for text in (ME, CREATE)}


def by_hash(digest: Any, **members: Any) -> dict[str, Any]:
    return {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": digest}}, **members}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "documents" / "deep").mkdir(parents=True)
    (tmp_path / "documents" / "me.graphql").write_text(ME)
    (tmp_path / "documents" / "deep" / "create.graphql").write_text(CREATE)
    return tmp_path / "documents"


@pytest.fixture
async def there(world: World, owner: Person, folder: Path) -> AsyncIterator[Person]:
    """Somebody at a server that has trusted documents, and takes others too."""
    async with face(world, trusted_documents=folder) as http:
        yield at(http, owner)


@pytest.fixture
async def only(world: World, owner: Person, folder: Path) -> AsyncIterator[Person]:
    """Somebody at a server that runs trusted documents only."""
    async with face(world, trusted_documents=folder, trusted_documents_only=True) as http:
        yield at(http, owner)


async def send(person: Person, body: dict[str, Any], **headers: str) -> httpx2.Response:
    return await person.http.post("/graphql", json=body, headers={**person.headers, **headers})


async def code(person: Person, body: dict[str, Any]) -> str:
    (error,) = (await send(person, body)).json()["errors"]
    return str(error["extensions"]["code"])


async def test_a_registered_document_is_run_by_its_hash(there: Person) -> None:
    read = await send(there, by_hash(hash_of(ME)))
    written = await send(there, by_hash(hash_of(CREATE), variables={"text": "by hash"}))

    assert read.json()["data"] == {"me": {"email": there.email}}
    assert written.json()["data"] == {"createPost": {"text": "by hash"}}


async def test_it_is_run_by_get_with_a_token(there: Person) -> None:
    extensions = json.dumps(by_hash(hash_of(ME))["extensions"])
    params = {"extensions": extensions}
    answer = await there.http.get("/graphql", params=params, headers=there.headers)

    assert answer.json()["data"] == {"me": {"email": there.email}}


async def test_it_is_run_as_a_stream(there: Person) -> None:
    answer = await send(there, by_hash(hash_of(ME)), accept="text/event-stream")

    assert f'data: {{"data":{{"me":{{"email":"{there.email}"}}}},' in answer.text


async def test_a_hash_that_stands_for_nothing_is_not_found(there: Person) -> None:
    body = by_hash(UNKNOWN)
    answers = {
        accept: (await send(there, body, accept=accept)).status_code
        for accept in ("application/json", "application/graphql-response+json")
    }

    assert await code(there, body) == "PERSISTED_QUERY_NOT_FOUND"
    assert answers == {"application/json": 200, "application/graphql-response+json": 400}


async def test_nobody_can_register_a_document(there: Person) -> None:
    text = "{ me { id } }"
    with_text = await send(there, by_hash(hash_of(text), query=text))

    assert "data" in with_text.json()
    assert await code(there, by_hash(hash_of(text))) == "PERSISTED_QUERY_NOT_FOUND"


async def test_a_document_with_the_hash_of_another_is_refused(there: Person) -> None:
    body = by_hash(hash_of(ME), query="{ __typename }")

    assert await code(there, body) == "PERSISTED_QUERY_MISMATCH"


@pytest.mark.parametrize("digest", [None, 5, "", "abc", "A" * 64, ["0" * 64], UNKNOWN + "\n"])
async def test_what_is_no_hash_is_refused(there: Person, digest: Any) -> None:
    assert await code(there, by_hash(digest)) == "PERSISTED_QUERY_MISMATCH"
    assert await code(there, by_hash(digest, query=ME)) == "PERSISTED_QUERY_MISMATCH"


@pytest.mark.parametrize("named", [5, "x", [], True])
async def test_what_names_no_document_at_all_is_refused(there: Person, named: Any) -> None:
    body = {"query": ME, "extensions": {"persistedQuery": named}}

    assert await code(there, body) == "PERSISTED_QUERY_MISMATCH"


async def test_other_documents_are_run_unless_it_is_set_otherwise(
    there: Person, only: Person
) -> None:
    before = await there.ask("{ posts { totalCount } }")
    mutation = CREATE.replace("Create", "Another")
    body = {"query": mutation, "variables": {"text": "not trusted"}}
    answer = await send(only, body)

    assert answer.status_code == 403
    assert answer.json()["errors"][0]["extensions"]["code"] == "DOCUMENT_NOT_TRUSTED"
    assert await code(only, by_hash(hash_of(mutation), **body)) == "PERSISTED_QUERY_NOT_FOUND"
    assert await there.ask("{ posts { totalCount } }") == before
    assert (await only.ask(ME))["me"] == {"email": only.email}


async def subscribe(socket: Socket, payload: dict[str, Any]) -> dict[str, Any]:
    await socket.send({"id": "1", "type": "subscribe", "payload": payload})
    frame = await socket.receive()
    if frame["type"] == "next":
        assert (await socket.receive())["type"] == "complete"
    return frame


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("text", [{}, {"query": ""}, {"query": ME}, {"query": None}])
async def test_it_is_run_on_a_socket(owner: Person, text: dict[str, str | None]) -> None:
    policy = Policy(trusted=TrustedDocuments(by_hash=TEXTS, is_only=True))
    async with (
        listening(policy=policy) as address,
        socket_of(f"ws://{address}/graphql", owner) as socket,
    ):
        told = await subscribe(socket, by_hash(hash_of(ME), **text))
        unknown = await subscribe(socket, by_hash(UNKNOWN))
        mismatch = await subscribe(socket, by_hash(UNKNOWN, query=ME))
        other = await subscribe(socket, {"query": "{ __typename }"})

    assert told["payload"]["data"] == {"me": {"email": owner.email}}
    assert [frame["type"] for frame in (unknown, mismatch, other)] == ["error"] * 3
    assert [frame["payload"][0]["extensions"]["code"] for frame in (unknown, mismatch, other)] == [
        "PERSISTED_QUERY_NOT_FOUND",
        "PERSISTED_QUERY_MISMATCH",
        "DOCUMENT_NOT_TRUSTED",
    ]


async def test_a_command_makes_the_manifest_that_a_server_reads(
    world: World, owner: Person, folder: Path, tmp_path: Path
) -> None:
    manifest = tmp_path / "documents.json"

    assert main(["documents", str(folder), "--out", str(manifest)]) == 0

    assert read_documents(manifest) == read_documents(folder) == TEXTS
    async with face(world, trusted_documents=manifest) as http:
        answer = await send(at(http, owner), by_hash(hash_of(ME)))
    assert answer.json()["data"] == {"me": {"email": owner.email}}


def test_the_command_refuses_what_could_not_be_run(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "bad.graphql").write_text("{ nonsense }")

    assert main(["documents", str(folder), "--out", str(tmp_path / "out.json")]) == 2

    assert "Cannot query field 'nonsense' on type 'Query'." in capsys.readouterr().err
    assert not (tmp_path / "out.json").exists()


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "{}",
        '{"format": "apollo-persisted-query-manifest", "version": 2, "operations": []}',
        json.dumps(
            {
                "format": "apollo-persisted-query-manifest",
                "version": 1,
                "operations": [{"id": UNKNOWN, "body": ME}],
            }
        ),
        json.dumps(
            {
                "format": "apollo-persisted-query-manifest",
                "version": 1,
                "operations": [{"id": hash_of("{ nonsense }"), "body": "{ nonsense }"}],
            }
        ),
    ],
)
def test_a_server_does_not_start_with_a_manifest_that_it_cannot_run(
    session_world: World, tmp_path: Path, content: str
) -> None:
    manifest = tmp_path / "documents.json"
    manifest.write_text(content)
    settings = session_world.settings.model_copy(update={"trusted_documents": manifest})

    with pytest.raises(NotConfigured):
        policy_of(settings)
