"""Collecting counters: planned on publishing, read in batches, kept when they have changed."""

import asyncio
from datetime import datetime, timedelta

import pytest
from starlette.requests import HTTPConnection

from allin_gql.authentication import authenticate
from allin_gql.core.clock import now
from allin_gql.core.ids import IdKind, parse_id
from allin_gql.domains.accounts.models import SocialAccount
from allin_gql.domains.analytics import repository, service
from allin_gql.domains.analytics.models import MetricPlan
from allin_gql.domains.analytics.values import next_look
from allin_gql.graph.context import Context
from allin_gql.schema import schema
from tests.domains.analytics.counting import (
    READING,
    Counting,
    grow_old,
    plan_of,
    row_of,
    seconds_until,
    snapshots_of,
    values,
)
from tests.domains.publishing.engine import CREATE, SCHEDULE
from tests.fixtures.accounts import (
    DISCONNECT,
    calls,
    connect_bluesky,
    connect_mastodon,
    count_calls,
    events_of,
    plan_fault,
)
from tests.fixtures.people import Person

UPDATES = """
subscription { metricUpdates(after: 0) { number publicationId values { metric value } } }
"""
NONE = {"LIKES": 0, "QUOTES": 0, "REPLIES": 0, "REPOSTS": 0}


async def test_publishing_plans_a_first_look_in_three_seconds(counting: Counting) -> None:
    publication = await counting.publish("watch me")

    plan, row = await plan_of(publication), await row_of(publication)

    assert plan.external_id == row.external_id
    assert (plan.organization_id, plan.social_account_id) == (
        row.organization_id,
        counting.account_key,
    )
    assert plan.due_at is not None
    assert plan.due_at - plan.published_at == timedelta(seconds=3)
    assert (await counting.read(publication))["metrics"] is None


async def test_what_is_not_published_is_not_counted(counting: Counting) -> None:
    publication = await counting.engine.schedule("not yet")

    key = parse_id(IdKind.PUBLICATION, publication)

    assert await MetricPlan.filter(id=key).count() == 0


async def test_nothing_is_looked_at_before_its_time(counting: Counting) -> None:
    publication = await counting.publish("not counted yet")

    assert await service.ring_for_metrics(100) == 0
    assert await snapshots_of(publication) == 0


async def test_what_the_platform_counts_is_shown_and_told(counting: Counting) -> None:
    publication = await counting.publish("well liked")
    await counting.react(publication, likes=7, reposts=2, replies=1)

    rung = await counting.look()

    assert rung == 1
    expected = {"LIKES": 7, "QUOTES": 0, "REPLIES": 1, "REPOSTS": 2}
    shown = await counting.read(publication)
    assert values(shown["metrics"]) == expected
    assert list(values(shown["metrics"])) == sorted(expected)
    assert shown["metricHistory"]["totalCount"] == 1
    event = (await events_of(counting.engine.person))[-1]
    assert (event.type, event.data["counters"]) == ("metrics.collected", expected)
    update = await _first_update(counting.engine.person)
    assert (update["number"], update["publicationId"]) == (event.number, publication)
    assert values(update) == expected


async def test_a_snapshot_is_kept_only_when_a_number_has_changed(counting: Counting) -> None:
    publication = await counting.publish("slowly liked")
    await counting.react(publication, likes=1)
    await counting.look()
    first = (await counting.read(publication))["metrics"]

    await counting.look()
    same = (await counting.read(publication))["metrics"]
    count = await snapshots_of(publication)
    await counting.react(publication, likes=2)
    await counting.look()

    assert count == 1
    assert same["takenAt"] == first["takenAt"]
    assert datetime.fromisoformat(same["seenAt"]) > datetime.fromisoformat(first["seenAt"])
    shown = await counting.read(publication)
    history = [values(each) for each in shown["metricHistory"]["nodes"]]
    assert history == [{**NONE, "LIKES": 2}, {**NONE, "LIKES": 1}]
    assert values(shown["metrics"]) == history[0]
    types = [event.type for event in await events_of(counting.engine.person)]
    assert types.count("metrics.collected") == 2


