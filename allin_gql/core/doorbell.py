"""The doorbell: tells workers through Dramatiq on Redis that there is something to do.

Rows say what is due; a message only says "look now". So a message that cannot be sent is logged and
forgotten: the clock finds what was not rung for, and does it itself when it cannot ring either.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

import redis
from dramatiq import Message
from dramatiq.brokers.redis import RedisBroker

from allin_gql.core.jobs import JobMessage
from allin_gql.core.parts import Part

_log = logging.getLogger(__name__)

SOCKET_TIMEOUT = 2.0  # seconds; a Redis that hangs must not hang whoever rings
ANSWER_TIMEOUT = 5.0  # seconds that a worker waits for Redis before it connects anew
HEARTBEAT_TIMEOUT = 5_000  # ms; a worker silent for this long has its messages given to others
MAINTENANCE_ALWAYS = 1_000_000  # of a million: look for silent workers at every fetch


_RINGERS = 4  # threads of their own: those that all share also look up names, and must never hang

Standby = Callable[[Sequence[JobMessage]], None]  # takes the jobs that nobody was rung for


class Doorbell(Protocol):
    """Whatever can call workers."""

    async def ring(self, messages: Sequence[JobMessage]) -> None:
        """Send messages. Never raises for a Redis that is gone."""

    def close(self) -> None:
        """Give back connections."""


def create_broker(
    redis_url: str, *, maintenance_chance: int = 1_000, answer_timeout: float = ANSWER_TIMEOUT
) -> RedisBroker:
    """Make a Dramatiq broker on Redis; workers pass `MAINTENANCE_ALWAYS`."""
    pool = redis.ConnectionPool.from_url(
        redis_url, socket_connect_timeout=SOCKET_TIMEOUT, socket_timeout=answer_timeout
    )
    return RedisBroker(  # type: ignore[no-untyped-call]  # Dramatiq is typed only in part
        connection_pool=pool,
        namespace="allin",
        middleware=[],
        heartbeat_timeout=HEARTBEAT_TIMEOUT,
        maintenance_chance=maintenance_chance,
    )


class RedisDoorbell:
    """Sends Dramatiq messages, off the event loop since Dramatiq's client blocks."""

    def __init__(self, redis_url: str, *, standby: Standby | None = None) -> None:
        self._standby = standby
        self._threads = ThreadPoolExecutor(_RINGERS, thread_name_prefix="doorbell")
        # Its thread may not outlast `ring`, or threads would pile up while Redis hangs.
        self._broker = create_broker(redis_url, answer_timeout=SOCKET_TIMEOUT)

    async def ring(self, messages: Sequence[JobMessage]) -> None:
        if not messages:
            return
        try:
            async with asyncio.timeout(SOCKET_TIMEOUT):
                loop = asyncio.get_running_loop()
                await loop.run_in_executor(self._threads, self._send, messages)
        except (redis.RedisError, TimeoutError) as error:
            if self._standby is None:
                _log.warning("%d jobs were not rung for (%r); the clock will", len(messages), error)
            else:
                _log.warning("%d jobs are done here, for nobody is rung (%r)", len(messages), error)
                self._standby(messages)

    def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._broker.close()

    def _send(self, messages: Sequence[JobMessage]) -> None:
        for message in messages:
            self._broker.enqueue(
                Message(
                    queue_name=message.queue,
                    actor_name=message.job,
                    args=tuple(str(key) for key in message.ids),
                    kwargs={},
                    options={},
                )
            )


DOORBELL: Part[Doorbell] = Part("the doorbell")
