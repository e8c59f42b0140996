"""A sandbox in the test's own process, and one behind a real port for real clients."""

import base64
import socket
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
import uvicorn
from starlette.applications import Starlette

from allin_gql.sandbox.app import create_sandbox
from allin_gql.settings import Settings

BASE = "http://127.0.0.1:8001"
CALLBACK = "http://127.0.0.1:8000/callback"
SCOPES = "read:accounts read:statuses write:statuses"


def make_settings(data_dir: Path, base: str = BASE) -> Settings:
    key = base64.b64encode(bytes(32)).decode()
    return Settings.model_validate(
        {
            "data_dir": data_dir,
            "sandbox_url": base,
            "sandbox_smtp_port": 0,
            "signing_keys": f"a:{key}",
            "credential_keys": f"a:{key}",
            "password_pepper": key,
            "mail_token_key": key,
        }
    )


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return make_settings(tmp_path)


@pytest.fixture
def sandbox(settings: Settings) -> Iterator[Starlette]:
    app = create_sandbox(settings, smtp=False, is_remembered=False)
    yield app
    app.state.world.store.close()


@pytest.fixture
async def http(sandbox: Starlette) -> AsyncIterator[httpx2.AsyncClient]:
    transport = httpx2.ASGITransport(app=sandbox)
    async with httpx2.AsyncClient(transport=transport, base_url=BASE) as client:
        yield client


@dataclass(frozen=True, slots=True, kw_only=True)
class Connected:
    """Somebody who connected an account through the consent page."""

    http: httpx2.AsyncClient
    app: dict[str, str]
    token: str

    async def call(
        self, method: str, path: str, *, headers: dict[str, str] | None = None, **given: object
    ) -> httpx2.Response:
        bearer = {"Authorization": f"Bearer {self.token}", **(headers or {})}
        return await self.http.request(method, f"/mastodon{path}", headers=bearer, **given)  # type: ignore[arg-type]  # whatever httpx2 takes

    async def publish(self, text: str, key: str | None = None, **more: object) -> httpx2.Response:
        headers = {"Idempotency-Key": key} if key else {}
        body = {"status": text, **more}
        return await self.call("POST", "/api/v1/statuses", json=body, headers=headers)


Connect = Callable[..., Awaitable[Connected]]


async def register(http: httpx2.AsyncClient, scopes: str = SCOPES) -> dict[str, str]:
    body = {"client_name": "AllIN", "redirect_uris": CALLBACK, "scopes": scopes}
    answer = await http.post("/mastodon/api/v1/apps", data=body)
    registered: dict[str, str] = answer.json()
    return registered


async def authorize(http: httpx2.AsyncClient, app: dict[str, str], **more: str) -> httpx2.Response:
    asked = {
        "response_type": "code",
        "client_id": app["client_id"],
        "redirect_uri": CALLBACK,
        "scope": SCOPES,
        **more,
    }
    return await http.get("/mastodon/oauth/authorize", params=asked)


def returned(answer: httpx2.Response) -> dict[str, str]:
    query = parse_qs(urlsplit(answer.headers["location"]).query)
    return {name: values[0] for name, values in query.items()}


async def exchange(
    http: httpx2.AsyncClient, app: dict[str, str], code: str, **more: str
) -> httpx2.Response:
    body = {
        "grant_type": "authorization_code",
        "client_id": app["client_id"],
        "client_secret": app["client_secret"],
        "redirect_uri": CALLBACK,
        "code": code,
        **more,
    }
    return await http.post("/mastodon/oauth/token", data=body)


@pytest.fixture
def connect(http: httpx2.AsyncClient) -> Connect:
    async def connect(handle: str = "maya", scope: str = SCOPES) -> Connected:
        app = await register(http)
        agreed = await authorize(http, app, auto="allow", scope=scope, **{"as": handle})
        answer = await exchange(http, app, returned(agreed)["code"])
        return Connected(http=http, app=app, token=answer.json()["access_token"])

    return connect


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a sandbox that listens on a real port."""
    listening = socket.create_server(("127.0.0.1", 0))
    base = f"http://127.0.0.1:{listening.getsockname()[1]}"
    app = create_sandbox(make_settings(tmp_path_factory.mktemp("served"), base))
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical", ws="none"))
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.005)
    yield base
    server.should_exit = True
    thread.join(5)
