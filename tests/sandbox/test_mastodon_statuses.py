"""Publishing to the simulated Mastodon, exactly once, and reading it back."""

import asyncio
import re

import httpx2
import pytest

from tests.sandbox.conftest import Connect

pytestmark = pytest.mark.anyio


async def posted(http: httpx2.AsyncClient) -> list[str]:
    return [post["text"] for post in (await http.get("/_sandbox/timelines/mastodon")).json()]


async def test_the_same_key_within_an_hour_is_the_same_status(connect: Connect) -> None:
    me = await connect()

    first = await me.publish("Once", key="k1")
    again = await me.publish("Something else entirely", key="k1")
    racing = await asyncio.gather(*(me.publish("Once", key="k1") for _ in range(5)))
    await me.http.post("/_sandbox/clock", json={"advanceSeconds": 3599})
    late = await me.publish("", key="k1")

    assert again.status_code == late.status_code == 200
    ids = {answer.json()["id"] for answer in (first, again, *racing, late)}
    assert ids == {first.json()["id"]}
    assert await posted(me.http) == ["Once"]

    await me.http.post("/_sandbox/clock", json={"advanceSeconds": 1})
    assert (await me.publish("Once", key="k1")).json()["id"] not in ids
    assert await posted(me.http) == ["Once", "Once"]


async def test_keys_of_different_accounts_are_different(connect: Connect) -> None:
    maya, felix = await connect("maya"), await connect("felix")

    await maya.publish("From Maya", key="k")
    await felix.publish("From Felix", key="k")

    assert await posted(maya.http) == ["From Felix", "From Maya"]


async def test_the_inspection_shows_what_was_posted_exactly(connect: Connect) -> None:
    me = await connect()
    await me.http.post("/_sandbox/clock", json={"frozen": True})

    status = (await me.publish("Bread! https://a.example/x #bread", key="k1")).json()
    [post] = (await me.http.get("/_sandbox/timelines/mastodon")).json()

    assert post["id"] == status["id"]
    assert post["url"] == status["url"]
    assert post["details"]["content"] == status["content"]
    assert post["key"] == "k1"
    assert post["text"] == "Bread! https://a.example/x #bread"
    assert post["author"]["handle"] == "maya"
    assert post["application"] == "AllIN"
    assert [link["text"] for link in post["links"]] == ["https://a.example/x", "#bread"]
    assert (post["likes"], post["reposts"], post["replies"]) == (0, 0, 0)


async def test_likes_come_in_with_time(connect: Connect) -> None:
    me = await connect()
    await me.http.post("/_sandbox/clock", json={"frozen": True})
    status_id = (await me.publish("Like me")).json()["id"]

    seen = []
    for seconds in (2, 60, 3600, 86_400):
        await me.http.post("/_sandbox/clock", json={"advanceSeconds": seconds})
        status = (await me.call("GET", f"/api/v1/statuses/{status_id}")).json()
        seen.append(status["favourites_count"])

    assert seen[0] == 1
    assert seen == sorted(seen)
    assert seen[-1] >= 20
    exact = {"network": "mastodon", "post": status_id, "likes": 7, "reposts": 2, "replies": 1}
    await me.http.post("/_sandbox/audience", json=exact)
    status = (await me.call("GET", f"/api/v1/statuses/{status_id}")).json()
    counts = [status[f"{name}_count"] for name in ("favourites", "reblogs", "replies")]
    assert counts == [7, 2, 1]


async def test_lists_are_paged_newest_first(connect: Connect) -> None:
    me = await connect()
    ids = [(await me.publish(f"Number {n}")).json()["id"] for n in range(5)]
    account = (await me.call("GET", "/api/v1/accounts/verify_credentials")).json()["id"]
    path = f"/api/v1/accounts/{account}/statuses"

    async def page(**query: str) -> list[str]:
        return [status["id"] for status in (await me.call("GET", path, params=query)).json()]

    assert await page() == ids[::-1]
    assert await page(limit="2") == [ids[4], ids[3]]
    assert await page(since_id=ids[2]) == [ids[4], ids[3]]
    assert await page(max_id=ids[2]) == [ids[1], ids[0]]
    assert await page(min_id=ids[0], limit="2") == [ids[2], ids[1]]
    assert await page(limit="rubbish", max_id="1" * 5000) == ids[::-1]
    link = (await me.call("GET", path, params={"limit": "2"})).headers["link"]
    assert re.findall(r'rel="(\w+)"', link) == ["next", "prev"]


