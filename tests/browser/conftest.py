"""A real Chromium at GraphiQL: one sitting, which the tests look at from all sides."""

import fcntl
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.fixtures.node import CONFORMANCE, installed, run_node
from tests.fixtures.people import PASSWORD, join
from tests.fixtures.services import Services
from tests.fixtures.world import World
from tests.graph.served import serve

ARTIFACTS = Path(__file__).parents[1] / "artifacts"  # not in git; the last run's
_SITTING_SECONDS = 90.0  # one takes about ten


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where Chromium is. `scripts/test` installs it, or leaves these tests out."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        raise RuntimeError("There is no Chromium: install Debian's package, or run scripts/test.")
    return found


@pytest.fixture(scope="session")
async def sitting(
    chromium: str,
    services: Services,
    session_world: World,
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, Any]:
    """What was seen. Test processes that come at the same time wait for the first."""
    kept = services.folder / "graphiql.json"
    with kept.with_suffix(".lock").open("a") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not kept.exists():
            kept.write_text(await _sit(chromium, session_world, tmp_path_factory.mktemp("served")))
    seen: dict[str, Any] = json.loads(kept.read_text())
    return seen


async def _sit(chromium: str, world: World, folder: Path) -> str:
    """Run tests/conformance/graphiql.mjs against a server of its own."""
    owner = await join(world, "owner")
    ARTIFACTS.mkdir(exist_ok=True)
    with serve(world.settings, folder) as served:
        printed = await run_node(
            installed(CONFORMANCE) / "graphiql.mjs",
            *(chromium, served.url, owner.email, PASSWORD, str(ARTIFACTS)),
            seconds=_SITTING_SECONDS,
        )
    return json.dumps({**json.loads(printed), "address": served.url, "email": owner.email})
