"""The worker: what happens when the writer, the worker or the doorbell fails."""

import asyncio
from datetime import timedelta

import pytest

from allin_gql.core.database import fetch
from allin_gql.core.ids import IdKind, parse_id
from allin_gql.domains.ai import service
from tests.domains.ai.asking import (
    RETRY,
    calls,
    count_calls,
    follow,
    make_due,
    plan,
    read,
    request,
    until,
)
from tests.fixtures.people import Person
from tests.fixtures.world import World

FOR_BLUESKY = {"contains": "for Bluesky", "count": 0}


async def work_on(request_id: str) -> None:
    """Do what a worker does when it is rung for this request."""
    await service.write_drafts(parse_id(IdKind.DRAFT_REQUEST, request_id))


async def waits_for(request_id: str) -> timedelta:
    """How long it is until a request is due."""
    key = parse_id(IdKind.DRAFT_REQUEST, request_id)
    rows = await fetch("SELECT due_at - now() AS wait FROM draft_requests WHERE id = $1", key)
    wait: timedelta = rows[0]["wait"]
    return wait


async def states(owner: Person, request_id: str) -> list[str]:
    return [step["state"] for step in await follow(owner, request_id)]


async def test_a_job_that_comes_again_writes_nothing_twice(world: World, owner: Person) -> None:
    await count_calls(world)
    request_id = await request(owner)

    await asyncio.gather(*(work_on(request_id) for _ in range(5)))
    first = await read(owner, request_id)
    await work_on(request_id)
    await world.jobs.perform()

    assert await read(owner, request_id) == first
    assert len(first["drafts"]) == 2
    assert await calls(world) == 2
    assert await states(owner, request_id) == [
        "QUEUED",
        "WRITING",
        "WRITING",
        "WRITING",
        "FINISHED",
    ]


async def test_a_request_that_nobody_was_rung_for_is_found(world: World, owner: Person) -> None:
    request_id = await request(owner)
    world.jobs.messages.clear()

    await service.ring_for_drafts(100)
    await world.jobs.perform()
    await service.ring_for_drafts(100)

    assert (await read(owner, request_id))["state"] == "FINISHED"
    assert world.jobs.messages == []


async def test_what_is_written_stays_when_the_writer_fails_for_another(
    world: World, owner: Person
) -> None:
    await plan(world, kind="error", status=503, **FOR_BLUESKY)
    request_id = await request(owner)
    await world.jobs.perform()
    waiting = await read(owner, request_id)
    await world.sandbox.delete("/_sandbox/faults")
    await count_calls(world)

    await work_on(request_id)  # too early: it is not due yet
    early = await read(owner, request_id)
    await make_due(request_id)
    await service.ring_for_drafts(100)
    await world.jobs.perform()
    found = await read(owner, request_id)

    assert (waiting["state"], waiting["attempts"]) == ("QUEUED", 1)
    assert waiting["problem"]["code"] == "WRITER_UNAVAILABLE"
    assert waiting["problem"]["retryable"] is True
    assert set(waiting["drafts"]) == {"MASTODON"}
    assert early == waiting
    assert (found["state"], found["attempts"], found["problem"]) == ("FINISHED", 2, None)
    assert found["drafts"]["MASTODON"] == waiting["drafts"]["MASTODON"]
    assert set(found["drafts"]) == {"MASTODON", "BLUESKY"}
    assert await calls(world) == 1


async def test_three_attempts_in_vain_fail_and_a_person_can_send_it_back(
    world: World, owner: Person
) -> None:
    await plan(world, kind="reset", **FOR_BLUESKY)
    request_id = await request(owner)
    waits = []
    for _ in range(2):
        await work_on(request_id)
        waits.append(await waits_for(request_id))
        await make_due(request_id)
    await work_on(request_id)
    failed = await read(owner, request_id)
    await world.sandbox.delete("/_sandbox/faults")

    back = await owner.do(RETRY, id=request_id)
    await world.jobs.perform()
    found = await read(owner, request_id)

    assert (failed["state"], failed["attempts"]) == ("FAILED", 3)
    assert failed["problem"]["code"] == "WRITER_UNAVAILABLE"
    assert [round(wait.total_seconds()) for wait in waits] == [5, 20]
    assert (back["state"], back["attempts"], back["problem"]) == ("QUEUED", 0, None)
    assert back["finishedAt"] is None
    assert (found["state"], found["attempts"]) == ("FINISHED", 1)
    assert found["drafts"]["MASTODON"] == failed["drafts"]["MASTODON"]


async def test_a_writer_that_names_a_time_is_left_alone_until_then(
    world: World, owner: Person
) -> None:
    await plan(world, kind="rate_limit")
    request_id = await request(owner, "our workshop", "BLUESKY")

    await work_on(request_id)

    assert timedelta(seconds=19) < await waits_for(request_id) <= timedelta(seconds=20)


