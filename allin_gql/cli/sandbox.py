"""`allin sandbox`: the simulated platforms, writer and mailbox, alone or as part of `allin up`."""

from argparse import ArgumentParser, Namespace

import uvicorn

from allin_gql.cli.environment import supply, supply_local
from allin_gql.cli.kept_secrets import new_secrets
from allin_gql.core.logging import configure_logging
from allin_gql.sandbox.app import create_sandbox
from allin_gql.settings import load_settings

STOP_SECONDS = 1


def add_arguments(parser: ArgumentParser) -> None:
    """It takes none: ALLIN_SANDBOX_HOST and ALLIN_SANDBOX_PORT say where it listens."""
    parser.epilog = "ALLIN_SANDBOX_HOST and ALLIN_SANDBOX_PORT say where it listens."


def run(_: Namespace) -> int:
    """Serve until a signal asks to stop."""
    supply_local()
    supply(new_secrets())  # the sandbox uses none: it runs where nothing was set up
    settings = load_settings()
    configure_logging()
    settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    uvicorn.run(
        create_sandbox(settings),
        host=settings.sandbox_host,
        port=settings.sandbox_port,
        lifespan="on",
        ws="none",
        timeout_graceful_shutdown=STOP_SECONDS,
        access_log=False,
        log_config=None,
    )
    return 0
