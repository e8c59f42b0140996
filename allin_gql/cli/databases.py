"""Looks after databases as a whole: reaching one, creating it, and which migrations it has seen."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg
from tortoise.backends.base.config_generator import expand_db_url

import allin_gql
from allin_gql.adapters.embedded.errors import StartupError

MIGRATIONS = Path(allin_gql.__file__).parent.parent / "migrations"
MAINTENANCE_DATABASE = "postgres"
CONNECT_SECONDS = 10
UPGRADE_LOCK = 0x616C6C696E  # "allin": one number for all who upgrade the same database
CONNECTION_ARGUMENTS = ("host", "port", "user", "password", "ssl")


@asynccontextmanager
async def connection_to(url: str, database: str | None = None) -> AsyncIterator[asyncpg.Connection]:
    """Connect to the URL's database, or to another one on its server."""
    address = expand_db_url(url)["credentials"]
    arguments = {name: address[name] for name in CONNECTION_ARGUMENTS if address.get(name)}
    connection = await asyncpg.connect(
        **arguments, database=database or address["database"], timeout=CONNECT_SECONDS
    )
    try:
        yield connection
    finally:
        await connection.close()


async def create_if_missing(url: str) -> bool:
    """Create the URL's database unless it is there; says whether it was created.

    Raises `StartupError` when its server can't be reached or refuses.
    """
    name = expand_db_url(url)["credentials"]["database"]
    try:
        async with connection_to(url):
            return False
    except asyncpg.InvalidCatalogNameError:
        pass
    except (OSError, asyncpg.PostgresError, TimeoutError) as error:
        raise unreachable(error) from error
    try:
        async with connection_to(url, MAINTENANCE_DATABASE) as connection:
            await connection.execute(f'CREATE DATABASE "{name}"')
    except (asyncpg.DuplicateDatabaseError, asyncpg.UniqueViolationError):
        return False  # somebody else created it in the same moment
    except asyncpg.InsufficientPrivilegeError as error:
        raise StartupError(
            f"The database {name} is missing and this role may not create it; "
            f"create it (CREATE DATABASE {name}) or correct DATABASE_URL."
        ) from error
    return True


def unreachable(error: Exception) -> StartupError:
    """What to say when a database can't be reached; not its URL, which may hold a password."""
    reason = str(error) or type(error).__name__
    return StartupError(f"The database can't be reached ({reason}); check DATABASE_URL.")


async def pending_migrations(connection: asyncpg.Connection) -> list[str]:
    """The migration files, `<app>/<file>`, that this database has not seen, in order."""
    seen: set[str] = set()
    if await connection.fetchval("SELECT to_regclass('aerich')") is not None:
        rows = await connection.fetch("SELECT app, version FROM aerich")
        seen = {f"{row['app']}/{row['version']}" for row in rows}
    files = await asyncio.to_thread(_migration_files)
    return [file for file in files if file not in seen]


def _migration_files() -> list[str]:
    files = [file for file in MIGRATIONS.glob("*/*_*.py") if file.name.split("_")[0].isdigit()]
    files.sort(key=lambda file: (file.parent.name, int(file.name.split("_")[0])))
    return [f"{file.parent.name}/{file.name}" for file in files]
