"""The data folder: made private, held by one running system at a time."""

import fcntl
import os
import time
from pathlib import Path

from allin_gql.adapters.embedded.errors import StartupError
from allin_gql.adapters.embedded.guard import is_alive

POLL_SECONDS = 0.1
PRIVATE = 0o700


class FolderLock:
    """An exclusive lock on a data folder; the kernel drops it with its last holder."""

    def __init__(self, folder: Path, descriptor: int) -> None:
        self.folder = folder
        self.descriptor = descriptor

    def release(self) -> None:
        os.close(self.descriptor)


def open_folder(path: Path) -> Path:
    """Make the folder if it is missing. Raises `StartupError` if it can't be made or written to."""
    folder = path.expanduser().absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=PRIVATE)
    except OSError as error:
        raise StartupError(
            f"The data folder {folder} can't be made ({error.strerror}); choose another with "
            "--data-dir."
        ) from error
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        raise StartupError(
            f"The data folder {folder} can't be written to by this user; "
            "change its owner, or choose another with --data-dir."
        )
    return folder.resolve()


def hold_folder(path: Path, *, patience: float = 15.0) -> FolderLock:
    """Make the folder and take its lock.

    When its last holder was killed, its guard may still be stopping servers: that is waited for,
    `patience` seconds. Raises `StartupError` when another system runs in it.
    """
    folder = open_folder(path)
    descriptor = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    deadline = time.monotonic() + patience
    while not _try_lock(descriptor):
        holder = _holder(descriptor)
        if (holder is not None and is_alive(holder)) or time.monotonic() > deadline:
            os.close(descriptor)
            raise StartupError(
                f"Another system (process {holder or 'unknown'}) is running in {folder}; "
                "stop that one, or choose another folder with --data-dir."
            )
        time.sleep(POLL_SECONDS)
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
    return FolderLock(folder, descriptor)


def is_held(folder: Path) -> bool:
    """Whether a system is running in this folder."""
    try:
        descriptor = os.open(folder / "lock", os.O_RDWR)
    except OSError:
        return False
    try:
        return not _try_lock(descriptor)
    finally:
        os.close(descriptor)


def _try_lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _holder(descriptor: int) -> int | None:
    text = os.pread(descriptor, 32, 0).decode(errors="replace").strip()
    return int(text) if text.isdigit() else None
