"""A party uses what its bucket holds and what comes back, however many processes it asks."""

import asyncio
import random
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, suppress
from typing import Any, Protocol
from uuid import uuid4

import pytest
import redis.asyncio

from allin_gql.core.throttle import throttle as module
from allin_gql.core.throttle.buckets import BucketsGone, Draw, Drawn, Rate, RedisBuckets
from allin_gql.core.throttle.throttle import RateLimited, Throttle
from tests.fixtures.clocks import Clock
from tests.fixtures.services import Services

RATE = Rate(capacity=1_000, restore=50)
PATIENCE = 10.0  # seconds; a machine that is busy is not a Redis that is gone


class Buckets(RedisBuckets):
    """Counts how often it is asked, and can be gone."""

    asked = 0
    is_gone = False

    async def draw(self, party: str, holder: str, rate: Rate, draw: Draw) -> Drawn:
        self.asked += 1
        if self.is_gone:
            raise BucketsGone("closed")
        return await super().draw(party, holder, rate, draw)


class Process(Throttle):
    """One of the processes that throttle."""

    def __init__(self, redis_url: str, *, patience: float, clock: Clock) -> None:
        self.buckets = Buckets(redis_url, clock=clock)
        super().__init__(self.buckets, RATE, patience=patience, clock=clock)


class Start(Protocol):
    def __call__(self, redis_url: str = ..., patience: float = ...) -> Process: ...


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def start(services: Services, clock: Clock) -> AsyncIterator[Start]:
    """Start a process more."""
    async with AsyncExitStack() as stack:

        def start_one(redis_url: str = services.redis_url, patience: float = PATIENCE) -> Process:
            process = Process(redis_url, patience=patience, clock=clock)
            stack.push_async_callback(process.close)
            return process

        yield start_one


@pytest.fixture
def party() -> str:
    return f"tests:{uuid4()}"


