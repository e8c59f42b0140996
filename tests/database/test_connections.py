"""Connections come back: from failures, from tasks given up, from a server that freezes."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from tortoise import connections
from tortoise.backends.asyncpg.client import TransactionWrapper
from tortoise.backends.base.config_generator import expand_db_url

from allin_gql.core.connections import BoundedClient
from allin_gql.core.database import CONNECTION, fetch
from allin_gql.core.unit_of_work import unit_of_work
from tests.fixtures.world import World

pytestmark = pytest.mark.usefixtures("world")
POOL_SIZE = 16  # of a process, unless it is set


@dataclass
class Wire:
    """A unix socket in front of PostgreSQL on which nothing moves while it is frozen."""

    server: str
    flows: asyncio.Event = field(default_factory=asyncio.Event)
    tasks: set[asyncio.Task[None]] = field(default_factory=set)

    async def join(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        back_reader, back_writer = await asyncio.open_unix_connection(self.server)
        for source, target in ((reader, back_writer), (back_reader, writer)):
            self.tasks.add(asyncio.create_task(self._carry(source, target)))

    async def _carry(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        with closing(target):
            while data := await source.read(65_536):
                await self.flows.wait()
                target.write(data)


@asynccontextmanager
async def wired(url: str) -> AsyncIterator[tuple[Wire, BoundedClient]]:
    """A client of the database at the end of a wire; statements take a second at most."""
    wire = Wire(server=f"{parse_qs(urlsplit(url).query)['host'][0]}/.s.PGSQL.5432")
    wire.flows.set()
    credentials: dict[str, Any] = expand_db_url(url)["credentials"]
    with TemporaryDirectory(prefix="allin-wire-") as folder:
        server = await asyncio.start_unix_server(wire.join, Path(folder) / ".s.PGSQL.5432")
        credentials |= {"host": folder, "minsize": 1, "maxsize": 2}
        client = BoundedClient(
            **credentials, connection_name="wired", command_timeout=1.0, timeout=1.0
        )
        try:
            yield wire, client
        finally:
            wire.flows.set()
            await client.close()
            server.close()
            for task in wire.tasks:
                task.cancel()
            await asyncio.gather(*wire.tasks, return_exceptions=True)


async def test_a_transaction_that_cannot_begin_gives_its_connection_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def fail(_: object) -> None:
        raise TimeoutError

    with monkeypatch.context() as patch:
        patch.setattr(TransactionWrapper, "begin", fail)
        fails = [asyncio.create_task(_work()) for _ in range(POOL_SIZE + 1)]
        ends = await asyncio.gather(*fails, return_exceptions=True)

    assert [type(end) for end in ends] == [TimeoutError] * (POOL_SIZE + 1)
    async with asyncio.timeout(5), unit_of_work():
        assert await fetch("SELECT 1 AS one") == [{"one": 1}]
    assert await _open_transactions() == 0


async def test_a_task_is_not_left_in_a_transaction_that_could_not_begin(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def fail(_: object) -> None:
        raise TimeoutError

    before = connections.get(CONNECTION)
    with monkeypatch.context() as patch:
        patch.setattr(TransactionWrapper, "begin", fail)
        with pytest.raises(TimeoutError):
            await _work()

    assert connections.get(CONNECTION) is before


async def test_tasks_that_are_given_up_at_any_moment_leave_nothing_behind() -> None:
    for step in range(200):
        task = asyncio.create_task(_work())
        await asyncio.sleep(step * 0.0001)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    async with asyncio.timeout(5):
        await asyncio.gather(*(_work() for _ in range(POOL_SIZE)))
    assert await _open_transactions() == 0


async def test_while_the_server_is_frozen_every_question_ends_and_afterwards_all_is_well(
    world: World,
) -> None:
    async with wired(world.settings.database_url or "") as (wire, client):
        await client.execute_query("SELECT 1")
        wire.flows.clear()
        began = time.monotonic()
        ends = await asyncio.gather(
            *(_transact(client) for _ in range(4)),
            *(client.execute_query("SELECT 1") for _ in range(4)),
            return_exceptions=True,
        )
        took = time.monotonic() - began
        wire.flows.set()

        assert [isinstance(end, Exception) for end in ends] == [True] * 8
        assert took < 10
        for _ in range(4):
            await _transact(client)
        assert len((await client.execute_query("SELECT 1"))[1]) == 1


async def _work() -> None:
    async with unit_of_work():
        await fetch("SELECT pg_sleep(0.01)")


async def _transact(client: BoundedClient) -> None:
    async with client._in_transaction() as transaction:  # noqa: SLF001  # as Tortoise opens one
        await transaction.execute_query("SELECT 1")


async def _open_transactions() -> int:
    (row,) = await fetch(
        "SELECT count(*) AS open FROM pg_stat_activity"
        " WHERE datname = current_database() AND state LIKE 'idle in transaction%'"
    )
    return int(row["open"])
