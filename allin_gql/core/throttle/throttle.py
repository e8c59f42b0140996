"""The throttle: spend before, settle after, and look without spending."""

import asyncio
import logging
import time
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from contextvars import Context
from dataclasses import dataclass
from math import ceil
from secrets import token_hex

from allin_gql.core.errors import AllinError
from allin_gql.core.parts import Part
from allin_gql.core.throttle.buckets import ADVANCE, BucketsGone, Drawn, Rate, RedisBuckets
from allin_gql.core.throttle.shares import Share

_log = logging.getLogger(__name__)

PATIENCE = 0.1  # seconds that a request may wait for Redis
_ALONE_SECONDS = 1.0  # before a Redis that did not answer is asked again
_IDLE_SECONDS = 1.0  # after which what is held is given back
_ASKED_SECONDS = 0.1  # for which a bucket that had too little is not asked again
_FORGOTTEN_SECONDS = 60.0  # after which a party that asks nothing is not kept in mind
_MAX_PARTIES = 10_000  # kept in mind; about 400 bytes each


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What a party has left at a moment, in points."""

    rate: Rate
    remaining: float

    @property
    def seconds_to_full(self) -> int:
        return ceil((self.rate.capacity - self.remaining) / self.rate.restore)


class RateLimited(AllinError):
    """What may be used for now is used up; nothing was begun.

    `retry_after` says in how many seconds there is enough again.
    """

    code = "RATE_LIMITED"
    is_retryable = True
    cause = (
        "More was asked for in a short time than is restored in it, counted in points of "
        "cost; see docs/cost.md."
    )
    remedy = "Wait as long as `Retry-After` or `retryAfterSeconds` says, then repeat the request."
    arises = "any operation"
    number_names = ("requested", "remaining", "limit", "restoreRate", "retryAfterSeconds")

    def __init__(self, points: float, standing: Standing) -> None:
        self.standing = standing
        self.retry_after = max(1, ceil((points - standing.remaining) / standing.rate.restore))
        super().__init__(
            f"This costs {points:.0f} points and {standing.remaining:.0f} are left;"
            f" {standing.rate.restore:.0f} come back each second."
            f" Ask again in {self.retry_after} seconds.",
            numbers={
                "requested": round(points),
                "remaining": int(standing.remaining),
                "limit": round(standing.rate.capacity),
                "restoreRate": round(standing.rate.restore),
                "retryAfterSeconds": self.retry_after,
            },
        )


class Throttle:
    """All parties' buckets, as one process meets them."""

    def __init__(
        self,
        buckets: RedisBuckets,
        rate: Rate,
        *,
        patience: float = PATIENCE,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._buckets = buckets
        self._rate = rate
        self._patience = patience
        self._clock = clock
        self._name = token_hex(6)  # under which this process holds points
        self._shares: OrderedDict[str, Share] = OrderedDict()  # the least recently used first
        self._is_gone = False
        self._alone_until = float("-inf")
        self._sweeper: asyncio.Task[None] | None = None

    async def spend(self, party: str, points: float) -> Standing:
        """Spend points of a party's bucket, all or none. Raises `RateLimited`."""
        now, share = self._clock(), self._share(party)
        share.begin(now)
        if not share.is_alone and share.points >= points:
            share.spend(points)
        elif now < self._alone_until:
            self._spend_alone(share, points, now)
        else:
            await self._draw_and_spend(party, share, points, now)
        return Standing(rate=self._rate, remaining=share.left(now))

    async def refund(self, party: str, points: float) -> Standing:
        """Give a party back what it spent and did not use."""
        now, share = self._clock(), self._share(party)
        share.begin(now)
        share.refund(points)
        if share.credit:
            self._keep_sweeping()
        if share.credit > self._rate.capacity * ADVANCE and now >= self._alone_until:
            await self._ask(party, share, now)  # another process may need it now
        return Standing(rate=self._rate, remaining=share.left(now))

    async def look(self, party: str) -> Standing:
        """See what a party has left, over all processes, without spending of it."""
        now, share = self._clock(), self._share(party)
        share.begin(now)
        if now >= self._alone_until:
            await self._ask(party, share, now)
        return Standing(rate=self._rate, remaining=share.left(now))

    async def sweep(self) -> bool:
        """Give back what nobody has used for a while; says whether anything is held still."""
        now, is_held = self._clock(), False
        for party, share in list(self._shares.items()):
            idle = now - share.used_at
            if share.has_to_tell:
                if idle >= _IDLE_SECONDS and now >= self._alone_until:
                    share.keep(0)
                    await self._ask(party, share, now)
                else:
                    is_held = True
            elif idle >= _FORGOTTEN_SECONDS:
                del self._shares[party]
        return is_held

    async def close(self) -> None:
        if self._sweeper is not None:
            self._sweeper.cancel()
            with suppress(asyncio.CancelledError):
                await self._sweeper
        await self._buckets.close()

    def _share(self, party: str) -> Share:
        share = self._shares.get(party)
        if share is not None:
            self._shares.move_to_end(party)
            return share
        while len(self._shares) >= _MAX_PARTIES:
            self._shares.popitem(last=False)  # what it holds comes back when its time is over
        share = self._shares[party] = Share(self._rate)
        return share

    async def _draw_and_spend(self, party: str, share: Share, points: float, now: float) -> None:
        if share.is_known_to_lack(points - share.points, now, _ASKED_SECONDS):
            raise RateLimited(points, Standing(rate=self._rate, remaining=share.left(now)))
        mine, share.points = share.points, 0.0  # nobody else's while this waits
        drawn = await self._ask(party, share, now, need=points - mine)
        if drawn is None:
            share.refund(mine)
            self._spend_alone(share, points, now)
        elif drawn.is_granted:
            share.spent += mine
            share.points += drawn.held
            self._keep_sweeping()
        else:
            share.points += mine
            # Others who asked at the same time may have drawn in advance what this one lacks.
            if share.points < points:
                raise RateLimited(points, Standing(rate=self._rate, remaining=share.left(now)))
            share.spend(points)

    async def _ask(self, party: str, share: Share, now: float, *, need: float = 0) -> Drawn | None:
        """Tell the bucket what is known here, and draw; nothing when Redis is gone."""
        draw, holder = share.tell(need), f"{self._name}.{share.epoch}"
        if self._is_gone:
            self._alone_until = now + _ALONE_SECONDS  # one tries, the others do not wait for it
        try:
            async with asyncio.timeout(self._patience):
                drawn = await self._buckets.draw(party, holder, self._rate, draw)
        except (BucketsGone, TimeoutError) as error:
            if not self._is_gone:
                _log.warning("this process throttles alone, for Redis is gone: %r", error)
            self._is_gone = True
            self._alone_until = now + _ALONE_SECONDS
            share.go_alone(now)
            return None
        self._is_gone, self._alone_until = False, float("-inf")
        share.told(now, drawn.level)
        _heed_cancellation()
        return drawn

    def _spend_alone(self, share: Share, points: float, now: float) -> None:
        share.go_alone(now)
        if not share.spend_alone(points):
            raise RateLimited(points, Standing(rate=self._rate, remaining=share.left(now)))

    def _keep_sweeping(self) -> None:
        if self._sweeper is None or self._sweeper.done():
            # In a context of its own: it is not the doing of the request that comes first.
            self._sweeper = asyncio.create_task(self._sweep_while_held(), context=Context())

    async def _sweep_while_held(self) -> None:
        is_held = True
        while is_held:
            await asyncio.sleep(_IDLE_SECONDS)
            is_held = await self.sweep()


def _heed_cancellation() -> None:
    """End a task that was cancelled while Redis answered.

    redis-py sends by `asyncio.wait_for`, which loses that on Python 3.11 if all is sent already.
    A subscription would follow events for nobody then, and whoever waits for its end wait for ever.
    """
    task = asyncio.current_task()
    if task is not None and task.cancelling():
        raise asyncio.CancelledError


THROTTLE: Part[Throttle] = Part("the throttle")