@pytest.fixture
def silent_redis() -> Iterator[str]:
    """An address that takes connections and never answers."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(100)
        yield f"redis://127.0.0.1:{listener.getsockname()[1]}/0"


async def spent_at_once(throttle: Throttle, party: str, points: float) -> float:
    """Spend the same again and again until it is refused; gives the sum."""
    total = 0.0
    while True:
        try:
            await throttle.spend(party, points)
        except RateLimited:
            return total
        total += points


async def test_a_bucket_is_spent_and_comes_back(start: Start, clock: Clock, party: str) -> None:
    throttle = start()

    at_first = await spent_at_once(throttle, party, 10)
    clock.pass_(4)
    later = await spent_at_once(throttle, party, 10)

    assert (at_first, later) == (1_000, 200)


async def test_a_refusal_says_when_it_is_enough_and_spends_nothing(
    start: Start, clock: Clock, party: str
) -> None:
    throttle = start()
    await throttle.spend(party, 900)

    with pytest.raises(RateLimited) as refused:
        await throttle.spend(party, 350)
    clock.pass_(4)
    with pytest.raises(RateLimited):
        await throttle.spend(party, 350)
    clock.pass_(1)
    left = (await throttle.spend(party, 350)).remaining

    assert refused.value.retry_after == 5
    assert refused.value.numbers == {
        "requested": 350,
        "remaining": 100,
        "limit": 1000,
        "restoreRate": 50,
        "retryAfterSeconds": 5,
    }
    assert str(refused.value) == (
        "This costs 350 points and 100 are left; 50 come back each second. Ask again in 5 seconds."
    )
    assert left == pytest.approx(0)


async def test_what_was_not_used_comes_back_at_once(start: Start, clock: Clock, party: str) -> None:
    throttle = start()
    await throttle.spend(party, 1_000)

    standing = await throttle.refund(party, 959)
    again = await spent_at_once(throttle, party, 1)

    assert standing.remaining == pytest.approx(959)
    assert again == 959
    clock.pass_(60)
    assert (await throttle.look(party)).remaining == pytest.approx(1_000)


async def test_a_refund_never_makes_more_than_the_bucket_holds(
    start: Start, clock: Clock, party: str
) -> None:
    one, other = start(), start()
    await one.spend(party, 600)
    clock.pass_(30)  # what was spent has come back

    await one.refund(party, 600)
    await one.sweep()

    assert await spent_at_once(one, party, 1) + await spent_at_once(other, party, 1) == 1_000


async def test_processes_share_one_bucket(start: Start, party: str) -> None:
    first, second = start(), start()

    used = [await spent_at_once(first, party, 1), await spent_at_once(second, party, 1)]

    assert sum(used) == 1_000
    assert used[0] >= 999


async def test_an_only_client_gets_nearly_all_of_its_bucket_over_many_processes(
    start: Start, party: str
) -> None:
    processes = [start() for _ in range(4)]
    used = 0

    for turn in range(10_000):
        try:
            await processes[turn % 4].spend(party, 5)
        except RateLimited:
            break
        used += 5

    assert 800 <= used <= 1_000


async def test_what_lies_idle_is_given_back(start: Start, clock: Clock, party: str) -> None:
    idle, busy = start(), start()
    await idle.spend(party, 1)  # which draws a tenth in advance

    before = await spent_at_once(busy, party, 1)
    clock.pass_(1)
    is_held = await idle.sweep()
    after = await spent_at_once(busy, party, 1)

    assert before < 910
    assert is_held is False
    assert before + after == 999 + 50  # the second restored 50


async def test_a_process_that_dies_takes_no_points_with_it(
    start: Start, clock: Clock, party: str
) -> None:
    dying, living = start(), start()
    await dying.spend(party, 500)
    await dying.refund(party, 500)  # it holds much, and is never heard of again

    clock.pass_(60)

    assert await spent_at_once(living, party, 1) == 1_000


async def test_a_busy_party_rarely_asks_redis(start: Start, party: str) -> None:
    throttle = start()

    for _ in range(250):
        await throttle.spend(party, 3)
        await throttle.refund(party, 1)

    assert throttle.buckets.asked <= 20


async def test_what_processes_hold_in_advance_is_nothing_on_top(
    start: Start, clock: Clock, party: str
) -> None:
    processes = [start() for _ in range(4)]
    for process in processes:
        await process.spend(party, 1)
    clock.pass_(3)  # they hold it still, and the bucket has had the time to fill beside them

    used = [await spent_at_once(process, party, 1) for process in processes]

    assert sum(used) <= 1_000


async def test_what_was_held_and_never_told_of_is_nothing_on_top_either(
    start: Start, clock: Clock, party: str
) -> None:
    processes = [start() for _ in range(3)]
    for process in processes:
        await process.spend(party, 1)
    clock.pass_(3.9)
    for process in processes:
        await process.spend(party, 70)  # of what each holds; the bucket is not told
    clock.pass_(1.2)  # and forgets what they held

    rest = await spent_at_once(start(), party, 1)

    assert 3 * 70 + rest <= 1_000 + 1.2 * 50


@pytest.mark.parametrize("seed", range(5))
async def test_in_a_minute_nobody_uses_more_than_a_bucket_and_what_comes_back(
    start: Start, clock: Clock, party: str, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311  # the same course each time
    processes = [start() for _ in range(4)]
    uses: list[tuple[float, float]] = []

    while clock.now < 1_000_100:
        process = chance.choice(processes)
        requested = chance.choice([1, 3, 10, 61, 300])
        try:
            await process.spend(party, requested)
        except RateLimited:
            clock.pass_(chance.random())
        else:
            used = chance.randint(0, requested)
            await process.refund(party, requested - used)
            uses.append((clock.now, used))
            clock.pass_(chance.choice([0, 0, 0, 0.02, 2]))
        if chance.random() < 0.1:
            await chance.choice(processes).sweep()

    for begin, _ in uses:
        minute = sum(used for at, used in uses if begin <= at <= begin + 60)
        assert minute <= 1_000 + 60 * 50
    assert sum(used for _, used in uses) > 3_000  # and it was worth limiting


async def test_a_redis_that_was_flushed_gives_a_full_bucket(
    start: Start, services: Services, party: str
) -> None:
    throttle = start()
    await spent_at_once(throttle, party, 10)

    async with redis.asyncio.Redis.from_url(services.redis_url) as server:
        await server.delete(f"allin:throttle:{party}")

    assert await spent_at_once(start(), party, 10) == 1_000


async def test_a_clock_that_goes_back_stops_nothing(start: Start, clock: Clock, party: str) -> None:
    await spent_at_once(start(), party, 10)
    clock.pass_(-86_400)

    refused = await spent_at_once(start(), party, 10)
    clock.pass_(2)

    assert refused == 0
    assert await spent_at_once(start(), party, 10) == 100


async def test_without_redis_each_process_limits_by_itself(
    start: Start, clock: Clock, silent_redis: str, party: str
) -> None:
    throttle = start(silent_redis, 0.01)

    at_first = await spent_at_once(throttle, party, 10)
    clock.pass_(2)
    later = await spent_at_once(throttle, party, 10)

    assert (at_first, later) == (1_000, 100)


async def test_a_redis_that_hangs_is_asked_once_a_second(
    start: Start, clock: Clock, silent_redis: str
) -> None:
    throttle = start(silent_redis, 0.01)

    for _ in range(100):
        await throttle.spend(f"tests:{uuid4()}", 10)
    in_a_moment = throttle.buckets.asked
    clock.pass_(1)
    for _ in range(100):
        await throttle.spend(f"tests:{uuid4()}", 10)

    assert (in_a_moment, throttle.buckets.asked) == (1, 2)


async def test_who_is_cancelled_while_redis_answers_ends_although_that_is_lost(
    start: Start, party: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    throttle, is_asked = start(), asyncio.Event()

    async def lose_cancellation(*draw: Any) -> Drawn:
        is_asked.set()
        with suppress(asyncio.CancelledError):
            await asyncio.Event().wait()
        return await RedisBuckets.draw(throttle.buckets, *draw)

    monkeypatch.setattr(throttle.buckets, "draw", lose_cancellation)
    spending = asyncio.create_task(throttle.spend(party, 10))
    await is_asked.wait()

    spending.cancel()

    with pytest.raises(asyncio.CancelledError):
        await spending


async def test_when_redis_returns_the_bucket_is_shared_again(
    start: Start, clock: Clock, party: str
) -> None:
    throttle, other = start(), start()
    await throttle.spend(party, 400)
    throttle.buckets.is_gone = True
    alone = await spent_at_once(throttle, party, 10)
    throttle.buckets.is_gone = False
    clock.pass_(1)

    after = await spent_at_once(throttle, party, 10)
    shared = await spent_at_once(other, party, 10)

    assert alone == 600  # what was known to be left
    assert after > 0
    assert shared == 0


async def test_a_flood_of_parties_is_forgotten(
    start: Start, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_MAX_PARTIES", 20)
    throttle = start()

    for _ in range(50):
        await throttle.spend(f"tests:{uuid4()}", 1)
    at_most = len(throttle._shares)  # noqa: SLF001  # memory is what this is about
    clock.pass_(61)
    await throttle.sweep()
    await throttle.sweep()

    assert at_most == 20
    assert len(throttle._shares) == 0  # noqa: SLF001  # as above


async def test_who_asks_much_at_once_gets_all_that_the_bucket_holds(
    start: Start, party: str
) -> None:
    process = start()

    asked = await asyncio.gather(
        *[process.spend(party, 11) for _ in range(120)], return_exceptions=True
    )

    refused = [one for one in asked if isinstance(one, RateLimited)]
    assert len(asked) - len(refused) == 90  # 990 of 1,000 points
    assert all(one.standing.remaining < 11 for one in refused)
