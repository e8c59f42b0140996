"""What the real clients talk to."""

from collections.abc import Iterator

import pytest

from tests.fixtures.world import World
from tests.graph.served import Served, serve


@pytest.fixture(scope="module")
def served(session_world: World, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server in a process of its own, which nothing that clients do may upset."""
    with serve(session_world.settings, tmp_path_factory.mktemp("served")) as server:
        yield server
        assert "Traceback" not in server.log.read_text()
