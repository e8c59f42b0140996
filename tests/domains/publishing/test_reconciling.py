"""Asking a platform what became of a post: in time, again and again, and never guessing."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from allin_gql.core.clock import now
from allin_gql.core.ids import IdKind, parse_id
from allin_gql.domains.accounts.models import SocialAccount
from allin_gql.domains.publishing.models import Publication
from allin_gql.domains.publishing.service import reconciling, sending
from allin_gql.domains.publishing.values import RECONCILE_DELAYS
from tests.domains.publishing.engine import CANCEL, DELETE, RESCHEDULE, RETRY, UPDATE, Engine
from tests.domains.publishing.planning import (
    ahead,
    instant,
    nothing_changes,
    row_of,
    schedule,
    write,
)
from tests.fixtures.accounts import connect_mastodon, events_of, plan_fault

READING = "GET /api/v1/accounts/*/statuses"
LOST_AFTER = {"kind": "reset", "when": "after"}
LOST_BEFORE = {"kind": "reset", "when": "before"}


async def lose(engine: Engine, text: str, **fault: Any) -> str:
    """Send a post of which no answer comes; gives the publication's id."""
    await engine.fail(**fault)
    publication = await engine.schedule(text)
    await engine.turn()
    assert (await engine.read(publication))["state"] == "UNKNOWN"
    return publication


async def ask(engine: Engine, publication: str) -> dict[str, Any]:
    """Let the time come at which the platform is asked, and ask; nothing else."""
    await engine.let_time_pass()
    await reconciling.reconcile(parse_id(IdKind.PUBLICATION, publication))
    return await engine.read(publication)


async def put_in_doubt(engine: Engine, text: str) -> str:
    """Make a post that may be there, next to one that says the same, and is sent again."""
    await _post_elsewhere(engine, text)
    publication = await lose(engine, text, **LOST_AFTER)
    assert (await ask(engine, publication))["state"] == "SCHEDULED"
    return publication


async def test_nobody_is_asked_before_a_call_may_have_ended(engine: Engine) -> None:
    before = now()
    publication = await lose(engine, "settle first", **LOST_AFTER)

    await engine.turn()

    unknown = await engine.read(publication)
    assert unknown["state"] == "UNKNOWN"
    settle = engine.world.settings.reconcile_settle
    assert before + settle <= instant(unknown["nextAt"]) <= now() + settle


async def test_a_platform_that_is_down_is_asked_later_and_later_then_a_person_is(
    engine: Engine,
) -> None:
    publication = await lose(engine, "is anybody there?", **LOST_AFTER)
    await plan_fault(engine.world, "mastodon", READING, kind="error", status=503, count=0)

    waits = []
    for _ in RECONCILE_DELAYS:
        unknown = await ask(engine, publication)
        assert unknown["state"] == "UNKNOWN"
        waits.append(round((instant(unknown["nextAt"]) - now()).total_seconds() / 60))
    given_up = await ask(engine, publication)

    assert waits == [2, 10, 60, 24 * 60]
    assert (given_up["state"], given_up["nextAt"]) == ("NEEDS_REVIEW", None)
    assert given_up["cause"] == "UNKNOWN_OUTCOME"
    assert given_up["message"] == (
        "The platform cannot tell whether the post is there."
        " Look at the account, then retry the publication if it is missing."
    )
    assert len(given_up["attempts"]) == 1
    types = [e.type for e in await events_of(engine.person)]
    assert types.count("publication.outcome_unknown") == 5
    assert types[-1] == "publication.needs_review"


async def test_a_platform_that_comes_back_is_believed(engine: Engine) -> None:
    publication = await lose(engine, "back again", **LOST_AFTER)
    await plan_fault(engine.world, "mastodon", READING, kind="error", status=503, count=2)

    await ask(engine, publication)
    await ask(engine, publication)
    done = await ask(engine, publication)

    assert done["state"] == "PUBLISHED"
    (post,) = await engine.posted("back again")
    assert done["url"] == post["url"]


async def test_what_is_proved_absent_is_sent_again_under_the_same_key(engine: Engine) -> None:
    publication = await lose(engine, "never arrived", **LOST_BEFORE)
    key = (await row_of(publication)).prepared_key

    again = await ask(engine, publication)
    absent = await row_of(publication)
    await engine.turn()

    assert (again["state"], absent.first_sent_at, absent.prepared_key) == ("SCHEDULED", None, key)
    done = await engine.read(publication)
    assert done["state"] == "PUBLISHED"
    assert [each["phase"] for each in done["attempts"]] == ["UNKNOWN", "ACCEPTED"]
    (post,) = await engine.posted("never arrived")
    assert post["key"] == key


