"""The API as it is run: `allin serve`, in a process of its own, on a real port."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2

from allin_gql.settings import Settings

_START_SECONDS = 30.0
_KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="  # as in the settings of tests


@dataclass(frozen=True)
class Served:
    """A server that runs."""

    port: int
    log: Path
    process: subprocess.Popen[bytes]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def live_url(self) -> str:
        return f"ws://127.0.0.1:{self.port}/graphql"


@contextmanager
def serve(
    settings: Settings,
    folder: Path,
    *,
    redis_url: str | None = None,
    port: int | None = None,
    environment: str = "development",
) -> Iterator[Served]:
    """Run the API on the world's database, with its keys, for as long as the block lasts."""
    port = port or free_port()
    path = folder / "api.log"
    variables = {
        "ALLIN_ENVIRONMENT": environment,
        "DATABASE_URL": settings.database_url or "",
        "REDIS_URL": redis_url or settings.redis_url or "",
        "ALLIN_DATA_DIR": str(folder),
        "ALLIN_PORT": str(port),
        "ALLIN_PUBLIC_URL": settings.public_url,
        "ALLIN_SIGNING_KEYS": f"a:{_KEY}",
        "ALLIN_CREDENTIAL_KEYS": f"a:{_KEY}",
        "ALLIN_PASSWORD_PEPPER": _KEY,
        "ALLIN_MAIL_TOKEN_KEY": _KEY,
        "ALLIN_BCRYPT_ROUNDS": "4",
        "ALLIN_THROTTLE_CAPACITY": "1000000",  # tests are busier than anybody
        "ALLIN_THROTTLE_RESTORE": "1000000000",  # and compare answers whole
    }
    with (
        path.open("ab") as log,
        subprocess.Popen(
            [sys.executable, "-m", "allin_gql.cli", "serve"],
            env={**os.environ, **variables},
            stdout=log,
            stderr=log,
        ) as process,
    ):
        served = Served(port=port, log=path, process=process)
        try:
            _wait_until_up(served)
            yield served
        finally:
            process.terminate()
            process.wait(10)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
        return port


def _wait_until_up(served: Served) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and served.process.poll() is None:
        try:
            if httpx2.get(f"{served.url}/health").is_success:
                return
        except httpx2.TransportError:
            time.sleep(0.05)
    raise RuntimeError(f"The server did not start:\n{served.log.read_text()}")
