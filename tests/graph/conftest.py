"""Who asks in the tests of the graph: people who have one of everything."""

import logging
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass

import pytest

from allin_gql.core.database import fetch
from allin_gql.core.ids import IdKind, parse_id
from tests.fixtures.people import Person, join
from tests.fixtures.world import World
from tests.graph.listening import listening
from tests.graph.mutations import Things, own_things


@dataclass
class Settled:
    """Somebody with one of everything that an id can name."""

    person: Person
    things: Things


_PROVED = "UPDATE sessions SET proved_at = now() + interval '1 hour' WHERE user_id = $1"


async def _settle(world: World, name: str) -> Settled:
    world.jobs.messages.clear()  # a module begins before `world` has swept up after the last one
    person = await join(world, name)
    things = await own_things(person)
    user = (await person.ask("{ me { id } }"))["me"]["id"]
    await fetch(_PROVED, parse_id(IdKind.USER, user))  # for as long as a module may take
    return Settled(person=person, things=things)


@pytest.fixture(scope="module")
async def settled(session_world: World) -> Settled:
    return await _settle(session_world, "settled")


@pytest.fixture(scope="module")
async def neighbour(session_world: World) -> Settled:
    """Somebody in another organization."""
    return await _settle(session_world, "neighbour")


@pytest.fixture(scope="module")
async def address(session_world: World) -> AsyncIterator[str]:  # noqa: ARG001  # it lives there
    async with listening() as address:
        yield address


@pytest.fixture
def no_complaint(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Nothing that a client does is worth an error in the log."""
    with caplog.at_level(logging.INFO):
        yield
    # By its phase: `caplog.records` has only those of the teardown here.
    complaints = [line for line in caplog.get_records("call") if line.levelno > logging.WARNING]
    assert [line.getMessage() for line in complaints] == []
