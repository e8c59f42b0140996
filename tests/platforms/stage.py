"""A network and its simulation in one process, with the audience's view of what was posted."""

import base64
import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import httpx2
import uuid_utils
from starlette.applications import Starlette

from allin_gql.platforms.base import (
    Account,
    Connected,
    ConnectionMethod,
    Credentials,
    Network,
    PreparedPost,
)
from allin_gql.platforms.registry import Registry, create_registry
from allin_gql.sandbox.networks.bluesky.accounts import ACCOUNTS as BLUESKY_ACCOUNTS
from allin_gql.settings import Settings

BASE = "http://127.0.0.1:8001"
CALLBACK = "http://127.0.0.1:8000/callback"
VERIFIER = "v" * 64
CHALLENGE = (
    base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()
)
ENDPOINTS = {
    "BLUESKY": {
        "publish": "POST /xrpc/com.atproto.repo.putRecord",
        "find": "GET /xrpc/com.atproto.repo.getRecord",
        "count": "GET /xrpc/app.bsky.feed.getPosts",
        "delete": "POST /xrpc/com.atproto.repo.deleteRecord",
    },
    "MASTODON": {
        "publish": "POST /api/v1/statuses",
        "find": "GET /api/v1/accounts/*/statuses",
        "count": "GET /api/v1/statuses",
        "delete": "DELETE /api/v1/statuses/*",
    },
}
LOGINS = {"BLUESKY": (BLUESKY_ACCOUNTS[0].handle, BLUESKY_ACCOUNTS[0].app_password)}


def make_settings(**more: object) -> Settings:
    key = base64.b64encode(bytes(32)).decode()
    return Settings.model_validate(
        {
            "sandbox_url": BASE,
            "signing_keys": f"a:{key}",
            "credential_keys": f"a:{key}",
            "password_pepper": key,
            "mail_token_key": key,
            **more,
        }
    )


def new_publication_id() -> UUID:
    return UUID(str(uuid_utils.uuid7()))


def now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One network, ready to be played."""

    name: str
    registry: Registry
    sandbox: Starlette
    browser: httpx2.AsyncClient

    @property
    def network(self) -> Network:
        return self.registry.by_name(self.name)

    @property
    def server(self) -> str:
        return f"{BASE}/{self.name.lower()}"

    async def connect(self) -> Connected:
        if self.network.capabilities.connection_method is ConnectionMethod.OAUTH2:
            return await self._authorize()
        identifier, password = LOGINS[self.name]
        network = self.registry.password(self.name)
        return await network.open_session(self.server, identifier=identifier, password=password)

    async def account(self) -> Account:
        connected = await self.connect()
        return Account(
            server=connected.server,
            external_id=connected.profile.external_id,
            handle=connected.profile.handle,
            credentials=connected.credentials,
            limits=connected.limits,
        )

    async def prepare(self, account: Account, text: str = "Fresh bread at nine.") -> PreparedPost:
        return await self.network.prepare(
            account, publication_id=new_publication_id(), text=text, created_at=now()
        )

    async def timeline(self) -> list[dict[str, Any]]:
        """All that is posted, newest first, as the network's audience sees it."""
        answer = await self.browser.get(f"/_sandbox/timelines/{self.name.lower()}")
        posts: list[dict[str, Any]] = answer.json()
        return posts

    async def plan(self, endpoint: str, kind: str, **more: object) -> None:
        """Let the next call to an endpoint go wrong."""
        fault = {
            "network": self.name.lower(),
            "endpoint": ENDPOINTS[self.name][endpoint],
            "kind": kind,
            **more,
        }
        answer = await self.browser.post("/_sandbox/faults", json=fault)
        assert answer.status_code == 201, answer.text

    async def advance(self, seconds: float) -> None:
        await self.browser.post("/_sandbox/clock", json={"advanceSeconds": seconds})

    async def give(self, external_id: str, **reactions: int) -> None:
        order = {"network": self.name.lower(), "post": external_id, **reactions}
        answer = await self.browser.post("/_sandbox/audience", json=order)
        assert answer.status_code == 200, answer.text

    async def consent(self, url: str) -> dict[str, str]:
        """Agree on the consent page; answer what comes back to the callback."""
        agreed = await self.browser.get(f"{url}&auto=allow")
        query = parse_qs(urlsplit(agreed.headers["location"]).query)
        return {name: values[0] for name, values in query.items()}

    async def _authorize(self) -> Connected:
        network = self.registry.oauth(self.name)
        app = await network.register_app(self.server, redirect_uri=CALLBACK)
        url = network.authorization_url(self.server, app, state="state-1", code_challenge=CHALLENGE)
        returned = await self.consent(url)
        assert returned["state"] == "state-1"
        return await network.exchange_code(
            self.server, app, code=returned["code"], code_verifier=VERIFIER
        )


MakeStage = Callable[[str], Stage]


def with_credentials(account: Account, credentials: Credentials) -> Account:
    return replace(account, credentials=credentials)


Handle = Callable[[httpx2.Request], httpx2.Response]


def answering(status: int, body: object, headers: Mapping[str, str] | None = None) -> Registry:
    text = body if isinstance(body, str) else json.dumps(body)
    return handling(lambda _: httpx2.Response(status, text=text, headers=headers))


def handling(handle: Handle) -> Registry:
    return create_registry(make_settings(), transport=httpx2.MockTransport(handle))
