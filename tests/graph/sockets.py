"""Clients of what is live: graphql-transport-ws, and server-sent events."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx2
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from tests.fixtures.people import Person

PATIENCE_SECONDS = 10.0
_SMALL_BUFFER = 4096  # bytes that the kernel keeps for a reader; it doubles that

Frame = dict[str, Any]
INIT = {"type": "connection_init"}
TYPENAME = "{ __typename }"
EVENTS = "subscription { organizationEvents(after: 0) { number } }"


class Socket:
    """A WebSocket to the API."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection

    @property
    def request_id(self) -> str:
        """What the server called the socket when it was opened."""
        response = self._connection.response
        assert response is not None
        return response.headers["x-request-id"]

    @property
    def protocol(self) -> str | None:
        return self._connection.subprotocol

    async def send(self, message: Any) -> None:
        """Send a message as JSON, or as it is."""
        is_raw = isinstance(message, str | bytes)
        await self._connection.send(message if is_raw else json.dumps(message))

    async def send_in_pieces(self, *pieces: str) -> None:
        await self._connection.send(pieces)

    def write(self, octets: bytes) -> None:
        """Write what need not be a frame."""
        self._connection.transport.write(octets)

    async def receive(self) -> Frame:
        async with asyncio.timeout(PATIENCE_SECONDS):
            frame: Frame = json.loads(await self._connection.recv())
        return frame

    async def subscribe(self, key: str, query: str, **variables: Any) -> None:
        payload = {"query": query, "variables": variables}
        await self.send({"id": key, "type": "subscribe", "payload": payload})

    async def next(self) -> Any:
        """The one field of the next data that comes."""
        frame = await self.receive()
        assert frame["type"] == "next", frame
        assert "errors" not in frame["payload"], frame
        (value,) = frame["payload"]["data"].values()
        return value

    async def closing(self) -> int:
        """Wait until the server closes; gives its code."""
        code, _ = await self.farewell()
        return code

    async def farewell(self) -> tuple[int, str]:
        """Wait until the server closes; gives its code and its reason."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            try:
                while True:
                    await self._connection.recv()
            except ConnectionClosed as closed:
                return (closed.rcvd.code, closed.rcvd.reason) if closed.rcvd else (1006, "")

    async def ping(self) -> None:
        """Send a ping of the WebSocket itself, and do not wait for its answer."""
        await self._connection.ping()

    def cut(self) -> None:
        """Break off without a word."""
        self._connection.transport.abort()


@asynccontextmanager
async def bare_socket(
    url: str, *, protocol: str | None = "graphql-transport-ws", **headers: str
) -> AsyncIterator[Socket]:
    """A socket on which nothing was said yet."""
    async with connect(
        url,
        subprotocols=[Subprotocol(protocol)] if protocol else None,
        additional_headers=headers,
        compression=None,
        proxy=None,
    ) as connection:
        yield Socket(connection)


@asynccontextmanager
async def socket_of(url: str, person: Person) -> AsyncIterator[Socket]:
    """A socket on which somebody has said who they are."""
    async with bare_socket(url) as socket:
        payload = {name: value for name, value in person.headers.items() if name != "accept"}
        await socket.send({"type": "connection_init", "payload": payload})
        assert (await socket.receive())["type"] == "connection_ack"
        yield socket


@asynccontextmanager
async def slow_socket_of(url: str, person: Person) -> AsyncIterator[Socket]:
    """A socket that takes next to nothing from the network while it is not read."""
    with socket.socket() as small:
        small.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _SMALL_BUFFER)
        host, port = url.removeprefix("ws://").partition("/")[0].split(":")
        small.connect((host, int(port)))
        small.setblocking(False)
        async with connect(
            url,
            sock=small,
            subprotocols=[Subprotocol("graphql-transport-ws")],
            compression=None,
            proxy=None,
            max_queue=1,
            close_timeout=0.1,
        ) as connection:
            slow = Socket(connection)
            payload = {"Authorization": f"Bearer {person.access_token}"}
            await slow.send({"type": "connection_init", "payload": payload})
            assert (await slow.receive())["type"] == "connection_ack"
            yield slow


@asynccontextmanager
async def answer_of(
    url: str, person: Person, query: str, **variables: Any
) -> AsyncIterator[httpx2.Response]:
    """A stream of server-sent events as it is; takes next to nothing while it is not read."""
    headers = {**person.headers, "accept": "text/event-stream"}
    body = {"query": query, "variables": variables}
    transport = httpx2.AsyncHTTPTransport(
        socket_options=[(socket.SOL_SOCKET, socket.SO_RCVBUF, _SMALL_BUFFER)]
    )
    async with (
        httpx2.AsyncClient(base_url=url, timeout=PATIENCE_SECONDS, transport=transport) as http,
        http.stream("POST", "/graphql", json=body, headers=headers) as answer,
    ):
        yield answer


@asynccontextmanager
async def stream_of(
    url: str, person: Person, query: str, **variables: Any
) -> AsyncIterator[AsyncIterator[Frame]]:
    """A stream of server-sent events: what each `next` says, until it completes."""
    async with answer_of(url, person, query, **variables) as answer:
        assert answer.headers["content-type"] == "text/event-stream"
        yield _frames(answer)


async def _frames(answer: httpx2.Response) -> AsyncIterator[Frame]:
    async for line in answer.aiter_lines():
        name, _, value = line.partition(":")
        if name == "data" and value.strip():
            yield json.loads(value)
