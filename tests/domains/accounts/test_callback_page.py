"""The page that people come back to from a consent page."""

import html
import json

import pytest

from allin_gql.core.tokens import fingerprint
from allin_gql.domains.accounts.models import AccountConnection, PlatformApp
from tests.fixtures.accounts import decide, nothing_changes, start, way_back
from tests.fixtures.people import Person
from tests.fixtures.world import World

pytestmark = pytest.mark.anyio


async def test_it_shows_what_finishes_the_connection(world: World, owner: Person) -> None:
    returned = await decide(world, started := await start(owner))

    async with nothing_changes(owner):
        answer = await world.http.get(way_back(started), params=returned)

    assert answer.status_code == 200
    text = html.unescape(answer.text)
    mutation = text[text.index("<pre>") + len("<pre>") : text.index("</pre>")]
    assert json.dumps(returned["code"]) in mutation
    data = await owner.ask(mutation)
    assert data["completeAccountConnection"]["state"] == "ACTIVE"


async def test_it_shows_how_to_tell_of_a_refusal(world: World, owner: Person) -> None:
    returned = await decide(world, started := await start(owner), "deny")

    answer = await world.http.get(way_back(started), params=returned)

    text = html.unescape(answer.text)
    assert "<h1>Not connected</h1>" in text
    data = await owner.ask(text[text.index("<pre>") + len("<pre>") : text.index("</pre>")])
    assert data["completeAccountConnection"]["code"] == "CONNECTION_DENIED"


async def test_it_runs_nothing_and_loads_nothing(world: World, owner: Person) -> None:
    hostile = '"</pre><script>alert(1)</script>'
    started = await start(owner)
    given = {"state": started["state"], "code": hostile}

    answer = await world.http.get(way_back(started), params=given)

    assert "alert(1)" in answer.text

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
    answer = await world.http.get(f"/connect/callback/tag?{query}")

    assert answer.status_code == 400
    assert "Nothing to finish here" in answer.text


async def test_a_code_that_came_from_another_server_is_shown_to_nobody(
    world: World, owner: Person
) -> None:
    started = await start(owner)
    other = await PlatformApp.create(
        platform="MASTODON",
        server="https://evil.example",
        redirect_uri=f"{world.settings.public_url}/connect/callback/of-another-server",
        client_id="x",
        client_secret="x",
        scopes=[],
    )
    state = AccountConnection.filter(state_fingerprint=fingerprint(started["state"]))
    await state.update(app_id=other.id)  # as if it had been begun there
    given = {"state": started["state"], "code": "of the honest one"}

    mixed_up = await world.http.get(way_back(started), params=given)
    unknown = await world.http.get(way_back(started), params={**given, "state": "A" * 43})
    of_its_own = await world.http.get("/connect/callback/of-another-server", params=given)
    await other.delete()

    assert mixed_up.status_code == unknown.status_code == 400
    assert mixed_up.text == unknown.text
    assert "of the honest one" not in mixed_up.text
    assert of_its_own.status_code == 200


async def test_it_only_answers_reading(world: World) -> None:
    answer = await world.http.post("/connect/callback/tag", params={"state": "a", "code": "b"})

    assert answer.status_code == 405
