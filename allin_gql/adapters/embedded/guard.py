"""Ends the processes it was told of as soon as the one that started it is gone, however that went.

Run by its path, before any package is imported (`python -I -S guard.py`), so that it starts in
milliseconds and stays small. It reads lines from standard input: `+PID SIGNAL SECONDS` takes a
process under guard, `-PID` lets go of it. The end of its input means that the starter is gone (the
kernel closes the pipe even after kill -9, on Linux and macOS alike): each process then gets its
signal, the newest first, and after its seconds, SIGKILL to its group.
"""

import contextlib
import os
import signal
import sys
import time

POLL_SECONDS = 0.02


def is_alive(pid: int) -> bool:
    """Whether a process with this id runs.

    On Linux one that has ended, but that nobody has waited for yet, doesn't count.
    """
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    try:
        with open(f"/proc/{pid}/stat", "rb") as stat:  # noqa: PTH123  # pathlib is slow to load
            return stat.read().rpartition(b")")[2].split()[0] != b"Z"
    except (OSError, IndexError):
        return True


def end(pid: int, stop_signal: int, seconds: float) -> None:
    """Send the signal, wait, and kill the whole process group if it is still there."""
    with contextlib.suppress(OSError):
        os.kill(pid, stop_signal)
    deadline = time.monotonic() + seconds
    while is_alive(pid) and time.monotonic() < deadline:
        time.sleep(POLL_SECONDS)
    with contextlib.suppress(OSError):
        os.killpg(pid, signal.SIGKILL)


def watch() -> dict[int, tuple[int, float]]:
    """Read lines until the end of the input; gives what is under guard then."""
    guarded: dict[int, tuple[int, float]] = {}
    for line in sys.stdin:
        pid, *how = line[1:].split()
        if line[0] == "+":
            guarded[int(pid)] = (int(how[0]), float(how[1]))
        else:
            guarded.pop(int(pid), None)
    return guarded


def main() -> None:
    """Guard until the input ends, then end what is left, the newest first."""
    for ignored in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ignored, signal.SIG_IGN)
    for pid, (stop_signal, seconds) in reversed(watch().items()):
        end(pid, stop_signal, seconds)


if __name__ == "__main__":
    main()
