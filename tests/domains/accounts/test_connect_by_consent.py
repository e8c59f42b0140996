"""Connecting an account on its platform's consent page."""

import asyncio
import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from allin_gql.core.clock import now
from allin_gql.core.tokens import fingerprint
from allin_gql.domains.accounts.models import AccountConnection, PlatformApp, SocialAccount
from tests.fixtures.accounts import (
    COMPLETE,
    START,
    calls,
    connect_mastodon,
    count_calls,
    decide,
    do_escaped,
    events_of,
    nothing_changes,
    organization_key,
    plan_fault,
    start,
    unknown_to_servers,
)
from tests.fixtures.people import Person, log_in, register
from tests.fixtures.world import SANDBOX, World

pytestmark = pytest.mark.anyio


async def test_an_account_is_connected_by_whoever_began(world: World, owner: Person) -> None:
    returned = await decide(world, await start(owner))

    account = await owner.do(COMPLETE, state=returned["state"], code=returned["code"])

    assert account["platform"] == "MASTODON"
    assert account["server"] == f"{SANDBOX}/mastodon"
    assert account["handle"].startswith("maya@")
    assert account["displayName"] == "Maya Okafor"
    assert account["state"] == "ACTIVE"
    assert "write:statuses" in account["scopes"]
    assert account["textLimits"] == [{"unit": "GRAPHEMES", "maximum": 500, "reservedPerUrl": 23}]
    (event,) = [event for event in await events_of(owner) if event.subject_kind == "account"]
    assert event.type == "account.connected"
    assert event.data == {"platform": "MASTODON", "handle": account["handle"]}


async def test_the_consent_page_is_asked_with_a_proof_of_ours(owner: Person) -> None:
    started = await start(owner)

    asked = parse_qs(urlsplit(started["authorizationUrl"]).query)
    (redirect_uri,) = asked["redirect_uri"]
    assert re.fullmatch(r"http://127\.0\.0\.1:8000/connect/callback/[\w-]{22}", redirect_uri)
    assert asked["response_type"] == ["code"]
    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["code_challenge"][0]) == 43
    assert asked["state"] == [started["state"]]
    assert len(started["state"]) == 43  # 256 bits in base64url
    left = datetime.fromisoformat(started["expiresAt"]) - now()
    assert timedelta(minutes=9) < left <= timedelta(minutes=10)


async def test_a_server_is_told_of_us_once(world: World, owner: Person) -> None:
    async with unknown_to_servers():
        counter = await count_calls(world, "mastodon", "POST /api/v1/apps", seconds=0.05)

        started = await asyncio.gather(*(start(owner) for _ in range(3)))
        asked = await calls(world, counter)
        later = await start(owner, server=f" {SANDBOX}/mastodon/ ")

        assert await PlatformApp.exclude(redirect_uri__startswith="aside").count() == 1
        assert await calls(world, counter) == asked
    addresses = [parse_qs(urlsplit(each["authorizationUrl"]).query) for each in (*started, later)]
    assert len({address["client_id"][0] for address in addresses}) == 1
    assert len({address["state"][0] for address in addresses}) == 4


async def test_a_refusal_of_the_person_ends_the_connection(world: World, owner: Person) -> None:
    returned = await decide(world, await start(owner), "deny")

    async with nothing_changes(owner):
        problem = await owner.do(COMPLETE, state=returned["state"], error=returned["error"])
        again = await owner.do(COMPLETE, state=returned["state"], code="x")

    assert returned["error"] == "access_denied"
    assert problem["code"] == "CONNECTION_DENIED"
    assert problem["path"] == ["input", "error"]
    assert again["code"] == "CONNECTION_UNKNOWN"


async def test_an_error_that_is_no_word_is_not_repeated(owner: Person) -> None:
    started = await start(owner)

    problem = await do_escaped(owner, COMPLETE, state=started["state"], error="<b>\ufffd</b>" * 100)

    assert problem["code"] == "CONNECTION_DENIED"
    assert problem["message"] == (
        f"{SANDBOX}/mastodon ended the connection with an error; nothing was connected."
    )


async def test_a_connection_works_once(world: World, owner: Person) -> None:
    returned = await decide(world, await start(owner))
    await owner.do(COMPLETE, state=returned["state"], code=returned["code"])

    async with nothing_changes(owner):
        problem = await owner.do(COMPLETE, state=returned["state"], code=returned["code"])

    assert problem["code"] == "CONNECTION_UNKNOWN"


