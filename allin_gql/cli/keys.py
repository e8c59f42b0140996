"""`allin keys`: replaces keys while everything runs, so that no process meets what it can't read.

A new key is added behind the others, and every process is restarted: now all can read with it. Then
it is used first, and every process is restarted again: now all write with it. `rotate` seals anew
what is still sealed with others, and then the old key can be retired. Each step refuses to be taken
too early: it counts rows, and asks the database which keys the processes have that run.
"""

import asyncio
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import asyncpg

from allin_gql.adapters.embedded.errors import StartupError
from allin_gql.cli.databases import connection_to, unreachable
from allin_gql.cli.environment import data_folder, given, local_settings, supply_local
from allin_gql.cli.kept_secrets import new_key, read_secrets, replace_secret
from allin_gql.cli.rotation import Count, count_by_key, rotate
from allin_gql.core.rings import read_name
from allin_gql.settings import KeyRing, Settings

T = TypeVar("T")

RINGS = {"credentials": "ALLIN_CREDENTIAL_KEYS", "signing": "ALLIN_SIGNING_KEYS"}
_LETTERS = {"credentials": "c", "signing": "s"}
_PROCESSES = """
SELECT DISTINCT application_name FROM pg_stat_activity
WHERE datname = current_database()
    AND (application_name = 'allin' OR application_name LIKE 'allin c=%')
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the database says: rows by key, and the rings of the processes that run."""

    counts: Sequence[Count]
    processes: Sequence[tuple[str, ...]]


def add_arguments(parser: ArgumentParser) -> None:
    """What `allin keys` takes."""
    steps = parser.add_subparsers(dest="step", metavar="STEP", required=True)
    about = {
        "status": "count what each key has sealed, and say which keys the processes have",
        "add": "make a new key and put it behind the others: processes can read with it",
        "use": "put a key first: processes write with it",
        "rotate": "seal anew whatever is not sealed with the first key",
        "retire": "take a key out that nothing is sealed with any more",
    }
    for name, purpose in about.items():
        step = steps.add_parser(name, help=purpose, description=f"{purpose.capitalize()}.")
        if name in {"use", "retire"}:
            step.add_argument("key", metavar="ID", help="the id of the key, such as k2")
        if name != "rotate":
            step.add_argument("--ring", choices=RINGS, default="credentials", help="which keys")


def run(arguments: Namespace) -> int:
    """Take one step. Raises `StartupError` for one that would make something unreadable."""
    steps: dict[str, Callable[[Namespace], None]] = {
        "status": _status,
        "add": _add,
        "use": _use,
        "rotate": _rotate,
        "retire": _retire,
    }
    steps[arguments.step](arguments)
    return 0


def _status(arguments: Namespace) -> None:
    settings = local_settings()
    found = _look(settings, arguments.ring)
    ids = _ring(settings, arguments.ring).ids()
    _say(f"{RINGS[arguments.ring]} has {', '.join(ids)}; new is {ids[0]}.")
    for process in found.processes:
        _say(f"Processes run that have {_told(process)}.")
    for count in found.counts:
        known = "" if count.key_id in ids else " (there is no such key)"
        _say(
            f"{count.column.table}.{count.column.column}: {count.rows} rows under"
            f" {count.key_id}{known}"
        )
    if arguments.ring == "credentials":
        _say(f"{_under_others(found, ids[0])} rows under other keys.")


def _add(arguments: Namespace) -> None:
    keys = _entries(arguments.ring)
    numbers = [int(key_id[1:]) for key_id in keys if key_id[:1] == "k" and key_id[1:].isdigit()]
    key_id = f"k{max(numbers, default=0) + 1}"
    _keep(arguments.ring, {**keys, key_id: new_key()})
    _say(
        f"Restart every process, so that all can read with {key_id}; then: allin keys use {key_id}"
    )


def _use(arguments: Namespace) -> None:
    ring, key_id = arguments.ring, arguments.key
    keys = _entries(ring)
    _require_known(key_id, keys, ring)
    found = _look(local_settings(), ring)
    _refuse(
        [process for process in found.processes if key_id not in process],
        f"They could not read what is written with {key_id}. Restart them first.",
    )
    _keep(ring, {key_id: keys[key_id], **keys})
    last = "allin keys rotate" if ring == "credentials" else "allin keys retire, for the old one"
    _say(f"Restart every process, so that all write with {key_id}; then: {last}")


