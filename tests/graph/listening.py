"""The endpoint on a real port, but in the test's own process: to change it, and to see its log."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import timedelta

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Route, WebSocketRoute

from allin_gql.authentication import authenticate
from allin_gql.domains.identity.repository import ended_sessions
from allin_gql.graph.attendance import Attendance
from allin_gql.graph.policy import Policy
from allin_gql.graph.request_names import NameRequests
from allin_gql.graph.view import INIT_TIMEOUT, GraphQLView
from allin_gql.schema import schema


class Server(uvicorn.Server):
    """One that leaves signals to the tests."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@asynccontextmanager
async def listening(
    init_timeout: timedelta = INIT_TIMEOUT, policy: Policy | None = None
) -> AsyncIterator[str]:
    """The endpoint on a real port, in this process; gives its address without a scheme."""
    view = GraphQLView(
        schema,
        authenticate=authenticate,
        attendance=Attendance(ended_sessions, interval=timedelta(milliseconds=20)),
        origins=(),
        policy=policy,
        init_timeout=init_timeout,
    )
    app = Starlette(
        routes=[Route("/graphql", view), WebSocketRoute("/graphql", view)],
        middleware=[Middleware(NameRequests)],
    )
    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(app, lifespan="off", ws="websockets-sansio", log_config=None)
    server = Server(config)
    serving = asyncio.create_task(server.serve([listener]))
    while not server.started:  # noqa: ASYNC110  # it rings no bell for it
        await asyncio.sleep(0.005)
    yield f"127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    await serving
