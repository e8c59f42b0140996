"""Both embedded services together, in one data folder."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from allin_gql.adapters.embedded.folder import FolderLock, hold_folder
from allin_gql.adapters.embedded.postgres import Postgres, start_postgres
from allin_gql.adapters.embedded.processes import Guard
from allin_gql.adapters.embedded.redis import Redis, start_redis


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbeddedServices:
    """What runs in a data folder held by this process; `None` is what was not asked for."""

    lock: FolderLock
    guard: Guard
    postgres: Postgres | None
    redis: Redis | None


@contextmanager
def embedded_services(
    folder: Path, *, postgres: bool = True, redis: bool = True, durable: bool = True
) -> Iterator[EmbeddedServices]:
    """Hold the folder and run servers in it; on leaving, Redis stops first, then PostgreSQL.

    Logs go to `<folder>/logs`. Raises `StartupError`.
    """
    with ExitStack() as stack:
        lock = hold_folder(folder)
        stack.callback(lock.release)
        guard = Guard(holds=lock.descriptor)
        stack.callback(guard.close)
        logs = lock.folder / "logs"
        logs.mkdir(exist_ok=True)
        database = None
        if postgres:
            log = stack.enter_context((logs / "postgres.log").open("ab"))
            database = start_postgres(lock.folder / "postgres", guard, output=log, durable=durable)
            stack.callback(database.stop)
        store = None
        if redis:
            log = stack.enter_context((logs / "redis.log").open("ab"))
            store = start_redis(lock.folder / "redis", guard, output=log, durable=durable)
            stack.callback(store.stop)
        yield EmbeddedServices(lock=lock, guard=guard, postgres=database, redis=store)
