"""A database with many rows, made once for all test processes."""

import fcntl

import pytest

from allin_gql.cli.databases import connection_to
from tests.database.catalog import alone
from tests.database.rows import fill
from tests.fixtures.services import Services, as_owner, fresh_database


@pytest.fixture(scope="session")
def filled(services: Services) -> str:
    """A database with a hundred thousand rows in every table that is listed."""
    done = services.folder / "filled.done"
    with (services.folder / "filled.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            url = fresh_database(services, "filled")
            alone(lambda: _fill(url))
            done.write_text(url)
    return done.read_text()


async def _fill(url: str) -> None:
    async with connection_to(as_owner(url)) as connection:
        await fill(connection)