def _rotate(_: Namespace) -> None:
    settings = local_settings()
    ring = settings.credential_keys
    found = _look(settings, "credentials")
    _refuse(
        [process for process in found.processes if process[:1] != (ring.current_id,)],
        f"They would go on to seal with another key than {ring.current_id}. Restart them first.",
    )

    async def perform(connection: asyncpg.Connection) -> None:
        rotated = await rotate(connection, ring, _say)
        for place in sorted(rotated.broken, key=str):
            _say(f"{place.table}.{place.column} of {place.row} opens with none of the keys.")
        left = sum(
            count.rows
            for count in await count_by_key(connection)
            if count.key_id != ring.current_id
        )
        _say(
            f"{rotated.done} rows were sealed with {ring.current_id}. {left} rows under other keys."
        )
        if left:
            raise StartupError(
                f"{left} rows are left: {len(rotated.broken)} open with no key, the others are in"
                " use. Run it again."
            )

    _ask(settings, perform)


def _retire(arguments: Namespace) -> None:
    ring, key_id = arguments.ring, arguments.key
    keys = _entries(ring)
    _require_known(key_id, keys, ring)
    if key_id == next(iter(keys)):
        raise StartupError(f"{key_id} is the key in use. Add another and use it first.")
    found = _look(local_settings(), ring)
    _refuse(
        [process for process in found.processes if process[:1] in {(key_id,), ()}],
        f"They write with {key_id}. Restart them first.",
    )
    rows = sum(count.rows for count in found.counts if count.key_id == key_id)
    if rows:
        raise StartupError(
            f"{key_id} can not go yet: {rows} rows are sealed with it. Run `allin keys rotate`."
        )
    _keep(ring, {name: key for name, key in keys.items() if name != key_id})
    _say(
        f"Restart every process. Backups from before need {key_id}: keep it with them, elsewhere."
        if ring == "credentials"
        else "Restart every process. Access tokens that are signed with it are refused then: their"
        " lifetime is ALLIN_ACCESS_TOKEN_LIFETIME, and clients refresh them."
    )


def _refuse(processes: Sequence[tuple[str, ...]], why: str) -> None:
    """Raise `StartupError` if there are any of these."""
    if processes:
        rings = " and ".join(f"those with {_told(process)}" for process in processes)
        raise StartupError(f"Processes run that are in the way: {rings}. {why}")


def _told(process: tuple[str, ...]) -> str:
    return ", ".join(process) or "keys that they do not tell (the ids are too long)"


def _require_known(key_id: str, keys: dict[str, str], ring: str) -> None:
    if key_id not in keys:
        raise StartupError(f"{RINGS[ring]} has no key {key_id}; it has {', '.join(keys)}.")


def _entries(ring: str) -> dict[str, str]:
    """The keys of a ring as they are written, by id."""
    supply_local()
    KeyRing.parse(given(RINGS[ring]) or "")
    text = given(RINGS[ring]) or ""
    return {
        key_id: key for key_id, _, key in (one.strip().partition(":") for one in text.split(","))
    }


def _keep(ring: str, keys: dict[str, str]) -> None:
    """Write a ring down where it came from, or print it where a person set it."""
    name, value = RINGS[ring], ",".join(f"{key_id}:{key}" for key_id, key in keys.items())
    folder = data_folder()
    if read_secrets(folder).get(name) == given(name):
        replace_secret(folder, name, value)
        _say(f"{name} in {folder} has {', '.join(keys)}.")
    else:
        _say(f"Set this where {name} is set now:")
        _say(f"{name}={value}")


def _ring(settings: Settings, ring: str) -> KeyRing:
    return settings.credential_keys if ring == "credentials" else settings.signing_keys


def _under_others(found: Found, current_id: str) -> int:
    return sum(count.rows for count in found.counts if count.key_id != current_id)


def _look(settings: Settings, ring: str) -> Found:
    if settings.database_url is None:  # the embedded one does not run, and nothing else does
        return Found(counts=(), processes=())

    async def look(connection: asyncpg.Connection) -> Found:
        names = [row["application_name"] for row in await connection.fetch(_PROCESSES)]
        return Found(
            counts=await count_by_key(connection) if ring == "credentials" else (),
            processes=sorted({read_name(name).get(_LETTERS[ring], ()) for name in names}),
        )

    return _ask(settings, look)


def _ask(settings: Settings, question: Callable[[asyncpg.Connection], Awaitable[T]]) -> T:
    if settings.database_url is None:
        raise StartupError("DATABASE_URL is not set, and no `allin up` runs here.")
    url = settings.database_url

    async def ask() -> T:
        try:
            async with connection_to(url) as connection:
                return await question(connection)
        except (OSError, asyncpg.PostgresConnectionError, TimeoutError) as error:
            raise unreachable(error) from error

    return asyncio.run(ask())


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
