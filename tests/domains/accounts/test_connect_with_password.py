"""Connecting an account with a password made for AllIN."""

import asyncio
from typing import Any

import pytest

from tests.fixtures.accounts import (
    APP_PASSWORDS,
    WITH_PASSWORD,
    connect_bluesky,
    do_escaped,
    events_of,
    nothing_changes,
    plan_fault,
)
from tests.fixtures.people import Person, register
from tests.fixtures.world import SANDBOX, World

pytestmark = pytest.mark.anyio

GIVEN = {"platform": "BLUESKY", "identifier": "maya.test", "password": APP_PASSWORDS["maya"]}


async def test_an_account_is_connected(owner: Person) -> None:
    account = await owner.do(WITH_PASSWORD, **GIVEN)

    assert account["platform"] == "BLUESKY"
    assert account["server"] == f"{SANDBOX}/bluesky"
    assert account["handle"] == "maya.test"
    assert account["displayName"] == "Maya Okafor"
    assert account["state"] == "ACTIVE"
    assert account["textLimits"] == [
        {"unit": "GRAPHEMES", "maximum": 300, "reservedPerUrl": None},
        {"unit": "UTF8_BYTES", "maximum": 3000, "reservedPerUrl": None},
    ]
    assert [event.type for event in await events_of(owner)][-1] == "account.connected"


async def test_a_wrong_password_is_refused(owner: Person) -> None:
    async with nothing_changes(owner):
        problem = await owner.do(WITH_PASSWORD, **{**GIVEN, "password": "wrong"})

    assert (problem["code"], problem["retryable"]) == ("CREDENTIALS_REFUSED", False)
    assert "wrong" not in problem["message"]


@pytest.mark.parametrize(
    "given,code,path",
    [
        ({"identifier": ""}, "REQUIRED", "identifier"),
        ({"identifier": "x" * 256}, "TOO_LONG", "identifier"),
        ({"password": ""}, "REQUIRED", "password"),
        ({"password": "x" * 513}, "TOO_LONG", "password"),
        ({"password": "\ud800"}, "INVALID_CHARACTERS", "password"),
        ({"server": f"{SANDBOX}/mastodon"}, "SERVER_NOT_FOUND", "server"),
        ({"server": "https://10.0.0.1"}, "SERVER_NOT_FOUND", "server"),
        ({"platform": "MASTODON"}, "CONNECTION_METHOD_WRONG", "platform"),
    ],
)
async def test_what_can_not_be_is_refused(
    owner: Person, given: dict[str, Any], code: str, path: str
) -> None:
    async with nothing_changes(owner):
        problem = await do_escaped(owner, WITH_PASSWORD, **{**GIVEN, **given})

    assert (problem["code"], problem["path"]) == (code, ["input", path])


async def test_a_platform_that_asks_to_wait_is_waited_for(world: World, owner: Person) -> None:
    path = "POST /xrpc/com.atproto.server.createSession"
    await plan_fault(world, "bluesky", path, kind="rate_limit")

    async with nothing_changes(owner):
        problem = await owner.do(WITH_PASSWORD, **GIVEN)

    assert (problem["code"], problem["retryable"]) == ("PLATFORM_UNAVAILABLE", True)
    (number,) = problem["numbers"]
    assert number["name"] == "retryAfterSeconds"
    assert number["value"] > 0


@pytest.mark.parametrize("kind", ["reset", "hang", "truncate", "error"])
async def test_a_platform_that_stumbles_is_unavailable(
    world: World, owner: Person, kind: str
) -> None:
    path = "POST /xrpc/com.atproto.server.createSession"
    await plan_fault(world, "bluesky", path, kind=kind, seconds=0)

    async with nothing_changes(owner):
        problem = await owner.do(WITH_PASSWORD, **GIVEN)

    assert (problem["code"], problem["retryable"]) == ("PLATFORM_UNAVAILABLE", True)


async def test_those_who_connect_the_same_account_at_once_make_one(owner: Person) -> None:
    accounts = await asyncio.gather(*(connect_bluesky(owner, "felix") for _ in range(3)))

    assert len({account["id"] for account in accounts}) == 1
    types = [event.type for event in await events_of(owner) if event.subject_kind == "account"]
    assert types == ["account.connected", "account.reconnected", "account.reconnected"]


async def test_whose_address_is_not_proved_connects_nothing(world: World) -> None:
    unproved = await register(world, "unproved")

    async with nothing_changes(unproved):
        problem = await unproved.do(WITH_PASSWORD, **GIVEN)

    assert problem["code"] == "EMAIL_NOT_VERIFIED"