async def test_a_refusal_outweighs_a_failure_that_may_pass(world: World, owner: Person) -> None:
    await plan(world, kind="error", status=503, **FOR_BLUESKY)
    request_id = await request(owner, "our workshop [refuse]")

    await work_on(request_id)

    found = await read(owner, request_id)
    assert (found["state"], found["problem"]["code"]) == ("FAILED", "WRITER_REFUSED")


async def test_a_worker_that_dies_leaves_it_to_another(world: World, owner: Person) -> None:
    await plan(world, kind="hang", seconds=30, **FOR_BLUESKY)
    request_id = await request(owner)
    dying = asyncio.create_task(work_on(request_id))
    await until(owner, request_id, lambda found: len(found["drafts"]) == 1)
    dying.cancel()
    await asyncio.gather(dying, return_exceptions=True)
    await world.sandbox.delete("/_sandbox/faults")
    left = await read(owner, request_id)

    await work_on(request_id)  # its lease still holds
    held = await read(owner, request_id)
    await make_due(request_id)
    await work_on(request_id)
    found = await read(owner, request_id)

    assert (left["state"], set(left["drafts"])) == ("WRITING", {"MASTODON"})
    assert held == left
    assert (found["state"], found["attempts"]) == ("FINISHED", 2)
    assert found["drafts"]["MASTODON"] == left["drafts"]["MASTODON"]


async def test_who_has_lost_a_request_writes_nothing_into_it(world: World, owner: Person) -> None:
    await plan(world, kind="slow", seconds=0.5)
    request_id = await request(owner, "our workshop", "BLUESKY")
    slow = asyncio.create_task(work_on(request_id))
    await until(owner, request_id, lambda found: found["state"] == "WRITING")
    await make_due(request_id)

    await work_on(request_id)
    found = await read(owner, request_id)
    await slow

    assert (found["state"], found["attempts"]) == ("FINISHED", 2)
    assert await read(owner, request_id) == found
    assert await states(owner, request_id) == [
        "QUEUED",
        "WRITING",
        "WRITING",
        "WRITING",
        "FINISHED",
    ]


async def test_what_stops_its_worker_each_time_is_given_up(owner: Person) -> None:
    request_id = await request(owner)
    key = parse_id(IdKind.DRAFT_REQUEST, request_id)
    await fetch("UPDATE draft_requests SET attempts = 3 WHERE id = $1", key)

    await work_on(request_id)

    found = await read(owner, request_id)
    assert (found["state"], found["drafts"]) == ("FAILED", {})
    assert found["problem"]["code"] == "WRITING_INTERRUPTED"
    assert found["problem"]["retryable"] is True


async def test_a_fault_of_ours_leaves_it_due_after_the_lease(
    owner: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("allin_gql.domains.ai.service.writing.write_for", fail)
    request_id = await request(owner)

    with pytest.raises(ZeroDivisionError):
        await work_on(request_id)

    assert (await read(owner, request_id))["state"] == "WRITING"
    assert timedelta(seconds=100) < await waits_for(request_id) <= timedelta(seconds=110)


async def test_writing_has_an_end(
    world: World, owner: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "allin_gql.domains.ai.service.writing._LONGEST", timedelta(milliseconds=200)
    )
    await plan(world, kind="hang", seconds=30, **FOR_BLUESKY)
    request_id = await request(owner)

    await work_on(request_id)

    found = await read(owner, request_id)
    assert (found["state"], set(found["drafts"])) == ("QUEUED", {"MASTODON"})
    assert found["problem"]["message"] == "The drafts were not written within 0.2 seconds."


@pytest.mark.parametrize("is_written", [False, True])
async def test_only_what_failed_is_sent_back(world: World, owner: Person, is_written: bool) -> None:
    request_id = await request(owner)
    if is_written:
        await world.jobs.perform()
    before = await read(owner, request_id)

    refused = await owner.do(RETRY, id=request_id)

    assert (refused["code"], refused["path"]) == ("DRAFT_REQUEST_NOT_FAILED", ["input", "id"])
    assert await read(owner, request_id) == before


async def test_another_organizations_failure_is_not_there_to_be_sent_back(
    world: World, owner: Person, stranger: Person
) -> None:
    request_id = await request(owner, "our workshop [refuse]")
    await world.jobs.perform()
    before = await read(owner, request_id)

    foreign = await stranger.do(RETRY, id=request_id)
    unknown = await stranger.do(RETRY, id="draft_request_01k9x3zq8fexrt9ne5m2ch4vbd")
    wrong = await stranger.do(RETRY, id="post_01k9x3zq8fexrt9ne5m2ch4vbd")

    assert foreign == unknown
    assert (foreign["code"], foreign["path"]) == ("NOT_FOUND", ["input", "id"])
    assert (wrong["code"], wrong["path"]) == ("INVALID_ID", ["input", "id"])
    assert await read(owner, request_id) == before
