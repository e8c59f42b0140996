"""The endpoint on a real port, but in the test's own process: to change it, and to see its log."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import timedelta

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Route, WebSocketRoute

from allin_gql.authentication import authenticate, outdated
from allin_gql.cli.serve import Server, wire
from allin_gql.graph.attendance import Attendance
from allin_gql.graph.endpoint.request_names import NameRequests
from allin_gql.graph.endpoint.view import INIT_TIMEOUT, GraphQLView
from allin_gql.graph.live.streams import HEARTBEAT
from allin_gql.graph.policy import Policy
from allin_gql.schema import schema


async def until(is_so: Callable[[], bool]) -> None:
    """Wait until something is so."""
    async with asyncio.timeout(10):
        while not is_so():  # noqa: ASYNC110  # nothing rings a bell for it
            await asyncio.sleep(0.005)


class QuietServer(Server):
    """One that leaves signals to the tests."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@dataclass
class Endpoint:
    """The endpoint, while it listens."""

    address: str  # without a scheme
    attendance: Attendance
    server: Server
    serving: asyncio.Task[None]

    async def stop(self) -> None:
        """Stop it as a signal would, and wait for its end."""
        self.server.should_exit = True
        await self.serving


@asynccontextmanager
async def listening_endpoint(
    *,
    init_timeout: timedelta = INIT_TIMEOUT,
    policy: Policy | None = None,
    heartbeat: timedelta = HEARTBEAT,
    send_buffer: int | None = None,
    **limits: int,
) -> AsyncIterator[Endpoint]:
    """The endpoint on a real port, in this process, on the wire of `allin serve`.

    `send_buffer` is how much the kernel keeps for a reader, in bytes.
    """
    attendance = Attendance(outdated, interval=timedelta(milliseconds=20), **limits)
    view = GraphQLView(
        schema,
        authenticate=authenticate,
        attendance=attendance,
        origins=(),
        policy=policy,
        init_timeout=init_timeout,
        heartbeat=heartbeat,
    )
    app = Starlette(
        routes=[Route("/graphql", view), WebSocketRoute("/graphql", view)],
        middleware=[Middleware(NameRequests)],
    )
    listener = socket.create_server(("127.0.0.1", 0))
    if send_buffer is not None:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, send_buffer)
    server = QuietServer(wire(app, lifespan="off"), attendance)
    serving = asyncio.create_task(server.serve([listener]))
    while not server.started:  # noqa: ASYNC110  # it rings no bell for it
        await asyncio.sleep(0.005)
    address = f"127.0.0.1:{listener.getsockname()[1]}"
    endpoint = Endpoint(address, attendance, server, serving)
    try:
        yield endpoint
    finally:
        await endpoint.stop()


@asynccontextmanager
async def listening(
    init_timeout: timedelta = INIT_TIMEOUT, policy: Policy | None = None
) -> AsyncIterator[str]:
    """The same, for whom the address is enough."""
    async with listening_endpoint(init_timeout=init_timeout, policy=policy) as endpoint:
        yield endpoint.address
