"""Runs children in order, restarts those that die, and stops them in order."""

import signal
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import FrameType

from allin_gql.adapters.embedded.errors import StartupError
from allin_gql.adapters.embedded.processes import Child
from allin_gql.cli.output import Relay, say

POLL_SECONDS = 0.1
REMIND_SECONDS = 5.0
QUICK_DEATH_SECONDS = 10.0
MAX_QUICK_DEATHS = 5
FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 0.5, 10.0
DRAIN_SECONDS = 0.5
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class StopRequested(Exception):
    """A person or the system asked to stop while something was being started."""


@dataclass(slots=True, kw_only=True)
class Supervised:
    """One child in all its lives.

    `start` starts it and returns when it was started, `is_ready` says whether it does its work.
    `stop_by` is when, in seconds after the stop began, it is killed. `phase`: children of one phase
    are asked to stop together.
    """

    name: str
    start: Callable[[], Child]
    stop_by: float
    phase: int
    is_ready: Callable[[], bool] = lambda: True
    ready_seconds: float = 60.0
    relay: Relay | None = None
    child: Child | None = field(default=None, init=False)
    quick_deaths: int = field(default=0, init=False)
    restart_at: float | None = field(default=None, init=False)
    launched_at: float = field(default=0.0, init=False)
    was_ready: bool = field(default=False, init=False)

    def age(self) -> float:
        """How long ago it was launched, in seconds."""
        return time.monotonic() - self.launched_at

    def last_words(self) -> str:
        """The end of its log, for when it is given up."""
        if self.relay is None:
            return ""
        self.relay.drain(DRAIN_SECONDS)
        return "".join(f"\n  {line}" for line in self.relay.last_lines)


class Supervisor:
    """Owns the children from their start to their end."""

    def __init__(self) -> None:
        self._members: list[Supervised] = []
        self._stop = threading.Event()
        self.is_stopping = False

    def listen(self) -> None:
        """Answer signals from now on: the first asks all to stop, the second kills."""
        for number in SIGNALS:
            signal.signal(number, self._on_signal)

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self.ask_to_stop()

    def ask_to_stop(self) -> None:
        """Ask for a stop; who asks again while it is under way has all killed."""
        if self.is_stopping:
            for member in self._members:
                if member.child is not None:
                    member.child.kill_now()
        self._stop.set()

    def check(self) -> None:
        """Raise `StopRequested` if a stop was asked for."""
        if self._stop.is_set():
            raise StopRequested

    def launch(self, *members: Supervised) -> None:
        """Start children without waiting for them. Raises `StartupError`, `StopRequested`."""
        for member in members:
            self.check()
            say(f"{member.name}: starting")
            self._members.append(member)
            member.launched_at = time.monotonic()
            member.child = member.start()

    def perform(self, member: Supervised) -> None:
        """Run a child that has to end by itself, and well, before the next step."""
        self.launch(member)
        self._await([member], _has_ended_well)
        self._members.remove(member)

    def wait_until_ready(self) -> None:
        """Wait until all that was launched does its work.

        Raises `StartupError`, `StopRequested`.
        """
        self._await([member for member in self._members if not member.was_ready], _is_up)

    def _await(self, waiting: list[Supervised], is_done: Callable[[Supervised], bool]) -> None:
        began = reminded = time.monotonic()
        while waiting:
            self.check()
            now = time.monotonic()
            for member in [one for one in waiting if is_done(one)]:
                waiting.remove(member)
                member.was_ready = True
                say(f"{member.name}: ready after {member.age():.1f} s")
            if waiting and now - reminded >= REMIND_SECONDS:
                reminded = now
                names = ", ".join(member.name for member in waiting)
                say(f"Still waiting for {names} ({now - began:.0f} s).")
            self._stop.wait(POLL_SECONDS / 2)

    def watch(self) -> None:
        """Restart what dies, until a stop is asked for.

        Raises `StartupError` when one dies too often.
        """
        while not self._stop.wait(POLL_SECONDS):
            for member in self._members:
                if member.restart_at is not None:
                    self._restart_when_due(member)
                elif member.child is not None and member.child.exit_code is not None:
                    self._plan_restart(member, member.child)

    def _plan_restart(self, member: Supervised, child: Child) -> None:
        lived = time.monotonic() - child.started_at
        member.quick_deaths = member.quick_deaths + 1 if lived < QUICK_DEATH_SECONDS else 1
        reason = how(child.exit_code or 0)
        if member.quick_deaths >= MAX_QUICK_DEATHS:
            raise StartupError(
                f"{member.name} ended {member.quick_deaths} times in a row ({reason}); giving up."
                f"{member.last_words()}"
            )
        pause = min(FIRST_PAUSE_SECONDS * 2 ** (member.quick_deaths - 1), LONGEST_PAUSE_SECONDS)
        member.restart_at = time.monotonic() + pause
        say(f"{member.name} ended ({reason}); starting it again in {pause:.1f} s.")

    def _restart_when_due(self, member: Supervised) -> None:
        if member.restart_at is not None and time.monotonic() >= member.restart_at:
            member.restart_at = None
            member.child = member.start()

    def stop(self) -> None:
        """Stop all, in the order of their phases; what is not gone by its time is killed."""
        self.is_stopping = True
        self._stop.set()
        began = time.monotonic()
        running = [member for member in self._members if member.child is not None]
        for phase in sorted({member.phase for member in running}):
            _stop_phase([member for member in running if member.phase == phase], began)


def _is_up(member: Supervised) -> bool:
    code = None if member.child is None else member.child.exit_code
    if code is not None:
        raise StartupError(f"{member.name} ended at once ({how(code)}).{member.last_words()}")
    if not member.is_ready() and member.age() > member.ready_seconds:
        seconds = f"{member.ready_seconds:.0f} s"
        raise StartupError(f"{member.name} was not ready after {seconds}.{member.last_words()}")
    return member.is_ready()


def _has_ended_well(member: Supervised) -> bool:
    code = None if member.child is None else member.child.exit_code
    if code:
        raise StartupError(f"{member.name} failed ({how(code)}).{member.last_words()}")
    return code == 0


def _stop_phase(members: Sequence[Supervised], began: float) -> None:
    for member in members:
        if member.child is not None:
            member.child.ask_to_stop()
    for member in members:
        if member.child is not None:
            left = max(member.stop_by - (time.monotonic() - began), 0.1)
            if not member.child.wait(left):
                say(f"{member.name} did not stop in time and was killed.")
        if member.relay is not None:
            member.relay.drain(DRAIN_SECONDS)


def how(code: int) -> str:
    """An exit code in words."""
    if code >= 0:
        return f"exit code {code}"
    return f"signal {signal.Signals(-code).name}"
