"""What has a key is done once, and its effect and its answer are there together or not at all."""

import asyncio
import logging
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from allin_gql.core import idempotency
from allin_gql.core.clock import now
from allin_gql.core.models import IdempotentAnswer
from allin_gql.domains.organizations.models import Organization
from tests.core.happenings import announcements, history
from tests.fixtures.world import World
from tests.graph.bakery import LOAF, Baker, Oven, answers_stored

EVENTS_OF_A_LOAF = ["bread.baked", "bread.smelled"]
STORED = "SELECT 1 FROM idempotent_answers"


class Forgetful(dict[UUID, Any]):
    """As what another process is doing: nobody here knows of it."""

    def get(self, *_: object) -> None:
        return None

    def __delitem__(self, key: UUID) -> None:
        self.pop(key, None)


@pytest.fixture
def baker() -> Baker:
    return Baker()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for anybody."""
    monkeypatch.setattr(idempotency, "_PATIENCE", timedelta(0))


@pytest.fixture(autouse=True)
async def nothing_stored(world: World) -> None:  # noqa: ARG001  # it is stored there
    await IdempotentAnswer.all().delete()


async def events_of(baker: Baker) -> list[str]:
    return [event.type for event in await history(baker.organization_id)]


async def test_what_is_asked_again_is_answered_as_it_was_and_not_done(
    world: World, baker: Baker
) -> None:
    first = await baker.bake(idempotencyKey="a", weight=500)
    again = await baker.bake(idempotencyKey="a", weight=500)

    assert first.errors is None
    assert first.data is not None
    assert first.data["bake"]["smell"] == "of 500 g"
    assert again == first
    assert baker.oven.baked == 1
    assert await events_of(baker) == EVENTS_OF_A_LOAF
    assert len(world.jobs.messages) == 1


async def test_what_has_no_key_is_done_each_time(world: World, baker: Baker) -> None:
    first = await baker.bake(weight=500)
    again = await baker.bake(weight=500)

    assert first.data != again.data
    assert await events_of(baker) == EVENTS_OF_A_LOAF * 2
    assert len(world.jobs.messages) == 2
    assert await answers_stored() == 0


async def test_those_who_ask_while_it_is_done_get_its_answer(world: World, baker: Baker) -> None:
    baker.oven.keep_shut()
    asked = [asyncio.create_task(baker.bake(idempotencyKey="a")) for _ in range(20)]
    await baker.oven.is_reached.wait()
    baker.oven.may_open.set()

    results = await asyncio.gather(*asked)

    assert [result.data for result in results] == [results[0].data] * 20
    assert baker.oven.baked == 1
    assert len(world.jobs.messages) == 1


@pytest.mark.usefixtures("impatient")
async def test_who_would_wait_too_long_is_told_when_to_ask_again(
    world: World, baker: Baker
) -> None:
    baker.oven.keep_shut()
    first = asyncio.create_task(baker.bake(idempotencyKey="a"))
    await baker.oven.is_reached.wait()

    other = await baker.bake(idempotencyKey="a")
    baker.oven.may_open.set()
    done = await first
    again = await baker.bake(idempotencyKey="a")

    assert other.data is not None
    assert other.data["bake"]["code"] == "IDEMPOTENCY_IN_PROGRESS"
    assert other.data["bake"]["retryable"] is True
    assert other.data["bake"]["path"] == ["input", "idempotencyKey"]
    assert again.data == done.data
    assert baker.oven.baked == 1
    assert len(world.jobs.messages) == 1


@pytest.mark.usefixtures("impatient")
async def test_what_another_process_does_is_not_done_here_until_that_one_is_gone(
    world: World, baker: Baker
) -> None:
    assert baker.viewer is not None
    owner = ("viewer", str(baker.organization_id), str(baker.viewer.user_id))
    key = idempotency.keyed_request("a", owner, b"").id
    lock = int.from_bytes(key.bytes[:8], signed=True)
    other = await asyncpg.connect(world.settings.database_url)
    await other.execute("SELECT pg_advisory_lock($1)", lock)

    meanwhile = await baker.bake(idempotencyKey="a")
    runs_meanwhile = baker.oven.baked
    other.terminate()  # as a process that is killed does
    await _until_free(world, lock)
    after = await baker.bake(idempotencyKey="a")

    assert meanwhile.data is not None
    assert meanwhile.data["bake"]["code"] == "IDEMPOTENCY_IN_PROGRESS"
    assert runs_meanwhile == 0
    assert after.data is not None
    assert after.data["bake"]["__typename"] == "Loaf"
    assert baker.oven.baked == 1


async def test_who_comes_second_to_the_transaction_takes_over_the_answer_of_the_first(
    world: World, baker: Baker, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Two processes that both saw nothing at their first look: as one that forgets whom it serves.
    baker.oven.keep_shut()
    first = asyncio.create_task(baker.bake(idempotencyKey="a"))
    await baker.oven.is_reached.wait()
    monkeypatch.setattr(idempotency, "_UNDER_WAY", Forgetful())
    has_lost = asyncio.Event()
    saw_nothing: Iterator[tuple[bool, str | None]] = iter([(True, None)])
    real = idempotency._look  # noqa: SLF001  # the first of its looks is to come too early

    async def look(request: idempotency.KeyedRequest) -> tuple[bool, str | None]:
        found = next(saw_nothing, None)
        if found is None:
            found = await real(request)
            has_lost.set()
        return found

    monkeypatch.setattr(idempotency, "_look", look)
    second = asyncio.create_task(baker.bake(idempotencyKey="a"))
    await has_lost.wait()
    baker.oven.may_open.set()

    assert (await second).data == (await first).data
    assert (baker.oven.baked, baker.oven.opened) == (2, 1)
    assert await events_of(baker) == EVENTS_OF_A_LOAF
    assert len(world.jobs.messages) == 1


@pytest.mark.parametrize(
    "change", [{"weight": 1}, {"mutation": "bakeTwice", "weight": 500}], ids=["input", "mutation"]
)
async def test_another_request_with_the_key_is_refused(
    world: World, baker: Baker, change: dict[str, Any]
) -> None:
    await baker.bake(idempotencyKey="a", weight=500)

    other = await baker.bake(idempotencyKey="a", **change)

    assert other.data is not None
    (problem,) = other.data.values()
    assert problem["code"] == "IDEMPOTENCY_MISMATCH"
    assert problem["path"] == ["input", "idempotencyKey"]
    assert problem["retryable"] is False
    assert await events_of(baker) == EVENTS_OF_A_LOAF
    assert len(world.jobs.messages) == 1


async def test_another_selection_with_the_key_is_refused(baker: Baker) -> None:
    shown = (
        'mutation ($s: Boolean!) { bake(input: {idempotencyKey: "a"}) { ...L ...P } }'
        " fragment L on Loaf { id smell @include(if: $s) }"
        " fragment P on Problem { code }"
    )
    shorter = (
        'mutation { bake(input: {idempotencyKey: "a"})'
        " { ... on Loaf { id } ... on Problem { code } } }"
    )

    first = await baker.ask(shown, s=True)
    switched = await baker.ask(shown, s=False)
    written = await baker.ask(shorter)
    again = await baker.ask(shown, s=True)

    assert switched.data == written.data == {"bake": {"code": "IDEMPOTENCY_MISMATCH"}}
    assert again.data == first.data
    assert baker.oven.baked == 1


async def test_how_a_request_is_written_does_not_matter(baker: Baker) -> None:
    first = await baker.bake(idempotencyKey="a", weight=900)

    again = await baker.ask(
        f'mutation Other {{ loaf: bake(input: {{idempotencyKey: "a"}}) {{\n\n {LOAF} }} }}'
    )

    assert first.data is not None
    assert again.data == {"loaf": first.data["bake"]}
    assert baker.oven.baked == 1


async def test_a_refusal_is_not_kept_so_that_what_was_wrong_can_be_put_right(
    world: World, baker: Baker
) -> None:
    baker.oven.is_too_hot = True
    refused = await baker.bake(idempotencyKey="a", weight=1)
    events_then, stored_then = await events_of(baker), await answers_stored()
    baker.oven.is_too_hot = False
    taken = await baker.bake(idempotencyKey="a", weight=2)

    assert refused.data is not None
    assert refused.data["bake"]["code"] == "CONFLICT"
    assert (events_then, stored_then) == ([], 0)
    assert taken.data is not None
    assert taken.data["bake"]["weight"] == 2
    assert len(world.jobs.messages) == 1


async def test_those_who_wait_for_a_refusal_are_refused_along(baker: Baker) -> None:
    baker.oven.is_too_hot = True
    baker.oven.keep_shut()
    asked = [asyncio.create_task(baker.bake(idempotencyKey="a")) for _ in range(20)]
    await baker.oven.is_reached.wait()
    baker.oven.may_open.set()

    results = await asyncio.gather(*asked)

    assert results[0].data is not None
    assert results[0].data["bake"]["code"] == "CONFLICT"
    assert [result.data for result in results] == [results[0].data] * 20
    assert baker.oven.baked == 1
    assert await answers_stored() == 0


async def test_another_request_waits_for_a_refusal_and_is_done_then(baker: Baker) -> None:
    baker.oven.is_too_hot = True
    baker.oven.keep_shut()
    first = asyncio.create_task(baker.bake(idempotencyKey="a", weight=1))
    await baker.oven.is_reached.wait()
    second = asyncio.create_task(baker.bake(idempotencyKey="a", weight=2))
    await asyncio.sleep(0)
    baker.oven.may_open.set()
    refused = await first
    baker.oven.is_too_hot = False

    done = await second

    assert refused.data is not None
    assert refused.data["bake"]["code"] == "CONFLICT"
    assert done.data is not None
    assert done.data["bake"]["weight"] == 2


async def test_what_was_finished_before_a_refusal_stays(world: World, baker: Baker) -> None:
    result = await baker.bake("bakeAndRefuse", idempotencyKey="a")

    assert result.data is not None
    assert result.data["bakeAndRefuse"]["code"] == "CONFLICT"
    assert await events_of(baker) == EVENTS_OF_A_LOAF
    assert len(world.jobs.messages) == 1
    assert await answers_stored() == 0


async def test_a_unit_of_work_that_fails_takes_back_what_it_wrote_and_not_the_one_before(
    world: World, baker: Baker
) -> None:
    baker.oven.is_too_hot = True

    result = await baker.bake("bakeTwice", idempotencyKey="a")

    assert result.data is not None
    assert result.data["bakeTwice"]["code"] == "CONFLICT"
    assert len(baker.oven.written) == 1
    assert not await Organization.exists(id=baker.oven.written[0])
    assert [event.data for event in await history(baker.organization_id)] == [{"weight": 1}, {}]
    assert len(world.jobs.messages) == 1


async def test_an_error_anywhere_in_the_answer_takes_everything_back(
    world: World, baker: Baker, caplog: pytest.LogCaptureFixture
) -> None:
    baker.oven.is_broken = True
    with caplog.at_level(logging.CRITICAL):
        failed = await baker.bake(idempotencyKey="a")
    events_then, jobs_then = await events_of(baker), list(world.jobs.messages)
    baker.oven.is_broken = False
    again = await baker.bake(idempotencyKey="a")

    assert failed.data is None
    assert failed.errors is not None
    assert [(error.message, error.path) for error in failed.errors] == [
        ("no nose", ["bake", "smell"])
    ]
    assert (events_then, jobs_then) == ([], [])
    assert again.errors is None
    assert await events_of(baker) == EVENTS_OF_A_LOAF
    assert len(world.jobs.messages) == 1


async def test_who_waits_takes_over_from_one_who_gives_up(world: World, baker: Baker) -> None:
    baker.oven.keep_shut()
    first = asyncio.create_task(baker.bake(idempotencyKey="a"))
    await baker.oven.is_reached.wait()
    second = asyncio.create_task(baker.bake(idempotencyKey="a"))
    await asyncio.sleep(0)
    first.cancel()
    baker.oven.may_open.set()

    result = await second

    assert result.data is not None
    assert result.data["bake"]["__typename"] == "Loaf"
    assert first.cancelled()
    assert await events_of(baker) == EVENTS_OF_A_LOAF
    assert len(world.jobs.messages) == 1


async def test_nothing_leaves_before_the_answer_is_stored(
    world: World, baker: Baker, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[int, int]] = []
    real = idempotency._store  # noqa: SLF001  # the last thing before the commit

    async def store(request: idempotency.KeyedRequest, answer: object) -> None:
        await real(request, answer)
        seen.append((len(world.jobs.messages), len(announced)))

    monkeypatch.setattr(idempotency, "_store", store)
    with announcements(monkeypatch) as announced:
        await baker.bake(idempotencyKey="a")

        assert seen == [(0, 0)]
        assert announced == [{baker.organization_id: 2}]
    assert len(world.jobs.messages) == 1


async def test_no_transaction_is_open_while_the_outside_world_is_asked(
    world: World, baker: Baker
) -> None:
    first = await baker.bake("buyFlour", idempotencyKey="a")
    again = await baker.bake("buyFlour", idempotencyKey="a")

    assert again == first
    assert baker.oven.held_open == [False]
    assert await events_of(baker) == EVENTS_OF_A_LOAF * 2
    assert len(world.jobs.messages) == 2


async def test_each_root_field_has_its_own_key_and_the_second_is_answered_from_the_first(
    world: World, baker: Baker
) -> None:
    fields = [f'{name}: bake(input: {{idempotencyKey: "{key}"}}) {{ {LOAF} }}' for name, key in
              (("one", "a"), ("same", "a"), ("other", "b"))]  # fmt: skip
    free = f"free: bake(input: {{}}) {{ {LOAF} }}"

    result = await baker.ask(f"mutation {{ {free} {' '.join(fields)} }}")

    assert result.data is not None
    assert list(result.data) == ["free", "one", "same", "other"]
    assert result.data["same"] == result.data["one"]
    assert len({loaf["id"] for loaf in result.data.values()}) == 3
    assert baker.oven.baked == 3
    assert len(world.jobs.messages) == 3


async def test_a_later_field_that_fails_leaves_what_an_earlier_one_has_done(baker: Baker) -> None:
    document = (
        f'mutation {{ one: bake(input: {{idempotencyKey: "a"}}) {{ ... on Loaf {{ id }} }}'
        f' two: bake(input: {{idempotencyKey: "b"}}) {{ {LOAF} }} }}'
    )
    baker.oven.is_broken = True  # which only the second one shows
    failed = await baker.ask(document)
    events_then = await events_of(baker)
    baker.oven.is_broken = False
    again = await baker.ask(document)

    assert failed.data is None
    assert events_then == EVENTS_OF_A_LOAF
    assert again.errors is None
    assert await events_of(baker) == EVENTS_OF_A_LOAF * 2


async def test_everybody_has_keys_of_their_own_in_each_organization(baker: Baker) -> None:
    stranger, nobody = Baker(oven=baker.oven), Baker(oven=baker.oven, viewer=None)
    assert baker.viewer is not None
    await baker.bake(idempotencyKey="a")
    result = await stranger.bake(idempotencyKey="a", weight=1)
    unknown = await nobody.ask(
        'mutation { bakeAndRefuse(input: {idempotencyKey: "a"}) { __typename } }'
    )

    assert result.data is not None
    assert result.data["bake"]["weight"] == 1
    assert baker.oven.baked == 2
    assert unknown.errors is not None  # it was run, and there is no bakery without a viewer


async def test_what_was_kept_for_long_enough_is_done_again_and_forgotten(baker: Baker) -> None:
    first = await baker.bake(idempotencyKey="a", weight=1)
    kept = await IdempotentAnswer.all().values_list("expires_at", flat=True)
    await IdempotentAnswer.all().update(expires_at=now() - timedelta(seconds=1))
    again = await baker.bake(idempotencyKey="a", weight=2)
    stored_then = await answers_stored()
    await idempotency.forget_answers()
    left_alone = await answers_stored()
    await IdempotentAnswer.all().update(expires_at=now() - timedelta(seconds=1))
    await idempotency.forget_answers()

    assert [round((end - now()) / timedelta(days=1), 2) for end in kept] == [7.0]  # type: ignore[operator]  # Tortoise says only that it is a value
    assert first.data != again.data
    assert again.data is not None
    assert again.data["bake"]["weight"] == 2
    assert (stored_then, left_alone) == (1, 1)
    assert await answers_stored() == 0


async def test_more_than_one_batch_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(idempotency, "_FORGOTTEN_AT_ONCE", 2)
    bakers = [Baker(oven=Oven()) for _ in range(5)]
    await asyncio.gather(*(baker.bake(idempotencyKey="a") for baker in bakers))
    await IdempotentAnswer.all().update(expires_at=now() - timedelta(seconds=1))

    await idempotency.forget_answers()

    assert await answers_stored() == 0


@pytest.mark.parametrize(
    "key, code",
    [
        ("", "REQUIRED"),
        (" \n", "REQUIRED"),
        ("x" * 256, "TOO_LONG"),
        ("a\0b", "INVALID_CHARACTERS"),
        ("a\ud800b", "INVALID_CHARACTERS"),
    ],
    ids=["empty", "blank", "long", "control", "half"],
)
async def test_what_is_no_key_is_refused(baker: Baker, key: str, code: str) -> None:
    result = await baker.bake(idempotencyKey=key)

    assert result.data is not None
    assert result.data["bake"]["code"] == code
    assert result.data["bake"]["path"] == ["input", "idempotencyKey"]
    assert baker.oven.baked == 0


async def test_any_other_characters_make_a_key(baker: Baker) -> None:
    first = await baker.bake(idempotencyKey="ключ 🗝 " + "x" * 247)
    again = await baker.bake(idempotencyKey="ключ 🗝 " + "x" * 247)

    assert first.errors is None
    assert again == first
    assert baker.oven.baked == 1


async def _until_free(world: World, lock: int) -> None:
    """Wait until the server has seen that a connection is gone."""
    connection = await asyncpg.connect(world.settings.database_url)
    try:
        await connection.execute("SELECT pg_advisory_lock($1)", lock)
    finally:
        await connection.close()
