"""A transaction held open around several units of work, which is begun by the first of them.

    async with hold_transaction(claim) as held:
        ...  # units of work join it

All of it is committed at the end of the block or nothing is, and nothing leaves before. Until the
first unit of work no connection is taken, so that whoever asks the outside world first holds none.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from contextvars import ContextVar
from typing import Any

from tortoise.transactions import in_transaction

_HELD: ContextVar["HeldTransaction | None"] = ContextVar("held_transaction", default=None)


class ClaimLost(Exception):
    """Somebody else is doing, or has just done, what was to be done."""


class HeldTransaction:
    """What several units of work share."""

    def __init__(self, claim: Callable[[], Awaitable[bool]]) -> None:
        self._claim = claim
        self._transaction: Any = None  # Tortoise's, which has no common type
        self._after_commit: list[Callable[[], Awaitable[None]]] = []
        self.has_refused = False  # a service has refused; what it had finished stays
        self.is_lost = False
        self.is_over = False

    @property
    def is_open(self) -> bool:
        return self._transaction is not None

    def after_commit(self, act: Callable[[], Awaitable[None]]) -> None:
        """Have something done once all of it is committed."""
        self._after_commit.append(act)

    async def begin(self) -> None:
        """Begin, if nobody has yet. Raises `ClaimLost`."""
        if self.is_open:
            return
        transaction = in_transaction()
        await transaction.__aenter__()
        self._transaction = transaction
        try:
            self.is_lost = not await self._claim()
        except BaseException as error:
            await self.end(error)
            raise
        if self.is_lost:
            lost = ClaimLost()
            await self.end(lost)
            raise lost

    async def end(self, error: BaseException | None) -> None:
        """Commit, or roll back for an error; nothing for what was never begun."""
        transaction, self._transaction = self._transaction, None
        if transaction is not None:
            await transaction.__aexit__(type(error) if error else None, error, None)

    async def announce(self) -> None:
        """Do what was left for after the commit."""
        for act in self._after_commit:
            await act()

    @asynccontextmanager
    async def part(self) -> AsyncIterator[None]:
        """One unit of work: what it has written is taken back when it fails, and nothing else."""
        if self.is_open:
            async with in_transaction():  # a savepoint
                yield
            return
        await self.begin()  # the first needs no savepoint, for there is nothing else to keep
        try:
            yield
        except BaseException as error:
            await self.end(error)
            raise


def held_transaction() -> HeldTransaction | None:
    """The transaction that is held around the running code, if there is one."""
    held = _HELD.get()
    return None if held is None or held.is_over else held


@asynccontextmanager
async def hold_transaction(claim: Callable[[], Awaitable[bool]]) -> AsyncIterator[HeldTransaction]:
    """Hold a transaction around a block; `claim` is asked in it first whether to go on.

    Raises `ClaimLost` where a unit of work would begin it, when the answer is no.
    """
    held = HeldTransaction(claim)
    token = _HELD.set(held)
    try:
        yield held
    except BaseException as error:
        await held.end(error)
        raise
    else:
        await held.end(None)
    finally:
        held.is_over = True  # for tasks that outlive the block
        _HELD.reset(token)
    await held.announce()
