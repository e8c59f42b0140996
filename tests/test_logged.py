"""The search for secrets in logs finds them: planted in a suite of its own."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.fixtures.logged import SECRETS, leaks_in

ROOT = Path(__file__).parent.parent
TOKEN = "eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiJ1c2VyIn0.c2lnbmF0dXJlc2lnbmF0dXJl"
PASSWORD = "a password of 31 characters, ok"
SUITE = """
import asyncio, logging, uuid
from allin_gql.core.passwords import PasswordHasher
from allin_gql.core.vault import Place, Vault
from allin_gql.settings import KeyRing

def test_it_works():
    hasher = PasswordHasher(pepper=bytes(32), rounds=4)
    asyncio.run(hasher.hash({password!r}))
    hasher.close()
    place = Place(table="t", row=uuid.UUID(int=1), column="c")
    Vault(KeyRing({{"a": bytes(32)}})).seal(b'{{"token": "of-a-platform-1234567"}}', place)
    for line in {lines!r}:
        logging.getLogger("allin_gql.x").debug("here is %s", line)
"""
LEAKS = {
    PASSWORD: "a secret that was used",
    "of-a-platform-1234567": "a secret that was used",
    TOKEN: "a signed token",
    "allin_live_0123456789abcdefghijABCDEF": "an API key",
    "allin_rt_0123456789abcdefghijABCDEF": "a refresh token",
    "5e" * 48: "a code of a mail",
}


@pytest.fixture
def aside() -> Iterator[Path]:
    """A folder that the search does not come to: what is planted must not be found twice."""
    with TemporaryDirectory() as folder:
        yield Path(folder)


def run_suite(folder: Path, *logged: str) -> subprocess.CompletedProcess[str]:
    (folder / "pytest.ini").touch()
    (folder / "test_planted.py").write_text(SUITE.format(lines=logged, password=PASSWORD))
    return subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-q", "-n", "0", str(folder)),
            *("-p", "tests.fixtures.logged", "-p", "no:schemathesis", "-p", "no:cacheprovider"),
            *("-c", str(folder / "pytest.ini"), f"--basetemp={folder / 'own'}"),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_secret_that_is_logged_fails_the_whole_suite(aside: Path) -> None:
    ran = run_suite(aside, "nothing", *LEAKS)

    assert "1 passed" in ran.stdout, ran.stdout + ran.stderr
    assert ran.returncode == 1
    told = ran.stdout.partition("secrets in logs")[2]
    places = [line.partition("logged.log:")[2] for line in told.splitlines() if ".log:" in line]
    assert places == [f"{number}: {what}" for number, what in enumerate(LEAKS.values(), 2)]
    assert not any(leak in told for leak in LEAKS)


def test_a_suite_that_logs_none_passes(aside: Path) -> None:
    ran = run_suite(aside, "nothing", PASSWORD[:-1])

    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "secrets in logs" not in ran.stdout


def test_logs_of_processes_that_tests_started_are_searched_too(aside: Path) -> None:
    (aside / "gw0").mkdir()
    (aside / "gw0" / SECRETS).write_text(json.dumps(["[special] (secret)"]))
    (aside / "gw1").mkdir()
    log = aside / "gw1" / "api.log"
    log.write_text(f"fine\nit was [special] (secret)\n{TOKEN}\n")

    assert leaks_in(aside) == [f"{log}:2: a secret that was used", f"{log}:3: a signed token"]
