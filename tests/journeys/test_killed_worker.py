"""kill -9 of the worker after the platform has taken the post: one post, one publication."""

import asyncio
from collections.abc import AsyncIterator, Iterator

import pytest

from tests.fixtures.services import Services, fresh_database
from tests.journeys.processes import System, run_system
from tests.journeys.visitor import PATIENCE, Visitor, visit


@pytest.fixture(scope="module")
def system(services: Services, worker_id: str) -> Iterator[System]:
    database_url = fresh_database(services, f"journey_{worker_id}")
    with run_system(services, database_url, services.redis_database(15)) as running:
        yield running


@pytest.fixture
async def visitor(system: System) -> AsyncIterator[Visitor]:
    """Somebody who registered while a worker that lives was there to send the mail."""
    worker = system.start("allin_gql.cli", "worker")
    async with visit(system) as visitor:
        worker.terminate()
        await asyncio.to_thread(worker.wait, PATIENCE)
        yield visitor


@pytest.mark.parametrize("network", ["mastodon", "bluesky"])
async def test_a_worker_killed_after_the_answer_ends_with_one_post(
    system: System, visitor: Visitor, network: str
) -> None:
    text = f"killed in the middle of it on {network}"
    account_id = await visitor.connect(network)
    (publication_id,) = await visitor.schedule(text, account_id)

    dying = system.start("tests.journeys.dying_worker")
    killed_by = await asyncio.to_thread(dying.wait, PATIENCE)
    posts_when_killed = await visitor.posted(network, text)
    state_when_killed = (await visitor.read(publication_id))["state"]
    worker = system.start("allin_gql.cli", "worker")
    publication = await visitor.settled(publication_id)

    worker.kill()  # the next test's dying worker has to be the only one

    assert killed_by == -9
    assert posts_when_killed == 1
    assert state_when_killed == "PUBLISHING"
    assert publication["state"] == "PUBLISHED"
    assert [attempt["number"] for attempt in publication["attempts"]] == [1]
    assert await visitor.posted(network, text) == 1
