"""Statements in SQL, where the query builder cannot say it: claims, counters, locks."""

from typing import Any

from tortoise import connections

CONNECTION = "default"


async def fetch(sql: str, *parameters: Any) -> list[dict[str, Any]]:  # noqa: ANN401  # any SQL value
    """Run one statement in the current transaction, if there is one; returns its rows by column."""
    connection = connections.get(CONNECTION)
    rows: list[dict[str, Any]] = await connection.execute_query_dict(sql, list(parameters))
    return rows
