"""`allin audit`: checks that nothing in the history was changed, and tells with which keys.

Exit code 1 when something does not fit, 2 when it can not be checked.
"""

import asyncio
import sys
import time
from argparse import ArgumentParser, Namespace
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import UUID

import asyncpg
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from allin_gql.adapters.embedded.errors import StartupError
from allin_gql.cli.chains import (
    Tally,
    faults_of_anchors,
    faults_of_chain,
    faults_of_details,
    organizations,
)
from allin_gql.cli.databases import connection_to, unreachable
from allin_gql.cli.environment import local_settings
from allin_gql.core.anchors import Notary, public_keys
from allin_gql.core.errors import InvalidId
from allin_gql.core.ids import IdKind, parse_id
from allin_gql.settings import KeyRing, Settings

EXIT_FAULTS = 1


def add_arguments(parser: ArgumentParser) -> None:
    """What `allin audit` takes."""
    steps = parser.add_subparsers(dest="step", metavar="STEP", required=True)
    verify = steps.add_parser("verify", help="check chains, details and anchors")
    verify.add_argument("--organization", metavar="ID", help="only this one, org_…")
    verify.add_argument(
        "--anchors",
        type=Path,
        action="append",
        metavar="FILE",
        help="a file of anchors (may be given again); ALLIN_AUDIT_ANCHORS unless it is given",
    )
    steps.add_parser("keys", help="print the public keys that anchors are checked with")


def run(arguments: Namespace) -> int:
    """Do the step; `verify` gives 1 when something does not fit."""
    settings = local_settings()
    if arguments.step == "keys":
        return _print_keys(settings)
    only = _organization(arguments.organization)
    return asyncio.run(_verify(settings, only, arguments.anchors))


def _organization(text: str | None) -> UUID | None:
    try:
        return None if text is None else parse_id(IdKind.ORGANIZATION, text)
    except InvalidId as error:
        raise StartupError(str(error)) from error


async def _verify(settings: Settings, only: UUID | None, given: list[Path] | None) -> int:
    if settings.database_url is None:
        raise StartupError("DATABASE_URL is not set, and no system is running here.")
    files = _files(settings, given)
    notary = Notary(_keys(settings)) if files else None
    tally, faults, began = Tally(), 0, time.monotonic()
    try:
        async with connection_to(settings.database_url) as connection:
            async for fault in _faults(connection, only, files, notary, tally):
                faults += 1
                _say(f"WRONG  {fault}.")
    except (OSError, asyncpg.PostgresError, TimeoutError) as error:
        raise unreachable(error) from error
    _say(_summary(tally, faults, time.monotonic() - began))
    if tally.orphans:
        _say(
            f"Of {len(tally.orphans):,} organizations there are anchors and no events: they were"
            " erased, as their receipts say."
        )
    if not files:
        _say(f"No anchors: {settings.anchors_file} is not there, so a missing end is not noticed.")
    return EXIT_FAULTS if faults else 0


async def _faults(
    connection: asyncpg.Connection,
    only: UUID | None,
    files: list[Path],
    notary: Notary | None,
    tally: Tally,
) -> AsyncIterator[str]:
    if only is not None:
        async for fault in faults_of_chain(connection, only, tally):
            yield fault
    else:
        async for organization_id in organizations(connection):
            async for fault in faults_of_chain(connection, organization_id, tally):
                yield fault
        async for fault in faults_of_details(connection):
            yield fault
    for file in files:
        assert notary is not None  # noqa: S101  # there are files
        async for fault in faults_of_anchors(connection, file, notary, tally, only):
            yield fault


def _files(settings: Settings, given: list[Path] | None) -> list[Path]:
    files = given or [settings.anchors_file]
    for file in files:
        if not file.is_file():
            if given:
                raise StartupError(f"There are no anchors in {file}: it is not there.")
            return []
    return files


def _keys(settings: Settings) -> KeyRing:
    if settings.audit_keys is None:
        raise StartupError("ALLIN_AUDIT_KEYS is not set; anchors can not be checked without it.")
    return settings.audit_keys


def _summary(tally: Tally, faults: int, seconds: float) -> str:
    newest = f" (the newest of {tally.last_anchor})" if tally.last_anchor else ""
    told = (
        f"Checked {tally.events:,} events of {tally.organizations:,} organizations, the details of"
        f" {tally.details:,} ({tally.erased:,} more are erased) and {tally.anchors:,}"
        f" anchors{newest} in {seconds:.1f} s"
    )
    return f"{told}: all fit." if not faults else f"{told}: {faults:,} do not fit."


def _print_keys(settings: Settings) -> int:
    for key_id, key in public_keys(_keys(settings)).items():
        pem = key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
        _say(f"{key_id}\n{pem.rstrip()}")
    return 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
