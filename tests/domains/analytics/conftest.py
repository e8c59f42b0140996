"""What tests of analytics can ask for."""

import itertools

import pytest

from tests.domains.analytics.counting import Counting, put_off
from tests.domains.publishing.engine import start_engine
from tests.fixtures.people import Person
from tests.fixtures.world import World

_NUMBERS = itertools.count(1)


@pytest.fixture
async def counting(world: World, owner: Person) -> Counting:
    """The owner's account on Mastodon, which nobody else has used."""
    await put_off()
    engine = await start_engine(world, owner, "mastodon", handle=f"counted{next(_NUMBERS)}")
    return Counting(engine)
