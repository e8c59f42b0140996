"""`allin schema`: writes schema.graphql, and holds it to what clients were promised."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import allin_gql
from allin_gql.adapters.embedded.errors import StartupError
from allin_gql.cli.environment import supply
from allin_gql.cli.kept_secrets import new_secrets
from allin_gql.core.clock import now
from allin_gql.graph.promises import bad_deprecations, broken, news, short_notices

ROOT = Path(allin_gql.__file__).parent.parent
FILE = ROOT / "schema.graphql"
PROMISED = ROOT / "docs" / "api" / "promised.graphql"
CHANGES = ROOT / "docs" / "api" / "changes.md"
MODULE = "allin_gql.schema"  # imported once there are settings

_TITLE = """\
# Changes of the schema

Every renewal of the promise, the newest first; `scripts/schema --promise` writes it. What is
promised and for how long: [changing the schema](../changing-the-schema.md).
"""


def add_arguments(parser: ArgumentParser) -> None:
    """What `allin schema` takes."""
    parser.add_argument(
        "--check", action="store_true", help="fail if the file is old or a promise is broken"
    )
    parser.add_argument(
        "--promise", action="store_true", help="promise clients the schema as it is now"
    )
    parser.add_argument(
        "--breaking", metavar="REASON", help="with --promise: break promises, and say why"
    )


def run(arguments: Namespace) -> int:
    """Write, check or promise the schema. Raises `StartupError` where it cannot stay so."""
    supply(new_secrets())  # the schema depends on none
    text = f"{import_module(MODULE).schema.as_str().strip()}\n"
    if arguments.check:
        check(text)
        sys.stdout.write(f"{FILE.name} is up to date, and keeps what was promised.\n")
        return 0
    if arguments.breaking and not arguments.promise:
        raise StartupError("--breaking goes with --promise.")
    FILE.write_text(text)
    sys.stdout.write(f"Wrote {FILE.name}.\n")
    if arguments.promise:
        entry = promise(text, arguments.breaking or "")
        sys.stdout.write(entry or "Nothing is new to clients.\n")
    return 0


def check(text: str) -> None:
    """Hold a schema against the file and the promise. Raises `StartupError`."""
    if not FILE.exists() or FILE.read_text() != text:
        raise StartupError(f"{FILE.name} is not what the code says; run scripts/schema.")
    _refuse(bad_deprecations(text), "A deprecation says what to use instead, and until when.")
    _refuse(
        broken(PROMISED.read_text(), text, now().date()),
        "Clients were promised otherwise (docs/api/promised.graphql).",
    )


def promise(text: str, reason: str) -> str:
    """Make a schema the promise; gives what was written about it. Raises `StartupError`."""
    today = now().date()
    before = PROMISED.read_text() if PROMISED.exists() else text
    _refuse(bad_deprecations(text), "A deprecation says what to use instead, and until when.")
    _refuse(short_notices(before, text, today), "Clients need time.")
    breaks = broken(before, text, today)
    if not reason:
        _refuse(breaks, "Promises are not renewed by breaking them (or say why with --breaking).")
    entry = _entry(f"{today}", news(before, text), breaks, reason)
    PROMISED.write_text(text)
    if entry or not CHANGES.exists():
        known = CHANGES.read_text().removeprefix(_TITLE) if CHANGES.exists() else ""
        CHANGES.write_text(f"{_TITLE}{entry}{known}")
    return entry


def _entry(day: str, told: Sequence[str], breaks: Sequence[str], reason: str) -> str:
    """One renewal, as it stands in docs/api/changes.md; empty when clients see nothing of it."""
    if not told and not breaks:
        return ""
    lines = [f"\n## {day}\n"]
    if breaks:
        lines += [f"Breaks promises: {reason}\n", *(f"- {one}" for one in breaks), ""]
    if told:
        lines += ["New:\n", *(f"- {one}" for one in told)]
    return "\n".join(lines).rstrip() + "\n"


def _refuse(found: Sequence[str], why: str) -> None:
    if found:
        raise StartupError("\n".join([why, *(f"  {one}" for one in found)]))
