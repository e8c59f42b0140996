"""The journey of `scripts/demo`, on a system as `scripts/up` starts it: from nothing to likes."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.fixtures.logged import keep_logs
from tests.journeys.processes import ROOT, free_port

_PATIENCE = 120.0  # seconds, on a machine that runs other tests at the same time
_LOOK_AGAIN = 0.1  # seconds
_STEPS = 14


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder outside of pytest's own, which a second run of pytest closes to PostgreSQL."""
    with TemporaryDirectory(prefix="allin-demo-") as folder:
        yield Path(folder)
        keep_logs(Path(folder))


@pytest.fixture
def environment(folder: Path) -> Iterator[dict[str, str]]:
    """The environment of a system that runs in a folder of its own."""
    names = {name: value for name, value in os.environ.items() if "ALLIN" not in name}
    environment = {**names, "ALLIN_DATA_DIR": str(folder / "data")}
    environment["ALLIN_SANDBOX_SMTP_PORT"] = str(free_port())
    ports = ["--port", str(free_port()), "--sandbox-port", str(free_port())]
    log = folder / "up.log"
    with log.open("wb") as output:
        up = subprocess.Popen(
            [sys.executable, "-m", "allin_gql.cli", "up", *ports],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )
    try:
        deadline = time.monotonic() + _PATIENCE
        while "AllIN is running." not in log.read_text():
            assert up.poll() is None, log.read_text()
            assert time.monotonic() < deadline, log.read_text()
            time.sleep(_LOOK_AGAIN)
        yield environment
    finally:
        up.send_signal(signal.SIGINT)
        up.wait()


def test_the_main_job_holds_from_registration_to_likes(environment: dict[str, str]) -> None:
    demo = subprocess.run(
        [sys.executable, "-m", "allin_gql.cli", "demo"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=_PATIENCE,
        check=False,
    )

    assert demo.returncode == 0, demo.stdout + demo.stderr
    assert f"All {_STEPS} steps hold" in demo.stdout
