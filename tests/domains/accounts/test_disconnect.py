"""Disconnecting an account: at once here, and at the platform when it answers."""

from datetime import timedelta

import pytest

from allin_gql.core.clock import now
from allin_gql.domains.accounts import service
from allin_gql.domains.accounts.models import RetiredCredentials, SocialAccount
from allin_gql.domains.accounts.service.sealing import credentials_place, seal_credentials
from allin_gql.platforms.base import Account, Network
from allin_gql.platforms.errors import AuthRevoked
from allin_gql.platforms.registry import PLATFORMS
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
)
from tests.fixtures.people import Person
from tests.fixtures.world import World

pytestmark = pytest.mark.anyio

REVOKE = "POST /oauth/revoke"


async def read(network: Network, account: Account) -> None:
    await network.read_metrics(account, ["1"])


async def credentials_of(account: dict[str, str]) -> Account:
    return service.platform_account(await SocialAccount.get(id=account_key(account)))


async def test_an_account_is_disconnected_and_its_access_ends(world: World, owner: Person) -> None:
    account = await connect_mastodon(world, owner)
    before = await credentials_of(account)

    disconnected = await owner.do(DISCONNECT, id=account["id"])
    performed = await world.jobs.perform()

    assert disconnected == {**account, "state": "DISCONNECTED"}
    assert performed == 1
    with pytest.raises(AuthRevoked):
        await read(PLATFORMS.current.by_name("MASTODON"), before)
    row = await SocialAccount.get(id=account_key(account))
    assert row.credentials is None
    assert await RetiredCredentials.filter(account_id=row.id).count() == 0
    assert [event.type for event in await events_of(owner)][-1] == "account.disconnected"


async def test_a_platform_that_is_down_keeps_nobody_connected(world: World, owner: Person) -> None:
    account = await connect_mastodon(world, owner)
    before = await credentials_of(account)
    await plan_fault(world, "mastodon", REVOKE, kind="error", status=503)

    disconnected = await owner.do(DISCONNECT, id=account["id"])
    await world.jobs.perform()

    assert disconnected["state"] == "DISCONNECTED"
    (retired,) = await RetiredCredentials.filter(account_id=account_key(account))
    assert retired.attempts == 1
    assert retired.due_at > now()
    await RetiredCredentials.filter(id=retired.id).update(due_at=now() - timedelta(seconds=1))
    await service.ring_for_revocations(100)
    await world.jobs.perform()
    assert await RetiredCredentials.filter(id=retired.id).count() == 0
    with pytest.raises(AuthRevoked):
        await read(PLATFORMS.current.by_name("MASTODON"), before)


async def test_credentials_that_can_not_be_revoked_are_forgotten(
    world: World, owner: Person
) -> None:
    account = await connect_mastodon(world, owner)
    refused = {"error": "unauthorized_client"}
    await plan_fault(world, "mastodon", REVOKE, kind="error", status=403, body=refused)

    await owner.do(DISCONNECT, id=account["id"])
    await world.jobs.perform()

    assert await RetiredCredentials.filter(account_id=account_key(account)).count() == 0


async def test_disconnecting_twice_is_disconnecting_once(world: World, owner: Person) -> None:
    account = await connect_bluesky(owner)
    counter = await count_calls(world, "bluesky", "POST /xrpc/com.atproto.server.deleteSession")
    first = await owner.do(DISCONNECT, id=account["id"])

    async with nothing_changes(owner):
        second = await owner.do(DISCONNECT, id=account["id"])
    await world.jobs.perform()

    assert second == first
    assert await calls(world, counter) == 1


async def test_an_account_can_be_connected_again(world: World, owner: Person) -> None:
    account = await connect_mastodon(world, owner)
    await owner.do(DISCONNECT, id=account["id"])
    await world.jobs.perform()

    again = await connect_mastodon(world, owner)

    assert (again["id"], again["state"]) == (account["id"], "ACTIVE")
    await service.act(account_key(again), read)
    types = [event.type for event in await events_of(owner) if event.subject_kind == "account"]
    assert types == ["account.connected", "account.disconnected", "account.reconnected"]


async def test_connecting_again_gives_the_old_credentials_back(world: World, owner: Person) -> None:
    account = await connect_mastodon(world, owner)
    before = await credentials_of(account)
    await connect_mastodon(world, owner)

    performed = await world.jobs.perform()

    assert performed == 1
    with pytest.raises(AuthRevoked):
        await read(PLATFORMS.current.by_name("MASTODON"), before)
    await service.act(account_key(account), read)


async def test_credentials_that_another_organization_uses_are_not_revoked(
    world: World, owner: Person, stranger: Person
) -> None:
    """Mastodon gives the same token to all who connect an account by one app."""
    mine, theirs = await connect_mastodon(world, owner), await connect_mastodon(world, stranger)
    shared = (await credentials_of(theirs)).credentials
    row = await SocialAccount.get(id=account_key(mine))
    row.credentials = seal_credentials(shared, credentials_place(row.id))
    await row.save()
    counter = await count_calls(world, "mastodon", REVOKE)

    await owner.do(DISCONNECT, id=mine["id"])
    await world.jobs.perform()

    assert await calls(world, counter) == 0
    assert await RetiredCredentials.filter(account_id=row.id).count() == 0
    await service.act(account_key(theirs), read)


async def test_what_others_have_lost_the_key_to_keeps_nothing_alive(
    world: World, owner: Person, stranger: Person
) -> None:
    mine, theirs = await connect_mastodon(world, owner), await connect_mastodon(world, stranger)
    await SocialAccount.filter(id=account_key(theirs)).update(credentials="v1.lost.AAAA.AAAA")
    counter = await count_calls(world, "mastodon", REVOKE)

    await owner.do(DISCONNECT, id=mine["id"])
    await world.jobs.perform()

    assert await calls(world, counter) == 1


async def test_only_ones_own_accounts_can_be_disconnected(
    world: World, owner: Person, stranger: Person
) -> None:
    account = await connect_mastodon(world, owner)

    async with nothing_changes(owner):
        foreign = await stranger.do(DISCONNECT, id=account["id"])
        unknown = await stranger.do(DISCONNECT, id="account_" + "0" * 26)
        other = await stranger.do(DISCONNECT, id="post_" + "0" * 26)

    assert (foreign["code"], foreign["path"]) == ("NOT_FOUND", ["input", "id"])
    assert foreign == unknown
    assert (other["code"], other["path"]) == ("INVALID_ID", ["input", "id"])
    assert world.jobs.messages == []
