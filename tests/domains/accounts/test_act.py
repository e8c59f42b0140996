"""Acting for an account: renewed once for everybody, marked when dead, never for less."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

import pytest

from allin_gql.domains.accounts import service
from allin_gql.domains.accounts.models import RetiredCredentials, SocialAccount
from allin_gql.domains.accounts.values import AccountState
from allin_gql.platforms.base import Account, Network
from allin_gql.platforms.errors import AuthRevoked, Transient
from tests.fixtures.accounts import (
    DISCONNECT,
    account_key,
    calls,
    connect_bluesky,
    connect_mastodon,
    count_calls,
    events_of,
    nothing_changes,
    plan_fault,
    until_called,
)
from tests.fixtures.people import Person
from tests.fixtures.world import World

pytestmark = pytest.mark.anyio

REFRESH = "POST /xrpc/com.atproto.server.refreshSession"
READ = "GET /xrpc/app.bsky.feed.getPosts"
POST = "at://did:plc:abcdefghijklmnopqrstuvwx/app.bsky.feed.post/3l6oveex3ii2l"


@dataclass
class Reader:
    """Reads the counters of a post, and remembers with which credentials it was let to."""

    seen: list[Account] = field(default_factory=list)

    async def __call__(self, network: Network, account: Account) -> str:
        self.seen.append(account)
        await network.read_metrics(account, [POST])
        return "read"


async def row_of(account: dict[str, Any]) -> SocialAccount:
    return await SocialAccount.get(id=account_key(account))


async def expire(world: World) -> None:
    """Let two hours pass out there, after which access tokens are too old."""
    await world.sandbox.post("/_sandbox/clock", json={"advanceSeconds": 7_201})


async def test_a_call_is_made_with_the_credentials(owner: Person) -> None:
    account = await connect_bluesky(owner)
    reader = Reader()

    assert await service.act(account_key(account), reader) == "read"

    (used,) = reader.seen
    assert used.handle == "maya.test"
    assert used.server == account["server"]
    assert "access_jwt" in used.credentials.secrets


async def test_twenty_who_act_with_old_credentials_renew_them_once(
    world: World, owner: Person
) -> None:
    account = await connect_bluesky(owner)
    before = (await row_of(account)).credentials
    await expire(world)
    counter = await count_calls(world, "bluesky", REFRESH, seconds=0.1)
    reader = Reader()

    answers = await asyncio.gather(*(service.act(account_key(account), reader) for _ in range(20)))

    assert answers == ["read"] * 20
    assert await calls(world, counter) == 1
    assert len(reader.seen) == 40  # each once too old, and once renewed
    row = await row_of(account)
    assert row.state is AccountState.ACTIVE
    assert row.credentials != before
    stored = service.platform_account(row).credentials
    assert [used.credentials for used in reader.seen[-20:]] == [stored] * 20


async def test_renewed_credentials_serve_the_next_call(world: World, owner: Person) -> None:
    account = await connect_bluesky(owner)
    await expire(world)
    await service.act(account_key(account), Reader())
    counter = await count_calls(world, "bluesky", REFRESH)
    reader = Reader()

    await service.act(account_key(account), reader)

    assert len(reader.seen) == 1
    assert await calls(world, counter) == 0


@pytest.mark.parametrize("kind", ["error", "reset", "hang", "truncate", "rate_limit"])
async def test_a_renewal_that_fails_for_now_disconnects_nobody(
    world: World, owner: Person, kind: str
) -> None:
    account = await connect_bluesky(owner)
    await expire(world)
    await plan_fault(world, "bluesky", REFRESH, kind=kind, status=503, seconds=0)

    async with nothing_changes(owner):
        with pytest.raises(Transient):
            await service.act(account_key(account), Reader())

    assert await service.act(account_key(account), Reader()) == "read"


async def test_credentials_that_are_dead_need_a_person(world: World, owner: Person) -> None:
    account = await connect_bluesky(owner)
    await plan_fault(world, "bluesky", READ, kind="revoked_token")

    with pytest.raises(AuthRevoked):
        await service.act(account_key(account), Reader())

    assert (await row_of(account)).state is AccountState.NEEDS_RECONNECT
    event = (await events_of(owner))[-1]
    assert event.type == "account.needs_reconnect"
    assert event.subject_id == account_key(account)
    assert event.actor_id is None
    assert event.data["handle"] == "maya.test"


async def test_twenty_who_find_credentials_dead_tell_it_once(world: World, owner: Person) -> None:
    account = await connect_mastodon(world, owner)
    await plan_fault(world, "mastodon", "GET /api/v1/statuses", kind="revoked_token")

    answers = await asyncio.gather(
        *(service.act(account_key(account), Reader()) for _ in range(20)), return_exceptions=True
    )

    assert {type(answer) for answer in answers} == {AuthRevoked}
    types = [event.type for event in await events_of(owner)]
    assert types.count("account.needs_reconnect") == 1


async def test_twenty_who_can_not_renew_ask_once(world: World, owner: Person) -> None:
    account = await connect_bluesky(owner)
    await expire(world)
    refusal = {"error": "ExpiredToken", "message": "Token has been revoked"}
    failing = await plan_fault(
        world, "bluesky", REFRESH, kind="error", status=400, body=refusal, count=0
    )

    answers = await asyncio.gather(
        *(service.act(account_key(account), Reader()) for _ in range(20)), return_exceptions=True
    )

    assert {type(answer) for answer in answers} == {AuthRevoked}
    assert await calls(world, failing) == 1
    assert (await row_of(account)).state is AccountState.NEEDS_RECONNECT
    types = [event.type for event in await events_of(owner)]
    assert types.count("account.needs_reconnect") == 1


async def test_an_account_that_may_not_be_used_is_not_asked_for(
    world: World, owner: Person
) -> None:
    account = await connect_mastodon(world, owner)
    await owner.do(DISCONNECT, id=account["id"])
    reader = Reader()

    async with nothing_changes(owner):
        with pytest.raises(AuthRevoked, match="was disconnected"):
            await service.act(account_key(account), reader)

    assert reader.seen == []


async def test_connecting_again_makes_an_account_usable(world: World, owner: Person) -> None:
    account = await connect_mastodon(world, owner)
    await plan_fault(world, "mastodon", "GET /api/v1/statuses", kind="revoked_token")
    with pytest.raises(AuthRevoked):
        await service.act(account_key(account), Reader())
    with pytest.raises(AuthRevoked, match="has to be connected again"):
        await service.act(account_key(account), Reader())

    again = await connect_mastodon(world, owner)

    assert (again["id"], again["state"]) == (account["id"], "ACTIVE")
    assert await service.act(account_key(account), Reader()) == "read"


async def test_who_was_refused_while_the_account_was_connected_again_goes_on(
    world: World, owner: Person
) -> None:
    account = await connect_mastodon(world, owner)
    seen: list[Account] = []

    async def refused_once(network: Network, used: Account) -> None:
        seen.append(used)
        if len(seen) == 1:
            await connect_mastodon(world, owner)
            await network.revoke(used)
        await network.read_metrics(used, ["1"])

    await service.act(account_key(account), refused_once)

    assert len(seen) == 2
    assert (await row_of(account)).state is AccountState.ACTIVE


async def test_who_disconnects_while_credentials_are_renewed_need_not_wait(
    world: World, owner: Person
) -> None:
    account = await connect_bluesky(owner)
    await expire(world)
    counter = await count_calls(world, "bluesky", REFRESH, seconds=0.3)
    acting = asyncio.create_task(service.act(account_key(account), Reader()))
    await until_called(world, counter)

    await owner.do(DISCONNECT, id=account["id"])
    was_still_renewing = not acting.done()
    with pytest.raises(AuthRevoked, match="was disconnected"):
        await acting

    assert was_still_renewing
    row = await row_of(account)
    assert (row.state, row.credentials) == (AccountState.DISCONNECTED, None)
    assert await RetiredCredentials.filter(account_id=row.id).count() == 2  # the old, the renewed


async def test_a_renewal_goes_on_when_whoever_asked_for_it_is_cancelled(
    world: World, owner: Person
) -> None:
    account = await connect_bluesky(owner)
    before = (await row_of(account)).credentials
    await expire(world)
    counter = await count_calls(world, "bluesky", REFRESH, seconds=0.1)
    acting = asyncio.create_task(service.act(account_key(account), Reader()))
    await until_called(world, counter)

    acting.cancel()
    reader = Reader()
    await service.act(account_key(account), reader)

    assert await calls(world, counter) == 1
    assert (await row_of(account)).credentials != before


async def test_credentials_that_can_not_be_opened_disconnect_nobody(
    world: World, owner: Person
) -> None:
    account, other = await connect_bluesky(owner), await connect_mastodon(world, owner)
    moved = (await row_of(other)).credentials
    await SocialAccount.filter(id=account_key(account)).update(credentials=moved)
    reader = Reader()

    async with nothing_changes(owner):
        with pytest.raises(Transient):
            await service.act(account_key(account), reader)

    assert reader.seen == []
