"""Child processes that never outlive their parent: each has its own group and a guard."""

import contextlib
import os
import pwd
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from allin_gql.adapters.embedded import guard as guard_script

GUARD_SECONDS = 3.0  # what the guard gives a process of a dead parent before it kills


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """What to run and how it wants to be asked to stop.

    `user` is a system user to run as, for programs that refuse root.
    """

    name: str
    arguments: Sequence[str | Path]
    stop_signal: signal.Signals = signal.SIGTERM
    environment: Mapping[str, str] | None = None
    user: str | None = None
    folder: Path | None = None


class Guard:
    """This side of the pipe to `guard.py`.

    The guard also holds an open file, the lock of a data folder: after its parent was killed, the
    folder counts as held until the last server is gone from it.
    """

    def __init__(self, *, holds: int | None = None) -> None:
        self._holds = holds
        self._lines: dict[int, str] = {}
        self._process = self._spawn()

    @property
    def pid(self) -> int:
        return self._process.pid

    def watch(self, pid: int, stop_signal: signal.Signals, seconds: float = GUARD_SECONDS) -> None:
        self._lines[pid] = f"+{pid} {int(stop_signal)} {seconds}\n"
        self._write(self._lines[pid])

    def release(self, pid: int) -> None:
        if self._lines.pop(pid, None):
            self._write(f"-{pid}\n")

    def close(self) -> None:
        """Let the guard go; what it still watches is ended by it."""
        with contextlib.suppress(OSError):
            self._pipe.close()
        self._process.wait()

    @property
    def _pipe(self) -> IO[str]:
        assert self._process.stdin is not None  # noqa: S101  # it was opened as a pipe
        return self._process.stdin

    def _spawn(self) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-I", "-S", guard_script.__file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            pass_fds=() if self._holds is None else (self._holds,),
            start_new_session=True,
            text=True,
        )

    def _write(self, line: str) -> None:
        try:
            self._pipe.write(line)
            self._pipe.flush()
        except OSError:  # somebody killed the guard: a new one takes over all that was under it
            self._process.wait()
            with contextlib.suppress(OSError):
                self._pipe.close()
            self._process = self._spawn()
            self._pipe.write("".join(self._lines.values()))
            self._pipe.flush()


@dataclass(slots=True, kw_only=True)
class Child:
    """A running child process."""

    command: Command
    guard: Guard
    popen: subprocess.Popen[bytes]
    started_at: float = field(default_factory=time.monotonic)

    @property
    def pid(self) -> int:
        return self.popen.pid

    @property
    def exit_code(self) -> int | None:
        """Its exit code, negative for a signal; `None` while it runs."""
        code = self.popen.poll()
        if code is not None:
            self.guard.release(self.pid)
        return code

    def ask_to_stop(self) -> None:
        if self.exit_code is None:
            self.popen.send_signal(self.command.stop_signal)

    def stop(self, seconds: float) -> bool:
        """Ask it to stop, wait, and kill its group if it didn't; says whether it did."""
        self.ask_to_stop()
        return self.wait(seconds)

    def wait(self, seconds: float) -> bool:
        """Wait until it has ended, and kill its group if it hasn't by then; says whether it had."""
        try:
            self.popen.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            self.kill_now()
            self.popen.wait()
            self.guard.release(self.pid)
            return False
        self.guard.release(self.pid)
        return True

    def kill_now(self) -> None:
        """Kill its whole group, without waiting (a signal handler may call this)."""
        if self.popen.returncode is None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.pid, signal.SIGKILL)


def start_child(command: Command, guard: Guard, *, output: IO[bytes] | int) -> Child:
    """Start a process under guard, in its own group.

    So Ctrl-C in a terminal reaches only the parent, which stops its children in order.
    """
    popen = subprocess.Popen(
        [str(argument) for argument in command.arguments],
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        env=None if command.environment is None else dict(command.environment),
        cwd=command.folder,
        user=command.user,
        group=None if command.user is None else primary_group(command.user),
        extra_groups=None if command.user is None else [],
        start_new_session=True,
    )
    guard.watch(popen.pid, command.stop_signal)
    return Child(command=command, guard=guard, popen=popen)


def primary_group(user: str) -> int:
    """The id of the group that a system user belongs to."""
    return pwd.getpwnam(user).pw_gid


def command_line(pid: int) -> str:
    """The command line of a process, empty when there is none."""
    if Path("/proc/self").exists():
        with contextlib.suppress(OSError):
            return (
                Path(f"/proc/{pid}/cmdline")
                .read_bytes()
                .replace(b"\0", b" ")
                .decode(errors="replace")
            )
        return ""
    listing = subprocess.run(
        ["/bin/ps", "-ww", "-o", "command=", "-p", str(pid)],
        capture_output=True,
        text=True,
        check=False,
    )
    return listing.stdout.strip()


def stop_leftover(
    pid: int, marks: Sequence[str], stop_signal: signal.Signals, seconds: float
) -> None:
    """End a server that an earlier run left behind, if that process is really it.

    Process ids are used again after a restart of the machine, so its command line has to contain
    all `marks`.
    """
    line = command_line(pid)
    if not line or not all(mark in line for mark in marks):
        return
    guard_script.end(pid, stop_signal, seconds)
