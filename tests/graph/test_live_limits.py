"""How much one may have open and send: beyond it, a code that clients understand and a sentence."""

from contextlib import AsyncExitStack

import httpx2
import pytest
from websockets.exceptions import InvalidStatus

from allin_gql.authentication import outdated
from allin_gql.graph.attendance import (
    MOST_OF_A_USER,
    MOST_OF_AN_ADDRESS,
    Attendance,
    TooManyConnections,
)
from allin_gql.graph.live.allowance import Allowance
from tests.fixtures.people import Person, log_in
from tests.graph.listening import listening_endpoint, until
from tests.graph.sockets import (
    EVENTS,
    INIT,
    TYPENAME,
    answer_of,
    bare_socket,
    socket_of,
    stream_of,
)

pytestmark = pytest.mark.usefixtures("no_complaint")

QUIET = "subscription { organizationEvents { number } }"
TRY_AGAIN_LATER = 1013
TOO_MANY = 4429


def test_an_allowance_lets_a_burst_pass_and_then_so_many_a_second() -> None:
    at = 0.0
    allowance = Allowance(rate=20, burst=60, clock=lambda: at)

    first = [allowance.take() for _ in range(61)]
    at = 0.5
    second = [allowance.take() for _ in range(11)]
    at = 1_000.0
    third = [allowance.take() for _ in range(61)]

    assert first == [True] * 60 + [False]
    assert second == [True] * 10 + [False]
    assert third == [True] * 60 + [False]


@pytest.mark.parametrize(
    "message",
    [
        '{"type": "ping"}',
        '{"type": "pong"}',
        '{"type": "complete", "id": "nothing"}',
        '{"type": "subscribe", "id": "%d", "payload": {"query": "{"}}',
    ],
)
async def test_who_sends_too_fast_is_closed_with_a_sentence(address: str, message: str) -> None:
    async with bare_socket(f"ws://{address}/graphql") as socket:
        await socket.send(INIT)
        for number in range(2_000):
            await socket.send(message.replace("%d", str(number)))

        code, reason = await socket.farewell()

    assert code == TOO_MANY
    assert reason == "A socket may send 20 messages a second, 60 at once"


async def test_sixty_messages_at_once_are_well(address: str) -> None:
    async with bare_socket(f"ws://{address}/graphql") as socket:
        await socket.send(INIT)
        for _ in range(59):
            await socket.send({"type": "ping"})
        told = [(await socket.receive())["type"] for _ in range(60)]

    assert told == ["connection_ack", *["pong"] * 59]


async def test_a_user_has_twenty_live_connections_whatever_they_are_and_by_any_session(
    owner: Person, stranger: Person
) -> None:
    other_session = Person(http=owner.http, email=owner.email)
    await log_in(other_session)
    assert MOST_OF_A_USER == 20
    async with listening_endpoint() as endpoint, AsyncExitStack() as stack:
        live_url, url = f"ws://{endpoint.address}/graphql", f"http://{endpoint.address}"
        for _ in range(10):
            await stack.enter_async_context(socket_of(live_url, owner))
            streamed = answer_of(url, other_session, QUIET)
            assert (await stack.enter_async_context(streamed)).status_code == 200

        async with bare_socket(live_url) as socket:
            payload = {"authorization": f"Bearer {owner.access_token}"}
            await socket.send({**INIT, "payload": payload})
            farewell = await socket.farewell()
        async with answer_of(url, owner, QUIET) as answer:
            told = await answer.aread()
        async with socket_of(live_url, stranger) as socket:
            await socket.subscribe("1", EVENTS)
            number = (await socket.next())["number"]
        present = len(endpoint.attendance)

    sentence = "A user may have 20 live connections at once; close one, or share it."
    assert farewell == (TRY_AGAIN_LATER, sentence)
    assert answer.status_code == 429
    assert answer.headers["retry-after"] == "5"
    assert httpx2.Response(200, content=told).json()["errors"] == [
        {
            "message": sentence,
            "extensions": {
                "code": "TOO_MANY_CONNECTIONS",
                "retryable": True,
                "numbers": {"limit": 20},
            },
        }
    ]
    assert number == 1
    assert present == 20


async def test_who_leaves_makes_room(owner: Person) -> None:
    async with listening_endpoint(most_of_a_user=1) as endpoint:
        for _ in range(3):
            async with socket_of(f"ws://{endpoint.address}/graphql", owner):
                pass
            await until(lambda: not len(endpoint.attendance))
            async with stream_of(f"http://{endpoint.address}", owner, EVENTS) as frames:
                await anext(frames)
            await until(lambda: not len(endpoint.attendance))


async def test_a_query_by_server_sent_events_takes_no_room_afterwards(owner: Person) -> None:
    async with listening_endpoint(most_of_a_user=1) as endpoint:
        for _ in range(3):
            async with stream_of(f"http://{endpoint.address}", owner, TYPENAME) as frames:
                told = [frame async for frame in frames]
            assert [frame["data"] for frame in told] == [{"__typename": "Query"}]


async def test_sockets_that_never_say_who_they_are_are_limited_by_address(owner: Person) -> None:
    assert MOST_OF_AN_ADDRESS == 100
    async with listening_endpoint(most_of_an_address=3) as endpoint, AsyncExitStack() as stack:
        live_url = f"ws://{endpoint.address}/graphql"
        # Who has said who they are counts for themselves, and makes room for the next.
        for _ in range(5):
            await stack.enter_async_context(socket_of(live_url, owner))
        silent = [await stack.enter_async_context(bare_socket(live_url)) for _ in range(2)]
        await silent[0].send(INIT)  # and is nobody all the same
        assert (await silent[0].receive())["type"] == "connection_ack"
        await stack.enter_async_context(bare_socket(live_url))

        with pytest.raises(InvalidStatus) as refused:
            async with bare_socket(live_url):
                pass

    assert refused.value.response.status_code == 429
    assert refused.value.response.headers["retry-after"] == "5"
    assert refused.value.response.body == (
        b"An address may have 3 live connections at once; close one, or share it."
    )


async def test_an_address_is_as_much_of_the_network_as_one_has_at_ones_command() -> None:
    attendance = Attendance(outdated, most_of_an_address=1)
    attendance.enter("2001:db8:1:2::1")

    with pytest.raises(TooManyConnections):
        attendance.enter("2001:db8:1:2:ffff::2")
    attendance.enter("2001:db8:1:3::1")

    assert len(attendance) == 2
