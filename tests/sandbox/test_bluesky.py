"""The simulated Bluesky over time: sessions, posts, limits, faults, and what the audience does."""

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import httpx2
import jwt
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allin_gql.sandbox.audience import FIRST_LIKE
from allin_gql.sandbox.networks.bluesky import facts
from allin_gql.sandbox.networks.bluesky.accounts import ACCOUNTS, Account
from tests.sandbox.bluesky_exchanges import read_facts
from tests.sandbox.conftest import BASE

pytestmark = pytest.mark.anyio

POST = "app.bsky.feed.post"
KEY = "3lbhzcmjgrc2x"
FACTS = read_facts()


@dataclass(slots=True, kw_only=True)
class SignedIn:
    """Somebody with a session."""

    http: httpx2.AsyncClient
    account: Account
    access: str
    refresh: str

    async def call(self, method: str, body: Mapping[str, Any]) -> httpx2.Response:
        return await self.http.post(
            f"/bluesky/xrpc/{method}", json=body, headers=bearer(self.access)
        )

    async def ask(self, method: str, **params: Any) -> httpx2.Response:
        return await self.http.get(
            f"/bluesky/xrpc/{method}", params=params, headers=bearer(self.access)
        )

    async def put(self, text: str, rkey: str = KEY, **more: object) -> httpx2.Response:
        body = {"rkey": rkey, "swapRecord": None, **self.record(text, **more)}
        return await self.call("com.atproto.repo.putRecord", body)

    async def create(self, text: str, **more: object) -> httpx2.Response:
        return await self.call("com.atproto.repo.createRecord", self.record(text, **more))

    async def renew(self, token: str) -> httpx2.Response:
        return await self.http.post(
            "/bluesky/xrpc/com.atproto.server.refreshSession", headers=bearer(token)
        )

    def record(self, text: str, **more: object) -> dict[str, Any]:
        record = {"$type": POST, "text": text, "createdAt": "2026-11-22T10:00:00.000Z", **more}
        return {"repo": self.account.did, "collection": POST, "record": record}


SignIn = Callable[..., Awaitable[SignedIn]]


def bearer(token: str) -> dict[str, str]:
    return {"authorization": f"Bearer {token}"}


@pytest.fixture
def sign_in(http: httpx2.AsyncClient) -> SignIn:
    async def sign_in(account: Account = ACCOUNTS[0]) -> SignedIn:
        body = {"identifier": account.handle, "password": account.app_password}
        answer = await http.post("/bluesky/xrpc/com.atproto.server.createSession", json=body)
        tokens = answer.json()
        return SignedIn(
            http=http, account=account, access=tokens["accessJwt"], refresh=tokens["refreshJwt"]
        )

    return sign_in


async def advance(http: httpx2.AsyncClient, by: timedelta) -> None:
    await http.post("/_sandbox/clock", json={"advanceSeconds": by.total_seconds()})


async def timeline(http: httpx2.AsyncClient) -> list[dict[str, Any]]:
    posts: list[dict[str, Any]] = (await http.get("/_sandbox/timelines/bluesky")).json()
    return posts


async def plan(http: httpx2.AsyncClient, **fault: object) -> None:
    method = fault.pop("method", "com.atproto.repo.putRecord")
    planned = {"network": "bluesky", "endpoint": f"* /xrpc/{method}", **fault}
    assert (await http.post("/_sandbox/faults", json=planned)).status_code == 201


def assert_refused(answer: httpx2.Response, fact: Mapping[str, Any]) -> None:
    assert answer.status_code == fact["status"]
    assert answer.json() == {"error": fact["error"], "message": fact["message"]}


@pytest.mark.parametrize("kind", ["access", "refresh"])
async def test_tokens_look_like_real_ones(sign_in: SignIn, kind: str) -> None:
    me = await sign_in()
    token = me.access if kind == "access" else me.refresh

    header = jwt.get_unverified_header(token)
    claims = jwt.decode(token, options={"verify_signature": False})

    fact = FACTS["tokens"][kind]
    assert header == {"typ": fact["typ"], "alg": fact["alg"]}
    assert sorted(claims) == fact["claims"]
    assert claims["scope"] == fact["scope"]
    assert claims["exp"] - claims["iat"] == fact["seconds"]
    assert claims["sub"] == me.account.did


async def test_the_access_token_expires_after_two_hours(sign_in: SignIn) -> None:
    me = await sign_in()

    await advance(me.http, timedelta(hours=1, minutes=59))
    before = await me.ask("com.atproto.server.getSession")
    await advance(me.http, timedelta(minutes=1))
    refused = await me.ask("com.atproto.server.getSession")
    renewed = await me.renew(me.refresh)

    assert before.status_code == 200
    assert_refused(refused, FACTS["expired"]["access"])
    me.access = renewed.json()["accessJwt"]
    assert (await me.ask("com.atproto.server.getSession")).json()["did"] == me.account.did


