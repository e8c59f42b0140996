"""Rows in every column of sealed values there is, for tests that replace keys."""

from collections.abc import Mapping
from uuid import UUID

import asyncpg

from allin_gql.cli.databases import connection_to
from allin_gql.cli.rotation import sealed_columns
from allin_gql.core.vault import Place, Vault
from tests.database.rows import BY_TYPE, COLUMNS
from tests.fixtures.services import as_owner

Stored = Mapping[Place, str]


async def seal_rows(url: str, vault: Vault, count: int) -> dict[Place, bytes]:
    """Fill every sealed column of an empty database; gives what is in them, by place."""
    secrets: dict[Place, bytes] = {}
    async with connection_to(as_owner(url)) as connection:
        await connection.execute("SET session_replication_role = replica")  # no row refers to any
        for column in sealed_columns():
            await connection.execute(f"TRUNCATE {column.table} CASCADE")
        for column in sealed_columns():
            ids = await _rows(connection, column.table, count)
            places = [column.place(UUID(int=key.int)) for key in ids]
            secrets |= {place: str(place).encode() for place in places}
            await connection.executemany(
                f"UPDATE {column.table} SET {column.column} = $2 WHERE id = $1",  # noqa: S608  # our own names
                [(place.row, vault.seal(secrets[place], place)) for place in places],
            )
    return secrets


async def _rows(connection: asyncpg.Connection, table: str, count: int) -> list[UUID]:
    known = [row["id"] for row in await connection.fetch(f"SELECT id FROM {table}")]  # noqa: S608  # our own names
    if known:  # another column of the table has made them
        return known
    columns = {name: BY_TYPE[kind] for name, kind in await connection.fetch(COLUMNS, table)}
    rows = await connection.fetch(
        f"INSERT INTO {table} ({', '.join(columns)})"  # noqa: S608  # our own names
        f" SELECT {', '.join(columns.values())} FROM generate_series(1, {count}) AS i RETURNING id"
    )
    return [row["id"] for row in rows]


async def read_rows(url: str) -> Stored:
    """What every sealed column holds."""
    async with connection_to(as_owner(url)) as connection:
        return {
            column.place(UUID(int=row["id"].int)): row["sealed"]
            for column in sealed_columns()
            for row in await connection.fetch(
                f"SELECT id, {column.column} AS sealed FROM {column.table}"  # noqa: S608  # our own names
                f" WHERE {column.column} IS NOT NULL"
            )
        }


def opened(stored: Stored, vault: Vault) -> dict[Place, bytes]:
    """Open all of it. Raises `SealBroken`."""
    return {place: vault.open(sealed, place) for place, sealed in stored.items()}
