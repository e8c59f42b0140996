"""What goes wrong on purpose: before the commit, after it, and in the network's own way."""

import httpx2
import pytest

from tests.sandbox.conftest import Connect, Connected

pytestmark = pytest.mark.anyio

PUBLISH = {"network": "mastodon", "endpoint": "POST /api/v1/statuses"}


async def plan(me: Connected, **fault: object) -> str:
    answer = await me.http.post("/_sandbox/faults", json={**PUBLISH, **fault})
    assert answer.status_code == 201
    fault_id: str = answer.json()["id"]
    return fault_id


async def posted(me: Connected) -> list[str]:
    timeline = (await me.http.get("/_sandbox/timelines/mastodon")).json()
    return [post["text"] for post in timeline]


async def test_a_failure_before_the_commit_posts_nothing(connect: Connect) -> None:
    me = await connect()
    await plan(me, kind="error", status=503, body={"error": "Maintenance"})

    failed = await me.publish("Hello", key="k")
    repeated = await me.publish("Hello", key="k")

    assert (failed.status_code, failed.json()) == (503, {"error": "Maintenance"})
    assert repeated.status_code == 200
    assert await posted(me) == ["Hello"]


async def test_a_failure_after_the_commit_has_posted(connect: Connect) -> None:
    me = await connect()
    await plan(me, kind="error", when="after")

    failed = await me.publish("Hello", key="k")

    assert failed.status_code == 500
    assert await posted(me) == ["Hello"]
    assert (await me.publish("Hello", key="k")).status_code == 200
    assert await posted(me) == ["Hello"]


@pytest.mark.parametrize(
    "kind,error",
    [
        ("reset", httpx2.ReadError),
        ("hang", httpx2.ReadTimeout),
        ("truncate", httpx2.RemoteProtocolError),
    ],
)
async def test_a_connection_can_die_after_the_commit(
    connect: Connect, kind: str, error: type[Exception]
) -> None:
    me = await connect()
    await plan(me, kind=kind, when="after", seconds=0)

    with pytest.raises(error):
        await me.publish("Hello")

    assert await posted(me) == ["Hello"]


async def test_a_connection_can_die_before_the_commit(connect: Connect) -> None:
    me = await connect()
    await plan(me, kind="reset")

    with pytest.raises(httpx2.ReadError):
        await me.publish("Hello")

    assert await posted(me) == []


async def test_a_slow_answer_is_right(connect: Connect) -> None:
    me = await connect()
    await plan(me, kind="slow", seconds=0)
    await plan(me, kind="slow", seconds=0, when="after")

    assert (await me.publish("One")).status_code == 200
    assert (await me.publish("Two")).status_code == 200
    assert await posted(me) == ["Two", "One"]


async def test_only_the_nth_calls_fail(connect: Connect) -> None:
    me = await connect()
    await plan(me, kind="error", nth=2, count=2)

    statuses = [(await me.publish(f"Number {n}")).status_code for n in range(4)]

    assert statuses == [200, 500, 500, 200]
    [fault] = (await me.http.get("/_sandbox/faults")).json()
    assert (fault["seen"], fault["struck"]) == (4, 2)


async def test_a_fault_lasts_until_it_is_deleted(connect: Connect) -> None:
    me = await connect()
    fault_id = await plan(me, kind="error", count=0)

    statuses = [(await me.publish("Hello")).status_code for _ in range(3)]
    deleted = await me.http.delete(f"/_sandbox/faults/{fault_id}")

    assert statuses == [500, 500, 500]
    assert deleted.status_code == 204
    assert (await me.publish("Hello")).status_code == 200
    assert (await me.http.delete(f"/_sandbox/faults/{fault_id}")).status_code == 404


async def test_a_fault_can_be_about_one_text(connect: Connect) -> None:
    me = await connect()
    await plan(me, kind="error", count=0, contains="#unlucky")

    lucky, unlucky = await me.publish("#lucky"), await me.publish("#unlucky")

    assert (lucky.status_code, unlucky.status_code) == (200, 500)
    assert await posted(me) == ["#lucky"]


async def test_other_endpoints_are_unharmed(connect: Connect) -> None:
    me = await connect()
    await plan(me, kind="error", count=0)

    answer = await me.call("GET", "/api/v1/accounts/verify_credentials")

    assert answer.status_code == 200


async def test_a_rate_limit_has_the_networks_own_headers(connect: Connect) -> None:
    me = await connect()
    await plan(me, kind="rate_limit")

    answer = await me.publish("Hello")

    assert answer.status_code == 429
    assert answer.json() == {"error": "Too many requests"}
    assert answer.headers["x-ratelimit-remaining"] == "0"
    assert answer.headers["x-ratelimit-reset"].endswith("Z")


async def test_a_revoked_token_stays_revoked(connect: Connect) -> None:
    me = await connect()
    await plan(me, kind="revoked_token")

    answers = [await me.publish("Hello") for _ in range(2)]

    assert [answer.status_code for answer in answers] == [401, 401]
    assert await posted(me) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"network": "myspace", "kind": "error"},
        {"network": "mastodon", "kind": "explode"},
        {"network": "mastodon", "kind": "error", "status": 999},
        {"network": "mastodon", "kind": "error", "unknown": 1},
        {},
    ],
)
async def test_an_impossible_fault_is_refused(
    http: httpx2.AsyncClient, wrong: dict[str, object]
) -> None:
    answer = await http.post("/_sandbox/faults", json=wrong)

    assert answer.status_code == 422
    assert (await http.get("/_sandbox/faults")).json() == []


async def test_the_clock_only_moves_forward(http: httpx2.AsyncClient) -> None:
    back = await http.post("/_sandbox/clock", json={"advanceSeconds": -1})
    ahead = await http.post("/_sandbox/clock", json={"advanceSeconds": 90})

    assert back.status_code == 422
    assert ahead.json()["offsetSeconds"] == 90


async def test_faults_reach_a_real_connection(served: str) -> None:
    async with httpx2.AsyncClient(base_url=served, timeout=5) as http:
        path = {"network": "mastodon", "endpoint": "GET /api/v2/instance"}
        for kind in ("reset", "truncate", "hang"):
            fault = {**path, "kind": kind, "seconds": 0.01}
            await http.post("/_sandbox/faults", json=fault)

        with pytest.raises(httpx2.TransportError):
            await http.get("/mastodon/api/v2/instance")
        with pytest.raises(httpx2.RemoteProtocolError, match="body"):
            await http.get("/mastodon/api/v2/instance")
        with pytest.raises(httpx2.TransportError):
            await http.get("/mastodon/api/v2/instance")

        assert (await http.get("/mastodon/api/v2/instance")).status_code == 200
