"""How PostgreSQL carries out what is asked: its own plans, and what is wrong with one."""

import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from tortoise import connections
from tortoise.backends.base.config_generator import expand_db_url
from tortoise.context import TortoiseContext
from tortoise.transactions import in_transaction

from allin_gql.core import connections as engine
from allin_gql.core.database import CONNECTION
from allin_gql.database import PLANNING, TORTOISE_ORM
from tests.database.rows import LARGE, SMALL, TABLES, key

Question = Callable[[], Awaitable[Any]]
Statement = tuple[str, tuple[Any, ...]]
Node = dict[str, Any]

_LARGE, _SMALL = key("organizations", LARGE), key("organizations", 17)
_UNTIL_KEPT = 6  # after five plans, PostgreSQL thinks of keeping one


class TakenBack(Exception):
    """Ends a transaction whose doings are not wanted."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A statement, and how it is carried out."""

    statement: str
    root: Node

    def nodes(self) -> Iterator[Node]:
        """Each step."""
        waiting = [self.root]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += node.get("Plans", ())


def whole_tables(plan: Plan) -> list[str]:
    """The large tables that are read from one end to the other."""
    return [
        f"{node['Relation Name']} for {plan.statement}"
        for node in plan.nodes()
        if node["Node Type"] == "Seq Scan" and TABLES[node["Relation Name"]].count > SMALL
    ]


def excess(plan: Plan, *, at_most: int) -> list[str]:
    """The steps that read more than so many rows only to drop or to sort them. As it was run."""
    found = []
    for node in plan.nodes():
        loops = node["Actual Loops"]
        dropped = loops * (
            node.get("Rows Removed by Filter", 0) + node.get("Rows Removed by Index Recheck", 0)
        )
        if dropped > at_most:
            found.append(f"{dropped:.0f} rows of {node['Relation Name']} dropped")
        if "Sort" in node["Node Type"]:
            (below,) = node["Plans"]
            if below["Actual Rows"] * below["Actual Loops"] > at_most:
                found.append(f"{below['Actual Rows']:.0f} rows sorted")
    return [f"{one} for {plan.statement}" for one in found]


async def explain(url: str, question: Question) -> list[Plan]:
    """How the statements of a question are meant to be carried out."""
    async with connected(url):
        with _heard() as statements:
            await _ask_and_take_back(question)
        async with connections.get(CONNECTION).acquire_connection() as connection:
            return [
                _plan(sql, await connection.fetchval(f"EXPLAIN (FORMAT JSON) {sql}", *values))
                for sql, values in statements
            ]


async def watch(question: Question) -> list[Plan]:
    """How the statements of a question are carried out, in a database that is connected to.

    Before that, small organizations ask the same, as on every connection. By itself, PostgreSQL
    would make its plan for such values then, and keep it.
    """
    with _heard() as statements:
        await question()
    plans = []
    async with connections.get(CONNECTION).acquire_connection() as connection:
        for sql, values in statements:
            await connection.execute(f"PREPARE asked AS {sql}")
            small = [_SMALL if value == _LARGE else value for value in values]
            for _ in range(_UNTIL_KEPT):
                await connection.execute(f"EXECUTE asked ({_literals(small)})")
            told = await connection.fetchval(
                f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) EXECUTE asked ({_literals(values)})"
            )
            await connection.execute("DEALLOCATE asked")
            plans.append(_plan(sql, told))
    return plans


def _literals(values: Iterable[object]) -> str:
    return ", ".join(
        f"'{{{','.join(map(str, value))}}}'" if isinstance(value, list) else f"'{value}'"
        for value in values
    )


def _plan(sql: str, told: str) -> Plan:
    return Plan(sql, json.loads(told)[0]["Plan"])


async def _ask_and_take_back(question: Question) -> None:
    with suppress(TakenBack):
        async with in_transaction():
            await question()
            raise TakenBack


@asynccontextmanager
async def connected(url: str) -> AsyncIterator[None]:
    """Connect the models to a database."""
    async with TortoiseContext() as context:
        connection = {**expand_db_url(url), "engine": engine.__name__}
        connection["credentials"]["server_settings"] = PLANNING
        await context.init(config={**TORTOISE_ORM, "connections": {CONNECTION: connection}})
        yield


@contextmanager
def _heard() -> Iterator[list[Statement]]:
    """The statements that Tortoise sends, with their values, as it logs them."""
    heard: list[Statement] = []
    log = logging.getLogger("tortoise.db_client")

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.msg != "%s: %s" or not isinstance(record.args, tuple):
                return
            sql, values = record.args
            many = record.funcName == "execute_many"
            given = values[0] if many and isinstance(values, list) else values
            if (
                str(sql)
                .lstrip()
                .upper()
                .startswith(("SELECT", "INSERT", "UPDATE", "DELETE", "WITH"))
            ):
                heard.append((str(sql), tuple(given) if isinstance(given, list | tuple) else ()))

    ear, level = Ear(), log.level
    log.addHandler(ear)
    log.setLevel(logging.DEBUG)
    try:
        yield heard
    finally:
        log.removeHandler(ear)
        log.setLevel(level)
