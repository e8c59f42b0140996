"""Connecting an account to the simulated Mastodon, with everything that can be wrong about it."""

import base64
import hashlib

import httpx2
import pytest

from tests.sandbox.conftest import (
    CALLBACK,
    SCOPES,
    Connect,
    authorize,
    exchange,
    register,
    returned,
)

pytestmark = pytest.mark.anyio


async def test_a_person_allows_on_the_page(http: httpx2.AsyncClient) -> None:
    app = await register(http)

    page = await authorize(http, app, state="s&<1")
    form = {
        "response_type": "code",
        "client_id": app["client_id"],
        "redirect_uri": CALLBACK,
        "scope": SCOPES,
        "state": "s&<1",
        "as": "maya",
        "other": "Zoe_1",
        "decision": "allow",
    }
    agreed = await http.post("/mastodon/oauth/authorize", data=form)
    token = (await exchange(http, app, returned(agreed)["code"])).json()
    bearer = {"Authorization": f"Bearer {token['access_token']}"}
    me = await http.get("/mastodon/api/v1/accounts/verify_credentials", headers=bearer)

    assert "AllIN" in page.text
    assert "s&amp;&lt;1" in page.text
    assert agreed.headers["location"].startswith(f"{CALLBACK}?code=")
    assert returned(agreed)["state"] == "s&<1"
    assert "expires_in" not in token
    assert token["scope"] == SCOPES
    assert me.json()["acct"] == "zoe_1"


async def test_a_person_denies(http: httpx2.AsyncClient) -> None:
    app = await register(http)

    denied = await authorize(http, app, auto="deny", state="abc")

    assert denied.status_code == 302
    assert returned(denied)["error"] == "access_denied"
    assert returned(denied)["state"] == "abc"


@pytest.mark.parametrize(
    "wrong,status",
    [
        ({"client_id": "nobody"}, 401),
        ({"redirect_uri": f"{CALLBACK}/"}, 400),
        ({"redirect_uri": "http://evil.example/"}, 400),
        ({"response_type": "token"}, 400),
        ({"scope": "write:media"}, 400),
        ({"code_challenge": "abc", "code_challenge_method": "plain"}, 400),
        ({"as": "not a handle"}, 422),
    ],
)
async def test_a_wrong_request_never_leaves_the_server(
    http: httpx2.AsyncClient, wrong: dict[str, str], status: int
) -> None:
    app = await register(http)

    answer = await authorize(http, app, **{"auto": "allow", **wrong})

    assert answer.status_code == status
    assert "location" not in answer.headers


async def test_a_code_needs_the_verifier_of_its_challenge(http: httpx2.AsyncClient) -> None:
    app = await register(http)
    verifier = "v" * 43
    digest = hashlib.sha256(verifier.encode()).digest()
    challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    pkce = {"code_challenge": challenge, "code_challenge_method": "S256"}
    code = returned(await authorize(http, app, auto="allow", **pkce))["code"]

    without = await exchange(http, app, code)
    wrong = await exchange(http, app, code, code_verifier="w" * 43)
    right = await exchange(http, app, code, code_verifier=verifier)
    again = await exchange(http, app, code, code_verifier=verifier)

    statuses = [answer.status_code for answer in (without, wrong, right, again)]
    assert statuses == [400, 400, 200, 400]
    assert again.json()["error"] == "invalid_grant"


async def test_a_code_lives_ten_minutes(http: httpx2.AsyncClient) -> None:
    app = await register(http)
    code = returned(await authorize(http, app, auto="allow"))["code"]

    await http.post("/_sandbox/clock", json={"advanceSeconds": 600})

    assert (await exchange(http, app, code)).json()["error"] == "invalid_grant"


async def test_a_code_belongs_to_its_application_and_address(http: httpx2.AsyncClient) -> None:
    app, other = await register(http), await register(http)
    code = returned(await authorize(http, app, auto="allow"))["code"]

    stolen = await exchange(http, other, code)
    elsewhere = await exchange(http, app, code, redirect_uri="http://127.0.0.1:8000/other")
    wrong_secret = await exchange(http, app, code, client_secret="guess")

    assert stolen.json()["error"] == elsewhere.json()["error"] == "invalid_grant"
    assert wrong_secret.status_code == 401
    assert wrong_secret.json()["error"] == "invalid_client"


async def test_a_token_does_only_what_was_allowed(connect: Connect) -> None:
    me = await connect(scope="read:accounts")

    answer = await me.publish("Hello")

    assert answer.status_code == 403
    assert answer.json() == {"error": "This action is outside the authorized scopes"}
    assert (await me.http.get("/_sandbox/timelines/mastodon")).json() == []


async def test_a_revoked_token_is_unknown(connect: Connect) -> None:
    me = await connect()
    secrets = {name: me.app[name] for name in ("client_id", "client_secret")}

    revoked = await me.http.post("/mastodon/oauth/revoke", data={**secrets, "token": me.token})
    answer = await me.call("GET", "/api/v1/accounts/verify_credentials")

    assert revoked.status_code == 200
    assert answer.status_code == 401
    assert answer.json() == {"error": "The access token is invalid"}


async def test_one_application_can_not_revoke_the_tokens_of_another(connect: Connect) -> None:
    me, other = await connect(), await connect("felix")
    secrets = {name: other.app[name] for name in ("client_id", "client_secret")}

    refused = await me.http.post("/mastodon/oauth/revoke", data={**secrets, "token": me.token})

    assert refused.status_code == 403
    assert (await me.publish("Still here")).status_code == 200
