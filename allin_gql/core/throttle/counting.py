"""Where guesses are counted: in Redis by one script, and in PostgreSQL while Redis is gone.

Each try leaves its moment in the logs of those it is counted for; what is older than a log's memory
is forgotten. Asking and counting are one step, so that two hundred who ask at once are no more than
may be. Both count with their own server's clock.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Protocol
from uuid import UUID

import redis.asyncio
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from tortoise.transactions import in_transaction

from allin_gql.core.database import fetch
from allin_gql.core.ids import new_id

_SOCKET_TIMEOUT = 2.0  # seconds; whoever asks is less patient, and this is for what it left behind
_MAX_CONNECTIONS = 16  # of a process; hashing passwords lets few through
_PREFIX = "allin:attempts:"
_FORGOTTEN_AT_ONCE = 1_000  # rows; a statement has five seconds

# ARGV: the try, the moment (of tests), then of each log: free, memory, delay, longest.
_TRY = """
local try, now = ARGV[1], tonumber(ARGV[2])
if not now then
  local time = redis.call('TIME')
  now = time[1] + time[2] / 1000000
end
local wait = 0
for i, key in ipairs(KEYS) do
  local at = 4 * i - 1
  local free, memory = tonumber(ARGV[at]), tonumber(ARGV[at + 1])
  local delay, longest = tonumber(ARGV[at + 2]), tonumber(ARGV[at + 3])
  redis.call('ZREMRANGEBYSCORE', key, '-inf', string.format('%.6f', now - memory))
  local count = redis.call('ZCARD', key)
  if count >= free then
    if delay == 0 then
      local oldest = redis.call('ZRANGE', key, count - free, count - free, 'WITHSCORES')
      wait = math.max(wait, oldest[2] + memory - now)
    else
      local last = redis.call('ZRANGE', key, -1, -1, 'WITHSCORES')
      local after = math.min(longest, delay * 2 ^ math.min(count - free, 30))
      wait = math.max(wait, last[2] + after - now)
    end
  end
end
if wait > 0 then return string.format('%.6f', wait) end
for i, key in ipairs(KEYS) do
  redis.call('ZADD', key, string.format('%.6f', now), try)
  redis.call('PEXPIRE', key, math.ceil(tonumber(ARGV[4 * i]) * 1000))
end
return '0'
"""

_LOCK = "SELECT pg_advisory_xact_lock(one) FROM unnest($1::bigint[]) AS one"
_LOGS = """
SELECT extract(epoch FROM clock_timestamp())::float8 AS now, ARRAY(
    SELECT extract(epoch FROM at)::float8 FROM attempts
    WHERE log = asked.log AND at > clock_timestamp() - asked.memory ORDER BY at
) AS moments
FROM unnest($1::bytea[], $2::interval[]) WITH ORDINALITY AS asked (log, memory, place)
ORDER BY asked.place
"""
_COUNT = """
INSERT INTO attempts (id, log, try_id, at, expires_at)
SELECT asked.id, asked.log, $4, clock_timestamp(), clock_timestamp() + asked.memory
FROM unnest($1::uuid[], $2::bytea[], $3::interval[]) AS asked (id, log, memory)
"""
_UNCOUNT = "DELETE FROM attempts WHERE log = ANY($1::bytea[]) AND try_id = $2"
_CLEAR = "DELETE FROM attempts WHERE log = ANY($1::bytea[])"
_FORGET = """
DELETE FROM attempts WHERE id IN (
    SELECT id FROM attempts WHERE expires_at <= now()
    ORDER BY expires_at LIMIT $1 FOR UPDATE SKIP LOCKED
)
RETURNING id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """What is counted of whom.

    `free` tries may be in it at once. The next has to wait until the oldest is forgotten; or, if
    there is a first delay, for so long after the last, twice as long after each further one, and
    never longer than the longest.
    """

    name: bytes  # a digest: no address stands in either store
    free: int
    memory: timedelta
    first_delay: timedelta = timedelta(0)
    longest_delay: timedelta = timedelta(0)

    @property
    def lock(self) -> int:
        """What is locked while it is counted."""
        return int.from_bytes(self.name[:8], signed=True)

    def wait(self, moments: Sequence[float], now: float) -> float:
        """How many seconds a further try has to wait, after those at some moments."""
        over = len(moments) - self.free
        if over < 0:
            return 0.0
        if not self.first_delay:
            return moments[over] + self.memory.total_seconds() - now
        delay = self.first_delay.total_seconds() * 2.0 ** min(over, 30)
        return moments[-1] + min(self.longest_delay.total_seconds(), delay) - now


