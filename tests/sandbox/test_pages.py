"""The pages that a person watches."""

import httpx2
import pytest

from tests.sandbox.conftest import Connect

pytestmark = pytest.mark.anyio


async def test_the_index_leads_everywhere(http: httpx2.AsyncClient) -> None:
    page = await http.get("/")

    for address in ("/timelines/mastodon", "/mailbox", "/_sandbox/clock"):
        assert f'href="{address}"' in page.text
    for asset in ("/static/sandbox.css", "/static/live.js", "/static/icon.svg"):
        assert (await http.get(asset)).status_code == 200
    assert "unsafe" not in page.headers["content-security-policy"]
    assert (await http.get("/health")).json() == {"status": "ok"}


async def test_a_timeline_shows_posts_and_runs_nothing_of_them(connect: Connect) -> None:
    me = await connect()
    await me.publish('<script>alert(1)</script> "hi" https://a.example/?x=1&y=2 #bread')

    page = (await me.http.get("/timelines/mastodon")).text

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &quot;hi&quot;" in page
    assert 'href="https://a.example/?x=1&amp;y=2"' in page
    assert "Maya Okafor" in page
    assert "via AllIN" in page


async def test_the_address_of_a_status_leads_to_the_timeline(connect: Connect) -> None:
    me = await connect()
    status = (await me.publish("Hello")).json()

    answer = await me.http.get(status["url"])

    assert answer.headers["location"].endswith(f"/timelines/mastodon#post-{status['id']}")
    avatar = await me.http.get(status["account"]["avatar"])
    assert avatar.headers["content-type"] == "image/svg+xml"


async def test_an_unknown_network_has_no_page(http: httpx2.AsyncClient) -> None:
    assert (await http.get("/timelines/myspace")).status_code == 404
    assert (await http.get("/_sandbox/timelines/myspace")).status_code == 404
