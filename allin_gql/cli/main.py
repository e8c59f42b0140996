"""Chooses the command, and tells what a person has to fix as one sentence."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from importlib import import_module
from typing import Protocol, cast

from pydantic import ValidationError

from allin_gql.adapters.embedded.errors import StartupError
from allin_gql.cli.complaints import sentence_about

COMMANDS = {
    "up": "start everything here: services, sandbox, API, worker and clock",
    "serve": "run the API",
    "worker": "run the jobs",
    "clock": "find what is due",
    "sandbox": "run the simulated platforms, writer and mailbox",
    "migrate": "create the database if it is missing and bring it up to date",
    "schema": "write schema.graphql, or check it and what clients were promised",
    "documents": "write the manifest of trusted documents from a folder of .graphql files",
    "errors": "write docs/errors.md, or check that it is up to date",
    "audit": "check that nothing in the history was changed",
    "doctor": "check this installation and say what is wrong",
    "keys": "show, add, use and retire keys, and seal anew what is encrypted with old ones",
    "secrets": "print new secrets, as lines for .env",
    "demo": "play the main job against the running system, step by step",
}
EXIT_BROKEN = 2
EXIT_INTERRUPTED = 130


class CommandModule(Protocol):
    """What every command's module offers."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare its arguments."""

    def run(self, arguments: Namespace) -> int:
        """Do it; gives the exit code."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    parser = ArgumentParser(prog="allin", description="Social media management as a GraphQL API.")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    # Only the chosen command is imported: `allin --help` is quick, and `clock` loads no web server.
    for name, purpose in COMMANDS.items():
        command = commands.add_parser(name, help=purpose, description=f"{purpose.capitalize()}.")
        if name in given[:1]:
            module = cast("CommandModule", import_module(f"allin_gql.cli.{name}"))
            module.add_arguments(command)
            command.set_defaults(run=module.run)
    try:
        chosen = parser.parse_args(given)
        return int(chosen.run(chosen))
    except StartupError as error:
        return _complain(str(error))
    except ValidationError as error:
        return _complain(sentence_about(error))
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED


def _complain(sentence: str) -> int:
    sys.stderr.write(f"allin: {sentence}\n")
    return EXIT_BROKEN