async def test_the_history_is_read_page_by_page(counting: Counting) -> None:
    publication = await counting.publish("a long story")
    for likes in range(5):
        await counting.react(publication, likes=likes)
        await counting.look()

    first = (await counting.read(publication, first=3))["metricHistory"]
    after = first["pageInfo"]["endCursor"]
    rest = (await counting.read(publication, first=3, after=after))["metricHistory"]

    likes_seen = [values(each)["LIKES"] for each in first["nodes"] + rest["nodes"]]
    assert likes_seen == [4, 3, 2, 1, 0]
    assert (first["pageInfo"]["hasNextPage"], rest["pageInfo"]["hasNextPage"]) == (True, False)
    assert first["totalCount"] == 5


async def test_many_posts_are_counted_in_few_calls(counting: Counting) -> None:
    person, world = counting.engine.person, counting.world
    bluesky = await connect_bluesky(person, "felix")
    accounts = [counting.engine.account_id, bluesky["id"]]
    for number in range(30):
        post = await person.do(CREATE, text=f"one of thirty: {number}")
        await person.do(SCHEDULE, postId=post["id"], socialAccountIds=accounts)
    await counting.engine.turn()
    counters = [
        await count_calls(world, network, endpoint) for network, endpoint in READING.items()
    ]
    keys = [parse_id(IdKind.SOCIAL_ACCOUNT, account) for account in accounts]
    await MetricPlan.filter(social_account_id__in=keys).update(due_at=now())

    rung = await service.ring_for_metrics(100)
    performed = await world.jobs.perform()

    assert (rung, performed) == (2, 2)
    # Mastodon answers 20 at once, Bluesky 25.
    assert [await calls(world, counter) for counter in counters] == [2, 2]
    events = [e.type for e in await events_of(person)]
    assert events.count("metrics.collected") == 60


async def test_a_post_that_was_taken_down_is_looked_at_no_more(counting: Counting) -> None:
    gone, kept = await counting.publish("here today"), await counting.publish("here tomorrow")
    await counting.react(gone, likes=3)
    await counting.look()
    await counting.take_down(gone)

    await counting.look()

    assert (await plan_of(gone)).due_at is None
    assert (await plan_of(kept)).due_at is not None
    assert values((await counting.read(gone))["metrics"]) == {**NONE, "LIKES": 3}
    assert await snapshots_of(gone) == 1


async def test_a_lost_access_is_tried_again_after_hours_and_then_counts(
    counting: Counting,
) -> None:
    publication = await counting.publish("locked out of counting")
    await counting.react(publication, likes=4)
    await plan_fault(counting.world, "mastodon", READING["mastodon"], kind="revoked_token")

    await counting.look()
    waits = seconds_until((await plan_of(publication)).due_at) / 3600
    account = await SocialAccount.get(id=counting.account_key)
    await connect_mastodon(counting.world, counting.engine.person, account.handle.partition("@")[0])
    none = await snapshots_of(publication)
    await counting.look()

    assert waits == pytest.approx(6, abs=0.01)
    assert account.state == "NEEDS_RECONNECT"
    assert none == 0
    assert values((await counting.read(publication))["metrics"]) == {**NONE, "LIKES": 4}


async def test_a_disconnected_account_is_not_asked_about(counting: Counting) -> None:
    publication = await counting.publish("left behind")
    await counting.engine.person.do(DISCONNECT, id=counting.engine.account_id)
    counter = await count_calls(counting.world, "mastodon", READING["mastodon"])

    await counting.look()

    assert await calls(counting.world, counter) == 0
    assert seconds_until((await plan_of(publication)).due_at) > 5 * 3600


