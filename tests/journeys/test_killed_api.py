"""kill -9 of the API between the commit and the answer: who asks again gets what was made."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from subprocess import Popen

import httpx2
import pytest

from tests.domains.posts.writing import CREATE, page
from tests.fixtures.services import Services, fresh_database
from tests.journeys.processes import System, run_system
from tests.journeys.visitor import PATIENCE, Visitor, visit

Process = Popen[bytes]


@pytest.fixture(scope="module")
def system(services: Services, worker_id: str) -> Iterator[System]:
    database_url = fresh_database(services, f"journey_api_{worker_id}")
    with run_system(services, database_url, services.redis_database(13)) as running:
        yield running


@pytest.fixture
async def visitor(system: System) -> AsyncIterator[Visitor]:
    system.start("allin_gql.cli", "worker")  # to send the mail
    async with visit(system) as visitor:
        yield visitor


async def test_who_asks_again_after_a_crash_gets_what_was_made_before_it(
    system: System, visitor: Visitor
) -> None:
    input_ = {"text": "once, whatever happens", "idempotencyKey": "a lost answer"}
    dying = await _replace(system, _first_api(system), "tests.journeys.dying_api")

    with pytest.raises(httpx2.TransportError):
        await visitor.person.post(CREATE, {"input": input_})
    killed_by = await asyncio.to_thread(dying.wait, PATIENCE)
    await _replace(system, dying, "allin_gql.cli", "serve")
    kept = await page(visitor.person)
    again = await visitor.person.do(CREATE, **input_)

    assert killed_by == -9
    assert [node["text"] for node in kept["nodes"]] == ["once, whatever happens"]
    assert again["id"] == kept["nodes"][0]["id"]
    assert (await page(visitor.person))["totalCount"] == 1


def _first_api(system: System) -> Process:
    return next(process for process in system.running if str(process.args).find("'serve'") > 0)


async def _replace(system: System, old: Process, *command: str) -> Process:
    """Let another API take the place, and the port, of one that runs or ran."""
    old.kill()
    await asyncio.to_thread(old.wait, PATIENCE)
    new = system.start(*command)
    await asyncio.to_thread(system.wait_for, system.api)
    return new
