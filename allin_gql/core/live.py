"""Live: tells every process through Redis that an organization has new events.

An announcement carries a number, no content: whoever listens reads the events from Postgres. So a
lost announcement only means a later look, and what is delivered is complete and in order.
"""

import asyncio
import logging
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from contextvars import Context
from typing import Any
from uuid import UUID

import redis.asyncio
from redis.asyncio.client import PubSub
from redis.exceptions import RedisError
from redis.exceptions import TimeoutError as RedisTimeout

from allin_gql.core.parts import Part

_log = logging.getLogger(__name__)

_CHANNEL = "allin:events:"
_SOCKET_TIMEOUT = 2.0  # seconds
_RECONNECT_DELAY = 1.0  # seconds
_LOOK_ANYWAY = 1.0  # seconds between looks while Redis is gone
_LOOK_RARELY = 15.0  # seconds between looks while announcements arrive


class Bell:
    """One listener's bell."""

    def __init__(self, live: "Live") -> None:
        self._live = live
        self._rung = asyncio.Event()

    def ring(self) -> None:
        self._rung.set()

    async def wait(self) -> None:
        """Return when there may be something new: announced, or not looked for a while."""
        patience = _LOOK_RARELY if self._live.is_connected else _LOOK_ANYWAY
        with suppress(TimeoutError):
            async with asyncio.timeout(patience):
                await self._rung.wait()
        self._rung.clear()


class Live:
    """The announcements of all processes, heard by one connection per process."""

    def __init__(self, redis_url: str) -> None:
        self._redis = redis.asyncio.Redis.from_url(
            redis_url, socket_timeout=_SOCKET_TIMEOUT, socket_connect_timeout=_SOCKET_TIMEOUT
        )
        self._bells: defaultdict[UUID, set[Bell]] = defaultdict(set)
        self._listener: asyncio.Task[None] | None = None
        self.is_connected = False

    async def announce(self, last_numbers: Mapping[UUID, int]) -> None:
        """Say which organizations have events up to which number. Never raises."""
        try:
            async with asyncio.timeout(_SOCKET_TIMEOUT):
                for organization_id, number in last_numbers.items():
                    await self._redis.publish(f"{_CHANNEL}{organization_id}", number)
        except (RedisError, OSError) as error:
            _log.warning("events were not announced (%s); listeners will look anyway", error)

    @asynccontextmanager
    async def listen(self, organization_id: UUID) -> AsyncIterator[Bell]:
        """Get a bell that rings for one organization, for as long as the block lasts."""
        if self._listener is None:
            # In a context of its own: it is not the doing of the request that comes first.
            self._listener = asyncio.create_task(self._hear(), context=Context())
        bell = Bell(self)
        self._bells[organization_id].add(bell)
        try:
            yield bell
        finally:
            self._bells[organization_id].discard(bell)
            if not self._bells[organization_id]:
                del self._bells[organization_id]

    async def close(self) -> None:
        if self._listener is not None:
            self._listener.cancel()
            with suppress(asyncio.CancelledError):
                await self._listener
        await self._redis.aclose()

    async def _hear(self) -> None:
        while True:
            try:
                await self._hear_until_disconnected()
            except (RedisError, OSError) as error:
                _log.warning("live announcements are interrupted: %s", error)
            self.is_connected = False
            self._ring_all()
            await asyncio.sleep(_RECONNECT_DELAY)

    async def _hear_until_disconnected(self) -> None:
        async with self._redis.pubsub() as channel:
            await channel.psubscribe(f"{_CHANNEL}*")
            await _next_message(channel)  # that it has subscribed
            self.is_connected = True
            self._ring_all()  # for what was announced while nobody here was listening
            while True:
                message = await _next_message(channel)
                if message["type"] == "pmessage":
                    self._ring(message["channel"].decode().removeprefix(_CHANNEL))

    def _ring(self, organization_id: str) -> None:
        with suppress(ValueError):  # somebody else's message on a channel like ours
            for bell in self._bells.get(UUID(organization_id), ()):
                bell.ring()

    def _ring_all(self) -> None:
        for bells in self._bells.values():
            for bell in bells:
                bell.ring()


async def _next_message(channel: PubSub) -> dict[str, Any]:
    """Wait for a message; a Redis that is silent is asked for one. Raises when it hangs."""
    message: dict[str, Any] | None = await channel.get_message(timeout=_SOCKET_TIMEOUT)
    if message is None:
        await channel.ping()
        message = await channel.get_message(timeout=_SOCKET_TIMEOUT)
    if message is None:
        raise RedisTimeout("it does not answer")
    return message


LIVE: Part[Live] = Part("live announcements")