async def test_a_used_refresh_token_lives_for_two_more_hours(sign_in: SignIn) -> None:
    me = await sign_in()
    first = (await me.renew(me.refresh)).json()["refreshJwt"]

    again = (await me.renew(me.refresh)).json()["refreshJwt"]
    await advance(me.http, timedelta(hours=2))
    refused = await me.renew(me.refresh)

    ids = [jwt.decode(t, options={"verify_signature": False})["jti"] for t in (first, again)]
    assert ids[0] == ids[1]
    fact = FACTS["expired"]["refresh token that was used more than two hours ago"]
    assert_refused(refused, fact)
    assert (await me.renew(first)).status_code == 200


async def test_the_refresh_token_expires_after_ninety_days(sign_in: SignIn) -> None:
    me = await sign_in()

    await advance(me.http, timedelta(days=90))
    refused = await me.renew(me.refresh)

    assert_refused(refused, FACTS["expired"]["refresh"])


async def test_a_record_key_makes_one_post_however_often_it_is_sent(sign_in: SignIn) -> None:
    me = await sign_in()

    first, again, other = [await me.put(text) for text in ("Hello", "Hello", "Hello?")]

    assert first.json()["cid"] == again.json()["cid"]
    assert "commit" in first.json()
    assert "commit" not in again.json()
    assert other.json()["error"] == "InvalidSwap"
    assert [(post["key"], post["text"]) for post in await timeline(me.http)] == [(KEY, "Hello")]


async def test_a_text_comes_back_as_it_was_sent_with_its_facets(sign_in: SignIn) -> None:
    me = await sign_in()
    text = "Brötchen 🥐 bei https://example.com/ab #früh\n\u200b"
    link = {"$type": "app.bsky.richtext.facet#link", "uri": "https://example.com/ab"}
    start = text.encode().index(b"https")
    facet = {"index": {"byteStart": start, "byteEnd": start + 22}, "features": [link]}
    beyond = {"index": {"byteStart": 50, "byteEnd": 900}, "features": [link]}

    created = (await me.create(text, facets=[beyond, facet])).json()
    rkey = created["uri"].rpartition("/")[2]
    read = await me.ask(
        "com.atproto.repo.getRecord", repo=me.account.did, collection=POST, rkey=rkey
    )

    assert read.json()["value"] == me.record(text, facets=[beyond, facet])["record"]
    [post] = await timeline(me.http)
    assert post["text"] == text
    assert post["links"] == [{"text": "https://example.com/ab", "href": link["uri"]}]
    assert post["details"]["facets"] == [beyond, facet]
    assert (post["id"], post["key"]) == (created["uri"], rkey)


async def test_reactions_come_in_and_can_be_read(sign_in: SignIn) -> None:
    me, other = await sign_in(), await sign_in(ACCOUNTS[1])
    await me.http.post("/_sandbox/clock", json={"frozen": True})
    post = (await me.put("Hello")).json()
    subject = {"uri": post["uri"], "cid": post["cid"]}

    fresh = (await me.ask("app.bsky.feed.getPosts", uris=post["uri"])).json()["posts"][0]
    await advance(me.http, FIRST_LIKE)
    soon = (await me.ask("app.bsky.feed.getPosts", uris=post["uri"])).json()["posts"][0]
    await me.http.post(
        "/_sandbox/audience",
        json={"network": "bluesky", "post": post["uri"], "likes": 5, "reposts": 2, "replies": 1},
    )
    await other.create("Yes!", reply={"root": subject, "parent": subject})
    like = {"repo": other.account.did, "collection": "app.bsky.feed.like"}
    reaction = {"subject": subject, "createdAt": "2026-11-22T10:00:00Z"}
    await other.call("com.atproto.repo.createRecord", {**like, "record": reaction})
    fixed = (await me.ask("app.bsky.feed.getPosts", uris=post["uri"])).json()["posts"][0]

    assert (fresh["likeCount"], fresh["repostCount"], fresh["replyCount"]) == (0, 0, 0)
    assert soon["likeCount"] == 1
    assert (fixed["likeCount"], fixed["repostCount"], fixed["replyCount"]) == (6, 2, 2)
    assert fixed["record"]["text"] == "Hello"
    assert fixed["author"]["handle"] == "maya.test"


async def test_posts_are_read_in_order_without_those_that_are_gone(sign_in: SignIn) -> None:
    me = await sign_in()
    first, second = [(await me.create(text)).json()["uri"] for text in ("one", "two")]
    gone = first[:-1] + ("2" if first[-1] != "2" else "3")

    some = await me.ask("app.bsky.feed.getPosts", uris=[second, gone, first])
    many = await me.ask("app.bsky.feed.getPosts", uris=[first] * 26)

    assert [post["uri"] for post in some.json()["posts"]] == [second, first]
    assert many.status_code == 400
    assert "array too big (maximum 25, got 26)" in many.json()["message"]


async def test_a_profile_counts_posts(sign_in: SignIn) -> None:
    me = await sign_in()
    await me.create("one")

    profile = (await me.ask("app.bsky.actor.getProfile", actor="maya.test")).json()
    nobody = await me.ask("app.bsky.actor.getProfile", actor="nobody.test")

    assert profile["did"] == me.account.did
    assert profile["displayName"] == "Maya Okafor"
    assert profile["postsCount"] == 1
    assert_refused(
        nobody, {"status": 400, "error": "InvalidRequest", "message": "Profile not found"}
    )


