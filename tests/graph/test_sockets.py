"""Who may hold a socket, for how long, and what happens to one that breaks the protocol."""

import asyncio
from datetime import timedelta
from typing import Any

import httpx2
import pytest
from websockets.exceptions import InvalidStatus

from allin_gql.graph.endpoint.view import INIT_TIMEOUT
from tests.fixtures.people import Person
from tests.graph.listening import listening
from tests.graph.mutations import document
from tests.graph.sockets import EVENTS, INIT, TYPENAME, bare_socket, socket_of

pytestmark = pytest.mark.usefixtures("no_complaint")

SOON = timedelta(milliseconds=100)


@pytest.mark.parametrize("payload", [None, {}, {"authorization": None}, {"Authorization": 5}])
async def test_nobody_may_connect_and_follow_nothing(address: str, payload: Any) -> None:
    async with bare_socket(f"ws://{address}/graphql") as socket:
        await socket.send({**INIT, "payload": payload})
        assert (await socket.receive())["type"] == "connection_ack"
        await socket.subscribe("1", EVENTS)
        told = await socket.receive()

    errors = told["payload"]["errors"] if told["type"] == "next" else told["payload"]
    assert [error["extensions"]["code"] for error in errors] == ["UNAUTHENTICATED"]


@pytest.mark.parametrize("payload", [[], 1, "x", True])
async def test_parameters_that_are_none_close_the_socket(address: str, payload: Any) -> None:
    async with bare_socket(f"ws://{address}/graphql") as socket:
        await socket.send({**INIT, "payload": payload})

        assert await socket.closing() == 4400


@pytest.mark.parametrize(
    "token", ["Bearer rubbish", "rubbish", "Basic eDp5", "Bearer " + "x" * 9000]
)
async def test_a_bad_token_is_forbidden(address: str, token: str) -> None:
    async with bare_socket(f"ws://{address}/graphql") as socket:
        await socket.send({**INIT, "payload": {"Authorization": token}})

        assert await socket.closing() == 4403


async def test_a_session_that_has_ended_is_forbidden(owner: Person, address: str) -> None:
    await owner.do(document("logOut"), everywhere=True)
    async with bare_socket(f"ws://{address}/graphql") as socket:
        payload = {"authorization": f"Bearer {owner.access_token}"}
        await socket.send({**INIT, "payload": payload})

        assert await socket.closing() == 4403


async def test_an_organization_of_others_is_forbidden(
    owner: Person, stranger: Person, address: str
) -> None:
    theirs = (await stranger.ask("{ organization { id } }"))["organization"]["id"]
    async with bare_socket(f"ws://{address}/graphql") as socket:
        payload = {
            "authorization": f"Bearer {owner.access_token}",
            "X-AllIN-Organization": theirs,
        }
        await socket.send({**INIT, "payload": payload})

        assert await socket.closing() == 4403


async def test_a_good_token_outdoes_a_bad_one_in_the_headers(owner: Person, address: str) -> None:
    async with bare_socket(f"ws://{address}/graphql", authorization="Bearer old") as socket:
        payload = {"authorization": f"Bearer {owner.access_token}"}
        await socket.send({**INIT, "payload": payload})

        assert await socket.receive() == {"type": "connection_ack"}


@pytest.mark.usefixtures("world")
async def test_a_socket_that_says_nothing_is_closed() -> None:
    assert timedelta(seconds=5) == INIT_TIMEOUT
    async with listening(SOON) as address, bare_socket(f"ws://{address}/graphql") as socket:
        assert await socket.closing() == 4408


@pytest.mark.parametrize(
    "messages, code",
    [
        ([{"type": "subscribe", "id": "1", "payload": {"query": TYPENAME}}], 4401),
        ([INIT, INIT], 4429),
        ([INIT, *[{"type": "subscribe", "id": "1", "payload": {"query": EVENTS}}] * 2], 4409),
    ],
    ids=["unasked", "twice", "the same id"],
)
async def test_what_the_protocol_forbids_closes_the_socket(
    owner: Person, address: str, messages: list[Any], code: int
) -> None:
    url = f"ws://{address}/graphql"
    async with bare_socket(url, authorization=f"Bearer {owner.access_token}") as socket:
        for message in messages:
            await socket.send(message)

        assert await socket.closing() == code


async def test_one_socket_follows_twenty_things(owner: Person, address: str) -> None:
    async with socket_of(f"ws://{address}/graphql", owner) as socket:
        for number in range(21):
            await socket.subscribe(str(number), EVENTS)
        told = [await socket.receive() for _ in range(21)]

    errors = [frame for frame in told if frame["type"] == "error"]
    assert [frame["id"] for frame in errors] == ["20"]
    assert errors[0]["payload"][0]["extensions"]["code"] == "TOO_MANY_OPERATIONS"


async def test_pings_are_answered_and_what_is_unknown_may_be_completed(address: str) -> None:
    async with bare_socket(f"ws://{address}/graphql") as socket:
        await socket.send(INIT)
        assert (await socket.receive())["type"] == "connection_ack"
        await socket.send({"type": "complete", "id": "nothing"})
        await socket.send({"type": "pong", "payload": None})
        await socket.send({"type": "ping", "payload": None})

        assert await socket.receive() == {"type": "pong"}


async def test_pages_of_other_sites_get_no_socket(address: str) -> None:
    with pytest.raises(InvalidStatus) as refused:
        async with bare_socket(f"ws://{address}/graphql", origin="https://evil.example"):
            pass

    assert refused.value.response.status_code == 403


async def test_who_goes_away_in_the_middle_leaves_no_trace(owner: Person, address: str) -> None:
    for number in range(20):
        async with socket_of(f"ws://{address}/graphql", owner) as socket:
            await socket.subscribe("1", EVENTS)
            if number % 2:
                await socket.receive()
            socket.cut()
    await owner.do(document("createPost"), text="is anybody there?")

    async with socket_of(f"ws://{address}/graphql", owner) as socket:
        await socket.subscribe("1", EVENTS)
        assert [(await socket.next())["number"] for _ in range(2)] == [1, 2]


async def test_a_body_that_breaks_off_leaves_no_trace(address: str) -> None:
    host, port = address.split(":")
    for _ in range(3):
        _, writer = await asyncio.open_connection(host, int(port))
        head = b"POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"
        writer.write(head + b'content-length: 99\r\n\r\n{"query')
        await writer.drain()
        writer.transport.abort()

    async with httpx2.AsyncClient() as http:
        answer = await http.post(f"http://{address}/graphql", json={"query": TYPENAME})
    assert answer.json()["data"] == {"__typename": "Query"}
