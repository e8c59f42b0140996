"""`allin migrate`: creates the database if it is missing and performs what is pending.

It may run many times and in many places at once: an advisory lock lets one through after the other.
"""

import asyncio
import sys
from argparse import ArgumentParser, Namespace
from contextlib import ExitStack
from importlib import import_module

from allin_gql.adapters.embedded.postgres import APPLICATION_ROLE
from allin_gql.adapters.embedded.services import embedded_services
from allin_gql.cli.databases import (
    UPGRADE_LOCK,
    connection_to,
    create_if_missing,
    pending_migrations,
)
from allin_gql.cli.environment import OWNER_URL, data_folder, given, supply_local
from allin_gql.cli.roles import let_in


def add_arguments(parser: ArgumentParser) -> None:
    """What `allin migrate` takes."""
    parser.add_argument(
        "--write",
        metavar="NAME",
        help="write a migration for what was changed in the models, instead of performing any",
    )


def run(arguments: Namespace) -> int:
    """Migrate the database that applies here; without one, the embedded one is started for it."""
    with ExitStack() as stack:
        supply_local()
        application_url = given("DATABASE_URL")
        url = given(OWNER_URL) or application_url
        if application_url is None or url is None:
            services = stack.enter_context(embedded_services(data_folder(), redis=False))
            assert services.postgres is not None  # noqa: S101  # it was asked for
            url = services.postgres.url()
            application_url = services.postgres.url(role=APPLICATION_ROLE)
        if arguments.write:
            # By itself: Tortoise is set up once in a run. And for nobody but the owner.
            asyncio.run(migrate(url, url))
            files = asyncio.run(_write(url, arguments.write))
            _say([f"Wrote {file}." for file in files] or ["The models have not changed."])
        else:
            files = asyncio.run(migrate(url, application_url))
            _say([f"Migrated {file}." for file in files] or ["The database is up to date."])
    return 0


async def migrate(url: str, application_url: str) -> list[str]:
    """Create the database if needed and perform what is pending; gives the files performed.

    Then the application's role is let in, also where nothing was pending: it may be a new one.
    """
    await create_if_missing(url)
    async with connection_to(url) as connection:
        await connection.execute("SELECT pg_advisory_lock($1)", UPGRADE_LOCK)
        done: list[str] = []
        if await pending_migrations(connection):
            module = import_module("allin_gql.cli.upgrade")
            done = await module.upgrade(url)
        await let_in(connection, application_url)
        return done


async def _write(url: str, name: str) -> list[str]:
    module = import_module("allin_gql.cli.upgrade")
    written: list[str] = await module.write_migration(url, name)
    return written


def _say(lines: list[str]) -> None:
    sys.stdout.writelines(f"{line}\n" for line in lines)
