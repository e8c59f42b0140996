"""`allin schema`: writes schema.graphql from the code, or checks that it was."""

import sys
from argparse import ArgumentParser, Namespace
from importlib import import_module
from pathlib import Path

import allin_gql
from allin_gql.adapters.embedded.errors import StartupError
from allin_gql.cli.environment import supply
from allin_gql.cli.keys import new_secrets

FILE = Path(allin_gql.__file__).parent.parent / "schema.graphql"
MODULE = "allin_gql.schema"  # imported once there are settings


def add_arguments(parser: ArgumentParser) -> None:
    """What `allin schema` takes."""
    parser.add_argument("--check", action="store_true", help="fail if the file is not up to date")


def run(arguments: Namespace) -> int:
    """Write or check the file. Raises `StartupError` if the check fails."""
    supply(new_secrets())  # the schema depends on none
    text = f"{import_module(MODULE).schema.as_str().strip()}\n"
    if arguments.check:
        if not FILE.exists() or FILE.read_text() != text:
            raise StartupError(f"{FILE.name} is not what the code says; run scripts/schema.")
        sys.stdout.write(f"{FILE.name} is up to date.\n")
        return 0
    FILE.write_text(text)
    sys.stdout.write(f"Wrote {FILE.name}.\n")
    return 0
