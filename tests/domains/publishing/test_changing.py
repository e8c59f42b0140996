"""Changing one's mind: cancel, move, edit, delete and retry, as long as it is not too late."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from allin_gql.core.clock import now
from allin_gql.domains.publishing.service import sending
from allin_gql.domains.publishing.values import PublicationState
from tests.domains.publishing.engine import CANCEL, DELETE, RESCHEDULE, RETRY, UPDATE, Engine
from tests.domains.publishing.planning import (
    UNKNOWN_PUBLICATION,
    ahead,
    instant,
    nothing_changes,
    publications,
    put,
    row_of,
    schedule,
    write,
)
from tests.fixtures.accounts import DISCONNECT, connect_bluesky, events_of
from tests.fixtures.people import Person

S = PublicationState
LATER = ahead(hours=3).isoformat()
TOO_LONG = "x" * 501  # for Mastodon


async def test_what_is_cancelled_is_at_rest_and_can_be_sent_after_all(engine: Engine) -> None:
    publication = await engine.schedule("on second thoughts")

    cancelled = await engine.person.do(CANCEL, id=publication)
    await engine.turn()
    absent = await engine.posted("on second thoughts")
    stored = await engine.read(publication)
    retried = await engine.person.do(RETRY, id=publication)
    await engine.turn()

    assert (cancelled["id"], cancelled["state"]) == (publication, "CANCELLED")
    assert (stored["state"], stored["nextAt"], stored["attempts"]) == ("CANCELLED", None, [])
    assert absent == []
    assert retried["state"] == "SCHEDULED"
    assert len(await engine.posted("on second thoughts")) == 1
    types = [e.type for e in await events_of(engine.person) if e.type.startswith("publication")]
    assert types == [
        "publication.scheduled",
        "publication.cancelled",
        "publication.scheduled",
        "publication.publishing",
        "publication.published",
    ]


async def test_what_is_claimed_can_be_cancelled_until_a_worker_takes_it(engine: Engine) -> None:
    publication = await engine.schedule("claimed")
    await sending.claim_due(100)

    cancelled = await engine.person.do(CANCEL, id=publication)
    await engine.world.jobs.perform()

    assert cancelled["state"] == "CANCELLED"
    assert await engine.posted("claimed") == []


async def test_what_is_moved_goes_out_at_the_other_time(engine: Engine) -> None:
    post = await write(engine.person, "later, please")
    publication = await schedule(engine, post, dueAt=ahead(hours=1).isoformat())

    later = await engine.person.do(RESCHEDULE, id=publication["id"], dueAt=LATER)
    stored = await engine.read(publication["id"])
    sooner = await engine.person.do(RESCHEDULE, id=publication["id"])
    await engine.turn()

    assert later["dueAt"] == LATER == stored["nextAt"]
    assert instant(sooner["dueAt"]) <= now()
    assert (await engine.read(publication["id"]))["state"] == "PUBLISHED"


ASKED: dict[str, Callable[[Person, str], Awaitable[dict[str, Any]]]] = {
    "cancel": lambda person, key: person.do(CANCEL, id=key),
    "move": lambda person, key: person.do(RESCHEDULE, id=key, dueAt=LATER),
    "retry": lambda person, key: person.do(RETRY, id=key),
}


@pytest.mark.parametrize(
    "what,state,code",
    [
        *(("cancel", state, "TOO_LATE") for state in S if state not in {S.SCHEDULED, S.CLAIMED}),
        *(("move", state, "TOO_LATE") for state in S if state is not S.SCHEDULED),
        *(
            ("retry", state, "NOT_REPEATABLE")
            for state in (S.SCHEDULED, S.CLAIMED, S.PUBLISHING, S.UNKNOWN, S.PUBLISHED)
        ),
    ],
)
async def test_in_every_other_state_it_is_too_late(
    engine: Engine, what: str, state: PublicationState, code: str
) -> None:
    publication = await engine.schedule("too late")
    await put(publication, state)

    async with nothing_changes(engine.person):
        refused = await ASKED[what](engine.person, publication)

    assert (refused["code"], refused["path"]) == (code, ["input", "id"])
    assert refused["message"].startswith(f"The publication is {state};")


@pytest.mark.parametrize("what", ASKED)
async def test_anothers_publication_is_as_unknown_as_one_that_never_was(
    engine: Engine, stranger: Person, what: str
) -> None:
    publication = await engine.schedule("mine")

    async with nothing_changes(engine.person):
        foreign = await ASKED[what](stranger, publication)
        unknown = await ASKED[what](stranger, UNKNOWN_PUBLICATION)

    assert foreign == unknown
    assert (foreign["code"], foreign["path"]) == ("NOT_FOUND", ["input", "id"])


async def test_an_edit_changes_what_is_scheduled_and_nothing_else(engine: Engine) -> None:
    bluesky = await connect_bluesky(engine.person, "felix")
    post = await write(engine.person, "before", BLUESKY="stays")
    publication = await schedule(engine, post, dueAt=LATER)
    await schedule(engine, post, dueAt=LATER, socialAccountIds=[bluesky["id"]])

    edited = await engine.person.do(UPDATE, id=post, text="after the edit")
    await engine.let_time_pass()
    await engine.turn()

    assert [each["text"] for each in edited["publications"]] == ["after the edit", "stays"]
    scheduled = [e for e in await events_of(engine.person) if e.type == "publication.scheduled"]
    assert len(scheduled) == 3
    assert (await engine.read(publication["id"]))["state"] == "PUBLISHED"
    assert len(await engine.posted("after the edit")) == 1


async def test_an_edit_too_long_for_where_it_goes_is_refused(engine: Engine) -> None:
    post = await write(engine.person, "it fits")
    await schedule(engine, post, dueAt=LATER)

    async with nothing_changes(engine.person):
        refused = await engine.person.do(UPDATE, id=post, text=TOO_LONG)

    assert (refused["code"], refused["path"]) == ("TEXT_TOO_LONG", ["input", "text"])
    assert {each["name"]: each["value"] for each in refused["numbers"]} == {
        "limit": 500,
        "actual": 501,
    }


@pytest.mark.parametrize("state", [S.CANCELLED, S.FAILED, S.PUBLISHED, S.NEEDS_REVIEW])
async def test_what_is_at_rest_keeps_its_text(engine: Engine, state: PublicationState) -> None:
    post = await write(engine.person, "as it was")
    publication = await schedule(engine, post)
    await put(publication["id"], state)

    edited = await engine.person.do(UPDATE, id=post, text=TOO_LONG)

    assert (edited["__typename"], edited["version"]) == ("Post", 2)
    assert edited["publications"] == [{"text": "as it was", "state": state}]


@pytest.mark.parametrize("state", [S.PUBLISHING, S.UNKNOWN])
async def test_what_is_being_published_is_neither_edited_nor_deleted(
    engine: Engine, state: PublicationState
) -> None:
    post = await write(engine.person, "on its way")
    await put((await schedule(engine, post))["id"], state)

    async with nothing_changes(engine.person):
        edited = await engine.person.do(UPDATE, id=post, text="too late")
        deleted = await engine.person.do(DELETE, id=post)

    assert (edited["code"], deleted["code"]) == ("TOO_LATE", "TOO_LATE")


async def test_deleting_a_post_cancels_what_is_scheduled_of_it(engine: Engine) -> None:
    bluesky = await connect_bluesky(engine.person, "felix")
    post = await write(engine.person, "never mind")
    waiting = await schedule(engine, post, dueAt=LATER)
    live = await schedule(engine, post, socialAccountIds=[bluesky["id"]])
    await engine.turn()

    deleted = await engine.person.do(DELETE, id=post)
    await engine.let_time_pass()
    await engine.turn()

    assert deleted == {"__typename": "DeletedPost", "id": post}
    assert (await engine.read(waiting["id"]))["state"] == "CANCELLED"
    assert (await engine.read(live["id"]))["state"] == "PUBLISHED"
    assert await engine.posted("never mind") == []


async def test_nothing_of_a_deleted_post_is_sent_again(engine: Engine) -> None:
    post = await write(engine.person, "gone for good")
    publication = await schedule(engine, post, dueAt=LATER)
    await engine.person.do(DELETE, id=post)

    async with nothing_changes(engine.person):
        refused = await engine.person.do(RETRY, id=publication["id"])

    assert (refused["code"], refused["path"]) == ("NOT_REPEATABLE", ["input", "id"])
    assert refused["message"] == "The post was deleted; nothing of it goes out."


async def test_what_waits_for_another_try_is_sent_as_it_was_edited(engine: Engine) -> None:
    await engine.fail(kind="rate_limit")
    post = await write(engine.person, "the text of the first try")
    publication = await schedule(engine, post)
    await engine.turn()
    waiting = await engine.read(publication["id"])

    edited = await engine.person.do(UPDATE, id=post, text="the text of the second try")
    await engine.let_time_pass()
    await engine.turn()

    assert (waiting["state"], waiting["cause"]) == ("SCHEDULED", "RATE_LIMITED")
    assert edited["publications"] == [{"text": "the text of the second try", "state": "SCHEDULED"}]
    assert await engine.posted("the text of the first try") == []
    assert len(await engine.posted("the text of the second try")) == 1


async def test_what_failed_for_its_text_is_mended_and_retried(engine: Engine) -> None:
    refusal = {"error": "Validation failed: no such words here"}
    await engine.fail(kind="error", status=422, body=refusal)
    post = await write(engine.person, "bad words")
    publication = await schedule(engine, post)
    await engine.turn()
    failed = await engine.read(publication["id"])

    await engine.person.do(UPDATE, id=post, text="good words")
    retried = await engine.person.do(RETRY, id=publication["id"])
    await engine.turn()

    assert (failed["state"], failed["cause"]) == ("FAILED", "TEXT_INVALID")
    assert retried["state"] == "SCHEDULED"
    done = await engine.read(publication["id"])
    assert (done["state"], done["cause"]) == ("PUBLISHED", None)
    assert await engine.posted("bad words") == []
    assert len(await engine.posted("good words")) == 1


async def test_a_retry_is_held_against_the_account_and_its_limits(engine: Engine) -> None:
    post = await write(engine.person, "it fitted")
    publication = await schedule(engine, post)
    await engine.person.do(CANCEL, id=publication["id"])
    await engine.person.do(UPDATE, id=post, text=TOO_LONG)

    async with nothing_changes(engine.person):
        too_long = await engine.person.do(RETRY, id=publication["id"])
    await engine.person.do(DISCONNECT, id=engine.account_id)
    async with nothing_changes(engine.person):
        nobody = await engine.person.do(RETRY, id=publication["id"])

    assert (too_long["code"], too_long["path"]) == ("TEXT_TOO_LONG", ["input", "id"])
    assert (nobody["code"], nobody["path"]) == ("ACCOUNT_NOT_ACTIVE", ["input", "id"])


async def test_an_edit_and_the_claim_never_disagree_about_the_text(engine: Engine) -> None:
    rounds = 40
    for number in range(rounds):
        post = await write(engine.person, f"before {number}")
        await schedule(engine, post)

        edited, *_ = await asyncio.gather(
            engine.person.do(UPDATE, id=post, text=f"after {number}"),
            _claim_and_send(engine),
        )
        await engine.turn()

        late = edited.get("code") == "TOO_LATE" or edited["publications"][0]["state"] == "PUBLISHED"
        (publication,) = await publications(engine.person, first=1)
        said = f"before {number}" if late else f"after {number}"
        unsaid = f"after {number}" if late else f"before {number}"
        assert (publication["state"], publication["text"]) == ("PUBLISHED", said)
        assert len(await engine.posted(said)) == 1
        assert await engine.posted(unsaid) == []


async def test_a_deletion_and_the_claim_never_disagree(engine: Engine) -> None:
    for number in range(20):
        post = await write(engine.person, f"to be deleted {number}")
        publication = (await schedule(engine, post))["id"]

        deleted, *_ = await asyncio.gather(
            engine.person.do(DELETE, id=post), _claim_and_send(engine)
        )
        await engine.turn()

        posted = len(await engine.posted(f"to be deleted {number}"))
        expected = {S.CANCELLED: 0, S.PUBLISHED: 1}
        assert posted == expected[(await row_of(publication)).state]
        assert deleted["__typename"] == "DeletedPost" or posted == 1


async def test_a_retry_and_a_deletion_wait_for_each_other(engine: Engine) -> None:
    for number in range(20):
        post = await write(engine.person, f"retried or deleted {number}")
        publication = (await schedule(engine, post, dueAt=LATER))["id"]
        await engine.person.do(CANCEL, id=publication)

        async with asyncio.timeout(5):
            await asyncio.gather(
                engine.person.do(RETRY, id=publication), engine.person.do(DELETE, id=post)
            )

        assert (await row_of(publication)).state is S.CANCELLED


async def _claim_and_send(engine: Engine) -> None:
    await sending.claim_due(100)
    await engine.world.jobs.perform()