async def test_a_batch_answers_what_exists(connect: Connect) -> None:
    me = await connect()
    ids = [(await me.publish(f"Number {n}")).json()["id"] for n in range(2)]

    query = {"id[]": [ids[1], "1", ids[0]]}
    batch = (await me.call("GET", "/api/v1/statuses", params=query)).json()

    assert [status["id"] for status in batch] == [ids[1], ids[0]]


async def test_a_deleted_status_is_gone_and_answers_its_source(connect: Connect) -> None:
    maya, felix = await connect("maya"), await connect("felix")
    path = f"/api/v1/statuses/{(await maya.publish('One <b>')).json()['id']}"

    not_his = await felix.call("DELETE", path)
    deleted = await maya.call("DELETE", path)

    assert not_his.status_code == 404
    assert deleted.json()["text"] == "One <b>"
    assert (await maya.call("GET", path)).status_code == 404
    assert await posted(maya.http) == []


async def test_a_private_status_is_for_its_author(connect: Connect) -> None:
    maya, felix = await connect("maya"), await connect("felix")
    status = (await maya.publish("Psst", visibility="private")).json()
    path = f"/api/v1/statuses/{status['id']}"

    assert status["visibility"] == "private"
    assert (await maya.call("GET", path)).status_code == 200
    assert (await felix.call("GET", path)).status_code == 404
    assert (await maya.http.get(f"/mastodon{path}")).status_code == 404


async def test_the_allowance_is_counted_down_to_a_refusal(connect: Connect) -> None:
    me = await connect()
    await me.http.post("/_sandbox/clock", json={"frozen": True})

    answers = [await me.publish(f"Number {n}") for n in range(301)]

    assert answers[0].headers["x-ratelimit-remaining"] == "299"
    moment = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z"
    assert re.fullmatch(moment, answers[0].headers["x-ratelimit-reset"])
    assert answers[299].status_code == 200
    assert answers[300].status_code == 429
    assert answers[300].headers["x-ratelimit-remaining"] == "0"
    assert len(await posted(me.http)) == 300


RUBBISH = [
    {"content": b"\xff\xfe", "headers": {"content-type": "application/json"}},
    {"content": b"[" * 100_000, "headers": {"content-type": "application/json"}},
    {"content": b"[1]", "headers": {"content-type": "application/json"}},
    {"content": b"", "headers": {"content-type": "application/json"}},
    {"content": b"x", "headers": {"content-type": "multipart/form-data"}},
    {"content": b"x", "headers": {"content-type": "multipart/form-data; boundary=y"}},
    {"content": b"%ff%00=%80&status", "headers": {"content-type": "text/plain"}},
    {"json": {"status": {"a": 1}}},
    {"json": {"status": ["x"]}},
    {"json": {"status": None, "media_ids": {"a": []}}},
    {"json": {"status": "x", "media_ids": ["1"]}},
    {"json": {"status": "x", "visibility": "everybody"}},
    {"json": {"status": "x", "poll": {"options": ["a"]}}},
    {"json": {"status": "x", "in_reply_to_id": "99"}},
]


@pytest.mark.parametrize("rubbish", RUBBISH)
async def test_rubbish_is_refused_in_the_networks_own_shape(
    connect: Connect, rubbish: dict[str, object]
) -> None:
    me = await connect()

    answer = await me.call("POST", "/api/v1/statuses", **rubbish)  # type: ignore[arg-type]  # rubbish on purpose

    assert answer.status_code in {400, 404, 422}
    assert set(answer.json()) == {"error"}
    assert await posted(me.http) == []


async def test_half_a_character_is_replaced(connect: Connect) -> None:
    me = await connect()
    body = b'{"status": "a \\ud800 b \\u0000"}'

    answer = await me.call(
        "POST", "/api/v1/statuses", content=body, headers={"content-type": "application/json"}
    )

    assert answer.status_code == 200
    assert (await posted(me.http))[0].startswith("a ? b")


async def test_an_unknown_path_is_not_found_in_the_networks_shape(
    http: httpx2.AsyncClient,
) -> None:
    for method in ("GET", "POST", "PUT", "DELETE"):
        answer = await http.request(method, "/mastodon/api/v9/nothing")
        assert answer.status_code == 404
        assert answer.json() == {"error": "Not Found"}
