"""The seam at which an operation is let through: after its variables are known, before it runs."""

import asyncio
from collections.abc import Mapping
from typing import Any

import pytest
from graphql import OperationType
from strawberry.types import ExecutionResult

from allin_gql.core.errors import AllinError, NotAllowed
from allin_gql.domains.organizations.graph import queries
from allin_gql.domains.posts import repository as posts
from allin_gql.graph.admission import Admission
from allin_gql.graph.context import Context
from allin_gql.graph.documents.prepared import PreparedOperation
from allin_gql.schema import schema
from tests.fixtures.people import Person
from tests.fixtures.world import World
from tests.graph.sockets import EVENTS, socket_of, stream_of
from tests.graph.stored import everything

CREATE = """
mutation Create($text: String!, $again: Boolean = false) {
  createPost(input: { text: $text }) { ... on Post { id } ... on Problem { code } }
  again: createPost(input: { text: $text }) @include(if: $again) { __typename }
}
"""


class Doorman:
    """Lets everything through, or nothing, and writes down what it is told."""

    def __init__(self) -> None:
        self.refusal: AllinError | None = None
        self.asked: list[tuple[OperationType, str | None, dict[str, Any]]] = []
        self.settled: list[ExecutionResult | None] = []
        self.viewers: list[bool] = []

    async def admit(
        self, operation: PreparedOperation, variables: Mapping[str, Any], context: Context
    ) -> Admission | None:
        self.asked.append((operation.type, operation.name, dict(variables)))
        self.viewers.append(context.viewer is not None)
        context.response_headers["RateLimit"] = '"second";r=5;t=1'
        if self.refusal is not None:
            raise self.refusal
        return self

    async def settle(self, result: ExecutionResult | None) -> Mapping[str, Any]:
        self.settled.append(result)
        return {"cost": {"number": len(self.settled)}}


@pytest.fixture
def doorman(monkeypatch: pytest.MonkeyPatch) -> Doorman:
    doorman = Doorman()
    monkeypatch.setattr(schema.pipeline, "admit", doorman.admit)
    return doorman


async def test_it_knows_the_variables_and_who_asks(owner: Person, doorman: Doorman) -> None:
    answer = await owner.post(CREATE, {"text": "admitted"})

    assert doorman.asked == [
        (OperationType.MUTATION, "Create", {"text": "admitted", "again": False})
    ]
    assert doorman.viewers == [True]
    assert [result.data for result in doorman.settled if result] == [answer.json()["data"]]
    assert answer.json()["extensions"] == {"cost": {"number": 1}}
    assert answer.headers["ratelimit"] == '"second";r=5;t=1'


async def test_what_is_refused_is_not_begun(world: World, owner: Person, doorman: Doorman) -> None:
    before = await everything(world)
    doorman.refusal = NotAllowed("Not today.", numbers={"limit": 5})

    answer = await owner.post(CREATE, {"text": "not written"})

    assert list(answer.json()) == ["errors"]
    assert answer.json()["errors"] == [
        {
            "message": "Not today.",
            "extensions": {"code": "NOT_ALLOWED", "retryable": False, "numbers": {"limit": 5}},
        }
    ]
    assert answer.headers["ratelimit"] == '"second";r=5;t=1'
    assert doorman.settled == []
    assert await everything(world) == before


async def test_what_cannot_be_executed_is_not_asked_about(owner: Person, doorman: Doorman) -> None:
    for document in ("{", "{ nonsense }", CREATE, "query A { me { id } } query B { me { id } }"):
        await owner.post(document)

    assert doorman.asked == []


async def test_it_is_told_of_what_broke_off(
    owner: Person, doorman: Doorman, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: Any, **__: Any) -> Any:
        raise RuntimeError

    monkeypatch.setattr(posts, "add_post", fail)
    answer = await owner.post(CREATE, {"text": "not written"})

    (result,) = doorman.settled
    assert result is not None
    assert result.errors is not None
    assert answer.json()["extensions"] == {"cost": {"number": 1}}


async def test_sockets_and_streams_are_asked_about_and_told_of_each_event(
    owner: Person, doorman: Doorman, address: str
) -> None:
    async with socket_of(f"ws://{address}/graphql", owner) as socket:
        await socket.subscribe("1", EVENTS)
        frames = [await socket.receive()]
        await owner.ask(CREATE, text="another event")
        frames.append(await socket.receive())
    async with stream_of(f"http://{address}", owner, "{ __typename }") as stream:
        streamed = [frame async for frame in stream]
    doorman.refusal = NotAllowed("Not today.")
    async with socket_of(f"ws://{address}/graphql", owner) as socket:
        await socket.subscribe("1", EVENTS)
        refused = await socket.receive()

    types = [asked[0] for asked in doorman.asked]
    assert types == [
        OperationType.SUBSCRIPTION,
        OperationType.MUTATION,
        OperationType.QUERY,
        OperationType.SUBSCRIPTION,
    ]
    assert [frame["payload"]["extensions"]["cost"]["number"] for frame in frames] == [1, 3]
    assert streamed[0]["extensions"] == {"cost": {"number": 4}}
    assert refused["type"] == "error"
    assert refused["payload"][0]["extensions"]["code"] == "NOT_ALLOWED"


async def test_it_is_told_of_what_nobody_waits_for_any_more(
    owner: Person, doorman: Doorman, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, settled = asyncio.Event(), asyncio.Event()

    async def wait(*_: Any, **__: Any) -> Any:
        begun.set()
        await asyncio.Event().wait()

    async def settle(result: ExecutionResult | None) -> Mapping[str, Any]:
        doorman.settled.append(result)
        settled.set()
        return {}

    monkeypatch.setattr(queries, "the_one", wait)
    monkeypatch.setattr(doorman, "settle", settle)
    async with socket_of(f"ws://{address}/graphql", owner) as socket, asyncio.timeout(10):
        await socket.subscribe("1", "{ organization { id } }")
        await begun.wait()
        await socket.send({"id": "1", "type": "complete"})
        await settled.wait()

    assert doorman.settled == [None]
