"""What only Bluesky does: sessions that move and expire, keys and records that stay the same."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID, uuid4

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from allin_gql.platforms.base import Absence, Account, Credentials, PreparedPost
from allin_gql.platforms.errors import (
    AccountRestricted,
    AuthExpired,
    AuthRevoked,
    Duplicate,
    PermissionMissing,
    PlatformError,
    RateLimited,
    TargetNotFound,
    TextInvalid,
    Transient,
    UnknownOutcome,
)
from allin_gql.platforms.networks.bluesky.record_key import record_key
from allin_gql.sandbox.networks.bluesky.accounts import ACCOUNTS
from tests.platforms.stage import (
    BASE,
    MakeStage,
    Stage,
    answering,
    handling,
    new_publication_id,
    now,
)

DID = "did:plc:dgsda7uli76mhv2ouiiimkle"
SORTABLE = "234567abcdefghijklmnopqrstuvwxyz"
SECRETS = {"access_jwt": "a-1", "refresh_jwt": "r-1", "pds": "https://pds.example"}
ACCOUNT = Account(
    server="https://bsky.social",
    external_id=DID,
    handle="maya.bsky.social",
    credentials=Credentials(secrets=SECRETS),
    limits=(),
)
KEY = "3n2w576qp2vt3"
URI = f"at://{DID}/app.bsky.feed.post/{KEY}"
POST = PreparedPost(key=KEY, payload={"repo": DID, "rkey": KEY, "record": {}, "swapRecord": None})


@pytest.fixture
def stage(make_stage: MakeStage) -> Stage:
    return make_stage("BLUESKY")


EIGHTEEN_MINUTES = 1 << 30  # microseconds


@given(
    st.integers(EIGHTEEN_MINUTES // 1000 + 1, (1 << 53) // 1000 - 1),
    st.integers(0, (1 << 74) - 1),
)
def test_a_record_key_is_a_tid_of_about_that_time(time: int, random: int) -> None:
    rand_a, rand_b = random >> 62, random & (1 << 62) - 1
    publication_id = UUID(int=time << 80 | 7 << 76 | rand_a << 64 | 2 << 62 | rand_b)

    key = record_key(publication_id)

    number = 0
    for letter in key:
        number = number << 5 | SORTABLE.index(letter)
    assert len(key) == 13
    assert key[0] in "234567abcdefghij"  # the specification's pattern: the first bit is 0
    assert 0 <= time * 1000 - (number >> 10) < EIGHTEEN_MINUTES


def test_publications_of_one_moment_have_keys_of_their_own() -> None:
    first = new_publication_id().int
    ids = [UUID(int=first ^ number) for number in range(10_000)]

    keys = [record_key(each) for each in ids]

    assert len(set(keys)) == 10_000
    assert keys == [record_key(each) for each in ids]


def test_a_known_publication_has_a_known_key() -> None:
    assert record_key(UUID("019ab000-0000-7000-8000-000000000000")) == "3m6bxaf7eom63"


@pytest.mark.parametrize(
    "wrong,why",
    [
        (uuid4(), "a record key needs a UUIDv7"),
        (UUID(int=((1 << 48) - 1) << 80 | 7 << 76 | 2 << 62), "is not between 1970 and 2255"),
        (UUID(int=7 << 76 | 2 << 62), "is not between 1970 and 2255"),
    ],
)
def test_other_ids_have_no_key(wrong: UUID, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        record_key(wrong)


async def test_a_record_is_frozen_whole(stage: Stage) -> None:
    account = await stage.account()
    created_at = datetime(2026, 11, 22, 18, 5, 4, 123456, tzinfo=timezone(timedelta(hours=1)))
    friend = ACCOUNTS[1]
    text = f"👩‍🍳 @{friend.handle} @nobody.test https://example.com/ä. #brötchen"

    post = await stage.network.prepare(
        account, publication_id=new_publication_id(), text=text, created_at=created_at
    )

    record = post.payload["record"]
    assert json.loads(json.dumps(post.payload)) == post.payload
    assert {name: post.payload[name] for name in ("repo", "collection", "rkey", "swapRecord")} == {
        "repo": account.external_id,
        "collection": "app.bsky.feed.post",
        "rkey": post.key,
        "swapRecord": None,
    }
    assert (record["$type"], record["text"]) == ("app.bsky.feed.post", text)
    assert record["createdAt"] == "2026-11-22T17:05:04.123Z"
    raw = text.encode()
    pieces = [
        (raw[facet["index"]["byteStart"] : facet["index"]["byteEnd"]].decode(), facet["features"])
        for facet in record["facets"]
    ]
    assert pieces == [
        (
            f"@{friend.handle}",
            [{"$type": "app.bsky.richtext.facet#mention", "did": friend.did}],
        ),
        (
            "https://example.com/ä",
            [{"$type": "app.bsky.richtext.facet#link", "uri": "https://example.com/ä"}],
        ),
        ("#brötchen", [{"$type": "app.bsky.richtext.facet#tag", "tag": "brötchen"}]),
    ]


async def test_a_text_without_anything_special_has_no_facets(stage: Stage) -> None:
    post = await stage.prepare(await stage.account(), "plain")

    assert set(post.payload["record"]) == {"$type", "text", "createdAt"}


@pytest.mark.parametrize(
    "status,body,kind",
    [
        (502, {"error": "UpstreamFailure"}, Transient),
        (429, {"error": "RateLimitExceeded"}, RateLimited),
    ],
)
async def test_a_mention_that_nobody_answers_for_is_asked_again(
    status: int, body: object, kind: type[PlatformError]
) -> None:
    with pytest.raises(PlatformError) as refusal:
        await (
            answering(status, body)
            .by_name("BLUESKY")
            .prepare(
                ACCOUNT, publication_id=new_publication_id(), text="@maya.test", created_at=now()
            )
        )

    assert refusal.type is kind


async def test_each_mentioned_handle_is_asked_once_and_at_most_twenty() -> None:
    asked: list[str] = []

    def handle(request: httpx2.Request) -> httpx2.Response:
        asked.append(request.url.params["handle"])
        return httpx2.Response(200, json={"did": "not a did"})

    handles = [f"h{number}.test" for number in range(30)]
    text = " ".join(f"@{handle}" for handle in [*handles, *handles])
    post = (
        await handling(handle)
        .by_name("BLUESKY")
        .prepare(ACCOUNT, publication_id=new_publication_id(), text=text, created_at=now())
    )

    assert asked == handles[:20]
    assert "facets" not in post.payload["record"]


async def test_the_same_key_with_another_record_is_a_duplicate(stage: Stage) -> None:
    account = await stage.account()
    post = await stage.prepare(account)
    published = await stage.network.publish(account, post)
    changed = replace(
        post, payload={**post.payload, "record": {**post.payload["record"], "text": "Changed"}}
    )

    with pytest.raises(Duplicate) as refusal:
        await stage.network.publish(account, changed)
    found = await stage.network.was_published(account, changed, first_sent_at=now())

    (shown,) = await stage.timeline()
    assert refusal.value.platform_code == "InvalidSwap"
    assert found is Absence.CANNOT_TELL
    assert await stage.network.was_published(account, post, first_sent_at=now()) == published
    assert shown["text"] == post.payload["record"]["text"]


@pytest.mark.parametrize(
    "status,body,kind",
    [
        (400, {"error": "ExpiredToken", "message": "Token has expired"}, AuthExpired),
        (400, {"error": "InvalidToken", "message": "Bad token"}, AuthExpired),
        (401, {"error": "AuthMissing", "message": "Authentication Required"}, AuthRevoked),
        (401, {"error": "AccountTakedown", "message": "Taken down"}, AccountRestricted),
        (401, {"error": "AccountDeactivated", "message": "Deactivated"}, AccountRestricted),
        (403, {"error": "Forbidden", "message": "No"}, PermissionMissing),
        (400, {"error": "InvalidSwap", "message": "Record was at x"}, Duplicate),
        (400, {"error": "InvalidRequest", "message": "grapheme too big"}, TextInvalid),
        (413, {"error": "PayloadTooLarge", "message": "too large"}, TextInvalid),
        (429, {"error": "RateLimitExceeded", "message": "Rate Limit Exceeded"}, RateLimited),
        (400, "<h1>Bad request</h1>", UnknownOutcome),
        (500, {"error": "InternalServerError"}, UnknownOutcome),
        (501, {"error": "MethodNotImplemented"}, UnknownOutcome),
        (502, {"error": "UpstreamFailure"}, UnknownOutcome),
        (200, {"uri": f"at://{DID}/app.bsky.feed.post/other"}, UnknownOutcome),
        (200, "", UnknownOutcome),
    ],
)
async def test_a_refusal_is_told_by_its_code(
    status: int, body: object, kind: type[PlatformError]
) -> None:
    with pytest.raises(PlatformError) as refusal:
        await answering(status, body).by_name("BLUESKY").publish(ACCOUNT, POST)

    assert refusal.type is kind


async def test_a_rate_limit_ends_at_the_second_in_its_header() -> None:
    headers = {"ratelimit-reset": "1795371742", "ratelimit-policy": "3000;w=300"}

    with pytest.raises(RateLimited) as refusal:
        await (
            answering(429, {"error": "RateLimitExceeded"}, headers)
            .by_name("BLUESKY")
            .publish(ACCOUNT, POST)
        )

    assert refusal.value.retry_at == datetime.fromtimestamp(1795371742, UTC)


@pytest.mark.parametrize(
    "server,handle,url",
    [
        ("https://bsky.social", "maya.test", f"https://bsky.app/profile/maya.test/post/{KEY}"),
        ("https://own.example", "handle.invalid", f"https://bsky.app/profile/{DID}/post/{KEY}"),
        (f"{BASE}/bluesky", "maya.test", f"{BASE}/bluesky/profile/maya.test/post/{KEY}"),
    ],
)
async def test_a_post_is_read_where_people_read(server: str, handle: str, url: str) -> None:
    account = replace(ACCOUNT, server=server, handle=handle)

    published = (
        await answering(200, {"uri": URI, "cid": "c"}).by_name("BLUESKY").publish(account, POST)
    )

    assert (published.external_id, published.url) == (URI, url)


async def test_looking_for_a_post_needs_no_credentials() -> None:
    asked: list[httpx2.Request] = []

    def handle(request: httpx2.Request) -> httpx2.Response:
        asked.append(request)
        return httpx2.Response(400, json={"error": "RecordNotFound", "message": "Could not locate"})

    found = (
        await handling(handle).by_name("BLUESKY").was_published(ACCOUNT, POST, first_sent_at=now())
    )

    assert found is Absence.NOT_PUBLISHED
    assert "authorization" not in asked[0].headers
    assert dict(asked[0].url.params) == {
        "repo": DID,
        "collection": "app.bsky.feed.post",
        "rkey": KEY,
    }


@pytest.mark.parametrize(
    "status,body,kind",
    [
        (400, {"error": "RepoNotFound"}, TargetNotFound),
        (400, {"error": "InvalidRequest", "message": "Could not find repo"}, TargetNotFound),
        (400, {"error": "RepoDeactivated"}, AccountRestricted),
        (404, "<h1>Not found</h1>", Transient),
        (500, {"error": "RecordNotFound"}, Transient),
    ],
)
async def test_only_record_not_found_means_that_it_is_not_there(
    status: int, body: object, kind: type[PlatformError]
) -> None:
    with pytest.raises(PlatformError) as refusal:
        await (
            answering(status, body)
            .by_name("BLUESKY")
            .was_published(ACCOUNT, POST, first_sent_at=now())
        )

    assert refusal.type is kind


async def test_a_post_of_somebody_else_is_not_deleted() -> None:
    with pytest.raises(TargetNotFound, match=r"is not a post of maya\.bsky\.social"):
        await (
            answering(200, {})
            .by_name("BLUESKY")
            .delete(ACCOUNT, f"at://did:plc:somebodyelse/app.bsky.feed.post/{KEY}")
        )
