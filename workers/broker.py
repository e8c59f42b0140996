"""The broker of a worker process: what Dramatiq does around each job.

Dramatiq delivers at least once and forgets nothing on a kill -9, as long as silent workers are
looked for often enough: by its defaults that can take a quarter of an hour, here it is seconds. It
never retries: a job that fails leaves its row due, and the clock rings again.
"""

from uuid import UUID

import dramatiq
from dramatiq.brokers.redis import RedisBroker
from dramatiq.middleware import AsyncIO, Middleware, ShutdownNotifications, TimeLimit

from allin_gql.core.doorbell import MAINTENANCE_ALWAYS, create_broker
from allin_gql.core.logging import configure_logging
from allin_gql.settings import Settings
from workers.actor import PERFORMERS, Performer, perform_logged
from workers.assembly import Assembly

TIME_LIMIT = 120_000  # ms; every job's own timeouts are far below: this one never has to be used


def create_worker_broker(settings: Settings) -> RedisBroker:
    """Make the broker, with an actor for every performer there is."""
    configure_logging()
    broker = create_broker(settings.redis_url or "", maintenance_chance=MAINTENANCE_ALWAYS)
    middleware: list[Middleware] = [
        AsyncIO(),
        Assembly(settings),
        TimeLimit(time_limit=TIME_LIMIT),
        ShutdownNotifications(),
    ]
    for part in middleware:
        broker.add_middleware(part)
    dramatiq.set_broker(broker)
    for performer in PERFORMERS.values():
        _declare(broker, performer)
    return broker


def _declare(broker: RedisBroker, performer: Performer) -> None:
    async def perform(*ids: str) -> None:
        await perform_logged(performer, [UUID(key) for key in ids])

    declare = dramatiq.actor(
        actor_name=performer.job.name, queue_name=performer.job.queue, broker=broker
    )
    declare(perform)
