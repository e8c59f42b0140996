"""`allin serve`: the API, one process."""

from argparse import ArgumentParser, Namespace

import uvicorn

from allin_gql.cli.environment import local_settings

WS_MAX_BYTES = 65_536  # a GraphQL document and its variables fit well; more is an attack
WS_MAX_QUEUE = 16
WS_PING_SECONDS = 20.0
STOP_SECONDS = 3  # for answers under way; live connections are told to come back (1012)


def add_arguments(parser: ArgumentParser) -> None:
    """It takes none: ALLIN_HOST and ALLIN_PORT say where it listens."""
    parser.epilog = "ALLIN_HOST and ALLIN_PORT say where it listens."


def run(_: Namespace) -> int:
    """Serve until a signal asks to stop."""
    settings = local_settings()
    uvicorn.run(
        "allin_gql.app:create_app",
        factory=True,
        host=settings.host,
        port=settings.port,
        lifespan="on",
        ws="websockets-sansio",
        ws_max_size=WS_MAX_BYTES,
        ws_max_queue=WS_MAX_QUEUE,
        ws_ping_interval=WS_PING_SECONDS,
        ws_ping_timeout=WS_PING_SECONDS,
        ws_per_message_deflate=False,  # it nearly doubles the memory of each connection
        timeout_graceful_shutdown=STOP_SECONDS,
        server_header=False,
        access_log=False,
        log_config=None,  # the application sets up logging
    )
    return 0
