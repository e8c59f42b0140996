"""The migrations, performed on nothing, make what the models say."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import asyncpg
import pytest
from tortoise.context import TortoiseContext

from allin_gql.cli import upgrade
from allin_gql.cli.databases import MIGRATIONS, connection_to, create_if_missing
from allin_gql.cli.kept_secrets import new_secrets
from allin_gql.core.database import CONNECTION
from allin_gql.database import TORTOISE_ORM
from tests.database.catalog import FOREIGN_KEYS_WITHOUT_INDEX, SHAPE, alone, shape_of, texts
from tests.fixtures.services import Services, as_owner, fresh_database

Shape = dict[str, list[str]]

REMEDY = (
    "The models and the migrations say different things: a database that was migrated is not what "
    "the code expects. Run: scripts/migrate --write <what was changed>"
)


@pytest.fixture(scope="module")
def migrated(services: Services, worker_id: str) -> str:
    """A database that was migrated from nothing."""
    return as_owner(fresh_database(services, f"migrated_{worker_id}"))


@pytest.fixture(scope="module")
def modelled(services: Services, worker_id: str) -> str:
    """A database that Tortoise made from the models alone."""
    url = services.database_url.replace("/allin?", f"/modelled_{worker_id}?")

    async def make() -> None:
        await create_if_missing(url)
        async with TortoiseContext() as context:
            await context.init(config={**TORTOISE_ORM, "connections": {CONNECTION: url}})
            await context.generate_schemas(safe=False)

    alone(make)
    return url


@pytest.mark.parametrize("kind", SHAPE)
def test_migrating_makes_what_the_models_say(migrated: str, modelled: str, kind: str) -> None:
    migrated_shape, modelled_shape = _shape(migrated)[kind], _shape(modelled)[kind]

    assert migrated_shape == modelled_shape, REMEDY
    assert migrated_shape


def test_nothing_is_left_to_be_migrated(
    migrated: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, copy)
    monkeypatch.setattr(upgrade, "MIGRATIONS", copy)

    async def write() -> list[str]:
        async with TortoiseContext():  # its own, not the one of the process
            return await upgrade.write_migration(migrated, "left")

    written = alone(write)

    assert written == [], REMEDY


def test_a_migration_can_be_written_beside_a_database_that_is_new(
    services: Services, worker_id: str
) -> None:
    url = services.database_url.replace("/allin?", f"/unmigrated_{worker_id}?")

    done = subprocess.run(
        [sys.executable, "-m", "allin_gql.cli", "migrate", "--write", "left"],
        env={**os.environ, **new_secrets(), "DATABASE_URL": url},
        cwd=MIGRATIONS.parent,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout) == (0, "The models have not changed.\n"), done.stderr


def test_every_foreign_key_has_an_index_that_begins_with_it(migrated: str) -> None:
    async def look() -> list[str]:
        async with connection_to(migrated) as connection:
            return await texts(connection, FOREIGN_KEYS_WITHOUT_INDEX)

    assert alone(look) == [], (
        "Without one, whoever deletes a row reads all of the table that refers to it."
    )


def _shape(url: str) -> Shape:
    async def look() -> Shape:
        connection: asyncpg.Connection
        async with connection_to(url) as connection:
            return await shape_of(connection)

    return alone(look)
