"""What is due goes out once, whatever happens on the way; on every platform."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from allin_gql.core.clock import now
from allin_gql.core.database import fetch
from allin_gql.core.ids import IdKind, parse_id
from allin_gql.domains.publishing import repository
from allin_gql.domains.publishing.models import Publication
from allin_gql.domains.publishing.service import sending
from allin_gql.domains.publishing.values import MAX_ATTEMPTS
from allin_gql.platforms.errors import Transient
from tests.domains.publishing.engine import (
    CANCEL,
    NETWORKS,
    RETRY,
    Engine,
    start_engine,
)
from tests.fixtures.people import Person
from tests.fixtures.world import World


@pytest.fixture(params=NETWORKS)
async def engine(world: World, owner: Person, request: pytest.FixtureRequest) -> Engine:
    return await start_engine(world, owner, request.param)


async def test_what_is_due_is_published_once(engine: Engine) -> None:
    publication = await engine.schedule("Bread is ready. https://bread.test #bread")

    await engine.turn()
    await engine.turn()

    done = await engine.read(publication)
    assert done["state"] == "PUBLISHED"
    assert done["url"].startswith("http")
    assert done["nextAt"] is None
    assert [attempt["phase"] for attempt in done["attempts"]] == ["ACCEPTED"]
    assert len(await engine.posted("Bread is ready. https://bread.test #bread")) == 1


async def test_a_thousand_doorbells_ring_one_post_out(engine: Engine) -> None:
    publication = await engine.schedule("one bell is enough")
    await sending.claim_due(100)
    key = parse_id(IdKind.PUBLICATION, publication)

    await asyncio.gather(*(sending.publish(key) for _ in range(100)))

    assert (await engine.read(publication))["state"] == "PUBLISHED"
    assert len(await engine.posted("one bell is enough")) == 1


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "error", "when": "after", "status": 500},
        {"kind": "reset", "when": "after"},
        {"kind": "truncate", "when": "after"},
        {"kind": "hang", "when": "after", "seconds": 0},
    ],
    ids=lambda fault: fault["kind"],
)
async def test_a_lost_answer_is_asked_for_and_nothing_is_sent_twice(
    engine: Engine, fault: dict[str, Any]
) -> None:
    await engine.fail(**fault)
    publication = await engine.schedule(f"did it arrive after {fault['kind']}?")

    await engine.turn()
    unknown = await engine.read(publication)
    await engine.let_time_pass()
    await engine.turn()

    assert unknown["state"] == "UNKNOWN"
    assert unknown["cause"] == "UNKNOWN_OUTCOME"
    assert unknown["attempts"][0]["phase"] == "UNKNOWN"
    done = await engine.read(publication)
    assert done["state"] == "PUBLISHED"
    assert done["url"]
    assert len(done["attempts"]) == 1
    assert len(await engine.posted(f"did it arrive after {fault['kind']}?")) == 1


async def test_an_answer_lost_before_the_post_was_stored_is_sent_again(engine: Engine) -> None:
    await engine.fail(kind="reset", when="before")
    publication = await engine.schedule("it did not arrive")

    for _ in range(4):
        await engine.turn()
        await engine.let_time_pass()

    done = await engine.read(publication)
    assert done["state"] == "PUBLISHED"
    assert [attempt["phase"] for attempt in done["attempts"]] == ["UNKNOWN", "ACCEPTED"]
    assert len(await engine.posted("it did not arrive")) == 1


async def test_a_rate_limit_is_waited_out(engine: Engine) -> None:
    await engine.fail(kind="rate_limit")
    publication = await engine.schedule("patience")

    await engine.turn()
    waiting = await engine.read(publication)
    await Publication.filter(text="patience").update(next_at=now() + timedelta(hours=1))
    await engine.turn()  # in the meantime, however slow the machine is
    assert await engine.posted("patience") == []
    await engine.let_time_pass()
    await engine.turn()

    assert waiting["state"] == "SCHEDULED"
    assert waiting["cause"] == "RATE_LIMITED"
    assert waiting["nextAt"] is not None
    assert (await engine.read(publication))["state"] == "PUBLISHED"
    assert len(await engine.posted("patience")) == 1


async def test_what_never_works_is_given_up_and_can_be_retried(engine: Engine) -> None:
    await engine.fail(kind="rate_limit", count=MAX_ATTEMPTS)
    publication = await engine.schedule("five times no")

    for _ in range(MAX_ATTEMPTS + 1):
        await engine.turn()
        await engine.let_time_pass()
    failed = await engine.read(publication)
    retried = await engine.person.do(RETRY, id=publication)
    await engine.turn()

    assert failed["state"] == "FAILED"
    assert failed["cause"] == "RATE_LIMITED"
    assert len(failed["attempts"]) == MAX_ATTEMPTS
    assert retried["state"] == "SCHEDULED"
    assert (await engine.read(publication))["state"] == "PUBLISHED"
    assert len(await engine.posted("five times no")) == 1


async def test_a_worker_that_died_before_sending_leaves_it_due(engine: Engine) -> None:
    publication = await engine.schedule("the first worker died early")
    await sending.claim_due(100)
    key = parse_id(IdKind.PUBLICATION, publication)
    await repository.take(key, lease=engine.world.settings.publish_lease)

    for _ in range(3):
        await engine.let_time_pass()
        await engine.turn()

    done = await engine.read(publication)
    assert done["state"] == "PUBLISHED"
    assert [attempt["phase"] for attempt in done["attempts"]] == ["ACCEPTED"]
    assert len(await engine.posted("the first worker died early")) == 1


async def test_a_worker_that_died_after_the_answer_is_found_out(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def die(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    publication = await engine.schedule("the worker died late")
    await sending.claim_due(100)
    with monkeypatch.context() as patch:
        patch.setattr(sending, "record_published", die)
        with pytest.raises(KeyboardInterrupt):
            await sending.publish(parse_id(IdKind.PUBLICATION, publication))
    assert len(await engine.posted("the worker died late")) == 1

    for _ in range(2):
        await engine.let_time_pass()
        await engine.turn()

    done = await engine.read(publication)
    assert done["state"] == "PUBLISHED"
    assert len(await engine.posted("the worker died late")) == 1


async def test_whoever_was_overtaken_writes_nothing(engine: Engine) -> None:
    publication = await engine.schedule("two workers")
    await sending.claim_due(100)
    key = parse_id(IdKind.PUBLICATION, publication)
    slow = await repository.take(key, lease=engine.world.settings.publish_lease)
    assert slow is not None
    for _ in range(3):
        await engine.let_time_pass()
        await engine.turn()
    before = await engine.read(publication)

    began = await repository.begin_attempt(slow)
    await sending._settle(slow, Transient("the slow one gives up"))  # noqa: SLF001  # the second of two that race

    assert began is False
    assert await engine.read(publication) == before
    assert before["state"] == "PUBLISHED"


async def test_cancelled_means_absent(engine: Engine) -> None:
    publications = [await engine.schedule(f"race {number}") for number in range(20)]

    answers = await asyncio.gather(
        *(engine.person.do(CANCEL, id=publication) for publication in publications[:10]),
        sending.claim_due(100),
        *(engine.person.do(CANCEL, id=publication) for publication in publications[10:]),
        engine.world.jobs.perform(),
    )
    await engine.turn()

    cancelled = [a["id"] for a in answers if isinstance(a, dict) and a.get("state") == "CANCELLED"]
    too_late = [a for a in answers if isinstance(a, dict) and a.get("code") == "TOO_LATE"]
    assert len(cancelled) + len(too_late) == 20
    for number, publication in enumerate(publications):
        expected = 0 if publication in cancelled else 1
        assert len(await engine.posted(f"race {number}")) == expected


async def test_a_disconnected_account_is_said_and_nothing_is_sent(engine: Engine) -> None:
    publication = await engine.schedule("nobody is there")
    await engine.person.ask(
        "mutation($i: DisconnectSocialAccountInput!) "
        "{ disconnectSocialAccount(input: $i) { __typename } }",
        i={"id": engine.account_id},
    )

    await engine.turn()

    failed = await engine.read(publication)
    assert failed["state"] == "FAILED"
    assert failed["cause"] == "AUTH_REVOKED"
    assert failed["attempts"] == []
    assert await engine.posted("nobody is there") == []


async def test_no_publication_is_ever_without_a_next_step(engine: Engine) -> None:
    await engine.schedule("the last one")
    await engine.turn()

    rows = await fetch(
        "SELECT count(*) AS lost FROM publications WHERE next_at IS NULL"
        " AND state IN ('SCHEDULED', 'CLAIMED', 'PUBLISHING', 'UNKNOWN')"
        " AND social_account_id = $1",  # other tests set states by hand
        parse_id(IdKind.SOCIAL_ACCOUNT, engine.account_id),
    )

    assert rows == [{"lost": 0}]
