"""Performs migrations through aerich. Only loaded when there are some: it needs every model."""

from typing import Any

from aerich import Command

from allin_gql.cli.databases import MIGRATIONS
from allin_gql.database import TORTOISE_ORM


def _configuration(url: str) -> dict[str, Any]:
    connections = dict.fromkeys(TORTOISE_ORM["connections"], url)
    return {**TORTOISE_ORM, "connections": connections}


async def upgrade(url: str) -> list[str]:
    """Perform what is pending on a database, each migration in its transaction."""
    done: list[str] = []
    for app in TORTOISE_ORM["apps"]:
        if (MIGRATIONS / app).is_dir():
            async with Command(_configuration(url), app=app, location=str(MIGRATIONS)) as command:
                done += await command.upgrade(run_in_transaction=True)
    return done


async def write_migration(url: str, name: str) -> list[str]:
    """Write a migration for what the models have and the last migration has not."""
    written: list[str] = []
    for app in TORTOISE_ORM["apps"]:
        command = Command(_configuration(url), app=app, location=str(MIGRATIONS))
        if not (MIGRATIONS / app).is_dir():
            await command.init_migrations(safe=False)
            written.append(f"{app}: the first migration")
        else:
            async with command:
                written.append(await command.migrate(name, no_input=True) or "")
        await command.aclose()
    return [file for file in written if file]
