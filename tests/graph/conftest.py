"""Who asks in the tests of the graph: people who have one of everything."""

import logging
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass

import pytest

from tests.fixtures.people import Person, join
from tests.fixtures.world import World
from tests.graph.listening import listening
from tests.graph.mutations import Things, own_things


@dataclass
class Settled:
    """Somebody with one of everything that an id can name."""

    person: Person
    things: Things


@pytest.fixture(scope="module")
async def settled(session_world: World) -> Settled:
    person = await join(session_world, "settled")
    return Settled(person=person, things=await own_things(person))


@pytest.fixture(scope="module")
async def neighbour(session_world: World) -> Settled:
    """Somebody in another organization."""
    person = await join(session_world, "neighbour")
    return Settled(person=person, things=await own_things(person))


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
