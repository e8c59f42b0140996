"""The processes of a system, each started by its own command, for tests that kill one of them."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx2

from allin_gql.cli.kept_secrets import new_secrets
from tests.fixtures.logged import keep_keys, keep_logs
from tests.fixtures.services import Services

ROOT = Path(__file__).parent.parent.parent
_PATIENCE = 60.0  # seconds, on a machine that runs other tests at the same time
_LOOK_AGAIN = 0.05  # seconds


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


@dataclass
class System:
    """A sandbox, an API, a clock; and workers, one after the other."""

    folder: Path
    api: str
    sandbox: str
    environment: dict[str, str]
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        """Start a process of the system; it is killed at the end."""
        with (self.folder / f"{command[-1].rsplit('.', 1)[-1]}.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", *command],
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        self.running.append(process)
        return process

    def wait_for(self, url: str) -> None:
        """Wait until somebody answers at an address."""
        deadline = time.monotonic() + _PATIENCE
        while time.monotonic() < deadline:
            try:
                if httpx2.get(f"{url}/health").is_success:
                    return
            except httpx2.HTTPError:
                time.sleep(_LOOK_AGAIN)
        raise AssertionError(f"nobody answers at {url}: {self.logs()}")

    def logs(self) -> str:
        return "\n".join(path.read_text()[-4_000:] for path in self.folder.glob("*.log"))


@contextmanager
def run_system(
    services: Services, database_url: str, redis_url: str, **settings: str
) -> Iterator[System]:
    """Run everything but a worker, with leases and waits of seconds."""
    api_port, sandbox_port = free_port(), free_port()
    folder = Path(services.folder) / f"journey-{api_port}"
    folder.mkdir(exist_ok=True)
    sandbox = f"http://127.0.0.1:{sandbox_port}"
    environment = {
        **{name: value for name, value in os.environ.items() if "ALLIN" not in name},
        **new_secrets(),
        "DATABASE_URL": database_url,
        "REDIS_URL": redis_url,
        "ALLIN_DATA_DIR": str(folder),
        "ALLIN_PORT": str(api_port),
        "ALLIN_PUBLIC_URL": f"http://127.0.0.1:{api_port}",
        "ALLIN_SANDBOX_URL": sandbox,
        "ALLIN_SANDBOX_PORT": str(sandbox_port),
        "ALLIN_SANDBOX_SMTP_PORT": str(smtp_port := free_port()),
        "ALLIN_SMTP_URL": f"smtp://127.0.0.1:{smtp_port}",
        "ALLIN_MASTODON_SERVER": f"{sandbox}/mastodon",
        "ALLIN_BLUESKY_SERVER": f"{sandbox}/bluesky",
        "ALLIN_BCRYPT_ROUNDS": "4",
        "ALLIN_THROTTLE_CAPACITY": "1000000",  # tests are busier than anybody
        "ALLIN_THROTTLE_RESTORE": "1000000000",  # and compare answers whole
        "ALLIN_CLAIM_LEASE": "PT1S",
        "ALLIN_PUBLISH_TIMEOUT": "PT1S",
        "ALLIN_PUBLISH_LEASE": "PT4S",
        "ALLIN_RECONCILE_SETTLE": "PT0.5S",
        # What is known only now can be named in a setting.
        **{name: value.replace("{sandbox}", sandbox) for name, value in settings.items()},
    }
    keep_keys(str(environment))
    system = System(
        folder=folder,
        api=f"http://127.0.0.1:{api_port}",
        sandbox=sandbox,
        environment=environment,
    )
    try:
        for command in ("sandbox", "serve", "clock"):
            system.start("allin_gql.cli", command)
        system.wait_for(system.sandbox)
        system.wait_for(system.api)
        yield system
    finally:
        for process in system.running:
            process.send_signal(signal.SIGKILL)
            process.wait()
        keep_logs(folder)