async def test_what_is_proved_absent_can_be_taken_back(engine: Engine) -> None:
    publication = await lose(engine, "never arrived, never mind", **LOST_BEFORE)
    await ask(engine, publication)

    cancelled = await engine.person.do(CANCEL, id=publication)
    await engine.turn()

    assert cancelled["state"] == "CANCELLED"
    assert await engine.posted("never arrived, never mind") == []


async def test_when_nobody_can_tell_it_is_repeated_while_a_repeat_is_recognised(
    engine: Engine,
) -> None:
    publication = await put_in_doubt(engine, "one of two")

    await engine.turn()

    done = await engine.read(publication)
    assert done["state"] == "PUBLISHED"
    assert [each["phase"] for each in done["attempts"]] == ["UNKNOWN", "ACCEPTED"]
    posts = await engine.posted("one of two")
    assert len(posts) == 2
    assert done["url"] in {post["url"] for post in posts}


async def test_when_a_repeat_is_not_recognised_any_more_a_person_has_to_look(
    engine: Engine,
) -> None:
    await _post_elsewhere(engine, "one of two, long ago")
    publication = await lose(engine, "one of two, long ago", **LOST_AFTER)
    await _sent_long_ago(publication)

    for _ in RECONCILE_DELAYS:
        assert (await ask(engine, publication))["state"] == "UNKNOWN"
    given_up = await ask(engine, publication)
    await engine.turn()

    assert given_up["state"] == "NEEDS_REVIEW"
    assert len(await engine.posted("one of two, long ago")) == 2


async def test_a_repeat_that_comes_too_late_is_not_sent(engine: Engine) -> None:
    publication = await put_in_doubt(engine, "the workers were away")
    await _sent_long_ago(publication)

    await engine.turn()

    unknown = await engine.read(publication)
    assert (unknown["state"], len(unknown["attempts"])) == ("UNKNOWN", 1)
    assert len(await engine.posted("the workers were away")) == 2


async def test_what_may_be_there_is_neither_cancelled_nor_moved_nor_changed(
    engine: Engine,
) -> None:
    publication = await put_in_doubt(engine, "there or not")
    post = (
        await engine.person.ask(
            "query($i: ID!) { publication(id: $i) { post { id } } }", i=publication
        )
    )["publication"]["post"]["id"]

    async with nothing_changes(engine.person):
        answers = [
            await engine.person.do(CANCEL, id=publication),
            await engine.person.do(RESCHEDULE, id=publication, dueAt=ahead(hours=2).isoformat()),
            await engine.person.do(UPDATE, id=post, text="something else"),
            await engine.person.do(DELETE, id=post),
        ]

    assert [answer["code"] for answer in answers] == ["TOO_LATE"] * 4


@pytest.mark.parametrize(
    "refusal,cause",
    [
        ({"kind": "error", "status": 422, "body": {"error": "Validation failed"}}, "TEXT_INVALID"),
        ({"kind": "rate_limit"}, "RATE_LIMITED"),
        ({"kind": "revoked_token"}, "AUTH_REVOKED"),
    ],
)
async def test_a_refusal_says_nothing_about_what_was_sent_before(
    engine: Engine, refusal: dict[str, Any], cause: str
) -> None:
    publication = await put_in_doubt(engine, f"refused the second time: {cause}")
    await engine.fail(**refusal)

    await engine.turn()

    unknown = await engine.read(publication)
    assert (unknown["state"], unknown["cause"]) == ("UNKNOWN", cause)
    assert [each["phase"] for each in unknown["attempts"]] == ["UNKNOWN", "REFUSED"]


async def test_a_token_that_dies_meanwhile_leaves_it_unknown_until_somebody_connects(
    engine: Engine,
) -> None:
    publication = await lose(engine, "locked out", **LOST_AFTER)
    await plan_fault(engine.world, "mastodon", READING, kind="revoked_token")
    account = await SocialAccount.get(id=parse_id(IdKind.SOCIAL_ACCOUNT, engine.account_id))
    handle = account.handle.partition("@")[0]

    locked_out = [await ask(engine, publication), await ask(engine, publication)]
    await account.refresh_from_db()
    lost, _ = account.state, await connect_mastodon(engine.world, engine.person, handle)
    done = await ask(engine, publication)

    assert [each["state"] for each in locked_out] == ["UNKNOWN", "UNKNOWN"]
    assert lost == "NEEDS_RECONNECT"
    assert done["state"] == "PUBLISHED"
    assert len(await engine.posted("locked out")) == 1