async def test_of_two_who_complete_at_once_one_does(world: World, owner: Person) -> None:
    returned = await decide(world, await start(owner))

    answers = await asyncio.gather(
        *(owner.do(COMPLETE, state=returned["state"], code=returned["code"]) for _ in range(2))
    )

    assert sorted(answer["__typename"] for answer in answers) == ["Problem", "SocialAccount"]


async def test_nobody_else_may_complete(world: World, owner: Person, stranger: Person) -> None:
    returned = await decide(world, await start(owner))
    elsewhere = Person(http=owner.http, email=owner.email)
    await log_in(elsewhere)
    given = {"state": returned["state"], "code": returned["code"]}

    async with nothing_changes(owner), nothing_changes(stranger):
        of_stranger = await stranger.do(COMPLETE, **given)
        of_other_session = await elsewhere.do(COMPLETE, **given)
        unknown = await owner.do(COMPLETE, state="A" * 43, code=returned["code"])

    assert of_stranger["code"] == "CONNECTION_UNKNOWN"
    assert of_stranger == of_other_session == unknown
    account = await owner.do(COMPLETE, **given)
    assert account["__typename"] == "SocialAccount"


async def test_a_connection_ends_after_ten_minutes(world: World, owner: Person) -> None:
    returned = await decide(world, await start(owner))
    connections = AccountConnection.filter(state_fingerprint=fingerprint(returned["state"]))
    assert await connections.update(expires_at=now()) == 1

    async with nothing_changes(owner):
        problem = await owner.do(COMPLETE, state=returned["state"], code=returned["code"])

    assert problem["code"] == "CONNECTION_UNKNOWN"
    await start(owner)
    assert await connections.count() == 0  # nobody needs it any more


@pytest.mark.parametrize("state", ["", "\ud800", "é" * 43, "A" * 100_000, "\0"])
async def test_a_state_that_is_none_is_unknown(owner: Person, state: str) -> None:
    async with nothing_changes(owner):
        problem = await do_escaped(owner, COMPLETE, state=state, code="x")

    assert problem["code"] == "CONNECTION_UNKNOWN"


@pytest.mark.parametrize(
    "given,code",
    [
        ({}, "REQUIRED"),
        ({"code": ""}, "REQUIRED"),
        ({"code": "x" * 2_049}, "TOO_LONG"),
        ({"code": "\ud800"}, "INVALID_CHARACTERS"),
    ],
)
async def test_a_code_that_is_none_uses_nothing_up(
    world: World, owner: Person, given: Mapping[str, str], code: str
) -> None:
    returned = await decide(world, await start(owner))

    async with nothing_changes(owner):
        problem = await do_escaped(owner, COMPLETE, state=returned["state"], **given)

    assert (problem["code"], problem["path"]) == (code, ["input", "code"])
    account = await owner.do(COMPLETE, state=returned["state"], code=returned["code"])
    assert account["__typename"] == "SocialAccount"


async def test_a_wrong_code_is_refused(owner: Person) -> None:
    started = await start(owner)

    async with nothing_changes(owner):
        problem = await owner.do(COMPLETE, state=started["state"], code="wrong")

    assert problem["code"] == "CREDENTIALS_REFUSED"
    assert problem["path"] == ["input", "code"]
    assert problem["retryable"] is False


async def test_a_code_of_another_connection_is_refused(world: World, owner: Person) -> None:
    mine, other = await start(owner), await start(owner)
    returned = await decide(world, other)

    async with nothing_changes(owner):
        problem = await owner.do(COMPLETE, state=mine["state"], code=returned["code"])

    assert problem["code"] == "CREDENTIALS_REFUSED"  # its proof (PKCE) is another


async def test_consent_is_not_lost_when_the_server_stumbles(world: World, owner: Person) -> None:
    returned = await decide(world, await start(owner))
    await plan_fault(world, "mastodon", "POST /oauth/token", kind="error", status=503)

    async with nothing_changes(owner):
        problem = await owner.do(COMPLETE, state=returned["state"], code=returned["code"])
    account = await owner.do(COMPLETE, state=returned["state"], code=returned["code"])

    assert (problem["code"], problem["retryable"]) == ("PLATFORM_UNAVAILABLE", True)
    assert account["__typename"] == "SocialAccount"


