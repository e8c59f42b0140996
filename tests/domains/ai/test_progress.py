"""Follow a request: what happened, then what happens, until it is over."""

import asyncio

from allin_gql.domains.ai import service
from tests.domains.ai.asking import RETRY, follow, make_due, plan, request
from tests.fixtures.people import Person
from tests.fixtures.world import World


async def test_each_step_is_told_as_it_happens_until_the_end(world: World, owner: Person) -> None:
    request_id = await request(owner)
    following = asyncio.create_task(follow(owner, request_id))
    await asyncio.sleep(0.1)
    assert not following.done()

    await world.jobs.perform()
    async with asyncio.timeout(5):
        steps = await following

    numbers = [step["number"] for step in steps]
    drafts = [step["draft"] for step in steps]
    assert [step["state"] for step in steps] == [
        "QUEUED",
        "WRITING",
        "WRITING",
        "WRITING",
        "FINISHED",
    ]
    assert numbers == list(range(numbers[0], numbers[0] + 5))
    assert [drafts[0], drafts[1], drafts[4]] == [None, None, None]
    assert {draft["platform"] for draft in drafts[2:4]} == {"MASTODON", "BLUESKY"}
    assert {draft["state"] for draft in drafts[2:4]} == {"ACCEPTED"}
    assert [step["problem"] for step in steps] == [None] * 5


async def test_who_comes_late_gets_all_of_it_or_what_they_missed(
    world: World, owner: Person
) -> None:
    request_id = await request(owner)
    await world.jobs.perform()

    steps = await follow(owner, request_id)
    missed = await follow(owner, request_id, after=steps[2]["number"])
    nothing = await follow(owner, request_id, after=steps[-1]["number"])

    assert len(steps) == 5
    assert missed == steps[3:]
    assert nothing == []


async def test_only_this_requests_steps_are_told(world: World, owner: Person) -> None:
    request_id = await request(owner, "the one", "BLUESKY")
    await request(owner, "the other", "BLUESKY")
    await world.jobs.perform()

    steps = await follow(owner, request_id)

    assert [step["state"] for step in steps] == ["QUEUED", "WRITING", "WRITING", "FINISHED"]


async def test_a_wait_tells_what_it_waits_out_and_is_not_the_end(
    world: World, owner: Person
) -> None:
    await plan(world, kind="error", status=503)
    request_id = await request(owner, "our workshop", "BLUESKY")
    following = asyncio.create_task(follow(owner, request_id))
    await world.jobs.perform()
    await make_due(request_id)
    await service.ring_for_drafts(100)
    await world.jobs.perform()
    async with asyncio.timeout(5):
        steps = await following

    assert [step["state"] for step in steps] == [
        "QUEUED",
        "WRITING",
        "QUEUED",
        "WRITING",
        "WRITING",
        "FINISHED",
    ]
    assert [step["problem"] for step in steps if step["problem"]] == [steps[2]["problem"]]
    assert steps[2]["problem"] == {"code": "WRITER_UNAVAILABLE", "retryable": True}


async def test_a_failure_tells_why_and_ends_it(world: World, owner: Person) -> None:
    request_id = await request(owner, "our workshop [refuse]", "BLUESKY")
    await world.jobs.perform()

    steps = await follow(owner, request_id)

    assert [step["state"] for step in steps] == ["QUEUED", "WRITING", "FAILED"]
    assert steps[-1]["problem"] == {"code": "WRITER_REFUSED", "retryable": False}


async def test_a_failure_that_was_sent_back_is_not_the_end(world: World, owner: Person) -> None:
    await plan(world, kind="expired_token")
    request_id = await request(owner, "our workshop", "BLUESKY")
    await world.jobs.perform()
    failed = await follow(owner, request_id)

    await owner.do(RETRY, id=request_id)
    following = asyncio.create_task(follow(owner, request_id))
    await asyncio.sleep(0.1)
    assert not following.done()
    await world.jobs.perform()
    async with asyncio.timeout(5):
        steps = await following

    assert [step["state"] for step in failed] == ["QUEUED", "WRITING", "FAILED"]
    assert failed[-1]["problem"] == {"code": "AI_MISCONFIGURED", "retryable": False}
    assert [step["state"] for step in steps] == [
        "QUEUED",
        "WRITING",
        "FAILED",
        "QUEUED",
        "WRITING",
        "WRITING",
        "FINISHED",
    ]


async def test_what_cannot_be_followed_is_refused_before_the_first_step(
    owner: Person, stranger: Person, anonymous: Person
) -> None:
    request_id = await request(owner)

    foreign = await follow(stranger, request_id)
    unknown = await follow(stranger, "draft_request_01k9x3zq8fexrt9ne5m2ch4vbd")
    wrong = await follow(owner, "post_01k9x3zq8fexrt9ne5m2ch4vbd")
    negative = await follow(owner, request_id, after=-1)
    nobody = await follow(anonymous, request_id)

    def codes(frames: list[dict[str, list[dict[str, dict[str, str]]]]]) -> list[str]:
        return [error["extensions"]["code"] for frame in frames for error in frame["errors"]]

    assert foreign == unknown
    assert codes(foreign) == ["NOT_FOUND"]
    assert codes(wrong) == ["INVALID_ID"]
    assert codes(negative) == ["INVALID_INPUT"]
    assert codes(nobody) == ["UNAUTHENTICATED"]
