"""Scheduling: a post, accounts and a time, all of it or nothing."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from allin_gql.core.clock import now
from allin_gql.domains.organizations.models import Organization
from allin_gql.domains.publishing.values import PublicationState
from tests.domains.publishing.engine import SCHEDULE, Engine
from tests.domains.publishing.planning import (
    UNKNOWN_ACCOUNT,
    UNKNOWN_POST,
    ahead,
    change_of_clocks,
    instant,
    nothing_changes,
    publications,
    put,
    schedule,
    write,
)
from tests.fixtures.accounts import (
    DISCONNECT,
    connect_bluesky,
    connect_mastodon,
    events_of,
    organization_key,
)
from tests.fixtures.people import Person, register
from tests.fixtures.world import World

FAMILY = "\N{MAN}\u200d\N{WOMAN}\u200d\N{GIRL}\u200d\N{BOY}"  # one character, 25 bytes
S = PublicationState


async def test_without_a_time_it_is_due_now(engine: Engine) -> None:
    post = await write(engine.person, "right now")
    before = now()

    publication = await schedule(engine, post)

    assert before - timedelta(seconds=1) <= instant(publication["dueAt"]) <= now()
    assert (publication["state"], publication["timeZone"]) == ("SCHEDULED", "UTC")
    assert (publication["platform"], publication["text"]) == ("MASTODON", "right now")
    scheduled = (await events_of(engine.person))[-1]
    assert (scheduled.type, scheduled.data["state"]) == ("publication.scheduled", "SCHEDULED")
    await engine.turn()
    assert len(await engine.posted("right now")) == 1


async def test_what_is_due_ahead_waits(engine: Engine) -> None:
    post, due = await write(engine.person, "in an hour"), ahead(hours=1)

    publication = await schedule(engine, post, dueAt=due.isoformat())
    await engine.turn()

    assert instant(publication["dueAt"]) == due
    stored = await engine.read(publication["id"])
    assert (stored["state"], instant(stored["nextAt"])) == ("SCHEDULED", due)
    assert await engine.posted("in an hour") == []


@pytest.mark.parametrize(
    "offset,hours", [("+01:00", 1), ("-09:30", -9.5), ("Z", 0), ("+14:00", 14)]
)
async def test_a_time_with_an_offset_is_an_instant_whatever_the_zone(
    engine: Engine, offset: str, hours: float
) -> None:
    post, day = await write(engine.person, "nine o'clock"), ahead(days=30)
    said = f"{day:%Y-%m-%d}T09:00:00{offset}"

    publication = await schedule(engine, post, dueAt=said, timeZone="Asia/Tokyo")

    meant = day.replace(hour=9, minute=0, second=0) - timedelta(hours=hours)
    assert instant(publication["dueAt"]) == meant
    assert publication["timeZone"] == "Asia/Tokyo"


@pytest.mark.parametrize(
    "zone,hour", [("Europe/Berlin", 7), ("America/New_York", 13), ("Asia/Kolkata", 3.5)]
)
async def test_a_time_without_an_offset_is_the_wall_time_of_the_zone(
    engine: Engine, zone: str, hour: float
) -> None:
    post, summer = await write(engine.person, "nine o'clock"), change_of_clocks(6)

    publication = await schedule(
        engine, post, dueAt=(summer + timedelta(hours=9)).isoformat(), timeZone=zone
    )

    assert instant(publication["dueAt"]) == summer.replace(tzinfo=UTC) + timedelta(hours=hour)
    assert publication["timeZone"] == zone


async def test_without_a_zone_the_organizations_is_meant(engine: Engine) -> None:
    await Organization.filter(id=await organization_key(engine.person)).update(
        time_zone="America/New_York"
    )
    post, summer = await write(engine.person, "nine in New York"), change_of_clocks(6)

    publication = await schedule(engine, post, dueAt=(summer + timedelta(hours=9)).isoformat())

    assert instant(publication["dueAt"]) == summer.replace(tzinfo=UTC, hour=13)
    assert publication["timeZone"] == "America/New_York"


async def test_a_time_that_the_clocks_skip_is_refused(engine: Engine) -> None:
    post = await write(engine.person, "never o'clock")
    skipped = change_of_clocks(3) + timedelta(hours=2, minutes=30)

    async with nothing_changes(engine.person):
        refused = await schedule(engine, post, dueAt=skipped.isoformat(), timeZone="Europe/Berlin")

    assert (refused["code"], refused["path"]) == ("LOCAL_TIME_MISSING", ["input", "dueAt"])
    assert refused["message"] == (
        f"{skipped.isoformat()} does not exist in Europe/Berlin: the clocks skip it."
    )


async def test_of_two_instants_with_the_same_wall_time_the_earlier_is_meant(
    engine: Engine,
) -> None:
    post = await write(engine.person, "twice o'clock")
    repeated = change_of_clocks(10) + timedelta(hours=2, minutes=30)

    publication = await schedule(engine, post, dueAt=repeated.isoformat(), timeZone="Europe/Berlin")

    assert instant(publication["dueAt"]) == repeated.replace(tzinfo=UTC) - timedelta(hours=2)


async def test_the_answer_and_what_is_read_later_say_the_same(engine: Engine) -> None:
    post = await write(engine.person, "the same")
    said = (change_of_clocks(6) + timedelta(hours=9)).isoformat()

    scheduled = await schedule(engine, post, dueAt=said, timeZone="Europe/Berlin")

    (read,) = await publications(engine.person)
    assert {key: scheduled[key] for key in read} == read


@pytest.mark.parametrize(
    "input_,code,field",
    [
        ({"dueAt": ahead(seconds=-2).isoformat()}, "DUE_IN_THE_PAST", "dueAt"),
        ({"dueAt": "0001-01-01T00:00:00"}, "DUE_IN_THE_PAST", "dueAt"),
        ({"dueAt": ahead(days=733).isoformat()}, "DUE_TOO_FAR_AHEAD", "dueAt"),
        ({"dueAt": "9999-12-31T23:59:59"}, "DUE_TOO_FAR_AHEAD", "dueAt"),
        ({"timeZone": "Europe/Atlantis"}, "TIME_ZONE_UNKNOWN", "timeZone"),
        ({"timeZone": ""}, "TIME_ZONE_UNKNOWN", "timeZone"),
        ({"timeZone": "../etc/passwd"}, "TIME_ZONE_UNKNOWN", "timeZone"),
        ({"socialAccountIds": []}, "NO_ACCOUNTS", "socialAccountIds"),
        ({"socialAccountIds": [UNKNOWN_ACCOUNT] * 51}, "NO_ACCOUNTS", "socialAccountIds"),
    ],
    ids=(
        *("over", "long over", "too far", "at the end of time"),
        *("no zone", "empty zone", "a path", "nowhere", "51 accounts"),
    ),
)
async def test_a_plan_that_cannot_be_is_refused(
    engine: Engine, input_: dict[str, Any], code: str, field: str
) -> None:
    post = await write(engine.person, "nothing comes of it")

    async with nothing_changes(engine.person):
        refused = await schedule(engine, post, **input_)

    assert (refused["code"], refused["path"]) == (code, ["input", field])


async def test_two_years_ahead_can_be_planned(engine: Engine) -> None:
    post, due = await write(engine.person, "in two years"), ahead(days=731)

    publication = await schedule(engine, post, dueAt=due.isoformat())

    assert instant(publication["dueAt"]) == due


async def test_the_same_account_twice_is_the_account_once(engine: Engine) -> None:
    post = await write(engine.person, "once")

    publication = await schedule(engine, post, socialAccountIds=[engine.account_id] * 3)

    assert [each["id"] for each in await publications(engine.person)] == [publication["id"]]


async def test_each_account_gets_what_its_platform_is_to_say(engine: Engine) -> None:
    bluesky = await connect_bluesky(engine.person, "felix")
    post = await write(engine.person, "everywhere", BLUESKY="at Bluesky")

    done = await engine.person.do(
        SCHEDULE, postId=post, socialAccountIds=[engine.account_id, bluesky["id"]]
    )

    said = {each["platform"]: each["text"] for each in done["publications"]}
    assert said == {"MASTODON": "everywhere", "BLUESKY": "at Bluesky"}


async def test_a_text_too_long_for_one_account_is_scheduled_on_none(engine: Engine) -> None:
    bluesky = await connect_bluesky(engine.person, "felix")
    post = await write(engine.person, FAMILY * 121)  # 121 characters, 3025 bytes

    async with nothing_changes(engine.person):
        refused = await schedule(engine, post, socialAccountIds=[engine.account_id, bluesky["id"]])

    assert (refused["code"], refused["path"]) == (
        "TEXT_TOO_LONG",
        ["input", "socialAccountIds", "1"],
    )
    assert refused["message"] == "Bluesky allows 3000 bytes (UTF-8); this text has 3025."
    assert {each["name"]: each["value"] for each in refused["numbers"]} == {
        "limit": 3000,
        "actual": 3025,
    }


async def test_accounts_and_posts_of_others_are_as_unknown_as_those_that_never_were(
    world: World, engine: Engine, stranger: Person
) -> None:
    theirs = await connect_mastodon(world, stranger, "somebody")
    post, their_post = await write(engine.person, "mine"), await write(stranger, "theirs")

    async with nothing_changes(engine.person), nothing_changes(stranger):
        foreign = [
            await schedule(engine, post, socialAccountIds=[engine.account_id, theirs["id"]]),
            await schedule(engine, their_post),
        ]
        unknown = [
            await schedule(engine, post, socialAccountIds=[engine.account_id, UNKNOWN_ACCOUNT]),
            await schedule(engine, UNKNOWN_POST),
        ]

    assert foreign == unknown
    assert [(each["code"], each["path"]) for each in foreign] == [
        ("NOT_FOUND", ["input", "socialAccountIds", "1"]),
        ("NOT_FOUND", ["input", "postId"]),
    ]


async def test_a_disconnected_account_is_refused(engine: Engine) -> None:
    post = await write(engine.person, "nobody there")
    await engine.person.do(DISCONNECT, id=engine.account_id)

    async with nothing_changes(engine.person):
        refused = await schedule(engine, post)

    assert (refused["code"], refused["path"]) == (
        "ACCOUNT_NOT_ACTIVE",
        ["input", "socialAccountIds", "0"],
    )


async def test_who_has_not_proved_their_address_publishes_nothing(world: World) -> None:
    newcomer = await register(world, "newcomer")
    post = await write(newcomer, "too early")

    async with nothing_changes(newcomer):
        refused = await newcomer.do(SCHEDULE, postId=post, socialAccountIds=[UNKNOWN_ACCOUNT])

    assert refused["code"] == "EMAIL_NOT_VERIFIED"


@pytest.mark.parametrize("state", [S.SCHEDULED, S.CLAIMED, S.PUBLISHING, S.UNKNOWN, S.PUBLISHED])
async def test_what_is_on_its_way_is_not_scheduled_again(
    engine: Engine, state: PublicationState
) -> None:
    post = await write(engine.person, "already")
    publication = await schedule(engine, post)
    await put(publication["id"], state)

    async with nothing_changes(engine.person):
        refused = await schedule(engine, post)

    assert (refused["code"], refused["path"]) == (
        "ALREADY_SCHEDULED",
        ["input", "socialAccountIds"],
    )
    assert f"is {state} on" in refused["message"]


async def test_what_needs_review_is_looked_for_first(engine: Engine) -> None:
    post = await write(engine.person, "is it there?")
    publication = await schedule(engine, post)
    await put(publication["id"], S.NEEDS_REVIEW)

    async with nothing_changes(engine.person):
        refused = await schedule(engine, post)

    assert refused["code"] == "ALREADY_SCHEDULED"
    assert "retryPublication" in refused["message"]


@pytest.mark.parametrize("state", [S.CANCELLED, S.FAILED])
async def test_what_came_to_nothing_is_scheduled_again_with_the_text_of_now(
    engine: Engine, state: PublicationState
) -> None:
    post = await write(engine.person, "the first text")
    first = await schedule(engine, post)
    await put(first["id"], state, cause="TEXT_INVALID", message="No.", attempt_count=5)
    await engine.person.ask(
        "mutation($i: UpdatePostInput!) { updatePost(input: $i) { __typename } }",
        i={"id": post, "text": f"the second text, once {state}"},
    )

    again = await schedule(engine, post, dueAt=ahead(hours=1).isoformat())
    await engine.let_time_pass()
    await engine.turn()

    assert (again["id"], again["state"]) == (first["id"], "SCHEDULED")
    done = await engine.read(first["id"])
    assert (done["state"], done["cause"], done["message"]) == ("PUBLISHED", None, None)
    assert len(await engine.posted(f"the second text, once {state}")) == 1


async def test_of_many_who_schedule_a_post_one_does(engine: Engine) -> None:
    post = await write(engine.person, "all at once")

    answers = await asyncio.gather(*(schedule(engine, post) for _ in range(10)))

    codes = sorted(str(answer.get("code", answer.get("state"))) for answer in answers)
    assert codes == ["ALREADY_SCHEDULED"] * 9 + ["SCHEDULED"]
    assert len(await publications(engine.person)) == 1


async def test_publications_are_found_by_their_states(engine: Engine) -> None:
    states = [S.SCHEDULED, S.CLAIMED, S.PUBLISHED, S.FAILED, S.FAILED, S.NEEDS_REVIEW]
    for number, state in enumerate(states):
        post = await write(engine.person, f"number {number}")
        await put((await schedule(engine, post))["id"], state)

    failed = await publications(engine.person, states=["FAILED"])
    several = await publications(engine.person, states=["SCHEDULED", "PUBLISHED"])
    none = await publications(engine.person, states=["CANCELLED"])

    assert [each["text"] for each in failed] == ["number 4", "number 3"]
    assert [each["text"] for each in several] == ["number 2", "number 0"]
    assert none == []
    assert len(await publications(engine.person)) == 6


async def test_a_stranger_sees_no_publication(engine: Engine, stranger: Person) -> None:
    publication = await engine.schedule("mine")

    found = await stranger.ask("query($i: ID!) { publication(id: $i) { id } }", i=publication)

    assert found == {"publication": None}
    assert await publications(stranger) == []


def test_the_clocks_of_europe_change_on_a_sunday() -> None:
    for month in (3, 10):
        day = change_of_clocks(month)
        assert (day.weekday(), (day + timedelta(days=7)).month) == (6, month + 1)
        assert isinstance(day, datetime)
