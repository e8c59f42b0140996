"""A unit of work happens as a whole, with all that it causes, or not at all."""

import asyncio
from datetime import timedelta
from uuid import UUID

import pytest
from tortoise.exceptions import IntegrityError

from allin_gql.core.clock import now
from allin_gql.core.ids import new_id
from allin_gql.core.unit_of_work import unit_of_work
from allin_gql.domains.organizations.models import Organization
from tests.core.happenings import OvenBroke, announcements, baked, deliver, history
from tests.fixtures.world import World


@pytest.fixture
def bakery() -> UUID:
    """An organization, as far as events know."""
    return new_id()


async def test_what_is_emitted_is_stored_with_who_did_it(world: World, bakery: UUID) -> None:
    somebody, event = new_id(), baked(bakery, weight=900)

    async with unit_of_work(actor_id=somebody) as work:
        work.emit(event)

    stored = (await history(bakery))[0]
    assert (stored.number, stored.type, stored.data) == (1, "bread.baked", {"weight": 900})
    assert (stored.subject_kind, stored.subject_id) == ("post", event.subject_id)
    assert stored.actor_id == somebody
    assert stored.occurred_at.utcoffset() == timedelta(0)
    assert abs((now() - stored.occurred_at).total_seconds()) < 60
    assert world.jobs.messages == [deliver.message(event.subject_id)]


async def test_reactions_run_inside_and_come_after_their_cause(world: World, bakery: UUID) -> None:
    first, second = baked(bakery), baked(bakery)

    async with unit_of_work() as work:
        work.emit(first)
        work.emit(second)
        assert world.jobs.messages == []

    assert [(event.number, event.type, event.subject_id) for event in await history(bakery)] == [
        (1, "bread.baked", first.subject_id),
        (2, "bread.baked", second.subject_id),
        (3, "bread.smelled", first.subject_id),
        (4, "bread.smelled", second.subject_id),
    ]
    assert [message.ids for message in world.jobs.messages] == [
        (first.subject_id,),
        (second.subject_id,),
    ]


async def test_a_rollback_writes_rings_and_announces_nothing(
    world: World, bakery: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def work_and_regret() -> None:
        async with unit_of_work() as work:
            work.emit(baked(bakery))
            work.enqueue(deliver, new_id())
            raise RuntimeError("changed my mind")

    with announcements(monkeypatch) as announced:
        with pytest.raises(RuntimeError, match="changed my mind"):
            await work_and_regret()

        assert announced == []
    assert await history(bakery) == []
    assert world.jobs.messages == []


async def test_a_reaction_that_fails_takes_everything_back(world: World, bakery: UUID) -> None:
    async def work_without_an_oven() -> None:
        async with unit_of_work() as work:
            work.emit(baked(bakery))
            work.emit(OvenBroke())

    with pytest.raises(RuntimeError, match="no oven"):
        await work_without_an_oven()

    assert await history(bakery) == []
    assert world.jobs.messages == []


async def test_a_statement_that_fails_takes_everything_back(world: World, bakery: UUID) -> None:
    async with unit_of_work() as work:
        work.emit(baked(bakery))
    world.jobs.messages.clear()
    before = await history(bakery)

    async def write_twice() -> None:
        async with unit_of_work() as work:
            work.emit(baked(bakery))
            await Organization.create(id=bakery, name="a bakery")
            await Organization.create(id=bakery, name="the same")

    with pytest.raises(IntegrityError):
        await write_twice()

    assert await history(bakery) == before
    assert world.jobs.messages == []


async def test_each_organization_is_announced_with_its_last_number(
    world: World, bakery: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = new_id()
    with announcements(monkeypatch) as announced:
        async with unit_of_work() as work:
            work.emit(baked(bakery))
            work.emit(baked(other))
            work.emit(baked(bakery))

        assert announced == [{bakery: 4, other: 2}]
    assert len(world.jobs.messages) == 3


@pytest.mark.usefixtures("world")
async def test_work_without_events_announces_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with announcements(monkeypatch) as announced:
        async with unit_of_work():
            pass

        assert announced == []


async def test_numbers_have_no_gaps_however_many_work_at_once(world: World, bakery: UUID) -> None:
    other = new_id()

    async def work_once(turn: int) -> None:
        async with unit_of_work() as work:
            # In both orders, so that two would wait for each other if locks were taken in them.
            for organization in (bakery, other) if turn % 2 else (other, bakery):
                work.emit(baked(organization, weight=turn))
            await asyncio.sleep(0)
            if turn % 5 == 0:
                raise RuntimeError("changed my mind")

    answers = await asyncio.gather(*(work_once(turn) for turn in range(50)), return_exceptions=True)

    assert [str(answer) for answer in answers if answer is not None] == ["changed my mind"] * 10
    for organization in (bakery, other):
        events = await history(organization)
        assert [event.number for event in events] == list(range(1, 81))
        weights = [event.data["weight"] for event in events if event.type == "bread.baked"]
        assert sorted(weights) == [turn for turn in range(50) if turn % 5]
    assert len(world.jobs.messages) == 80


@pytest.mark.usefixtures("world")
async def test_numbers_are_seen_in_order_by_whoever_reads_along(bakery: UUID) -> None:
    seen: list[int] = []
    is_over = asyncio.Event()

    async def read_along() -> None:
        while not is_over.is_set():
            seen.extend(event.number for event in (await history(bakery))[len(seen) :])

    async def work_once() -> None:
        async with unit_of_work() as work:
            work.emit(baked(bakery))

    reader = asyncio.create_task(read_along())
    await asyncio.gather(*(work_once() for _ in range(20)))
    is_over.set()
    await reader

    assert seen == sorted(set(seen)) == list(range(1, len(seen) + 1))


def test_a_job_is_asked_for_as_it_is_declared() -> None:
    message = deliver.message(bread_id=UUID(int=1))

    assert (message.job, message.queue, message.ids) == ("core.deliver", "tests", (UUID(int=1),))
    with pytest.raises(TypeError):
        deliver.message()  # type: ignore[call-arg]  # what is asked wrongly is the point
