"""A real Chromium at GraphiQL: one sitting, which the tests look at from all sides."""

import asyncio
import fcntl
import json
import shutil
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from allin_gql.app import create_app
from allin_gql.cli.serve import wire
from tests.conftest import ARTIFACTS
from tests.fixtures.node import CONFORMANCE, installed, run_node
from tests.fixtures.people import PASSWORD, join
from tests.fixtures.services import Services
from tests.fixtures.world import World
from tests.graph.listening import QuietServer

_SITTING_SECONDS = 120.0  # one takes about ten on a machine that has the time


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where Chromium is. `scripts/test` installs it, or leaves these tests out."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        raise RuntimeError("There is no Chromium: install Debian's package, or run scripts/test.")
    return found


@pytest.fixture(scope="session")
async def sitting(chromium: str, services: Services, session_world: World) -> dict[str, Any]:
    """What was seen. Test processes that come at the same time wait for the first."""
    kept = services.folder / "graphiql.json"
    with kept.with_suffix(".lock").open("a") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not kept.exists():
            kept.write_text(await _sit(chromium, session_world))
    seen: dict[str, Any] = json.loads(kept.read_text())
    return seen


async def _sit(chromium: str, world: World) -> str:
    """Run tests/conformance/graphiql.mjs against the whole application, on a port of its own."""
    owner = await join(world, "owner")
    ARTIFACTS.mkdir(exist_ok=True)
    for old in ARTIFACTS.glob("*.png"):
        old.unlink()
    async with served(world) as address:
        printed = await run_node(
            installed(CONFORMANCE) / "graphiql.mjs",
            *(chromium, address, owner.email, PASSWORD, str(ARTIFACTS)),
            seconds=_SITTING_SECONDS,
        )
    return json.dumps({**json.loads(printed), "address": address, "email": owner.email})


@asynccontextmanager
async def served(world: World) -> AsyncIterator[str]:
    listener = socket.create_server(("127.0.0.1", 0))
    app = create_app(world.settings)
    server = QuietServer(wire(app, lifespan="off"), app.state.attendance)
    serving = asyncio.create_task(server.serve([listener]))
    try:
        # Who comes before it has started waits in the listener's queue.
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        await serving
