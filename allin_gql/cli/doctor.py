"""`allin doctor`: looks at this installation and says in words what is right and what is not."""

import asyncio
import shutil
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import asyncpg
import redis

from allin_gql.adapters.embedded.errors import StartupError
from allin_gql.adapters.embedded.folder import is_held, open_folder
from allin_gql.adapters.embedded.postgres import find_binaries
from allin_gql.adapters.embedded.redis import find_server
from allin_gql.cli.databases import connection_to, pending_migrations, unreachable
from allin_gql.cli.endpoints import read_endpoints
from allin_gql.cli.environment import data_folder, supply, supply_local
from allin_gql.cli.health import is_healthy, reachable
from allin_gql.cli.kept_secrets import new_secrets
from allin_gql.cli.ports import require_free
from allin_gql.cli.roles import is_owner
from allin_gql.settings import Settings, load_settings, origin

LEAST_FREE_BYTES = 500_000_000
REDIS_SECONDS = 5.0
MAILS = {  # states of the outbox that somebody should know of
    "FAILED": "could not be sent",
    "UNKNOWN": "may have been sent or not",
}
COUNT_MAILS = """
SELECT state, count(*) FROM outgoing_mails WHERE state = ANY($1) GROUP BY state
"""
COUNT_LATE_MAILS = """
SELECT count(*) FROM outgoing_mails
WHERE state = 'WAITING' AND created_at < now() - interval '1 hour'
"""
MARKS = {"ok": "ok     ", "note": "note   ", "broken": "BROKEN "}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One sentence about this installation. `mark` is `ok`, `note` (works without) or `broken`."""

    mark: str
    sentence: str


def add_arguments(parser: ArgumentParser) -> None:
    """It takes none."""
    parser.epilog = "Exit code 2 if anything is broken."


def run(_: Namespace) -> int:
    """Print a line for each check; gives 2 if anything is broken."""
    supply_local()
    if not data_folder().exists():
        supply(new_secrets())  # `allin up` would make them
    settings = load_settings()
    findings = []
    for finding in examine(settings):
        sys.stdout.write(f"{MARKS[finding.mark]}{finding.sentence}\n")
        findings.append(finding)
    return 2 if any(finding.mark == "broken" for finding in findings) else 0


def examine(settings: Settings) -> Iterator[Finding]:
    """All checks, one after the other."""
    version = ".".join(map(str, sys.version_info[:3]))
    yield Finding(mark="ok", sentence=f"Python is {version}.")
    yield _attempt(lambda: _check_disk(settings.data_dir))
    yield _attempt(lambda: _check_database(settings))
    if settings.database_url is not None:
        yield from check_outbox(settings.database_url)
    yield _attempt(lambda: _check_redis(settings))
    if is_held(settings.data_dir):
        yield _check_running(settings)
    else:
        yield from (_attempt(check) for check in _port_checks(settings))
    yield check_links(settings)
    yield from _check_features(settings)


def _attempt(check: Callable[[], str]) -> Finding:
    try:
        return Finding(mark="ok", sentence=check())
    except StartupError as error:
        return Finding(mark="broken", sentence=str(error))


def _check_disk(data_dir: Path) -> str:
    folder = open_folder(data_dir)
    free = shutil.disk_usage(folder).free
    if free < LEAST_FREE_BYTES:
        raise StartupError(
            f"Only {free // 1_000_000} MB are free in {folder}; make room or set ALLIN_DATA_DIR."
        )
    return f"The data folder {folder} can be written to; {free // 1_000_000_000} GB are free."


def _check_database(settings: Settings) -> str:
    if settings.database_url is None:
        find_binaries()
        return "DATABASE_URL is not set; `allin up` starts the embedded PostgreSQL."
    return asyncio.run(_ask_database(settings.database_url))


async def _ask_database(url: str) -> str:
    try:
        async with connection_to(url) as connection:
            version = await connection.fetchval("SHOW server_version")
            pending = await pending_migrations(connection)
            may_change_history = await is_owner(connection)
    except (OSError, asyncpg.PostgresError, TimeoutError) as error:
        raise unreachable(error) from error
    if pending:
        raise StartupError(
            f"The database lacks {len(pending)} migrations, the first is {pending[0]}; "
            "run scripts/migrate."
        )
    if may_change_history:
        return (
            f"PostgreSQL {version} answers and has all migrations; its role owns the tables and"
            " could change the history (see ALLIN_OWNER_DATABASE_URL)."
        )
    return f"PostgreSQL {version} answers, has all migrations, and lets us change no history."


def check_outbox(url: str) -> Iterator[Finding]:
    """What became of the mails of the last thirty days; nothing where that cannot be asked."""
    try:
        counts = asyncio.run(_count_mails(url))
    except (OSError, asyncpg.PostgresError, TimeoutError):
        return  # what is wrong with the database has been said
    told = [f"{counts[state]} {words}" for state, words in MAILS.items() if counts.get(state)]
    late = counts["LATE"]
    if told or late:
        waiting = [f"{late} wait for more than an hour"] if late else []
        found = ", ".join([*waiting, *told])
        sentence = f"Of the mails of thirty days {found}; docs/operating.md says what to do."
        yield Finding(mark="note", sentence=sentence)
    else:
        yield Finding(mark="ok", sentence="No mail has failed, and none waits for long.")


async def _count_mails(url: str) -> dict[str, int]:
    async with connection_to(url) as connection:
        rows = await connection.fetch(COUNT_MAILS, list(MAILS))
        late = await connection.fetchval(COUNT_LATE_MAILS)
    return {"LATE": late, **{row["state"]: row["count"] for row in rows}}


def _check_redis(settings: Settings) -> str:
    if settings.redis_url is None:
        return f"REDIS_URL is not set; `allin up` starts {find_server().name}."
    client = redis.Redis.from_url(
        settings.redis_url, socket_timeout=REDIS_SECONDS, socket_connect_timeout=REDIS_SECONDS
    )
    try:
        client.ping()
        policy = client.config_get("maxmemory-policy").get("maxmemory-policy")
    except redis.RedisError as error:
        raise StartupError(f"Redis can't be reached ({error}); check REDIS_URL.") from error
    finally:
        client.close()
    if policy != "noeviction":
        raise StartupError(
            f"Redis forgets when it is full (maxmemory-policy {policy}); set it to noeviction."
        )
    return "Redis answers and forgets nothing (noeviction)."


def _port_checks(settings: Settings) -> list[Callable[[], str]]:
    api, sandbox = ("The API", settings.host), ("The sandbox", settings.sandbox_host)
    mailbox = ("The sandbox's mailbox", settings.sandbox_host)
    ports = {
        "ALLIN_PORT": (*api, settings.port),
        "ALLIN_SANDBOX_PORT": (*sandbox, settings.sandbox_port),
        "ALLIN_SANDBOX_SMTP_PORT": (*mailbox, settings.sandbox_smtp_port),
    }
    return [partial(_check_port, name, *port) for name, port in ports.items()]


def _check_port(variable: str, purpose: str, host: str, port: int) -> str:
    require_free(host, port, purpose=purpose, remedy=f"choose another with {variable}")
    return f"{purpose} can listen on {host}:{port}."


def _check_running(settings: Settings) -> Finding:
    endpoints = read_endpoints(settings.data_dir)
    here = f"{reachable(settings.host, settings.port)}/health"
    url = here if endpoints is None else endpoints.health
    if is_healthy(url):
        return Finding(mark="ok", sentence=f"A system is running here and says it is well ({url}).")
    return Finding(
        mark="broken",
        sentence=f"A system is running here, but {url} does not answer; see its logs.",
    )


def check_links(settings: Settings) -> Finding:
    """Whether letters lead to a front end, and whether its pages may call the API."""
    front_end = settings.front_end_url
    if front_end is None:
        return Finding(
            mark="note",
            sentence="Letters carry codes and no links: ALLIN_FRONT_END_URL is not set.",
        )
    sentence = f"Letters link to pages of {front_end}"
    if origin(front_end) in {origin(settings.public_url), *settings.allowed_origins}:
        return Finding(mark="ok", sentence=f"{sentence}.")
    return Finding(
        mark="note",
        sentence=f"{sentence}, which may not call the API from a browser: {origin(front_end)} is"
        " not in ALLIN_ALLOWED_ORIGINS.",
    )


def _check_features(settings: Settings) -> Iterator[Finding]:
    missing = {
        "Mail can't be sent": (
            settings.smtp_url or settings.mailgun_domain,
            "ALLIN_SMTP_URL" if settings.mailgun_domain is None else "ALLIN_MAILGUN_DOMAIN",
        ),
        "A missing end of the audit log goes unnoticed": (settings.audit_keys, "ALLIN_AUDIT_KEYS"),
        "AI drafts are off": (settings.openai_api_key, "OPENAI_API_KEY"),
        "People have to name their Mastodon server": (
            settings.mastodon_server,
            "ALLIN_MASTODON_SERVER",
        ),
    }
    for consequence, (value, variable) in missing.items():
        if value is None:
            is_simulated = variable != "ALLIN_AUDIT_KEYS" and not settings.is_sandbox
            sandbox = "; `allin up` sets it to the sandbox's" if is_simulated else ""
            sentence = f"{consequence}: {variable} is not set{sandbox}."
            yield Finding(mark="note", sentence=sentence)
        else:
            yield Finding(mark="ok", sentence=f"{variable} is set.")
