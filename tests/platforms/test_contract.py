"""What every network must do, whatever it is: one suite for all of them."""

from bisect import bisect_left
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from allin_gql.platforms.base import (
    Absence,
    Account,
    Idempotency,
    Metric,
    PreparedPost,
    PublishedPost,
)
from allin_gql.platforms.errors import (
    AuthExpired,
    AuthRevoked,
    PlatformError,
    RateLimited,
    TextInvalid,
    Transient,
    UnknownOutcome,
)
from allin_gql.platforms.registry import capabilities, platform_names, title
from tests.platforms.stage import (
    ENDPOINTS,
    MakeStage,
    Stage,
    new_publication_id,
    now,
    with_credentials,
)

Fault = Mapping[str, Any]

LOST_AFTER_COMMIT: list[Fault] = [
    {"kind": "reset", "when": "after"},
    {"kind": "truncate"},
    {"kind": "hang", "when": "after", "seconds": 0},
    {"kind": "error", "when": "after", "status": 500},
    {"kind": "error", "when": "after", "status": 502, "body": "<h1>Bad gateway</h1>"},
    {"kind": "error", "when": "after", "status": 200, "body": "<h1>Welcome</h1>"},
    {"kind": "error", "when": "after", "status": 200, "body": "{}"},
    {"kind": "error", "when": "after", "status": 403, "body": "<h1>Who are you?</h1>"},
    {"kind": "error", "when": "after", "status": 302, "headers": {"location": "https://e.com"}},
]
LOST_BEFORE_COMMIT: list[Fault] = [{**fault, "when": "before"} for fault in LOST_AFTER_COMMIT[2:]]
UNREADABLE: list[Fault] = [
    {"kind": "reset"},
    {"kind": "truncate"},
    {"kind": "error", "status": 500},
    {"kind": "error", "status": 503, "body": "Maintenance"},
    {"kind": "error", "status": 200, "body": "<h1>Welcome</h1>"},
    {"kind": "error", "status": 200, "body": '"a word"'},
]


@pytest.fixture(params=platform_names())
def stage(request: pytest.FixtureRequest, make_stage: MakeStage) -> Stage:
    return make_stage(request.param)


@pytest.fixture
async def account(stage: Stage) -> Account:
    return await stage.account()


def test_every_network_is_on_stage() -> None:
    assert platform_names() == tuple(sorted(ENDPOINTS))


async def test_a_network_is_known_without_settings(stage: Stage) -> None:
    assert capabilities(stage.name) == stage.network.capabilities
    assert title(stage.name) == stage.network.title
    assert [network.name for network in stage.registry] == list(platform_names())


async def test_a_person_connects_and_is_known(stage: Stage) -> None:
    connected = await stage.connect()

    assert connected.server == stage.server
    assert connected.profile.external_id
    assert connected.profile.handle.partition(".")[0].partition("@")[0] == "maya"
    assert connected.profile.display_name
    assert connected.profile.url.startswith(stage.server)
    assert connected.limits
    assert {limit.unit for limit in connected.limits} == {
        limit.unit for limit in stage.network.capabilities.text_limits
    }


async def test_secrets_are_not_shown(stage: Stage) -> None:
    connected = await stage.connect()

    shown = repr(connected)
    secrets = connected.credentials.secrets.items()

    assert not [name for name, secret in secrets if name != "pds" and secret in shown]


async def test_a_post_is_published_as_it_was_written(stage: Stage, account: Account) -> None:
    text = "Fresh bread at nine!\n\n&amp; <b>tea</b> 👩‍🍳 https://example.com/a?b=1&c=2 #bread"
    post = await stage.prepare(account, text)

    published = await stage.network.publish(account, post)

    (shown,) = await stage.timeline()
    assert shown["text"] == text
    assert shown["id"] == published.external_id
    assert shown["url"] == published.url


async def test_preparing_posts_nothing_and_is_the_same_for_the_same_publication(
    stage: Stage, account: Account
) -> None:
    publication_id, created_at = new_publication_id(), now()

    first, second = [
        await stage.network.prepare(
            account, publication_id=publication_id, text="Once", created_at=created_at
        )
        for _ in range(2)
    ]

    assert first == second
    assert await stage.timeline() == []


async def test_different_publications_of_one_text_are_different_posts(
    stage: Stage, account: Account
) -> None:
    posts = [await stage.prepare(account, "Again") for _ in range(2)]

    for post in posts:
        await stage.network.publish(account, post)

    assert [shown["text"] for shown in await stage.timeline()] == ["Again", "Again"]


async def test_publishing_again_posts_once(stage: Stage, account: Account) -> None:
    assert stage.network.capabilities.idempotency is Idempotency.IDEMPOTENT
    post = await stage.prepare(account)

    answers = [await stage.network.publish(account, post) for _ in range(3)]

    assert answers[0] == answers[1] == answers[2]
    assert len(await stage.timeline()) == 1


async def test_what_was_not_sent_is_not_there(stage: Stage, account: Account) -> None:
    await stage.network.publish(account, await stage.prepare(account, "Something else"))
    post = await stage.prepare(account)

    found = await stage.network.was_published(account, post, first_sent_at=now())

    assert found is Absence.NOT_PUBLISHED


@pytest.mark.parametrize("fault", LOST_AFTER_COMMIT)
async def test_a_lost_answer_is_unknown_and_the_post_is_found_once(
    stage: Stage, account: Account, fault: Fault
) -> None:
    text = "Rye & spelt 🍞 — see https://example.com/a-rather-long-path-to-some-bread?x=1&y=2"
    post, sent_at = await stage.prepare(account, text), now()
    await stage.plan("publish", **fault)

    with pytest.raises(UnknownOutcome):
        await stage.network.publish(account, post)
    found = await stage.network.was_published(account, post, first_sent_at=sent_at)
    again = await stage.network.publish(account, post)

    (shown,) = await stage.timeline()
    assert isinstance(found, PublishedPost)
    assert found == again
    assert shown["id"] == found.external_id


