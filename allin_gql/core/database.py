"""Statements in SQL, where the query builder cannot say it: claims, counters, locks, shapes."""

from collections.abc import Sequence
from typing import Any

import asyncpg
from tortoise import connections

CONNECTION = "default"


async def fetch(sql: str, *parameters: Any) -> list[dict[str, Any]]:  # noqa: ANN401  # any SQL value
    """Run one statement in the current transaction, if there is one; returns its rows by column."""
    connection = connections.get(CONNECTION)
    rows: list[dict[str, Any]] = await connection.execute_query_dict(sql, list(parameters))
    return rows


async def fetch_records(sql: str, *parameters: Any) -> Sequence[asyncpg.Record]:  # noqa: ANN401  # any SQL value
    """Run one statement as `fetch` does; returns its rows as they came, to be read by place."""
    client = connections.get(CONNECTION)
    async with client.acquire_connection() as connection:
        client.log.debug("%s: %s", sql, parameters)  # as Tortoise tells its own
        records: Sequence[asyncpg.Record] = await connection.fetch(sql, *parameters)
        return records
