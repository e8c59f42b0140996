"""Connections to PostgreSQL that come back, whatever happens to a task, a statement or the server.

Tortoise gives a connection back after a transaction that has begun. One whose BEGIN fails or is
cancelled keeps its connection and stays the transaction of its task: sixteen of them and a process
waits for ever, one of them and nothing that its task asks is answered again. And asyncpg waits as
long as it takes for a connection to be free and for a statement to be cancelled, which is for ever
when the server is frozen. Here, every wait ends, and what is doubtful is closed.

Loaded by Tortoise, which is given the name of this module as its engine (`database`).
"""

import asyncio
import logging
from typing import Any, cast

import asyncpg
from tortoise.backends.asyncpg.client import AsyncpgDBClient, TransactionWrapper
from tortoise.backends.base.client import PoolConnectionWrapper, TransactionContextPooled
from tortoise.connection import get_connections

_log = logging.getLogger(__name__)

_PATIENCE = 5.0  # seconds until a connection has to be free
_PARTING = 1.0  # seconds for what a server has to say at the end; a frozen one says nothing


class _Connection(asyncpg.Connection):  # type: ignore[misc]  # asyncpg is not typed
    """One that is not cleaned after each use, which would double the ways to the server.

    There is nothing to clean: locks and settings are a transaction's, and nobody listens here. A
    transaction that is still open is rolled back all the same.
    """

    def get_reset_query(self) -> str:
        return ""


class BoundedClient(AsyncpgDBClient):
    """Tortoise's client for PostgreSQL, for which nothing takes for ever."""

    connection_class = _Connection

    async def create_pool(self, **kwargs: Any) -> asyncpg.Pool:  # noqa: ANN401  # asyncpg's options
        return await _Pool(
            None,
            max_queries=50_000,
            max_inactive_connection_lifetime=300.0,
            record_class=asyncpg.Record,
            init=_learn_rows,
            **kwargs,
        )

    def acquire_connection(self) -> PoolConnectionWrapper[asyncpg.Connection]:
        return _Loan(self, self._pool_init_lock)

    def _in_transaction(self) -> TransactionContextPooled:
        return _Transaction(TransactionWrapper(self), self._pool_init_lock)


client_class = BoundedClient


async def _learn_rows(connection: asyncpg.Connection) -> None:
    """Let a new connection learn how lists of rows are sent.

    asyncpg asks about a type when a column has it, but fails at a row within which it meets one
    that it does not know (`core/shapes` reads lists of rows within rows).
    """
    await connection.fetch("SELECT ARRAY[ROW(1)]")


class _Pool(asyncpg.Pool):  # type: ignore[misc]  # asyncpg is not typed
    """A pool that hands a connection from one who is done with it straight to the next.

    To give it back to asyncpg and to get it again costs more than a statement: a task, timers, a
    proxy. So one that came back well rests here, unless somebody waits for it there.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # asyncpg's
        super().__init__(*args, **kwargs)
        self._resting: list[Any] = []
        self._waiting = 0

    async def take(self) -> Any:  # noqa: ANN401  # of no type
        """Take a connection as soon as one is free. Raises `TimeoutError` when none gets free."""
        while self._resting:
            connection = self._resting.pop()
            if not connection.is_closed():
                return connection
            await self.release(connection)
        self._waiting += 1
        try:
            return await self.acquire(timeout=_PATIENCE)
        finally:
            self._waiting -= 1

    async def give_back(self, connection: Any, *, is_well: bool) -> None:  # noqa: ANN401  # of no type
        """Return a connection. asyncpg cleans or closes one that is not well, without a word."""
        if is_well and not (self._waiting or connection.is_closed() or self.is_closing()):
            self._resting.append(connection)
            return
        try:
            await self.release(connection, timeout=_PARTING)
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
            _log.warning("a connection was closed, for it did not come back well: %r", error)

    async def close(self) -> None:
        while self._resting:
            await self.release(self._resting.pop())
        await super().close()


class _Loan(PoolConnectionWrapper[asyncpg.Connection]):
    async def __aenter__(self) -> asyncpg.Connection:
        await self.ensure_connection()
        self.connection = await self.client._pool.take()  # noqa: SLF001  # as Tortoise does
        return self.connection

    async def __aexit__(self, exc_type: type[BaseException] | None, *_: object) -> None:
        await _give_back(self.client._pool, self.connection, is_well=exc_type is None)  # noqa: SLF001  # as Tortoise does


class _Transaction(TransactionContextPooled):
    client: TransactionWrapper

    async def __aenter__(self) -> TransactionWrapper:
        await self.ensure_connection()
        self.client._connection = await self._pool().take()  # noqa: SLF001  # as Tortoise does
        try:
            await self.client.begin()
        except BaseException:
            await self._give_back(is_well=False)
            raise
        self.token = get_connections().set(self.connection_name, self.client)
        return self.client

    async def __aexit__(self, exc_type: type[BaseException] | None, *_: object) -> None:
        is_well = False
        try:
            if self.client._finalized:  # noqa: SLF001  # as Tortoise does
                return
            if exc_type is None:
                await self.client.commit()
                is_well = True
            else:
                await self._roll_back()
        finally:
            get_connections().reset(self.token)
            await self._give_back(is_well=is_well)

    async def _roll_back(self) -> None:
        try:
            async with asyncio.timeout(_PARTING):
                await self.client.rollback()
        except Exception as error:  # noqa: BLE001  # whatever it is, a server rolls back what it loses
            _log.warning("a connection is closed, for its transaction does not end: %r", error)
            self.client._connection.terminate()  # noqa: SLF001  # as Tortoise does

    async def _give_back(self, *, is_well: bool) -> None:
        await _give_back(self._pool(), self.client._connection, is_well=is_well)  # noqa: SLF001  # as Tortoise does

    def _pool(self) -> _Pool:
        return cast("_Pool", self.client._parent._pool)  # noqa: SLF001  # as Tortoise does


async def _give_back(pool: _Pool | None, connection: Any, *, is_well: bool) -> None:  # noqa: ANN401  # of no type
    if pool is not None:  # else it was closed meanwhile, and its connections with it
        await pool.give_back(connection, is_well=is_well)
