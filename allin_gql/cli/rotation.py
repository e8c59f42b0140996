"""Seals everything anew that another key than the current one has sealed, while all else runs.

It goes through each declared column by key, some hundred rows at a time, each batch committed by
itself: whoever is killed goes on from there when run again, for a row says by which key it is
sealed. No row is waited for: one that is locked is left to the next round. And none is overwritten
that has changed meanwhile.
"""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from uuid import UUID

import asyncpg

from allin_gql.core.vault import SEALED_COLUMNS, Place, SealBroken, SealedColumn, Vault
from allin_gql.database import model_modules
from allin_gql.domains import DOMAINS
from allin_gql.settings import KeyRing

_BATCH = 200  # rows that nobody else can write to for some milliseconds
_PAUSE = 0.2  # seconds, for whoever holds the rows that are left
_IDLE_ROUNDS = 50  # in which nothing could be done: ten seconds
_NOTHING = UUID(int=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many rows of a column are sealed with one key."""

    column: SealedColumn
    key_id: str
    rows: int


@dataclass(slots=True, kw_only=True)
class Rotated:
    """What came of it: rows sealed anew, those that do not open, and those still locked."""

    done: int = 0
    broken: set[Place] = field(default_factory=set)
    left: int = 0


def sealed_columns() -> list[SealedColumn]:
    """Every column of sealed values, whatever declares it."""
    values = (f"allin_gql.domains.{domain}.values" for domain in DOMAINS)
    for name in (*model_modules(), *filter(find_spec, values)):
        import_module(name)
    return list(SEALED_COLUMNS.values())


async def count_by_key(connection: asyncpg.Connection) -> list[Count]:
    """Count the rows of every column by the key that they are sealed with."""
    return [
        Count(column=column, key_id=row["key_id"], rows=row["rows"])
        for column in sealed_columns()
        for row in await connection.fetch(_count(column))
    ]


async def rotate(
    connection: asyncpg.Connection, ring: KeyRing, tell: Callable[[str], None]
) -> Rotated:
    """Seal with the ring's first key whatever is sealed with another one.

    `tell` is told how far it is. Rows that no key of the ring opens are left as they are.
    """
    rotated = Rotated()
    for column in sealed_columns():
        await _rotate_column(
            _Round(connection, Vault(ring), ring.current_id, column), rotated, tell
        )
    return rotated


@dataclass(frozen=True, slots=True)
class _Round:
    connection: asyncpg.Connection
    vault: Vault
    key_id: str
    column: SealedColumn


async def _rotate_column(way: _Round, rotated: Rotated, tell: Callable[[str], None]) -> None:
    name = f"{way.column.table}.{way.column.column}"
    total, done, idle = await _left(way), 0, 0
    broken: set[Place] = set()
    while (left := await _left(way) - len(broken)) > 0 and idle < _IDLE_ROUNDS:
        before, last = done, _NOTHING
        while (batch := await _rotate_batch(way, last, broken)) is not None:
            last, changed = batch
            done += changed
            if changed:
                tell(f"{name}: {done} of {total}")
        idle = 0 if done > before else idle + 1
        if idle:
            await asyncio.sleep(_PAUSE)
    rotated.done += done
    rotated.broken |= broken
    rotated.left += max(left, 0)


async def _rotate_batch(way: _Round, after: UUID, broken: set[Place]) -> tuple[UUID, int] | None:
    """Seal the next rows anew; gives the key of the last and how many, or nothing at the end."""
    async with way.connection.transaction():
        rows = await way.connection.fetch(_next(way.column), after, way.key_id, _BATCH)
        if not rows:
            return None
        anew = dict(_sealed_anew(way, rows, broken))
        changed = await way.connection.fetch(
            _replace(way.column),
            list(anew),
            [row["sealed"] for row in rows if row["id"] in anew],
            list(anew.values()),
        )
    return UUID(int=rows[-1]["id"].int), len(changed)


def _sealed_anew(
    way: _Round, rows: list[asyncpg.Record], broken: set[Place]
) -> Iterator[tuple[UUID, str]]:
    for row in rows:
        place = way.column.place(UUID(int=row["id"].int))
        try:
            yield row["id"], way.vault.reseal(row["sealed"], place)
        except SealBroken:
            broken.add(place)


async def _left(way: _Round) -> int:
    """How many rows are sealed with another key."""
    return int(await way.connection.fetchval(_others(way.column), way.key_id))


def _count(column: SealedColumn) -> str:
    return (
        f"SELECT split_part({column.column}, '.', 2) AS key_id, count(*) AS rows"  # noqa: S608  # of names that are ours
        f" FROM {column.table} WHERE {column.column} IS NOT NULL GROUP BY 1 ORDER BY 1"
    )


def _others(column: SealedColumn) -> str:
    return (
        f"SELECT count(*) FROM {column.table}"  # noqa: S608  # of names that are ours
        f" WHERE split_part({column.column}, '.', 2) <> $1"
    )


def _next(column: SealedColumn) -> str:
    # Rows that others refer to meanwhile are not in the way (NO KEY); locked ones are left out.
    return (
        f"SELECT id, {column.column} AS sealed FROM {column.table}"  # noqa: S608  # of names that are ours
        f" WHERE id > $1 AND split_part({column.column}, '.', 2) <> $2"
        " ORDER BY id LIMIT $3 FOR NO KEY UPDATE SKIP LOCKED"
    )


def _replace(column: SealedColumn) -> str:
    return (
        f"UPDATE {column.table} AS known SET {column.column} = anew.sealed"  # noqa: S608  # of names that are ours
        " FROM unnest($1::uuid[], $2::text[], $3::text[]) AS anew (id, old, sealed)"
        f" WHERE known.id = anew.id AND known.{column.column} = anew.old RETURNING known.id"
    )
