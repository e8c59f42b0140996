"""`allin serve`: the API, one process."""

import socket
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence

import uvicorn
from starlette.applications import Starlette

from allin_gql.app import create_app
from allin_gql.cli.environment import local_settings
from allin_gql.cli.protocols import HttpProtocol, SocketProtocol
from allin_gql.graph.attendance import Attendance

WS_MAX_BYTES = 65_536  # a GraphQL document and its variables fit well; more is an attack
# For uvicorn's other implementations: this one stops reading until a message is taken.
WS_MAX_QUEUE = 16
WS_PING_SECONDS = 20.0
STARTUP_FAILURE = 3  # uvicorn's exit code for it
STOP_SECONDS = 3  # for answers under way; live connections are told to come back (1012)


class Server(uvicorn.Server):
    """One that ends what is live before it waits for what is under way."""

    def __init__(self, config: uvicorn.Config, attendance: Attendance) -> None:
        super().__init__(config)
        self._attendance = attendance

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._attendance.close()
        await super().shutdown(sockets)


def wire(
    app: Starlette,
    *,
    host: str = "127.0.0.1",
    port: int = 0,
    lifespan: str = "on",
    trusted_proxies: Sequence[str] = (),
) -> uvicorn.Config:
    """How an application is served: limits of its connections, and what is not logged.

    Who says whose request it hands on (`X-Forwarded-For`) is believed if it is a trusted proxy.
    """
    return uvicorn.Config(
        app,
        host=host,
        port=port,
        lifespan="on" if lifespan == "on" else "off",
        http=HttpProtocol,
        ws=SocketProtocol,
        ws_max_size=WS_MAX_BYTES,
        ws_max_queue=WS_MAX_QUEUE,
        ws_ping_interval=WS_PING_SECONDS,
        ws_ping_timeout=WS_PING_SECONDS,
        ws_per_message_deflate=False,  # it nearly doubles the memory of each connection
        timeout_graceful_shutdown=STOP_SECONDS,
        proxy_headers=bool(trusted_proxies),
        forwarded_allow_ips=list(trusted_proxies),
        server_header=False,
        access_log=False,
        log_config=None,  # the application sets up logging
    )


def add_arguments(parser: ArgumentParser) -> None:
    """It takes none: ALLIN_HOST and ALLIN_PORT say where it listens."""
    parser.epilog = "ALLIN_HOST and ALLIN_PORT say where it listens."


def run(_: Namespace) -> int:
    """Serve until a signal asks to stop."""
    settings = local_settings()
    app = create_app(settings)
    config = wire(
        app, host=settings.host, port=settings.port, trusted_proxies=settings.trusted_proxies
    )
    server = Server(config, app.state.attendance)
    server.run()
    return 0 if server.started else STARTUP_FAILURE
