"""What a database says of itself: the shape of everything in it, as sentences to compare."""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import asyncpg

R = TypeVar("R")

# Each gives one text a row; the place of a column in its table does not count.
SHAPE = {
    "columns": """
        SELECT format('%s.%s %s%s%s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
                      CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END,
                      ' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid))
        FROM pg_attribute a
        JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p')
        JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
        LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        WHERE a.attnum > 0 AND NOT a.attisdropped
    """,
    "indexes": "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "constraints": """
        SELECT format('%s %s %s', c.relname, k.conname, pg_get_constraintdef(k.oid))
        FROM pg_constraint k
        JOIN pg_class c ON c.oid = k.conrelid
        WHERE k.connamespace = 'public'::regnamespace
    """,
}
FOREIGN_KEYS_WITHOUT_INDEX = """
    SELECT format('%s (%s)', c.relname, string_agg(a.attname, ', '))
    FROM pg_constraint k
    JOIN pg_class c ON c.oid = k.conrelid
    JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey)
    WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace
      AND NOT EXISTS (
          SELECT FROM pg_index i
          WHERE i.indrelid = k.conrelid AND i.indpred IS NULL
            AND (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey
      )
    GROUP BY k.oid, c.relname
"""


async def shape_of(connection: asyncpg.Connection) -> dict[str, list[str]]:
    """The shape of a database, by kind of thing."""
    return {kind: await texts(connection, query) for kind, query in SHAPE.items()}


async def texts(connection: asyncpg.Connection, query: str) -> list[str]:
    """The rows of a query of one text, sorted."""
    return sorted(row[0] for row in await connection.fetch(query))


def alone(work: Callable[[], Awaitable[R]]) -> R:
    """Run something on an event loop and in a context of its own, so that it disturbs nobody."""

    async def run() -> R:
        return await work()

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, run()).result()
