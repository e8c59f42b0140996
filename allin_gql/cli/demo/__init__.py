"""`allin demo`: plays the main job against the running system, and tells it step by step."""

import asyncio
from argparse import ArgumentParser, Namespace

from allin_gql.adapters.embedded.errors import StartupError
from allin_gql.cli.demo.play import play
from allin_gql.cli.demo.story import DoesNotHold, Story
from allin_gql.cli.endpoints import read_endpoints
from allin_gql.cli.environment import data_folder

FAILED = 1


def add_arguments(parser: ArgumentParser) -> None:
    """It takes none: it finds the running system by its data folder."""
    parser.epilog = "It finds the system that `allin up` has started by ALLIN_DATA_DIR."


def run(_: Namespace) -> int:
    """Play it; ends with 1 at the first step that does not hold."""
    endpoints = read_endpoints(data_folder())
    if endpoints is None or endpoints.sandbox is None:
        raise StartupError("Nothing runs here with a sandbox; start it with scripts/up first.")
    story = Story()
    try:
        asyncio.run(play(endpoints, story))
    except DoesNotHold as error:
        story.stop(str(error))
        return FAILED
    return 0
