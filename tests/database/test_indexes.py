"""Every question that is asked has an index: held against PostgreSQL's own plans."""

import json
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from typing import Any

import asyncpg
import pytest
from tortoise import connections
from tortoise.context import TortoiseContext
from tortoise.transactions import in_transaction

from allin_gql.cli.databases import connection_to
from allin_gql.core.database import CONNECTION
from allin_gql.database import TORTOISE_ORM
from tests.architecture.source import DOMAINS_FOLDER, listed, modules
from tests.database.catalog import alone
from tests.database.questions import QUESTIONS, Question
from tests.database.rows import TABLES, fill
from tests.fixtures.services import Services, fresh_database

SMALL = 1_000  # rows; a table of fewer may be read from one end to the other

Statement = tuple[str, tuple[Any, ...]]
Plan = dict[str, Any]


class TakenBack(Exception):
    """Ends a transaction whose doings are not wanted."""


@pytest.fixture(scope="module")
def filled(services: Services, worker_id: str) -> str:
    """A database with thousands of rows in every table."""
    url = fresh_database(services, f"filled_{worker_id}")

    async def make() -> None:
        async with connection_to(url) as connection:
            await fill(connection)

    alone(make)
    return url


@pytest.mark.parametrize("name", QUESTIONS)
def test_no_question_reads_a_whole_table(filled: str, name: str) -> None:
    statements, plans = alone(lambda: _explain(filled, QUESTIONS[name]))

    found = [
        f"{node['Relation Name']} for {statement}"
        for (statement, _), plan in zip(statements, plans, strict=True)
        for node in _nodes(plan)
        if node["Node Type"] == "Seq Scan" and TABLES[node["Relation Name"]].count > SMALL
    ]
    assert statements, f"{name} asked nothing"
    assert not found, listed(
        found, f"{name} has no index, and takes the longer the more people use AllIN."
    )


def test_every_table_has_rows(filled: str) -> None:
    async def look() -> set[str]:
        async with connection_to(filled) as connection:
            rows = await connection.fetch(
                "SELECT relname FROM pg_class WHERE relkind = 'r' AND reltuples > $1 "
                "AND relnamespace = 'public'::regnamespace", SMALL
            )  # fmt: skip
            tables = await connection.fetch(
                "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
            )
            return {row[0] for row in tables} - {row[0] for row in rows}

    assert alone(look) == {"aerich"}, "Say in rows.py how many rows a new table gets."


def test_every_question_of_every_repository_is_held_against_its_plan() -> None:
    asked = {name.split(" ")[0].rstrip(",") for name in QUESTIONS}
    there = {
        f"{module.path.parent.name}.{function.name}"
        for module in modules("allin_gql/domains")
        if module.path.name == "repository.py" and module.path.parents[1] == DOMAINS_FOLDER
        for function in module.functions()
        # What only adds rows reads none.
        if not function.name.startswith(("_", "add_"))
    }
    assert not there - asked, listed(
        sorted(there - asked), "Ask it in questions.py, so that its index is looked for."
    )


async def _explain(url: str, question: Question) -> tuple[list[Statement], list[Plan]]:
    async with _connected(url):
        with _heard() as statements:
            await _ask_and_take_back(question)
        async with connections.get(CONNECTION).acquire_connection() as connection:
            return statements, [await _plan(connection, *statement) for statement in statements]


async def _ask_and_take_back(question: Question) -> None:
    with suppress(TakenBack):
        async with in_transaction():
            await question()
            raise TakenBack


async def _plan(connection: asyncpg.Connection, sql: str, values: tuple[Any, ...]) -> Plan:
    told = await connection.fetchval(f"EXPLAIN (FORMAT JSON) {sql}", *values)
    plan: Plan = json.loads(told)[0]["Plan"]
    return plan


def _nodes(plan: Plan) -> Iterator[Plan]:
    yield plan
    for below in plan.get("Plans", ()):
        yield from _nodes(below)


@asynccontextmanager
async def _connected(url: str) -> AsyncIterator[None]:
    async with TortoiseContext() as context:
        await context.init(config={**TORTOISE_ORM, "connections": {CONNECTION: url}})
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
