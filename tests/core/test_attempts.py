"""How many guesses there may be, and that all are counted: at once, in Redis and without it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

import pytest

from allin_gql.core.clock import now
from allin_gql.core.database import fetch
from allin_gql.core.errors import InvalidInput, Unavailable
from allin_gql.core.throttle.attempts import Attempts, Secret, TooManyAttempts
from allin_gql.core.throttle.counting import RedisCounts, forget_attempts
from tests.fixtures.clocks import Clock
from tests.fixtures.services import Services
from tests.fixtures.world import World

NOBODY = "redis://127.0.0.1:1/0"
_PASS = "UPDATE attempts SET at = at - $1::interval, expires_at = expires_at - $1::interval"
PATIENCE = 10.0  # seconds; a machine that is busy is not a Redis that is gone


@dataclass
class Place:
    """Where guesses are counted, and how time passes there."""

    attempts: Attempts
    clock: Clock
    is_redis: bool

    async def wrong(self, account: str, address: str, *, is_known: bool = False) -> None:
        """Guess wrongly. Raises `TooManyAttempts`."""
        async with self.attempts.guess(
            Secret.PASSWORD, account=account, address=address, is_known=is_known
        ):
            pass

    async def right(self, account: str, address: str) -> None:
        async with self.attempts.guess(
            Secret.PASSWORD, account=account, address=address, is_known=False
        ) as guess:
            guess.was_right()

    async def wait(self, account: str, address: str, *, is_known: bool = False) -> int:
        """How long the next guess has to wait; 0 for one that was let through."""
        try:
            await self.wrong(account, address, is_known=is_known)
        except TooManyAttempts as refused:
            return refused.retry_after
        return 0

    async def pass_(self, seconds: float) -> None:
        self.clock.pass_(seconds)
        if not self.is_redis:
            past = timedelta(seconds=seconds)
            await fetch(_PASS, past)


@pytest.fixture(params=["Redis", "PostgreSQL"])
async def place(
    request: pytest.FixtureRequest,
    services: Services,
    world: World,  # noqa: ARG001  # has the database
) -> AsyncIterator[Place]:
    clock, is_redis = Clock(), request.param == "Redis"
    async with AsyncExitStack() as stack:
        counts = RedisCounts(services.redis_url if is_redis else NOBODY, clock=clock)
        stack.push_async_callback(counts.close)
        attempts = Attempts(counts, patience=PATIENCE, clock=clock)
        yield Place(attempts=attempts, clock=clock, is_redis=is_redis)


@pytest.fixture
def account() -> str:
    return f"{uuid4()}@example.org"


@pytest.fixture
def network() -> str:
    """A network that nobody has guessed from."""
    return f"2001:db8:{uuid4().hex[:4]}:{uuid4().hex[:4]}::1"


async def test_ten_are_free_from_one_network_and_the_next_waits_for_the_oldest(
    place: Place, account: str, network: str
) -> None:
    for _ in range(10):
        await place.pass_(60)
        await place.wrong(account, network, is_known=True)

    assert await place.wait(account, network, is_known=True) in {359, 360}

    await place.pass_(361)
    assert await place.wait(account, network, is_known=True) == 0
    assert await place.wait(account, network, is_known=True) in {59, 60}


async def test_who_asks_at_once_is_counted_as_who_asks_in_turn(
    place: Place, account: str, network: str
) -> None:
    waits = await asyncio.gather(*(place.wait(account, network, is_known=True) for _ in range(50)))

    assert waits.count(0) == 10


async def test_what_was_refused_does_not_make_the_wait_longer(
    place: Place, account: str, network: str
) -> None:
    for _ in range(10):
        await place.wrong(account, network, is_known=True)
    await place.pass_(800)

    waits = [await place.wait(account, network, is_known=True) for _ in range(20)]

    assert set(waits) <= {99, 100}


async def test_an_address_beside_another_is_the_same_network(place: Place, account: str) -> None:
    prefix = f"2001:db8:{uuid4().hex[:4]}:{uuid4().hex[:4]}"
    for number in range(10):
        await place.wrong(account, f"{prefix}::{number}", is_known=True)

    assert await place.wait(account, f"{prefix}:1:2:3:4", is_known=True) > 0


async def test_a_spray_over_a_thousand_accounts_is_stopped_at_a_hundred(
    place: Place, account: str, network: str
) -> None:
    waits = [await place.wait(f"{number}.{account}", network) for number in range(1_000)]

    assert waits.count(0) == 100
    assert all(870 < wait <= 900 for wait in waits[100:])


async def test_from_many_networks_the_wait_for_one_account_grows_to_a_minute(
    place: Place, account: str
) -> None:
    networks = iter(f"10.{number >> 8}.{number & 255}.1" for number in range(1_000))
    for _ in range(20):
        await place.wrong(account, next(networks))

    waits = []
    for _ in range(8):
        waits.append(await place.wait(account, next(networks)))
        await place.pass_(waits[-1])
        await place.wrong(account, next(networks))

    assert waits == [1, 2, 4, 8, 16, 32, 60, 60]


async def test_nobody_waits_on_a_network_that_is_known_for_what_others_guess(
    place: Place, account: str, network: str
) -> None:
    for number in range(20):
        await place.wrong(account, f"10.9.{number}.1")

    assert await place.wait(account, "10.9.200.1") > 0
    assert await place.wait(account, network, is_known=True) == 0


async def test_an_account_that_nobody_guesses_at_waits_for_nothing(
    place: Place, account: str
) -> None:
    for number in range(20):
        await place.wrong(account, f"10.8.{number}.1")

    assert await place.wait(f"other.{account}", "10.8.200.1") == 0


async def test_who_was_right_begins_anew_and_was_not_counted(
    place: Place, account: str, network: str
) -> None:
    for _ in range(9):
        await place.wrong(account, network, is_known=True)

    await place.right(account, network)

    waits = [await place.wait(account, network, is_known=True) for _ in range(11)]
    assert waits[:10] == [0] * 10
    assert waits[10] > 0


async def test_who_has_an_account_cannot_clear_the_count_of_the_network(
    place: Place, account: str, network: str
) -> None:
    for number in range(100):
        await place.wrong(f"{number}.{account}", network)
        if number < 99:
            await place.right(account, network)

    assert await place.wait(f"next.{account}", network) > 0


async def test_what_could_not_be_compared_was_no_guess(
    place: Place, account: str, network: str
) -> None:
    for error in [Unavailable("busy"), RuntimeError("broken")] * 10:
        with pytest.raises(type(error)):
            async with place.attempts.guess(
                Secret.PASSWORD, account=account, address=network, is_known=True
            ):
                raise error

    assert await place.wait(account, network, is_known=True) == 0


async def test_what_is_refused_for_being_wrong_was_one(
    place: Place, account: str, network: str
) -> None:
    for _ in range(10):
        with pytest.raises(InvalidInput):
            async with place.attempts.guess(
                Secret.PASSWORD, account=account, address=network, is_known=True
            ):
                raise InvalidInput("wrong")

    assert await place.wait(account, network, is_known=True) > 0


async def test_kinds_of_secrets_are_counted_apart(place: Place, account: str, network: str) -> None:
    for _ in range(10):
        await place.wrong(account, network)

    async with place.attempts.guess(
        Secret.SECOND_FACTOR, account=account, address=network, is_known=False
    ):
        pass


@pytest.mark.usefixtures("world")
async def test_what_stands_in_the_table_names_nobody_and_is_forgotten(
    account: str, network: str
) -> None:
    counts = RedisCounts(NOBODY)
    place = Place(attempts=Attempts(counts), clock=Clock(), is_redis=False)
    await place.wrong(account, network)
    rows = await fetch("SELECT * FROM attempts WHERE at > $1", now() - timedelta(seconds=60))
    assert account not in str(rows)
    assert network not in str(rows)

    await place.pass_(86_401)  # the longest that any log remembers
    await forget_attempts()

    assert await fetch("SELECT * FROM attempts") == []
    await counts.close()