async def test_nobody_writes_in_the_repository_of_another(sign_in: SignIn) -> None:
    me, other = await sign_in(), await sign_in(ACCOUNTS[1])

    refused = await me.call("com.atproto.repo.createRecord", other.record("Hello"))

    assert_refused(refused, FACTS["foreign_repository"])
    assert await timeline(me.http) == []


async def test_writing_costs_points_until_there_are_none(
    sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    me = await sign_in()
    hour = replace(facts.WRITING[0], limit=10)
    monkeypatch.setattr(facts, "WRITING", (hour,))
    await me.http.post("/_sandbox/clock", json={"frozen": True})

    created = await me.create("Hello")
    put = await me.put("Hello")
    key = {name: me.record("")[name] for name in ("repo", "collection")} | {"rkey": KEY}
    deleted = await me.call("com.atproto.repo.deleteRecord", key)
    last = await me.create("Hello")
    refused = await me.create("Hello")
    read = await me.ask("com.atproto.server.getSession")

    answers = (created, put, deleted, last, refused)
    left = [answer.headers["ratelimit-remaining"] for answer in answers]
    assert left == ["7", "5", "4", "1", "0"]
    assert_refused(refused, {**FACTS["writing"], "status": 429})
    assert refused.headers["retry-after"] == "3600"
    assert read.status_code == 200
    await advance(me.http, timedelta(hours=1))
    assert (await me.create("Hello")).status_code == 200


def test_the_limits_of_writing_are_the_real_ones() -> None:
    hour = facts.WRITING[0]

    assert f"{hour.limit};w={hour.period.seconds}" == FACTS["writing"]["policy"]
    assert hour.limit // facts.POINTS_CREATE == FACTS["writing"]["creates_within"]


async def test_a_lost_answer_is_found_again_by_the_key(sign_in: SignIn) -> None:
    me = await sign_in()
    await plan(me.http, kind="reset", when="after")

    with pytest.raises(httpx2.ReadError):
        await me.put("Hello")
    found = await me.ask(
        "com.atproto.repo.getRecord", repo=me.account.did, collection=POST, rkey=KEY
    )
    again = await me.put("Hello")

    assert found.json()["cid"] == again.json()["cid"]
    assert len(await timeline(me.http)) == 1


async def test_a_failure_before_the_commit_posts_nothing(sign_in: SignIn) -> None:
    me = await sign_in()
    await plan(me.http, kind="error", status=502)

    failed = await me.put("Hello")

    assert failed.status_code == 502
    assert await timeline(me.http) == []


async def test_planned_refusals_are_in_the_words_of_the_server(sign_in: SignIn) -> None:
    me = await sign_in()
    for kind in ("rate_limit", "expired_token", "revoked_token"):
        await plan(me.http, kind=kind, count=1)

    limited, expired, revoked = [await me.put("Hello") for _ in range(3)]

    assert limited.status_code == 429
    assert limited.json()["error"] == "RateLimitExceeded"
    assert {"ratelimit-reset", "retry-after"} <= set(limited.headers)
    assert_refused(expired, FACTS["expired"]["access"])
    gone = {"status": 400, "error": "ExpiredToken", "message": "Token has been revoked"}
    for answer in (revoked, await me.put("Hello"), await me.renew(me.refresh)):
        assert_refused(answer, gone)
    assert await timeline(me.http) == []
    assert (await (await sign_in()).put("Hello")).status_code == 200


async def test_the_accounts_are_shown_to_whoever_develops(http: httpx2.AsyncClient) -> None:
    shown = await http.get("/bluesky/")

    assert shown.status_code == 200
    for account in ACCOUNTS:
        assert account.handle in shown.text
        assert account.app_password in shown.text


async def test_the_address_of_a_post_leads_to_the_timeline(sign_in: SignIn) -> None:
    me = await sign_in()
    await me.put("Hello")

    [post] = await timeline(me.http)
    page = await me.http.get(post["url"])

    assert post["url"] == f"{BASE}/bluesky/profile/maya.test/post/{KEY}"
    assert page.headers["location"].startswith(f"{BASE}/timelines/bluesky#post-at:")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)
PLACES = ("repo", "record", "rkey", "text", "facets", "reply", "embed", "langs", "$type")


@pytest.fixture
async def maya(sign_in: SignIn) -> SignedIn:
    return await sign_in()


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rubbish=JSON, place=st.sampled_from(PLACES))
async def test_rubbish_is_refused_in_the_shape_of_the_server(
    maya: SignedIn, rubbish: object, place: str
) -> None:
    body = maya.record("Hello")
    (body if place in {"repo", "record", "rkey"} else body["record"])[place] = rubbish

    answer = await maya.http.post(
        "/bluesky/xrpc/com.atproto.repo.createRecord",
        content=json.dumps(body).encode(),
        headers={**bearer(maya.access), "content-type": "application/json"},
    )

    if answer.status_code != 200:
        assert answer.status_code in {400, 403, 500}
        assert set(answer.json()) == {"error", "message"}
    assert (await maya.http.get("/timelines/bluesky")).status_code == 200
