"""What happens is told live by a real server: each event once, in order, whatever breaks."""

import asyncio
import os
import random
import signal
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import httpx2
import pytest

from allin_gql.adapters.embedded.processes import Guard
from allin_gql.adapters.embedded.redis import start_redis
from allin_gql.core.database import fetch
from allin_gql.core.models import EventCounter
from allin_gql.domains.analytics.service import collect_metrics
from tests.domains.ai.asking import request
from tests.domains.publishing.engine import CANCEL, CREATE, SCHEDULE, Engine
from tests.fixtures.accounts import account_key, connect_mastodon, organization_key
from tests.fixtures.people import Person
from tests.fixtures.world import World
from tests.graph.served import Served, serve
from tests.graph.sockets import socket_of, stream_of

EVENTS = """
subscription ($after: Int) { organizationEvents(after: $after) { number type subjectId } }
"""
PROGRESS = """
subscription ($post: ID, $after: Int) {
  publicationProgress(postId: $post, after: $after) { number postId publicationId state }
}
"""
DRAFTS = "subscription ($id: ID!) { draftRequestProgress(id: $id) { number state } }"
METRICS = """
subscription ($after: Int) {
  metricUpdates(after: $after) { number publicationId values { metric value } }
}
"""
NO_REDIS = "redis://127.0.0.1:1/0"
MANY = 200
POLLED = 4.0  # seconds: a look each second, on a busy machine; with Redis it is one each fifteen


