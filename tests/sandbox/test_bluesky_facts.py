"""The simulated Bluesky answers what the reference server answered, request by request."""

from typing import Any

import httpx2
import pytest

from allin_gql.sandbox.app import create_sandbox
from allin_gql.sandbox.networks.bluesky.accounts import ACCOUNTS
from tests.sandbox.bluesky_exchanges import Names, play, read_facts
from tests.sandbox.conftest import BASE, make_settings

FACTS = read_facts()


@pytest.fixture(scope="module")
async def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Every answer that was learned from, asked once. Not by a loop of its own: one may run."""
    settings = make_settings(tmp_path_factory.mktemp("data"))
    app = create_sandbox(settings, smtp=False, is_remembered=False)
    account = ACCOUNTS[0]
    names: Names = {
        "did": account.did,
        "handle": account.handle,
        "email": account.email,
        "password": account.app_password,
    }
    transport = httpx2.ASGITransport(app)
    async with httpx2.AsyncClient(transport=transport, base_url=f"{BASE}/bluesky") as client:
        answers = {each["name"]: await play(client, each, names) for each in FACTS["exchanges"]}
    app.state.world.store.close()
    return answers


@pytest.mark.parametrize("exchange", FACTS["exchanges"], ids=lambda exchange: exchange["name"])
async def test_the_simulation_answers_as_the_reference_server(
    exchange: dict[str, Any], answers: dict[str, Any]
) -> None:
    assert answers[exchange["name"]] == exchange["learned"]