async def test_a_platform_that_asks_to_wait_is_left_alone_until_then(counting: Counting) -> None:
    publication = await counting.publish("popular")
    reset = (now() + timedelta(minutes=42)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    await plan_fault(
        counting.world,
        "mastodon",
        READING["mastodon"],
        kind="error",
        status=429,
        headers={"X-RateLimit-Reset": reset},
    )

    await counting.look()

    assert seconds_until((await plan_of(publication)).due_at) / 60 == pytest.approx(42, abs=0.1)
    assert await snapshots_of(publication) == 0


async def test_a_platform_that_is_down_is_asked_at_the_next_look(counting: Counting) -> None:
    publication = await counting.publish("are you there?")
    await plan_fault(counting.world, "mastodon", READING["mastodon"], kind="error", status=503)

    await counting.look()
    down = await plan_of(publication)
    await counting.look()

    assert seconds_until(down.due_at) == pytest.approx(5, abs=1)
    assert await snapshots_of(publication) == 1


async def test_two_workers_at_once_count_once(counting: Counting) -> None:
    publication = await counting.publish("counted once")
    await counting.react(publication, likes=1)
    counter = await count_calls(counting.world, "mastodon", READING["mastodon"])
    await MetricPlan.filter(social_account_id=counting.account_key).update(due_at=now())

    await asyncio.gather(*(service.collect_metrics(counting.account_key) for _ in range(10)))

    assert await calls(counting.world, counter) == 1
    assert await snapshots_of(publication) == 1


async def test_a_worker_that_died_is_followed_by_another(counting: Counting) -> None:
    publication = await counting.publish("once more")
    await MetricPlan.filter(social_account_id=counting.account_key).update(due_at=now())
    await repository.claim_plans(
        counting.account_key, 100, lease=timedelta(minutes=2)
    )  # and never comes back

    meanwhile = await service.ring_for_metrics(100)
    await counting.look()

    assert meanwhile == 0
    assert await snapshots_of(publication) == 1


AGES = [
    (timedelta(seconds=30), timedelta(seconds=5)),
    (timedelta(minutes=5), timedelta(minutes=1)),
    (timedelta(hours=1), timedelta(minutes=10)),
    (timedelta(hours=23), timedelta(hours=1)),
    (timedelta(days=6), timedelta(hours=6)),
    (timedelta(days=89), timedelta(days=1)),
]


@pytest.mark.parametrize("age,pause", AGES, ids=[str(age) for age, _ in AGES])
async def test_the_older_a_post_the_rarer_it_is_looked_at(
    counting: Counting, age: timedelta, pause: timedelta
) -> None:
    publication = await counting.publish("growing old")
    await grow_old(publication, age)

    await counting.look()

    waits = seconds_until((await plan_of(publication)).due_at)
    assert waits == pytest.approx(pause.total_seconds(), abs=2)


async def test_after_ninety_days_a_last_look_is_the_last(counting: Counting) -> None:
    publication = await counting.publish("an old story")
    await counting.react(publication, likes=9)
    await grow_old(publication, timedelta(days=90, seconds=1))

    await counting.look()

    assert (await plan_of(publication)).due_at is None
    assert values((await counting.read(publication))["metrics"]) == {**NONE, "LIKES": 9}


@pytest.mark.parametrize(
    "age,pause",
    [
        (timedelta(0), timedelta(seconds=5)),
        (timedelta(minutes=1), timedelta(minutes=1)),
        (timedelta(minutes=10), timedelta(minutes=10)),
        (timedelta(hours=2), timedelta(hours=1)),
        (timedelta(days=1), timedelta(hours=6)),
        (timedelta(days=7), timedelta(days=1)),
        (timedelta(days=90), None),
    ],
)
def test_each_stretch_of_a_life_begins_at_its_limit(
    age: timedelta, pause: timedelta | None
) -> None:
    assert next_look(age) == pause


async def test_a_stranger_sees_no_counters(counting: Counting, stranger: Person) -> None:
    publication = await counting.publish("mine")
    await counting.look()

    seen = await stranger.ask(
        "query($i: ID!) { publication(id: $i) { metrics { takenAt } } }", i=publication
    )

    assert seen == {"publication": None}


async def _first_update(person: Person) -> dict[str, object]:
    context = Context(HTTPConnection({"type": "http", "headers": []}), "test")
    context.viewer = await authenticate(f"Bearer {person.access_token}", None)
    async with asyncio.timeout(5):
        async for update in await schema.subscribe(UPDATES, context_value=context):
            assert update.data is not None, update.errors
            first: dict[str, object] = update.data["metricUpdates"]
            return first
    raise AssertionError
