"""A sandbox that is started again remembers."""

import httpx2
import pytest

from allin_gql.sandbox.app import create_sandbox
from allin_gql.settings import Settings
from tests.sandbox.conftest import BASE, Connected, authorize, exchange, register, returned

pytestmark = pytest.mark.anyio


async def test_accounts_and_timelines_survive_a_restart(settings: Settings) -> None:
    first = create_sandbox(settings, smtp=False)
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app=first), base_url=BASE) as http:
        app = await register(http)
        code = returned(await authorize(http, app, auto="allow"))["code"]
        token = (await exchange(http, app, code)).json()["access_token"]
        me = Connected(http=http, app=app, token=token)
        status = (await me.publish("Remember me", key="k")).json()
        await http.post("/_sandbox/clock", json={"advanceSeconds": 60})
    first.state.world.store.close()

    second = create_sandbox(settings, smtp=False)
    async with httpx2.AsyncClient(
        transport=httpx2.ASGITransport(app=second), base_url=BASE
    ) as http:
        me = Connected(http=http, app=app, token=token)
        again = (await me.publish("Remember me", key="k")).json()
        timeline = (await http.get("/_sandbox/timelines/mastodon")).json()
        clock = (await http.get("/_sandbox/clock")).json()
    second.state.world.store.close()

    assert again["id"] == status["id"]
    assert [post["text"] for post in timeline] == ["Remember me"]
    assert clock["offsetSeconds"] == 60