async def test_a_token_that_stays_dead_ends_with_a_person(engine: Engine) -> None:
    publication = await lose(engine, "locked out for good", **LOST_AFTER)
    await plan_fault(engine.world, "mastodon", READING, kind="revoked_token")

    for _ in RECONCILE_DELAYS:
        assert (await ask(engine, publication))["state"] == "UNKNOWN"

    assert (await ask(engine, publication))["state"] == "NEEDS_REVIEW"
    assert len(await engine.posted("locked out for good")) == 1


async def test_what_a_person_found_missing_is_sent_as_it_was(engine: Engine) -> None:
    post = await write(engine.person, "the very bytes")
    await engine.fail(**LOST_BEFORE)
    publication = (await schedule(engine, post))["id"]
    await engine.turn()
    await plan_fault(engine.world, "mastodon", READING, kind="error", status=503, count=0)
    for _ in range(len(RECONCILE_DELAYS) + 1):
        await ask(engine, publication)
    before = await row_of(publication)
    await engine.world.sandbox.delete("/_sandbox/faults")
    await engine.person.do(UPDATE, id=post, text="other words")

    retried = await engine.person.do(RETRY, id=publication)
    after = await row_of(publication)
    await engine.turn()

    assert (before.state, retried["state"]) == ("NEEDS_REVIEW", "SCHEDULED")
    assert (after.prepared_key, after.prepared_payload) == (
        before.prepared_key,
        before.prepared_payload,
    )
    assert (await engine.read(publication))["state"] == "PUBLISHED"
    assert len(await engine.posted("the very bytes")) == 1
    assert await engine.posted("other words") == []


@pytest.mark.parametrize("is_first_asked", [True, False], ids=("the one there", "the other"))
async def test_a_post_is_never_taken_for_another_that_says_the_same(
    engine: Engine, *, is_first_asked: bool
) -> None:
    text = f"good morning, {is_first_asked}"
    there = await lose(engine, text, **LOST_AFTER)
    missing = await lose(engine, text, **LOST_BEFORE)
    order = [there, missing] if is_first_asked else [missing, there]

    for publication in order:
        await ask(engine, publication)
    for _ in range(3):
        await engine.turn()
        await engine.let_time_pass()

    posts = {post["url"]: post["key"] for post in await engine.posted(text)}
    assert len(posts) == 2
    for publication in order:
        row = await row_of(publication)
        assert row.state == "PUBLISHED"
        assert posts[row.url or ""] == row.prepared_key


async def test_many_doorbells_ask_once(engine: Engine) -> None:
    publication = await lose(engine, "asked once", **LOST_BEFORE)
    await engine.let_time_pass()
    key = parse_id(IdKind.PUBLICATION, publication)

    await asyncio.gather(*(reconciling.reconcile(key) for _ in range(20)))

    row = await row_of(publication)
    assert (row.state, row.reconcile_count) == ("SCHEDULED", 1)


async def test_a_worker_that_dies_asking_is_followed_by_another(engine: Engine) -> None:
    publication = await lose(engine, "asked twice", **LOST_AFTER)
    await engine.let_time_pass()
    await reconciling.ring_for_unknown(100)
    engine.world.jobs.messages.clear()  # the worker that was rung for dies

    rung = await reconciling.ring_for_unknown(100)
    await engine.world.jobs.perform()

    assert rung >= 1
    assert (await engine.read(publication))["state"] == "PUBLISHED"
    assert await sending.recover_abandoned(100) == 0


async def _post_elsewhere(engine: Engine, text: str) -> None:
    # As another organization does that has the same account: nobody here knows what was posted.
    publication = await engine.schedule(text)
    await engine.turn()
    key = parse_id(IdKind.PUBLICATION, publication)
    await Publication.filter(id=key).update(external_id=None)


async def _sent_long_ago(publication: str) -> None:
    # Mastodon knows a key for an hour; what was sent 51 minutes ago is not repeated.
    await Publication.filter(id=parse_id(IdKind.PUBLICATION, publication)).update(
        first_sent_at=now() - timedelta(minutes=51)
    )
