"""`allin clock`: looks for what is due, and rings for it."""

from argparse import ArgumentParser, Namespace
from importlib import import_module

from allin_gql.cli.environment import local_settings

MODULE = "workers.clock"  # imported once the settings are known


def add_arguments(parser: ArgumentParser) -> None:
    """It takes none: ALLIN_CLOCK_INTERVAL says how often it looks."""
    parser.epilog = "ALLIN_CLOCK_INTERVAL says how often it looks."


def run(_: Namespace) -> int:
    """Tick until a signal asks to stop."""
    local_settings()
    import_module(MODULE).main()
    return 0