class CountsGone(Exception):
    """Redis did not answer, or not in time."""


class Counts(Protocol):
    """Somewhere that guesses are counted."""

    async def try_(self, logs: Sequence[Log], try_id: UUID) -> float:
        """Count a try in all logs, and answer 0; or in none, and answer how long it has to wait."""

    async def uncount(self, logs: Sequence[Log], try_id: UUID) -> None:
        """Take a try back."""

    async def clear(self, logs: Sequence[Log]) -> None:
        """Forget all that is in some logs."""


class RedisCounts:
    """Counts in Redis. Everything raises `CountsGone` for a Redis that does not answer."""

    def __init__(self, redis_url: str, *, clock: Callable[[], float] | None = None) -> None:
        pool = redis.asyncio.BlockingConnectionPool.from_url(
            redis_url,
            max_connections=_MAX_CONNECTIONS,
            timeout=_SOCKET_TIMEOUT,
            socket_timeout=_SOCKET_TIMEOUT,
            socket_connect_timeout=_SOCKET_TIMEOUT,
            retry=Retry(NoBackoff(), 0),  # a try that may have been counted is not repeated
        )
        self._redis = redis.asyncio.Redis.from_pool(pool)
        self._script = self._redis.register_script(_TRY)
        self._clock = clock  # of tests; otherwise Redis' own

    async def try_(self, logs: Sequence[Log], try_id: UUID) -> float:
        arguments: list[str | float] = [try_id.hex, "" if self._clock is None else self._clock()]
        for log in logs:
            arguments += [
                log.free,
                log.memory.total_seconds(),
                log.first_delay.total_seconds(),
                log.longest_delay.total_seconds(),
            ]
        try:
            return float(await self._script(keys=[_key(log) for log in logs], args=arguments))
        except (RedisError, OSError) as error:
            raise CountsGone(repr(error)) from error

    async def uncount(self, logs: Sequence[Log], try_id: UUID) -> None:
        try:
            async with self._redis.pipeline(transaction=False) as pipeline:
                for log in logs:
                    pipeline.zrem(_key(log), try_id.hex)
                await pipeline.execute()
        except (RedisError, OSError) as error:
            raise CountsGone(repr(error)) from error

    async def clear(self, logs: Sequence[Log]) -> None:
        try:
            await self._redis.delete(*[_key(log) for log in logs])
        except (RedisError, OSError) as error:
            raise CountsGone(repr(error)) from error

    async def close(self) -> None:
        with suppress(RedisError, OSError):
            await self._redis.aclose()


class StoredCounts:
    """Counts in PostgreSQL, without which nobody can sign in anyway.

    A try is counted in a transaction of its own, so it has to come before any unit of work: what
    was guessed stays counted when all else is rolled back.
    """

    async def try_(self, logs: Sequence[Log], try_id: UUID) -> float:
        names, memories = [log.name for log in logs], [log.memory for log in logs]
        async with in_transaction():
            # In one order, so that two who ask at once never wait for each other.
            await fetch(_LOCK, sorted(log.lock for log in logs))
            rows = await fetch(_LOGS, names, memories)
            waits = [
                log.wait(row["moments"], row["now"]) for log, row in zip(logs, rows, strict=True)
            ]
            if max(waits) > 0:
                return max(waits)
            ids = [new_id() for _ in logs]
            await fetch(_COUNT, ids, names, memories, try_id)
        return 0.0

    async def uncount(self, logs: Sequence[Log], try_id: UUID) -> None:
        await fetch(_UNCOUNT, [log.name for log in logs], try_id)

    async def clear(self, logs: Sequence[Log]) -> None:
        await fetch(_CLEAR, [log.name for log in logs])


async def forget_attempts() -> None:
    """Delete what no log remembers. Work for nobody: called by the clock."""
    while len(await _forgotten()) == _FORGOTTEN_AT_ONCE:
        pass


async def _forgotten() -> list[dict[str, Any]]:
    return await fetch(_FORGET, _FORGOTTEN_AT_ONCE)


def _key(log: Log) -> str:
    return _PREFIX + log.name.hex()
