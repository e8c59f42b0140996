"""graphql-transport-ws as its text has it; `docs/live.md` lists each check and what holds it."""

from typing import Any

import pytest

from tests.fixtures.people import Person
from tests.graph.mutations import document
from tests.graph.sockets import EVENTS, INIT, TYPENAME, bare_socket, socket_of

pytestmark = pytest.mark.usefixtures("no_complaint")

CREATE = """
mutation ($input: CreatePostInput!) {
  createPost(input: $input) { __typename ... on Post { text } }
}
"""


@pytest.mark.parametrize("protocol", [None, "graphql-ws", "nonsense"])
async def test_only_the_one_protocol_is_spoken(address: str, protocol: str | None) -> None:
    async with bare_socket(f"ws://{address}/graphql", protocol=protocol) as socket:
        assert await socket.farewell() == (4406, "Subprotocol not acceptable")


async def test_the_protocol_is_agreed_on_and_the_beginning_is_acknowledged(address: str) -> None:
    async with bare_socket(f"ws://{address}/graphql") as socket:
        await socket.send(INIT)

        assert socket.protocol == "graphql-transport-ws"
        assert await socket.receive() == {"type": "connection_ack"}


@pytest.mark.parametrize("payload", [None, {}, {"anything": [1]}])
async def test_a_beginning_may_say_nothing(address: str, payload: Any) -> None:
    async with bare_socket(f"ws://{address}/graphql") as socket:
        await socket.send({**INIT, "payload": payload})

        assert await socket.receive() == {"type": "connection_ack"}


async def test_a_query_is_one_result_and_its_end_and_its_id_is_free_again(
    owner: Person, address: str
) -> None:
    async with socket_of(f"ws://{address}/graphql", owner) as socket:
        told = []
        for _ in range(2):
            await socket.subscribe("1", TYPENAME)
            told += [await socket.receive() for _ in range(2)]

    results, ends = told[::2], told[1::2]
    assert [(result["id"], result["type"]) for result in results] == [("1", "next")] * 2
    assert [result["payload"]["data"] for result in results] == [{"__typename": "Query"}] * 2
    assert ends == [{"id": "1", "type": "complete"}] * 2


async def test_a_mutation_is_performed_once(owner: Person, address: str) -> None:
    async with socket_of(f"ws://{address}/graphql", owner) as socket:
        await socket.subscribe("1", CREATE, input={"text": "by a socket"})
        post = await socket.next()
        end = await socket.receive()

    assert post == {"__typename": "Post", "text": "by a socket"}
    assert end == {"id": "1", "type": "complete"}
    assert (await owner.ask("{ posts { totalCount } }"))["posts"]["totalCount"] == 1


async def test_who_completes_an_operation_hears_nothing_more_of_it_and_has_its_id_free(
    owner: Person, address: str
) -> None:
    async with socket_of(f"ws://{address}/graphql", owner) as socket:
        await socket.subscribe("1", EVENTS)
        first = await socket.next()
        await socket.send({"id": "1", "type": "complete"})
        await socket.subscribe("2", EVENTS)
        second = await socket.receive()
        await owner.do(document("createPost"), text="news")
        third = await socket.receive()
        await socket.subscribe("1", TYPENAME)
        fourth = await socket.receive()

    assert first == {"number": 1}
    assert [frame["id"] for frame in (second, third, fourth)] == ["2", "2", "1"]


async def test_an_error_ends_its_operation_and_frees_its_id(owner: Person, address: str) -> None:
    async with socket_of(f"ws://{address}/graphql", owner) as socket:
        await socket.subscribe("1", "{ nonsense }")
        error = await socket.receive()
        await socket.subscribe("1", TYPENAME)
        told = [await socket.receive() for _ in range(2)]

    assert (error["id"], error["type"]) == ("1", "error")
    assert [frame["type"] for frame in told] == ["next", "complete"]


async def test_results_of_several_operations_come_side_by_side(owner: Person, address: str) -> None:
    async with socket_of(f"ws://{address}/graphql", owner) as socket:
        await socket.subscribe("follows", EVENTS)
        await socket.receive()
        await socket.subscribe("asks", TYPENAME)
        asked = [await socket.receive() for _ in range(2)]
        await owner.do(document("createPost"), text="news")
        followed = await socket.receive()

    assert [frame["id"] for frame in asked] == ["asks", "asks"]
    assert followed["payload"] == {"data": {"organizationEvents": {"number": 2}}}
