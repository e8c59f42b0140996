"""Where unix sockets go: Linux binds no path over 107 bytes, macOS none over 103."""

import hashlib
import os
import shutil
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

from allin_gql.adapters.embedded.errors import StartupError

MAX_SOCKET_PATH_BYTES = 100
LONGEST_SOCKET_NAME = "/.s.PGSQL.5432.lock"


def socket_folder(data_folder: Path, *, purpose: str, owner: int | None = None) -> Path:
    """The data folder itself if its path is short, else a private temporary folder, made here.

    The latter's name follows from the data folder, so that a start after a crash finds and reuses
    it. `owner` is the id of the system user who will listen there, if that is another one.
    """
    if _is_short(data_folder):
        return data_folder
    digest = hashlib.sha256(os.fsencode(data_folder)).hexdigest()[:12]
    name = f"allin-{os.getuid()}-{digest}-{purpose}"
    for base in (Path(tempfile.gettempdir()), Path("/tmp")):  # noqa: S108  # made private below
        if _is_short(base / name):
            return _make_private(base / name, os.getuid() if owner is None else owner)
    raise StartupError(
        f"The path {data_folder} is too long for a socket (over {MAX_SOCKET_PATH_BYTES} bytes) "
        "and so is the "
        "folder for temporary files; choose a shorter one with --data-dir."
    )


def _is_short(folder: Path) -> bool:
    return len(os.fsencode(folder)) + len(LONGEST_SOCKET_NAME) <= MAX_SOCKET_PATH_BYTES


def discard_socket_folder(folder: Path, data_folder: Path) -> None:
    """Remove a folder that `socket_folder` made, once nobody listens in it any more."""
    if folder != data_folder:
        shutil.rmtree(folder, ignore_errors=True)


def _make_private(folder: Path, owner: int) -> Path:
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)
        os.chown(folder, owner, -1)
    found = folder.lstat()
    # Somebody else could have made it before us, to listen where our clients connect.
    is_ours = stat.S_ISDIR(found.st_mode) and found.st_uid == owner
    if not is_ours or stat.S_IMODE(found.st_mode) & 0o077:
        raise StartupError(
            f"{folder} exists but is not a private folder of this user; remove it, or choose a "
            "shorter --data-dir."
        )
    return folder
