"""What `allin up` shows: its own lines, and those of its children with their names before them."""

import os
import sys
import threading
from collections import deque
from contextlib import suppress
from pathlib import Path
from typing import IO

LAST_LINES = 20
MAX_LOG_BYTES = 20_000_000  # at the start, a longer log is set aside as `.1`
NAME_WIDTH = 8

_writing = threading.Lock()


def say(line: str = "") -> None:
    """Write one line to the terminal. A terminal that is gone is no reason to fail."""
    with _writing, suppress(OSError, ValueError):
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()


class Relay:
    """Passes on what a child writes, line by line, to its log file and to the terminal.

    One relay serves all lives of a child that is restarted.
    """

    def __init__(self, name: str, logs: Path) -> None:
        self.name = name
        self.path = logs / f"{name}.log"
        self.last_lines: deque[str] = deque(maxlen=LAST_LINES)
        if self.path.exists() and self.path.stat().st_size > MAX_LOG_BYTES:
            self.path.replace(self.path.with_suffix(".log.1"))
        self._threads: list[threading.Thread] = []

    def open(self) -> int:
        """Give a descriptor for a child to write to. Close it here once the child has it."""
        reading, writing = os.pipe()
        thread = threading.Thread(
            target=self._pass_on, args=[os.fdopen(reading, "rb")], daemon=True
        )
        thread.start()
        self._threads = [known for known in self._threads if known.is_alive()] + [thread]
        return writing

    def drain(self, seconds: float) -> None:
        """Wait until all that was written has been passed on."""
        for thread in self._threads:
            thread.join(seconds)

    def _pass_on(self, stream: IO[bytes]) -> None:
        with stream, self.path.open("ab") as log:
            for raw in stream:
                with suppress(OSError):  # a full disk must not block the child
                    log.write(raw)
                    log.flush()
                line = raw.decode(errors="replace").rstrip()
                self.last_lines.append(line)
                say(f"{self.name:<{NAME_WIDTH}}| {line}")