@pytest.fixture(scope="module")
def served(session_world: World, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server beside the test's own process: they share a database and a Redis."""
    with serve(session_world.settings, tmp_path_factory.mktemp("served")) as server:
        yield server
        assert "Traceback" not in server.log.read_text()


async def write(person: Person, count: int) -> list[str]:
    """Write posts, ten at a time; each makes one event."""
    ids: list[str] = []
    while len(ids) < count:
        batch = min(10, count - len(ids))
        made = await asyncio.gather(*(person.do(CREATE, text="news") for _ in range(batch)))
        ids += [post["id"] for post in made]
    return ids


async def last_number(person: Person) -> int:
    counter = await EventCounter.get(organization_id=await organization_key(person))
    number: int = counter.last_number
    return number


async def take(stream: AsyncIterator[Any], count: int) -> list[Any]:
    """The first so many of a stream of server-sent events, as data."""
    taken: list[Any] = []
    while len(taken) < count:
        frame = await anext(stream)
        (value,) = frame["data"].values()
        taken.append(value)
    return taken


async def test_what_was_missed_is_told_first_and_then_what_happens(
    owner: Person, served: Served
) -> None:
    before = await write(owner, 3)

    async with socket_of(served.live_url, owner) as socket:
        await socket.subscribe("1", EVENTS, after=0)
        missed = [await socket.next() for _ in range(await last_number(owner))]
        after = await write(owner, 3)
        live = [await socket.next() for _ in range(3)]

    numbers = [event["number"] for event in missed + live]
    assert numbers == list(range(1, len(numbers) + 1))
    written = [event["subjectId"] for event in missed + live if event["type"] == "post.created"]
    assert sorted(written[:3]) == sorted(before)
    assert sorted(written[3:]) == sorted(after)


async def test_a_number_that_is_not_from_here_is_refused_with_the_newest(
    owner: Person, served: Served
) -> None:
    newest = await last_number(owner)

    async with stream_of(served.url, owner, EVENTS, after=newest + 1) as stream:
        told = [frame async for frame in stream]

    (error,) = told[0]["errors"]
    assert len(told) == 1
    assert error["extensions"]["code"] == "INVALID_INPUT"
    assert error["extensions"]["argument"] == ["after"]
    assert error["extensions"]["numbers"] == {"maximum": newest, "actual": newest + 1}


async def test_without_a_number_only_what_happens_from_now_on_is_told(
    owner: Person, served: Served
) -> None:
    await write(owner, 3)

    async with stream_of(served.url, owner, EVENTS) as stream:
        told = asyncio.ensure_future(take(stream, 1))
        while not told.done():  # nothing tells when the server has begun to listen
            await write(owner, 1)
            await asyncio.wait({told}, timeout=0.1)
        first = told.result()[0]["number"]

    assert first > 4


async def test_who_is_cut_off_again_and_again_gets_each_event_once(
    owner: Person, served: Served
) -> None:
    first = await last_number(owner)
    writing = asyncio.create_task(write(owner, MANY))
    chance = random.Random(7)  # noqa: S311  # to repeat what was seen
    numbers: list[int] = []
    cuts = 0

    while len(numbers) < MANY:
        last = numbers[-1] if numbers else first
        async with socket_of(served.live_url, owner) as socket:
            await socket.subscribe("1", EVENTS, after=last)
            for _ in range(min(chance.randint(1, 23), MANY - len(numbers))):
                event = await socket.next()
                numbers.append(event["number"])
            socket.cut()
            cuts += 1

    await writing
    assert numbers == list(range(first + 1, first + 1 + MANY))
    assert cuts > 8


async def test_a_stream_that_is_cut_off_goes_on_from_its_last_number(
    owner: Person, served: Served
) -> None:
    first = await last_number(owner)
    writing = asyncio.create_task(write(owner, 60))
    numbers: list[int] = []

    while len(numbers) < 60:
        after = numbers[-1] if numbers else first
        async with stream_of(served.url, owner, EVENTS, after=after) as stream:
            numbers += [event["number"] for event in await take(stream, 12)]

    await writing
    assert numbers == list(range(first + 1, first + 61))


async def test_all_who_listen_hear_all_of_theirs_and_nothing_of_others(
    owner: Person, stranger: Person, served: Served
) -> None:
    people = (owner, stranger)
    starts = [await last_number(person) for person in people]

    async with AsyncExitStack() as stack:
        sockets = []
        for person, start in zip(people, starts, strict=True):
            for key in ("a", "b", "c"):
                socket = await stack.enter_async_context(socket_of(served.live_url, person))
                await socket.subscribe(key, EVENTS, after=start)
                sockets.append(socket)
        written = await asyncio.gather(*(write(person, 20) for person in people))
        heard = [[await socket.next() for _ in range(20)] for socket in sockets]

    for index, events in enumerate(heard):
        mine = index // 3
        numbers = [event["number"] for event in events]
        assert numbers == list(range(starts[mine] + 1, starts[mine] + 21))
        assert {event["subjectId"] for event in events} == set(written[mine])


async def test_publications_are_followed_by_their_post(
    world: World, owner: Person, served: Served
) -> None:
    account = await connect_mastodon(world, owner)
    wanted, other = await write(owner, 2)
    when = {"socialAccountIds": [account["id"]], "dueAt": "2027-11-01T12:00:00Z"}

    async with socket_of(served.live_url, owner) as socket:
        await socket.subscribe("one", PROGRESS, post=wanted, after=0)
        await owner.do(SCHEDULE, postId=other, **when)
        done = await owner.do(SCHEDULE, postId=wanted, **when)
        publication = done["publications"][0]["id"]
        await owner.do(CANCEL, id=publication)
        told = [await socket.next() for _ in range(2)]

    assert [(step["postId"], step["publicationId"], step["state"]) for step in told] == [
        (wanted, publication, "SCHEDULED"),
        (wanted, publication, "CANCELLED"),
    ]
    assert told[1]["number"] == told[0]["number"] + 1


async def test_drafts_are_followed_until_they_are_finished(
    world: World, owner: Person, served: Served
) -> None:
    request_id = await request(owner)

    async with socket_of(served.live_url, owner) as socket:
        await socket.subscribe("one", DRAFTS, id=request_id)
        first = await socket.next()
        await world.jobs.perform()
        rest = [await socket.next() for _ in range(4)]
        end = await socket.receive()

    assert [step["state"] for step in (first, *rest)] == [
        "QUEUED",
        "WRITING",
        "WRITING",
        "WRITING",
        "FINISHED",
    ]
    assert end == {"id": "one", "type": "complete"}


async def test_new_numbers_are_told_as_they_are_read(
    world: World, owner: Person, served: Served
) -> None:
    account = await connect_mastodon(world, owner)
    engine = Engine(world=world, person=owner, network="mastodon", account_id=account["id"])
    publication = await engine.schedule("how is this liked?")

    async with stream_of(served.url, owner, METRICS, after=0) as stream:
        await engine.turn()
        key = account_key(account)
        await fetch("UPDATE metric_plans SET due_at = now() WHERE social_account_id = $1", key)
        await collect_metrics(key)
        (update,) = await take(stream, 1)

    assert update["publicationId"] == publication
    assert {value["metric"] for value in update["values"]} >= {"LIKES", "REPOSTS", "REPLIES"}


async def test_without_redis_events_arrive_all_the_same(
    world: World, owner: Person, tmp_path: Path
) -> None:
    start = await last_number(owner)
    with serve(world.settings, tmp_path, redis_url=NO_REDIS) as server:
        async with (
            socket_of(server.live_url, owner) as socket,
            stream_of(server.url, owner, EVENTS, after=start) as stream,
        ):
            await socket.subscribe("1", EVENTS, after=start)
            for number in range(start + 1, start + 4):
                await write(owner, 1)
                at = time.monotonic()
                assert (await socket.next())["number"] == number
                (event,) = await take(stream, 1)
                assert event["number"] == number
                assert time.monotonic() - at < POLLED

        log = server.log.read_text()
    assert "Traceback" not in log
    assert "live announcements are interrupted" in log


async def test_a_redis_that_dies_comes_back_or_hangs_takes_no_event_along(
    world: World, owner: Person, tmp_path: Path
) -> None:
    guard = Guard()
    with (tmp_path / "redis.log").open("ab") as log:
        redis = start_redis(tmp_path / "redis", guard, output=log, durable=False)
        with serve(world.settings, tmp_path, redis_url=redis.url) as server:
            async with (
                httpx2.AsyncClient(base_url=server.url, timeout=10) as http,
                socket_of(server.live_url, owner) as socket,
            ):
                there = Person(http, access_token=owner.access_token)
                start = await last_number(owner)
                await socket.subscribe("1", EVENTS, after=start)

                with_redis = await timed(there, socket, start + 1)
                redis.stop()
                without = [await timed(there, socket, start + 2 + step) for step in range(2)]
                redis = start_redis(tmp_path / "redis", guard, output=log, durable=False)
                again = [await timed(there, socket, start + 4 + step) for step in range(3)]

                os.kill(redis.child.pid, signal.SIGSTOP)
                hanging = [await timed(there, socket, start + 7 + step) for step in range(2)]
                os.kill(redis.child.pid, signal.SIGCONT)

            assert "Traceback" not in server.log.read_text()
        redis.stop()
    guard.close()
    assert with_redis < POLLED
    assert max(without) < POLLED
    assert max(again) < POLLED
    assert hanging[0] < 10.0  # it takes two silences of two seconds to notice
    assert hanging[1] < 7.0  # two of them for the announcement that is not taken


async def timed(person: Person, socket: Any, number: int) -> float:
    """How many seconds it takes from writing a post to being told of it."""
    at = time.monotonic()
    await write(person, 1)
    assert (await socket.next())["number"] == number
    return time.monotonic() - at
