"""Redis only carries calls: while it is gone, or hangs, what is due goes out all the same."""

import socket
import time
from collections.abc import Iterator

import pytest

from tests.fixtures.services import Services, fresh_database
from tests.journeys.processes import System, free_port, run_system
from tests.journeys.visitor import Visitor, visit

MUTATIONS_OF_SCHEDULING = 2
WAIT_FOR_REDIS = 2.0  # seconds that a mutation may wait for a Redis that says nothing
SOON = 20.0  # seconds; no worker can be called, so the clock does it, waiting for Redis as well


@pytest.fixture(params=["gone", "hanging"])
def redis_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """Where nobody listens, and where somebody does who never answers."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = free_port()
        if request.param == "hanging":
            listener.listen(1_000)
            port = listener.getsockname()[1]
        yield f"redis://127.0.0.1:{port}/0"


@pytest.fixture
def system(services: Services, worker_id: str, redis_url: str) -> Iterator[System]:
    database_url = fresh_database(services, f"redis_gone_{worker_id}")
    with run_system(services, database_url, redis_url, ALLIN_PUBLISH_LEASE="PT8S") as running:
        yield running


async def test_without_redis_mutations_answer_and_posts_go_out(system: System) -> None:
    async with visit(system) as visitor:
        accounts = [await visitor.connect("mastodon"), await visitor.connect("bluesky")]

        began = time.monotonic()
        publications = await visitor.schedule("nobody was called", *accounts)
        answered = time.monotonic() - began
        states = [(await visitor.settled(key))["state"] for key in publications]
        took = time.monotonic() - began

        assert answered < MUTATIONS_OF_SCHEDULING * (WAIT_FOR_REDIS + 1)
        assert states == ["PUBLISHED", "PUBLISHED"]
        assert took < SOON
        assert await _posted(visitor) == [1, 1]


async def _posted(visitor: Visitor) -> list[int]:
    return [
        await visitor.posted(network, "nobody was called") for network in ("mastodon", "bluesky")
    ]
