"""What nobody plans for: clocks that are off, platforms that say nonsense, faults of our own."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from allin_gql.core.database import fetch
from allin_gql.core.ids import IdKind, parse_id
from allin_gql.domains.publishing import repository
from allin_gql.domains.publishing.service import sending
from allin_gql.domains.publishing.values import RECONCILE_DELAYS
from allin_gql.platforms.base import Absence
from allin_gql.platforms.networks.mastodon.network import Mastodon
from tests.domains.publishing.engine import Engine, start_engine
from tests.fixtures.people import Person
from tests.fixtures.world import World


@pytest.fixture
async def engine(world: World, owner: Person) -> Engine:
    return await start_engine(world, owner, "mastodon")


async def test_a_fault_of_ours_while_asking_ends_with_a_person(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object, **__: object) -> None:
        raise KeyError("status")

    monkeypatch.setattr(Mastodon, "was_published", fail)
    await engine.fail(kind="reset", when="after")
    publication = await engine.schedule("nobody can ask for it")

    for _ in range(len(RECONCILE_DELAYS) + 2):
        await engine.turn()
        await engine.let_time_pass()

    done = await engine.read(publication)
    assert done["state"] == "NEEDS_REVIEW"
    assert done["nextAt"] is None
    assert len(await engine.posted("nobody can ask for it")) == 1


async def test_a_worker_whose_clock_is_behind_sends_nothing_after_the_key_is_forgotten(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def cannot_tell(*_: object, **__: object) -> Absence:
        return Absence.CANNOT_TELL

    at = await repository.database_time()
    monkeypatch.setattr(sending, "now", lambda: at - timedelta(hours=1), raising=False)
    monkeypatch.setattr(Mastodon, "was_published", cannot_tell)
    await engine.fail(kind="reset", when="after")
    publication = await engine.schedule("an hour ago")
    await engine.turn()
    await fetch(
        "UPDATE publications SET first_sent_at = now() - interval '61 minutes' WHERE id = $1",
        parse_id(IdKind.PUBLICATION, publication),
    )

    await engine.let_time_pass()
    await engine.turn()

    assert (await engine.read(publication))["state"] == "UNKNOWN"
    assert len(await engine.posted("an hour ago")) == 1


@pytest.mark.parametrize("when", ["9999-12-31T23:59:59Z", "2101-01-01T00:00:00Z"])
async def test_a_platform_that_asks_to_wait_for_ever_is_not_believed(
    engine: Engine, when: str
) -> None:
    fault: dict[str, Any] = {"kind": "error", "status": 429, "headers": {"x-ratelimit-reset": when}}
    await engine.fail(**fault)
    publication = await engine.schedule(f"not before {when}")
    at = await repository.database_time()

    await engine.turn()

    waiting = await engine.read(publication)
    assert waiting["state"] == "SCHEDULED"
    next_at = datetime.fromisoformat(waiting["nextAt"])
    assert timedelta(hours=23) < next_at - at < timedelta(hours=25)


async def test_asking_costs_a_busy_account_no_question_for_each_of_its_posts(
    engine: Engine,
) -> None:
    for number in range(10):
        await engine.schedule(f"one of many {number}")
    await engine.turn()
    await engine.fail(kind="reset", when="after")
    publication = await engine.schedule("the one that is looked for")
    await engine.turn()
    plan = {"network": "mastodon", "endpoint": "GET *", "kind": "slow", "seconds": 0, "count": 0}
    counter = (await engine.world.sandbox.post("/_sandbox/faults", json=plan)).json()["id"]

    await engine.let_time_pass()
    await engine.turn()

    faults = (await engine.world.sandbox.get("/_sandbox/faults")).json()
    (asked,) = [fault["struck"] for fault in faults if fault["id"] == counter]
    assert (await engine.read(publication))["state"] == "PUBLISHED"
    assert asked <= 10 / 2
