"""The broker of a worker process: what Dramatiq does around each job.

Dramatiq delivers at least once and forgets nothing on a kill -9, as long as silent workers are
looked for often enough: by its defaults that can take a quarter of an hour, here it is seconds. It
never retries: a job that fails leaves its row due, and the clock rings again.
"""

import logging
from uuid import UUID

import dramatiq
from dramatiq.brokers.redis import RedisBroker
from dramatiq.middleware import AsyncIO, Middleware, ShutdownNotifications, TimeLimit

from allin_gql.core.doorbell import MAINTENANCE_ALWAYS, create_broker
from allin_gql.core.ids import new_id
from allin_gql.core.logging import REQUEST_ID, configure_logging
from allin_gql.settings import Settings
from workers.actor import PERFORMERS, Performer
from workers.assembly import Assembly

_log = logging.getLogger(__name__)

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
        token = REQUEST_ID.set(new_id().hex)
        try:
            await performer.perform(*(UUID(key) for key in ids))
        except Exception:
            # Its row is still due, so nothing is lost; a dead message would help nobody.
            _log.exception("%s%s failed", performer.job.name, ids)
        finally:
            REQUEST_ID.reset(token)

    declare = dramatiq.actor(
        actor_name=performer.job.name, queue_name=performer.job.queue, broker=broker
    )
    declare(perform)
