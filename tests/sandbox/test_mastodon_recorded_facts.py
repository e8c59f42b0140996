"""The simulated Mastodon is held against what a real one was seen to answer."""

import json
from pathlib import Path
from typing import Any

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

FACTS: dict[str, Any] = json.loads(
    (Path(__file__).parent / "mastodon_recorded_facts.json").read_text(encoding="utf-8")
)
NOT_SIMULATED = {"blurhash"}


def assert_as_recorded(name: str, answer: httpx2.Response) -> None:
    fact = FACTS["answers"][name]
    assert answer.status_code == fact["status"]
    assert answer.headers["content-type"] == fact["content_type"]
    assert set(fact["headers"]) <= set(answer.headers)
    assert ("x-ratelimit-limit" in answer.headers) == ("limit" in fact)
    assert answer.headers.get("x-ratelimit-limit") == fact.get("limit")
    assert answer.headers.get("www-authenticate") == fact.get("www_authenticate")
    if "body" in fact:
        assert answer.json() == fact["body"]
    else:
        body = answer.json()
        assert sorted(body[0] if isinstance(body, list) else body) == fact["keys"]


async def test_every_recorded_answer_is_simulated(
    http: httpx2.AsyncClient, connect: Connect
) -> None:
    app_body = {"client_name": "AllIN", "redirect_uris": CALLBACK, "scopes": SCOPES}
    app_answer = await http.post("/mastodon/api/v1/apps", data=app_body)
    app = app_answer.json()
    code = returned(await authorize(http, app, auto="allow"))["code"]
    secrets = {name: app[name] for name in ("client_id", "client_secret")}
    me = await connect()

    answers = {
        "register_app": app_answer,
        "metadata": await http.get("/mastodon/.well-known/oauth-authorization-server"),
        "token": await exchange(http, app, code),
        "invalid_grant": await exchange(http, app, code),
        "invalid_token": await http.post("/mastodon/api/v1/statuses", data={"status": "x"}),
        "verify_credentials": await me.call("GET", "/api/v1/accounts/verify_credentials"),
        "publish": await me.publish("Hello"),
    }
    status = answers["publish"].json()
    own = f"/api/v1/accounts/{status['account']['id']}"
    answers |= {
        "account": await me.call("GET", own),
        "read": await me.call("GET", f"/api/v1/statuses/{status['id']}"),
        "read_missing": await me.call("GET", "/api/v1/statuses/0"),
        "list": await me.call("GET", f"{own}/statuses"),
        "delete": await me.call("DELETE", f"/api/v1/statuses/{status['id']}"),
        "delete_missing": await me.call("DELETE", f"/api/v1/statuses/{status['id']}"),
        "revoke": await http.post("/mastodon/oauth/revoke", data={"token": "x", **secrets}),
    }

    assert set(answers) == set(FACTS["answers"])
    for name, answer in answers.items():
        assert_as_recorded(name, answer)


async def test_what_is_inside_a_status_has_the_recorded_keys(connect: Connect) -> None:
    me = await connect()

    status = (await me.publish("Hello @maya #bread")).json()
    account = (await me.call("GET", "/api/v1/accounts/verify_credentials")).json()

    assert sorted(status["account"]) == FACTS["account_in_status"]
    assert sorted(status["application"]) == FACTS["application_in_status"]
    assert sorted(status["tags"][0]) == FACTS["tag_in_status"]
    assert sorted(status["mentions"][0]) == FACTS["mention_in_status"]
    assert sorted(account["source"]) == FACTS["account_source"]
    assert sorted(account["role"]) == FACTS["account_role"]


async def test_the_instance_describes_itself_as_recorded(http: httpx2.AsyncClient) -> None:
    def keys(value: dict[str, Any]) -> dict[str, Any]:
        return {
            name: keys(part) if isinstance(part, dict) else None for name, part in value.items()
        }

    instance = (await http.get("/mastodon/api/v2/instance")).json()
    metadata = (await http.get("/mastodon/.well-known/oauth-authorization-server")).json()

    facts = FACTS["instance"]
    configuration = instance["configuration"]
    assert keys(instance) == facts["keys"]
    assert instance["version"] == facts["version"]
    assert instance["api_versions"]["mastodon"] == facts["api_version"]
    assert {**configuration["statuses"], **configuration["media_attachments"]} == facts["limits"]
    assert metadata["scopes_supported"] == FACTS["scopes"]


@pytest.mark.parametrize("handle,language", [("yuki", "ja"), ("felix", "de")])
async def test_failures_are_told_in_the_language_of_the_account(
    connect: Connect, handle: str, language: str
) -> None:
    me = await connect(handle)
    sentences = FACTS["validation_failures"]

    too_long = await me.publish("a" * 501)
    blank = await me.publish("   ")

    assert too_long.status_code == blank.status_code == 422
    assert too_long.json() == {"error": sentences["too_long"][language]}
    if language in sentences["blank"]:
        assert blank.json() == {"error": sentences["blank"][language]}


async def test_applications_can_register_five_times_in_ten_minutes(
    http: httpx2.AsyncClient,
) -> None:
    for _ in range(5):
        assert "client_id" in await register(http)

    sixth = await http.post("/mastodon/api/v1/apps", data={"client_name": "AllIN"})
    await http.post("/_sandbox/clock", json={"advanceSeconds": 600})

    assert sixth.status_code == 429
    assert sixth.json() == {"error": "Too many requests"}
    assert "client_id" in await register(http)