@pytest.mark.parametrize(
    "server,code",
    [
        ("", "REQUIRED"),
        ("x" * 301, "TOO_LONG"),
        ("\0", "INVALID_CHARACTERS"),
        ("no server", "SERVER_NOT_FOUND"),
        ("http://mastodon.social", "SERVER_NOT_FOUND"),
        ("https://127.0.0.1", "SERVER_NOT_FOUND"),
        ("https://169.254.169.254/latest", "SERVER_NOT_FOUND"),
        (f"{SANDBOX}/bluesky", "SERVER_NOT_FOUND"),
    ],
)
async def test_a_server_that_is_none_is_refused(owner: Person, server: str, code: str) -> None:
    async with nothing_changes(owner):
        problem = await owner.do(START, platform="MASTODON", server=server)

    assert (problem["code"], problem["path"]) == (code, ["input", "server"])


async def test_a_server_that_stumbles_is_unavailable(world: World, owner: Person) -> None:
    async with unknown_to_servers():
        await plan_fault(world, "mastodon", "POST /api/v1/apps", kind="error", status=500)

        problem = await owner.do(START, platform="MASTODON")

        assert await PlatformApp.exclude(redirect_uri__startswith="aside").count() == 0
    assert (problem["code"], problem["retryable"]) == ("PLATFORM_UNAVAILABLE", True)


async def test_another_method_is_named(owner: Person) -> None:
    problem = await owner.do(START, platform="BLUESKY")

    assert problem["code"] == "CONNECTION_METHOD_WRONG"
    assert problem["message"] == (
        "Bluesky is connected by connectWithPassword, not by startAccountConnection."
    )


async def test_whose_address_is_not_proved_connects_nothing(world: World) -> None:
    unproved = await register(world, "unproved")

    problem = await unproved.do(START, platform="MASTODON")

    assert problem["code"] == "EMAIL_NOT_VERIFIED"
    organization_id = await organization_key(unproved)
    assert await AccountConnection.filter(organization_id=organization_id).count() == 0


async def test_nobody_connects_nothing(anonymous: Person) -> None:
    before = await AccountConnection.all().count()

    begun = await anonymous.do(START, platform="MASTODON")
    completed = await anonymous.do(COMPLETE, state="A" * 43, code="x")

    assert begun["code"] == completed["code"] == "UNAUTHENTICATED"
    assert await AccountConnection.all().count() == before


async def test_what_a_hostile_server_says_of_itself_is_made_harmless(
    world: World, owner: Person
) -> None:
    returned = await decide(world, await start(owner))
    profile = {
        "id": "77",
        "username": "eve",
        "display_name": "Eve\0\x1b[31m" + "!" * 1_000,
        "url": "javascript:alert(1)",
        "avatar": "data:text/html,x",
    }
    path = "GET /api/v1/accounts/verify_credentials"
    await plan_fault(world, "mastodon", path, kind="error", status=200, body=profile)

    account = await owner.do(COMPLETE, state=returned["state"], code=returned["code"])

    assert account["displayName"] == "Eve[31m" + "!" * 248
    assert account["url"] == f"{SANDBOX}/mastodon"
    assert account["avatarUrl"] is None


async def test_who_does_not_say_who_it_is_is_not_connected(world: World, owner: Person) -> None:
    returned = await decide(world, await start(owner))
    path = "GET /api/v1/accounts/verify_credentials"
    body = {"id": "7" * 256, "username": "eve"}
    await plan_fault(world, "mastodon", path, kind="error", status=200, body=body)

    async with nothing_changes(owner):
        problem = await owner.do(COMPLETE, state=returned["state"], code=returned["code"])

    assert problem["code"] == "PLATFORM_REFUSED"


async def test_connecting_again_keeps_the_account(world: World, owner: Person) -> None:
    first = await connect_mastodon(world, owner)

    second = await connect_mastodon(world, owner)

    assert second["id"] == first["id"]
    assert second["connectedAt"] > first["connectedAt"]
    types = [event.type for event in await events_of(owner) if event.subject_kind == "account"]
    assert types == ["account.connected", "account.reconnected"]


async def test_the_same_account_is_one_for_each_organization(
    world: World, owner: Person, stranger: Person
) -> None:
    mine, theirs = await connect_mastodon(world, owner), await connect_mastodon(world, stranger)

    assert mine["id"] != theirs["id"]
    assert await SocialAccount.filter(organization_id=await organization_key(owner)).count() == 1
