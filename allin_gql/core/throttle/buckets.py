"""Token buckets in Redis: one script, so that each draw is atomic and all use the same clock.

A process that draws points in advance holds them for a few seconds. They stay written down under
its name, and the bucket fills only up to what is left of its capacity beside them: so the points in
the bucket and those held by all processes together never exceed the capacity, and what is used in
any time `t` is at most `capacity + t * restore`. A holder that dies is forgotten when its time is
over; points that it had not used are then restored at the bucket's own pace.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

import redis.asyncio
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

HOLD_SECONDS = 5.0  # how long a process may keep what it drew; it gives back long before
ADVANCE = 0.1  # of what is left in the bucket: drawn beyond what is needed now

_SOCKET_TIMEOUT = 2.0  # seconds; whoever asks is less patient, and this is for what it left behind
_MAX_CONNECTIONS = 32  # of a process; a draw takes less than a millisecond
_PREFIX = "allin:throttle:"
_DRAW = """
local function exact(number) return string.format('%.17g', number) end

local capacity, restore, holder = tonumber(ARGV[1]), tonumber(ARGV[2]), ARGV[3]
local need, spent, returned, credit =
  tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6]), tonumber(ARGV[7])
local hold, advance, now = tonumber(ARGV[8]), tonumber(ARGV[9]), tonumber(ARGV[10])
if not now then
  local time = redis.call('TIME')
  now = time[1] + time[2] / 1000000
end

-- A bucket that is not there is full. After a clock went back it goes on from now.
local level, at, own, others, gone, gone_at = capacity, now, 0, 0, 0, 0
local stored = redis.call('HGETALL', KEYS[1])
for i = 1, #stored, 2 do
  local name, value = stored[i], stored[i + 1]
  if name == 'level' then level = tonumber(value)
  elseif name == 'at' then at = math.min(now, tonumber(value))
  else
    local points, ends = value:match('^(%S+) (%S+)$')
    points, ends = tonumber(points), tonumber(ends)
    if ends <= now or ends > now + 2 * hold then
      redis.call('HDEL', KEYS[1], name)
      if ends <= now then gone, gone_at = gone + points, math.max(gone_at, ends) end
    elseif name == holder then own = points
    else others = others + points end
  end
end

-- What was held had its room in the bucket for as long as it was held, spent or not.
gone_at = math.max(at, gone_at)
level = math.min(level + (gone_at - at) * restore, math.max(0, capacity - own - others - gone))
level = math.min(level + (now - gone_at) * restore, math.max(0, capacity - own - others))
own = math.max(0, own - spent)
local back = math.min(returned, own)
own = own - back
level = math.min(level + back + credit, math.max(0, capacity - own - others))

local is_granted, held = 0, 0
if level >= need then
  is_granted = 1
  if need > 0 then held = math.floor((level - need) * advance) end
  level, own = level - need - held, own + held
end

redis.call('HSET', KEYS[1], 'level', exact(level), 'at', exact(now))
if own > 0 then
  redis.call('HSET', KEYS[1], holder, exact(own) .. ' ' .. exact(now + hold))
else
  redis.call('HDEL', KEYS[1], holder)
end
redis.call('PEXPIRE', KEYS[1], math.ceil((capacity / restore + hold + 1) * 1000))
return {is_granted, held, exact(level)}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """How much a bucket holds, and how much of it comes back each second."""

    capacity: float
    restore: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """What a process tells a bucket, and what it wants of it; all of it in points."""

    need: float = 0  # to be spent at once, all or nothing
    spent: float = 0  # of what it holds, since it told the last time
    returned: float = 0  # of what it holds, not to be spent
    credit: float = 0  # refunded of what it does not hold any more


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """What a bucket answered."""

    is_granted: bool  # whether what was needed is spent
    held: float  # drawn in advance, to be spent without asking
    level: float  # left for everybody


class BucketsGone(Exception):
    """Redis did not answer, or not in time."""


class RedisBuckets:
    """The buckets of all parties."""

    def __init__(self, redis_url: str, *, clock: Callable[[], float] | None = None) -> None:
        # One that waits: many who ask at once are no sign that Redis is gone.
        pool = redis.asyncio.BlockingConnectionPool.from_url(
            redis_url,
            max_connections=_MAX_CONNECTIONS,
            timeout=_SOCKET_TIMEOUT,
            socket_timeout=_SOCKET_TIMEOUT,
            socket_connect_timeout=_SOCKET_TIMEOUT,
            retry=Retry(NoBackoff(), 0),  # a draw that may have been done is not repeated
        )
        self._redis = redis.asyncio.Redis.from_pool(pool)
        self._script = self._redis.register_script(_DRAW)
        self._clock = clock  # of tests; otherwise Redis' own

    async def draw(self, party: str, holder: str, rate: Rate, draw: Draw) -> Drawn:
        """Tell and ask. Raises `BucketsGone` for a Redis that does not answer."""
        arguments: list[str | float] = [
            rate.capacity,
            rate.restore,
            holder,
            draw.need,
            draw.spent,
            draw.returned,
            draw.credit,
            HOLD_SECONDS,
            ADVANCE,
            "" if self._clock is None else self._clock(),
        ]
        try:
            granted, held, level = await self._script(keys=[_PREFIX + party], args=arguments)
        except (RedisError, OSError) as error:
            raise BucketsGone(repr(error)) from error
        return Drawn(is_granted=bool(granted), held=float(held), level=float(level))

    async def close(self) -> None:
        with suppress(RedisError, OSError):
            await self._redis.aclose()
