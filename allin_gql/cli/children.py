"""What `allin up` runs: how each child is started, when it is ready, and when it has to be gone.

Phases of a stop: first the API, worker and clock, then the sandbox they talk to, Redis, PostgreSQL.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import allin_gql
from allin_gql.adapters.embedded.postgres import APPLICATION_ROLE, Postgres, start_postgres
from allin_gql.adapters.embedded.processes import Child, Command, Guard, start_child
from allin_gql.adapters.embedded.redis import Redis, start_redis
from allin_gql.cli.environment import OWNER_URL
from allin_gql.cli.health import is_healthy, reachable
from allin_gql.cli.output import Relay
from allin_gql.cli.supervisor import Supervised
from allin_gql.settings import Settings

ROOT = Path(allin_gql.__file__).parent.parent
READY_LINE = "The worker is ready."


class Children:
    """Makes the members that a `Supervisor` runs, in one data folder."""

    def __init__(self, *, folder: Path, guard: Guard, settings: Settings) -> None:
        self.folder = folder
        self.database_url = settings.database_url or ""
        self.owner_database_url = settings.owner_database_url or self.database_url
        self.redis_url = settings.redis_url or ""
        self._guard = guard
        self._settings = settings
        self._logs = folder / "logs"
        self._logs.mkdir(exist_ok=True)
        self._servers: list[Postgres | Redis] = []

    def close(self) -> None:
        """Remove what the services leave behind once they have stopped."""
        for server in self._servers:
            server.discard_sockets()

    def services(self) -> list[Supervised]:
        """PostgreSQL and Redis, where no address was set."""
        members = []
        if self._settings.database_url is None:
            member = Supervised(name="PostgreSQL", start=self._start_postgres, stop_by=9.5, phase=4)
            members.append(member)
        if self._settings.redis_url is None:
            member = Supervised(name="Redis", start=self._start_redis, stop_by=8.0, phase=3)
            members.append(member)
        return members

    def sandbox(self) -> Supervised:
        health = f"{self._settings.sandbox_url}/health"
        return self._command("sandbox", lambda: is_healthy(health), stop_by=7.5, phase=2)

    def api(self) -> Supervised:
        health = f"{reachable(self._settings.host, self._settings.port)}/health"
        return self._command("api", lambda: is_healthy(health), stop_by=4.0, phase=1)

    def worker(self) -> Supervised:
        relay = Relay("worker", self._logs)
        return self._command(
            "worker", lambda: READY_LINE in relay.last_lines, stop_by=6.5, phase=1, relay=relay
        )

    def clock(self) -> Supervised:
        return self._command("clock", lambda: True, stop_by=6.5, phase=1)

    def migration(self) -> Supervised:
        """Runs once, before anything uses the database."""
        return self._command("migrate", lambda: True, stop_by=6.5, phase=1)

    def _command(
        self,
        name: str,
        is_ready: Callable[[], bool],
        *,
        stop_by: float,
        phase: int,
        relay: Relay | None = None,
    ) -> Supervised:
        output = relay or Relay(name, self._logs)
        command = {"api": "serve"}.get(name, name)

        def start() -> Child:
            arguments = [sys.executable, "-m", "allin_gql.cli", command]
            environment = self._environment()
            if name == "migrate":  # nobody else is the owner
                environment[OWNER_URL] = self.owner_database_url
            to_run = Command(name=name, arguments=arguments, environment=environment)
            writing = output.open()
            try:
                return start_child(to_run, self._guard, output=writing)
            finally:
                os.close(writing)

        return Supervised(
            name=name, start=start, is_ready=is_ready, stop_by=stop_by, phase=phase, relay=output
        )

    def _environment(self) -> dict[str, str]:
        """This process' own, completed by what was not set, plus the addresses of the services."""
        path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
        return {
            **{name: value for name, value in os.environ.items() if name != OWNER_URL},
            "PYTHONPATH": path,
            "PYTHONUNBUFFERED": "1",
            "DATABASE_URL": self.database_url,
            "REDIS_URL": self.redis_url,
        }

    def _start_postgres(self) -> Child:
        with (self._logs / "postgres.log").open("ab") as log:
            postgres = start_postgres(self.folder / "postgres", self._guard, output=log)
        self.database_url = postgres.url(role=APPLICATION_ROLE)
        self.owner_database_url = postgres.url()
        self._servers.append(postgres)
        return postgres.child

    def _start_redis(self) -> Child:
        with (self._logs / "redis.log").open("ab") as log:
            redis = start_redis(self.folder / "redis", self._guard, output=log)
        self.redis_url = redis.url
        self._servers.append(redis)
        return redis.child
