"""Networks against the sandbox, in the test's own process."""

from collections.abc import AsyncIterator, Iterator

import httpx2
import pytest
from starlette.applications import Starlette

from allin_gql.platforms.registry import create_registry
from allin_gql.sandbox.app import create_sandbox
from tests.platforms.stage import BASE, MakeStage, Stage, make_settings


@pytest.fixture
def sandbox() -> Iterator[Starlette]:
    app = create_sandbox(make_settings(), smtp=False, is_remembered=False)
    yield app
    app.state.world.store.close()


@pytest.fixture
async def make_stage(sandbox: Starlette) -> AsyncIterator[MakeStage]:
    transport = httpx2.ASGITransport(app=sandbox)
    registry = create_registry(make_settings(), transport=transport)
    async with httpx2.AsyncClient(transport=transport, base_url=BASE) as browser:
        yield lambda name: Stage(name=name, registry=registry, sandbox=sandbox, browser=browser)
    await registry.aclose()
