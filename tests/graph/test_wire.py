"""The wire of the real server: what is too large, too fast or no text, and how it says good-bye."""

import asyncio
import signal
from collections.abc import Iterator
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path

import pytest
from starlette.applications import Starlette
from websockets.asyncio.client import connect

from allin_gql.cli.serve import wire
from allin_gql.core.clock import now
from tests.domains.identity.test_session import LOG_OUT
from tests.fixtures.people import Person, join
from tests.fixtures.world import World
from tests.graph.served import Served, serve
from tests.graph.sockets import (
    EVENTS,
    INIT,
    answer_of,
    bare_socket,
    socket_of,
)
from tests.graph.test_viewers import claims_of, forged

QUIET = "subscription { organizationEvents { number } }"
RESTART = 1012
FORBIDDEN = 4403
# When `allin up` kills an API that was asked to stop (`cli/children`).
STOP_BY_SECONDS = 4.0


def frame(kind: int, payload: bytes, *, first: int = 0x80) -> bytes:
    """A frame of a client by RFC 6455 §5.2, whether it is right or not; its mask is zero."""
    length = len(payload)
    size = bytes([0x80 | length]) if length < 126 else bytes([0x80 | 126, 0, length])
    return bytes([first | kind]) + size + bytes(4) + payload


@pytest.fixture(scope="module")
def served(session_world: World, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serve(session_world.settings, tmp_path_factory.mktemp("served")) as server:
        yield server
        assert "Traceback" not in server.log.read_text()


def test_the_wire_has_its_limits() -> None:
    config = wire(Starlette())

    assert config.ws_max_size == 65_536
    assert config.ws_max_queue == 16
    assert config.ws_ping_interval == config.ws_ping_timeout == 20
    assert config.ws_per_message_deflate is False


@pytest.mark.parametrize("size, code", [(65_536, 4400), (65_537, 1009)])
async def test_a_message_of_64_kib_is_read_and_a_larger_one_is_not(
    served: Served, size: int, code: int
) -> None:
    async with bare_socket(served.live_url) as socket:
        await socket.send("x" * size)

        assert await socket.closing() == code


async def test_a_message_in_pieces_is_measured_as_a_whole(served: Served) -> None:
    async with bare_socket(served.live_url) as socket:
        await socket.send_in_pieces("x" * 40_000, "x" * 40_000)

        assert await socket.closing() == 1009


async def test_messages_are_not_compressed_for_who_would_like_it(served: Served) -> None:
    async with connect(served.live_url, compression="deflate", proxy=None) as connection:
        assert connection.request is not None
        assert connection.response is not None
        wanted, given = connection.request.headers, connection.response.headers

    assert wanted["sec-websocket-extensions"].startswith("permessage-deflate")
    assert "sec-websocket-extensions" not in given


@pytest.mark.parametrize(
    "octets, code",
    [
        (frame(1, b'{"type": "\xff\xfe"}'), 1007),
        (frame(1, b"\xed\xa0\x80"), 1007),
        (frame(0, b"the rest of nothing"), 1002),
        (frame(3, b"of no kind"), 1002),
        (frame(1, b"{}", first=0xC0), 1002),
        (frame(9, b"x" * 126), 1002),
        (frame(8, b"\x03"), 1002),
        (b"\x81\x02{}", 1002),
    ],
    ids=[
        "bytes that are no text",
        "half of a pair",
        "no beginning",
        "an unknown kind",
        "a reserved bit",
        "a long ping",
        "half of a code",
        "no mask",
    ],
)
async def test_what_is_no_websocket_is_told_by_its_code(
    served: Served, octets: bytes, code: int
) -> None:
    async with bare_socket(served.live_url) as socket:
        await socket.send(INIT)
        assert (await socket.receive())["type"] == "connection_ack"
        socket.write(octets)

        assert await socket.closing() == code


async def test_pings_of_the_wire_are_counted_too(served: Served) -> None:
    async with bare_socket(served.live_url) as socket:
        # In one piece: what a server has not read when it closes takes its last words with it.
        socket.write(frame(9, b"?") * 100)

        assert await socket.farewell() == (4429, "A socket may ping 20 times a second, 60 at once")


async def test_a_token_of_three_seconds_ends_what_is_idle_and_nothing_else(
    owner: Person, served: Served
) -> None:
    claims = claims_of(owner)
    expiring = Person(
        http=owner.http, access_token=forged({**claims, "exp": now() + timedelta(seconds=3)})
    )
    async with (
        socket_of(served.live_url, owner) as staying,
        socket_of(served.live_url, expiring) as bare,
        socket_of(served.live_url, expiring) as following,
        answer_of(served.url, expiring, QUIET) as answer,
    ):
        await following.subscribe("1", QUIET)
        farewells = [await socket.farewell() for socket in (bare, following)]
        streamed = [line async for line in answer.aiter_lines() if line]
        await staying.subscribe("1", EVENTS)
        number = (await staying.next())["number"]

    sentence = "The session has ended, its token is too old, or its rights changed."
    assert farewells == [(FORBIDDEN, sentence)] * 2
    assert streamed == [f": {sentence}"]
    assert number == 1


async def test_logging_out_elsewhere_ends_what_is_idle(owner: Person, served: Served) -> None:
    async with (
        socket_of(served.live_url, owner) as bare,
        answer_of(served.url, owner, QUIET) as answer,
    ):
        await owner.do(LOG_OUT)  # in another process than the one that serves

        assert await bare.closing() == FORBIDDEN
        assert [line async for line in answer.aiter_lines() if line.startswith("event")] == []


async def test_a_server_that_stops_sends_fifty_away_in_time_and_the_next_one_lets_them_go_on(
    world: World, tmp_path: Path
) -> None:
    people = [await join(world, "crowd") for _ in range(3)]  # twenty of each at most
    with serve(world.settings, tmp_path) as first:
        async with AsyncExitStack() as stack:
            sockets, answers = [], []
            for number in range(25):
                person = people[number % 3]
                socket = await stack.enter_async_context(socket_of(first.live_url, person))
                await socket.subscribe("1", QUIET)
                sockets.append(socket)
                streamed = answer_of(first.url, person, QUIET)
                answers.append(await stack.enter_async_context(streamed))

            first.process.send_signal(signal.SIGTERM)
            codes = [await socket.closing() for socket in sockets]
            told = [[line async for line in answer.aiter_lines() if line] for answer in answers]
            await asyncio.to_thread(first.process.wait, STOP_BY_SECONDS)
        with serve(world.settings, tmp_path, port=first.port) as second:
            async with socket_of(second.live_url, people[1]) as socket:
                await socket.subscribe("1", EVENTS)
                again = (await socket.next())["number"]

    assert codes == [RESTART] * 25
    assert told == [[": The server restarts; connect again."]] * 25
    assert first.process.returncode == -signal.SIGTERM
    assert again == 1
    log = first.log.read_text()
    assert "Traceback" not in log
    assert '"level":"error"' not in log
