"""`allin secrets`: prints new secrets."""

import sys
from argparse import ArgumentParser, Namespace

from allin_gql.cli.kept_secrets import new_secrets


def add_arguments(parser: ArgumentParser) -> None:
    """It takes none."""
    parser.epilog = "Append the lines to .env or your secret store. They are new each time."


def run(_: Namespace) -> int:
    """Print a line for each secret."""
    sys.stdout.writelines(f"{name}={value}\n" for name, value in new_secrets().items())
    return 0
