"""What every test can ask for."""

import time
from collections.abc import AsyncIterator
from pathlib import Path
from tempfile import gettempdir

import pytest

from tests.fixtures.people import Person, join
from tests.fixtures.services import Services, fresh_database, start_services
from tests.fixtures.world import World, make_settings, open_world

pytest_plugins = ["tests.fixtures.logged"]

ARTIFACTS = Path(__file__).parent / "artifacts"  # what a run leaves to be looked at; not in git
_BEGUN = time.time()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say where the pictures of this run are."""
    for path in sorted(ARTIFACTS.glob("*.png")):
        if path.stat().st_mtime >= _BEGUN:
            terminalreporter.write_line(f"A screenshot is kept: {path}")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--renew-statements",
        action="store_true",
        help="write the numbers of SQL statements of documented operations; with -n 0",
    )
    parser.addoption(
        "--examples",
        type=int,
        default=20,
        help="how many documents are made for each operation (tests/graph/test_fuzz.py)",
    )


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
def services(testrun_uid: str) -> Services:
    """PostgreSQL and Redis, shared by all test processes of a run.

    Not below pytest's own folder: as root the servers run as another user, and pytest closes that
    folder to all others whenever a second run begins on the machine.
    """
    return start_services(Path(gettempdir()) / f"allin-tests-{testrun_uid}")


@pytest.fixture(scope="session")
async def session_world(
    services: Services, worker_id: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[World]:
    settings = make_settings(
        tmp_path_factory.mktemp("data"),
        database_url=fresh_database(services, f"test_{worker_id}"),
        redis_url=services.redis_database(_redis_number(worker_id)),
    )
    async with open_world(settings) as world:
        yield world


@pytest.fixture
async def world(session_world: World) -> World:
    """The world, with nothing rung for, counted or guessed, and no mails or faults of before."""
    session_world.jobs.messages.clear()
    session_world.mailbox.mails.clear()
    await session_world.sandbox.delete("/_sandbox/faults")
    await session_world.sandbox.delete("/_sandbox/limits")
    await session_world.forget_guesses()
    return session_world


@pytest.fixture
async def owner(world: World) -> Person:
    """Who owns an organization."""
    return await join(world, "owner")


@pytest.fixture
async def stranger(world: World) -> Person:
    """Who owns another organization."""
    return await join(world, "stranger")


@pytest.fixture
async def anonymous(world: World) -> Person:
    """Nobody."""
    return Person(http=world.http)


def _redis_number(worker_id: str) -> int:
    return 0 if worker_id == "master" else int(worker_id.removeprefix("gw")) + 1
