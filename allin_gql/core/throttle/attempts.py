"""Guesses at what proves who somebody is: how many there may be, and how long the next has to wait.

    async with ATTEMPTS.current.guess(Secret.PASSWORD, account=email, address=address,
                                      is_known=...) as guess:
        ...  # whether it is right
        guess.was_right()

Entering raises `TooManyAttempts`, with how long to wait; then nothing may be compared. A guess is
counted before it is looked at, so that many at once are no way round, and stays counted unless it
was right. It has to come before any unit of work. What ends with an error of ours (`Unavailable`,
or what is no `AllinError`) was no guess, and is taken back.

`account` is whatever names the account to the one who guesses: an address, in lower case, of a user
or of nobody (both are counted alike), or a user's id. `is_known` says that the account was used
from this network before.

Three logs are kept of each kind of secret (`RULES`): of an account from one network, of a network
whatever the account, and of an account from all networks that are not known for it. In the last
one, waits grow and stay short, and who is on a network that is known does not wait for it: nobody
is locked out by guesses of others.

While Redis is gone, the same is counted in PostgreSQL. It starts from nothing then, so that at most
twice as many guesses are free once. Without both, nobody gets in.
"""

import asyncio
import hashlib
import json
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from math import ceil
from typing import Final, TypeVar
from uuid import UUID

from allin_gql.core.errors import AllinError, Unavailable
from allin_gql.core.ids import new_id
from allin_gql.core.parts import Part
from allin_gql.core.throttle.counting import Counts, CountsGone, Log, RedisCounts, StoredCounts
from allin_gql.core.throttle.parties import network_of
from allin_gql.core.throttle.throttle import RateLimited

T = TypeVar("T")

PATIENCE = 0.5  # seconds for Redis; what is guarded takes about as long
_ALONE_SECONDS = 1.0  # before a Redis that did not answer is asked again
_QUARTER: Final = timedelta(minutes=15)

_log = logging.getLogger(__name__)


class Secret(StrEnum):
    """What may be guessed at."""

    PASSWORD = "password"  # noqa: S105  # the kind, none of them
    SECOND_FACTOR = "second-factor"
    API_KEY = "api-key"
    LETTER = "letter"  # is asked for, rather than guessed at: none is ever right


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """How many wrong guesses there may be before the next has to wait."""

    of_pair: int  # of an account from one network, in a quarter of an hour
    of_network: int | None  # whatever the account, in a quarter of an hour
    of_account: int  # from networks that are not known for it, in `memory`
    memory: timedelta
    longest_delay: timedelta


# A password is guessed at 1,440 times a day at most from however many networks, once the free ones
# are used; a code of six digits, of which three are good at a time, 96 times: one day in 3,500.
RULES: Final = {
    Secret.PASSWORD: Rule(
        of_pair=10,
        of_network=100,
        of_account=20,
        memory=timedelta(hours=1),
        longest_delay=timedelta(minutes=1),
    ),
    Secret.SECOND_FACTOR: Rule(
        of_pair=5,
        of_network=100,
        of_account=10,
        memory=timedelta(days=1),
        longest_delay=_QUARTER,
    ),
    # Nobody guesses 178 bits. It keeps those who try from keeping the database busy.
    Secret.API_KEY: Rule(
        of_pair=10,
        of_network=100,
        of_account=20,
        memory=timedelta(hours=1),
        longest_delay=timedelta(minutes=1),
    ),
    # Nobody's mailbox is flooded. Whatever else a network asks for is bound by its points.
    Secret.LETTER: Rule(
        of_pair=5,
        of_network=None,
        of_account=10,
        memory=timedelta(days=1),
        longest_delay=_QUARTER,
    ),
}
_FIRST_DELAY: Final = timedelta(seconds=1)


class TooManyAttempts(RateLimited):
    """Too much was guessed; what was sent has not been looked at."""

    def __init__(self, wait: float) -> None:
        self.retry_after = max(1, ceil(wait))
        AllinError.__init__(
            self,
            f"Too many attempts have failed; ask again in {self.retry_after} seconds.",
            numbers={"retryAfterSeconds": self.retry_after},
        )


class Guess:
    """One try, which is wrong until somebody says otherwise."""

    __slots__ = ("is_right",)

    def __init__(self) -> None:
        self.is_right = False

    def was_right(self) -> None:
        """Say that it was right: it does not count, nor do those before it from this network."""
        self.is_right = True


class Attempts:
    """Counts guesses in Redis, or in PostgreSQL while Redis is gone."""

    def __init__(
        self,
        redis: RedisCounts,
        *,
        patience: float = PATIENCE,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._redis = redis
        self._stored = StoredCounts()
        self._patience = patience
        self._clock = clock
        self._alone_until = float("-inf")
        self._is_gone = False

    @asynccontextmanager
    async def guess(
        self, secret: Secret, *, account: str, address: str | None, is_known: bool
    ) -> AsyncIterator[Guess]:
        """Let somebody guess once. Raises `TooManyAttempts`."""
        pair, others = _logs(secret, account, network_of(address), is_known=is_known)
        logs, try_id, guess = [pair, *others], new_id(), Guess()
        wait = await self._ask(lambda counts: counts.try_(logs, try_id))
        if wait > 0:
            raise TooManyAttempts(wait)
        try:
            yield guess
        except Exception as error:
            if isinstance(error, Unavailable) or not isinstance(error, AllinError):
                await self._ask(lambda counts: counts.uncount(logs, try_id))
            raise
        if guess.is_right:
            await self._forgive(pair, others, try_id)

    async def close(self) -> None:
        await self._redis.close()

    async def _forgive(self, pair: Log, others: Sequence[Log], try_id: UUID) -> None:
        await self._ask(lambda counts: counts.clear([pair]))
        # Not all that is in them: whoever has an account of their own could go on for ever.
        await self._ask(lambda counts: counts.uncount(others, try_id))

    async def _ask(self, act: Callable[[Counts], Awaitable[T]]) -> T:
        """Ask Redis, or PostgreSQL if that does not answer."""
        now = self._clock()
        if now >= self._alone_until:
            if self._is_gone:
                self._alone_until = now + _ALONE_SECONDS  # one tries, the others do not wait
            try:
                async with asyncio.timeout(self._patience):
                    answer = await act(self._redis)
            except (CountsGone, TimeoutError) as error:
                if not self._is_gone:
                    _log.warning("guesses are counted in PostgreSQL, Redis is gone: %r", error)
                self._is_gone, self._alone_until = True, now + _ALONE_SECONDS
            else:
                self._is_gone, self._alone_until = False, float("-inf")
                return answer
        return await act(self._stored)


def _logs(secret: Secret, account: str, network: str, *, is_known: bool) -> tuple[Log, list[Log]]:
    """The log of the account from this network, and the others that a guess is counted in."""
    rule = RULES[secret]
    pair = Log(name=_name(secret, account, network), free=rule.of_pair, memory=_QUARTER)
    others = []
    if rule.of_network is not None:
        name = _name(secret, None, network)
        others.append(Log(name=name, free=rule.of_network, memory=_QUARTER))
    if not is_known:
        others.append(
            Log(
                name=_name(secret, account, None),
                free=rule.of_account,
                memory=rule.memory,
                first_delay=_FIRST_DELAY,
                longest_delay=rule.longest_delay,
            )
        )
    return pair, others


def _name(secret: Secret, account: str | None, network: str | None) -> bytes:
    text = json.dumps([secret, account, network])  # which no two of them share
    return hashlib.sha256(text.encode()).digest()


ATTEMPTS: Part[Attempts] = Part("the count of guesses")
