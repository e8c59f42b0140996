"""The supervisor starts in order, restarts what dies, gives up in time, and stops in order."""

import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from allin_gql.adapters.embedded.errors import StartupError
from allin_gql.adapters.embedded.processes import Child, Command, Guard, start_child
from allin_gql.cli import supervisor as module
from allin_gql.cli.supervisor import StopRequested, Supervised, Supervisor


@dataclass(frozen=True, slots=True, kw_only=True)
class Shell:
    """Makes members that run a line of shell in a folder."""

    folder: Path
    guard: Guard

    def member(
        self,
        name: str,
        script: str,
        *,
        is_ready: Callable[[], bool] = lambda: True,
        phase: int = 1,
        stop_by: float = 5.0,
    ) -> Supervised:
        command = Command(name=name, arguments=["/bin/sh", "-c", script], folder=self.folder)

        def start() -> Child:
            return start_child(command, self.guard, output=subprocess.DEVNULL)

        return Supervised(name=name, start=start, is_ready=is_ready, phase=phase, stop_by=stop_by)

    def lines(self) -> list[str]:
        file = self.folder / "lines"
        return file.read_text().split() if file.exists() else []


@pytest.fixture(name="shell")
def make_shell(tmp_path: Path) -> Iterator[Shell]:
    guard = Guard()
    yield Shell(folder=tmp_path, guard=guard)
    guard.close()


@pytest.fixture(autouse=True)
def be_quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "POLL_SECONDS", 0.01)
    monkeypatch.setattr(module, "FIRST_PAUSE_SECONDS", 0.01)


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert condition()


def exit_codes(*members: Supervised) -> list[int | None]:
    return [None if member.child is None else member.child.exit_code for member in members]


def test_it_waits_until_each_is_ready(shell: Shell) -> None:
    supervisor = Supervisor()
    ready = shell.folder / "ready"
    member = shell.member("slow", "sleep 0.2; touch ready; sleep 60", is_ready=ready.exists)

    supervisor.launch(member)
    supervisor.wait_until_ready()

    assert ready.exists()
    supervisor.stop()


def test_one_that_ends_before_it_is_ready_stops_the_start(shell: Shell) -> None:
    supervisor = Supervisor()
    supervisor.launch(shell.member("api", "exit 3", is_ready=lambda: False))

    with pytest.raises(StartupError, match=r"api ended at once \(exit code 3\)"):
        supervisor.wait_until_ready()


def test_a_step_that_fails_stops_the_start(shell: Shell) -> None:
    supervisor = Supervisor()

    with pytest.raises(StartupError, match=r"migrate failed \(exit code 2\)"):
        supervisor.perform(shell.member("migrate", "exit 2"))


def test_what_dies_is_started_again(shell: Shell) -> None:
    supervisor = Supervisor()
    member = shell.member("worker", "echo life >> lines; [ $(wc -l < lines) -gt 2 ] && sleep 60")
    supervisor.launch(member)
    watching = threading.Thread(target=supervisor.watch)
    watching.start()

    wait_for(lambda: shell.lines() == ["life"] * 3)

    supervisor.stop()
    watching.join()
    assert member.quick_deaths == 2


def test_what_keeps_dying_is_given_up(shell: Shell) -> None:
    supervisor = Supervisor()
    supervisor.launch(shell.member("worker", "echo life >> lines; kill -9 $$"))

    with pytest.raises(StartupError, match=r"ended 5 times in a row \(signal SIGKILL\); giving up"):
        supervisor.watch()

    assert shell.lines() == ["life"] * 5
    supervisor.stop()


def test_all_are_stopped_in_order(shell: Shell) -> None:
    supervisor = Supervisor()
    script = (
        "trap 'sleep 0.1; echo {0} >> lines; exit 0' TERM; touch {0}; while :; do sleep 0.02; done"
    )
    names = {"store": 3, "sandbox": 2, "api": 1}
    members = [
        shell.member(name, script.format(name), phase=phase) for name, phase in names.items()
    ]
    supervisor.launch(*members)
    wait_for(lambda: all((shell.folder / name).exists() for name in names))

    supervisor.stop()

    assert shell.lines() == ["api", "sandbox", "store"]
    assert exit_codes(*members) == [0, 0, 0]


def test_what_does_not_stop_is_killed_in_time(shell: Shell) -> None:
    supervisor = Supervisor()
    script = "trap '' TERM; touch deaf; while :; do sleep 0.02; done"
    member = shell.member("deaf", script, stop_by=0.2)
    supervisor.launch(member)
    wait_for((shell.folder / "deaf").exists)

    began = time.monotonic()
    supervisor.stop()

    assert time.monotonic() - began < 2
    assert exit_codes(member) == [-9]


def test_a_stop_during_the_start_is_heeded(shell: Shell) -> None:
    supervisor = Supervisor()
    member = shell.member("slow", "sleep 60", is_ready=lambda: False)
    supervisor.launch(member)
    threading.Timer(0.1, supervisor.ask_to_stop).start()

    with pytest.raises(StopRequested):
        supervisor.wait_until_ready()

    supervisor.stop()
    assert exit_codes(member) == [-15]


def test_asking_twice_kills(shell: Shell) -> None:
    supervisor = Supervisor()
    script = "trap '' TERM; touch deaf; while :; do sleep 0.02; done"
    member = shell.member("deaf", script, stop_by=60)
    supervisor.launch(member)
    wait_for((shell.folder / "deaf").exists)
    stopping = threading.Thread(target=supervisor.stop)
    stopping.start()
    wait_for(lambda: supervisor.is_stopping)

    supervisor.ask_to_stop()
    stopping.join(5)

    assert not stopping.is_alive()
    assert exit_codes(member) == [-9]