@pytest.mark.parametrize("fault", LOST_BEFORE_COMMIT)
async def test_a_lost_request_is_unknown_and_the_post_is_not_there(
    stage: Stage, account: Account, fault: Fault
) -> None:
    post, sent_at = await stage.prepare(account), now()
    await stage.plan("publish", **fault)

    with pytest.raises(UnknownOutcome):
        await stage.network.publish(account, post)
    found = await stage.network.was_published(account, post, first_sent_at=sent_at)
    await stage.network.publish(account, post)

    assert found is Absence.NOT_PUBLISHED
    assert len(await stage.timeline()) == 1


@pytest.mark.parametrize("fault", UNREADABLE)
async def test_a_read_that_fails_may_be_repeated(
    stage: Stage, account: Account, fault: Fault
) -> None:
    post = await stage.prepare(account)
    published = await stage.network.publish(account, post)

    await stage.plan("find", **fault)
    with pytest.raises(Transient):
        await stage.network.was_published(account, post, first_sent_at=now())
    await stage.plan("count", **fault)
    with pytest.raises(Transient):
        await stage.network.read_metrics(account, [published.external_id])
    await stage.plan("delete", **fault)
    with pytest.raises(Transient):
        await stage.network.delete(account, published.external_id)


async def test_too_many_calls_say_when_to_come_back(stage: Stage, account: Account) -> None:
    post = await stage.prepare(account)
    await stage.plan("publish", "rate_limit")

    with pytest.raises(RateLimited) as refusal:
        await stage.network.publish(account, post)

    assert refusal.value.retry_at is not None
    assert now() < refusal.value.retry_at <= now() + timedelta(hours=24)
    assert refusal.value.status == 429
    assert await stage.timeline() == []


async def test_a_revoked_account_needs_its_person(stage: Stage, account: Account) -> None:
    post = await stage.prepare(account)
    await stage.plan("publish", "revoked_token")

    with pytest.raises(AuthRevoked):
        await _publish_refreshing(stage, account, post)

    assert await stage.timeline() == []


async def test_access_that_expired_is_renewed_where_that_is_possible(
    stage: Stage, account: Account
) -> None:
    post = await stage.prepare(account)
    await stage.plan("publish", "expired_token")

    try:
        await _publish_refreshing(stage, account, post)
    except AuthRevoked:
        assert await stage.timeline() == []
        with pytest.raises(AuthRevoked):
            await stage.network.refresh(account)
    else:
        assert len(await stage.timeline()) == 1


async def _publish_refreshing(stage: Stage, account: Account, post: PreparedPost) -> PublishedPost:
    try:
        return await stage.network.publish(account, post)
    except AuthExpired:
        renewed = with_credentials(account, await stage.network.refresh(account))
        return await stage.network.publish(renewed, post)


async def test_a_disconnected_account_may_do_nothing(stage: Stage, account: Account) -> None:
    await stage.network.revoke(account)
    await stage.network.revoke(account)

    with pytest.raises(PlatformError) as refusal:
        await stage.network.refresh(account)

    assert refusal.type is AuthRevoked


FILLERS = ["a", "é", "e\u0301", "👩‍🍳", "🇩🇪", "日", "\r\nb", " @maya ", " https://e.com/1 "]


@pytest.mark.parametrize("filler", FILLERS)
async def test_the_longest_text_that_fits_is_taken_and_one_more_is_not(
    stage: Stage, account: Account, filler: str
) -> None:
    def fits(text: str) -> bool:
        measures = stage.network.measure_text(text, account.limits)
        return all(measure.fits for measure in measures)

    repeats = bisect_left(range(1, 600), True, key=lambda count: not fits("x" + filler * count))
    text = "x" + filler * repeats
    while fits(text + "y"):
        text += "y"

    await stage.network.publish(account, await stage.prepare(account, text))
    with pytest.raises(TextInvalid):
        await stage.network.publish(account, await stage.prepare(account, text + "y"))

    assert [shown["text"] for shown in await stage.timeline()] == [text]


async def test_a_deleted_post_is_gone_and_stays_gone(stage: Stage, account: Account) -> None:
    kept = await stage.network.publish(account, await stage.prepare(account, "Kept"))
    gone = await stage.network.publish(account, await stage.prepare(account, "Gone"))

    await stage.network.delete(account, gone.external_id)
    await stage.network.delete(account, gone.external_id)

    assert [shown["text"] for shown in await stage.timeline()] == ["Kept"]
    metrics = await stage.network.read_metrics(account, [gone.external_id, kept.external_id])
    assert list(metrics) == [kept.external_id]


async def test_counters_are_read_for_more_posts_than_fit_one_call(
    stage: Stage, account: Account
) -> None:
    posts = [
        await stage.network.publish(account, await stage.prepare(account, f"Loaf {number}"))
        for number in range(27)
    ]
    await stage.give(posts[0].external_id, likes=3, reposts=2, replies=1)
    await stage.give(posts[26].external_id, likes=4)

    metrics = await stage.network.read_metrics(account, [post.external_id for post in posts])

    assert list(metrics) == [post.external_id for post in posts]
    first = metrics[posts[0].external_id]
    assert (first[Metric.LIKES], first[Metric.REPOSTS], first[Metric.REPLIES]) == (3, 2, 1)
    assert metrics[posts[26].external_id][Metric.LIKES] == 4
    assert set(first) <= set(stage.network.capabilities.metrics)


async def test_no_posts_have_no_counters(stage: Stage, account: Account) -> None:
    assert await stage.network.read_metrics(account, []) == {}
