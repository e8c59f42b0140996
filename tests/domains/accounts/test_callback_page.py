"""The page that people come back to from a consent page."""

import html
import json

import pytest

from tests.fixtures.accounts import decide, nothing_changes, start
from tests.fixtures.people import Person
from tests.fixtures.world import World

pytestmark = pytest.mark.anyio


async def test_it_shows_what_finishes_the_connection(world: World, owner: Person) -> None:
    returned = await decide(world, await start(owner))

    async with nothing_changes(owner):
        answer = await world.http.get("/connect/callback", params=returned)

    assert answer.status_code == 200
    text = html.unescape(answer.text)
    mutation = text[text.index("<pre>") + len("<pre>") : text.index("</pre>")]
    assert json.dumps(returned["code"]) in mutation
    data = await owner.ask(mutation)
    assert data["completeAccountConnection"]["state"] == "ACTIVE"


async def test_it_shows_how_to_tell_of_a_refusal(world: World, owner: Person) -> None:
    returned = await decide(world, await start(owner), "deny")

    answer = await world.http.get("/connect/callback", params=returned)

    text = html.unescape(answer.text)
    assert "<h1>Not connected</h1>" in text
    data = await owner.ask(text[text.index("<pre>") + len("<pre>") : text.index("</pre>")])
    assert data["completeAccountConnection"]["code"] == "CONNECTION_DENIED"


async def test_it_runs_nothing_and_loads_nothing(world: World) -> None:
    hostile = '"</pre><script>alert(1)</script>'

    answer = await world.http.get("/connect/callback", params={"state": hostile, "code": hostile})

    assert "<script" not in answer.text
    assert "http" not in answer.text
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "query", ["", "state=a", "code=a", "state=a&code=" + "x" * 2_049, "error=access_denied"]
)
async def test_it_has_nothing_to_say_to_others(world: World, query: str) -> None:
    answer = await world.http.get(f"/connect/callback?{query}")

    assert answer.status_code == 400
    assert "Nothing to finish here" in answer.text


async def test_it_only_answers_reading(world: World) -> None:
    answer = await world.http.post("/connect/callback", params={"state": "a", "code": "b"})

    assert answer.status_code == 405
