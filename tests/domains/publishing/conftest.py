"""What tests of publishing can ask for."""

import itertools

import pytest

from tests.domains.publishing.engine import Engine, start_engine
from tests.fixtures.people import Person
from tests.fixtures.world import World

_NUMBERS = itertools.count(1)


@pytest.fixture
async def engine(world: World, owner: Person) -> Engine:
    """The owner's account on Mastodon, which nobody else has used."""
    return await start_engine(world, owner, "mastodon", handle=f"baker{next(_NUMBERS)}")
