"""`allin up`: everything from nothing, its data kept, nothing left behind, whatever ends it."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from allin_gql.adapters.embedded.guard import is_alive
from allin_gql.cli.health import is_healthy
from tests.fixtures.logged import keep_logs

ROOT = Path(__file__).parent.parent.parent
START_SECONDS = 90.0  # of a machine that runs other tests at the same time
STOP_SECONDS = 10.0
EVERYTHING = ("serve", "worker", "clock", "sandbox", "postgres", "redis-server", "guard.py")


def free_ports(count: int) -> list[int]:
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


def descendants(pid: int) -> dict[int, str]:
    """The processes under this one, with their command lines."""
    listing = subprocess.run(
        ["/bin/ps", "-ww", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=True
    )
    rows = [line.split(None, 2) for line in listing.stdout.splitlines()]
    found: dict[int, str] = {}
    parents = {pid}
    while parents:
        below = {int(row[0]): row[2] for row in rows if int(row[1]) in parents}
        found |= below
        parents = set(below)
    return found


@dataclass(slots=True, kw_only=True)
class Run:
    """One run of `allin up`."""

    process: subprocess.Popen[bytes]
    folder: Path
    log: Path
    started_in: float = 0.0

    def endpoints(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.folder / "endpoints.json").read_text())
        return found

    def wait_until_ready(self) -> None:
        began = time.monotonic()
        while "AllIN is running." not in self.log.read_text():
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() - began < START_SECONDS, self.log.read_text()
            time.sleep(0.05)
        self.started_in = time.monotonic() - began


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """A folder and ports for runs of `allin up`, one after the other."""

    folder: Path
    ports: list[int]

    def start(self) -> Run:
        log = self.folder / "up.log"
        api, sandbox, smtp = map(str, self.ports)
        with log.open("wb") as output:
            process = subprocess.Popen(
                [
                    *(sys.executable, "-m", "allin_gql.cli", "up"),
                    *("--port", api, "--sandbox-port", sandbox),
                    *("--data-dir", str(self.folder / "data")),
                ],
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=self.folder,
                env={
                    "PATH": os.environ["PATH"],
                    "PYTHONPATH": str(ROOT),
                    "ALLIN_SANDBOX_SMTP_PORT": smtp,
                },
            )
        return Run(process=process, folder=self.folder / "data", log=log)


@pytest.fixture(name="machine", scope="module")
def make_machine() -> Iterator[Machine]:
    # Not below pytest's own folder, which a second run of pytest closes to PostgreSQL's user.
    with TemporaryDirectory(prefix="allin-up-") as folder:
        yield Machine(folder=Path(folder), ports=free_ports(3))
        keep_logs(Path(folder))


@pytest.fixture(name="run")
def run_system(machine: Machine) -> Iterator[Run]:
    run = machine.start()
    try:
        run.wait_until_ready()
        yield run
    finally:
        if run.process.poll() is None:
            run.process.terminate()
            run.process.wait(STOP_SECONDS * 2)


def wait_until_gone(pids: list[int]) -> None:
    deadline = time.monotonic() + STOP_SECONDS * 2
    while any(map(is_alive, pids)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert [pid for pid in pids if is_alive(pid)] == []


def test_everything_starts_says_where_it_is_and_stops_on_ctrl_c(run: Run) -> None:
    endpoints = run.endpoints()
    children = descendants(run.process.pid)

    assert is_healthy(endpoints["health"])
    assert is_healthy(f"{endpoints['sandbox']}/health")
    for place in ("graphql", "graphiql", "mailbox"):
        assert endpoints[place] in run.log.read_text()
    for name in EVERYTHING:
        assert any(name in line for line in children.values()), name
    logs = {log.name for log in (run.folder / "logs").iterdir()}
    assert logs >= {"api.log", "worker.log", "sandbox.log", "postgres.log", "redis.log"}

    began = time.monotonic()
    run.process.send_signal(signal.SIGINT)
    assert run.process.wait(STOP_SECONDS * 2) == 0
    assert time.monotonic() - began < STOP_SECONDS
    wait_until_gone(list(children))
    assert run.log.read_text().rstrip().endswith("Stopped.")
    assert "was killed" not in run.log.read_text()


def test_what_is_killed_comes_back_and_a_killed_parent_leaves_nothing(run: Run) -> None:
    secrets = (run.folder / "secrets.env").read_text()
    worker = next(pid for pid, line in descendants(run.process.pid).items() if "worker" in line)

    os.kill(worker, signal.SIGKILL)
    ready = "worker  | The worker is ready."
    deadline = time.monotonic() + START_SECONDS
    while run.log.read_text().count(ready) < 2 and time.monotonic() < deadline:
        time.sleep(0.05)

    assert "worker ended (signal SIGKILL); starting it again" in run.log.read_text()
    assert run.log.read_text().count(ready) == 2
    children = descendants(run.process.pid)
    run.process.kill()
    run.process.wait()
    wait_until_gone(list(children))
    assert (run.folder / "secrets.env").read_text() == secrets


def test_it_starts_again_after_that(run: Run) -> None:
    assert is_healthy(run.endpoints()["health"])
