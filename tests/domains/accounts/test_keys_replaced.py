"""Keys are replaced while accounts are used: nothing is lost, and nobody notices."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from allin_gql.cli.databases import connection_to
from allin_gql.cli.rotation import Rotated, rotate
from allin_gql.core.database import fetch
from allin_gql.core.models import IdempotentAnswer
from allin_gql.core.vault import SEALED_COLUMNS, VAULT, Vault, key_id_of
from allin_gql.domains.accounts import service
from allin_gql.domains.accounts.models import SocialAccount
from allin_gql.domains.accounts.values import AccountState
from allin_gql.platforms.base import Account, Network
from allin_gql.platforms.errors import AuthRevoked
from allin_gql.settings import KeyRing
from tests.domains.accounts.test_act import READ, REFRESH, Reader, expire, row_of
from tests.fixtures.accounts import (
    calls,
    connect_bluesky,
    connect_mastodon,
    count_calls,
    events_of,
    plan_fault,
    until_called,
)
from tests.fixtures.people import LOG_IN, PASSWORD, Person
from tests.fixtures.world import World

pytestmark = pytest.mark.anyio

OLD, NEW = bytes(32), bytes(range(32))  # the old is the world's
ME = "{ me { email } socialAccounts(first: 5) { nodes { handle state } } }"


async def seal_anew(world: World, current: str) -> Rotated:
    keys = {"a": OLD, "b": NEW}
    ring = KeyRing({current: keys[current], **keys})
    async with connection_to(world.settings.database_url or "") as connection:
        return await rotate(connection, ring, lambda _: None)


@pytest.fixture(autouse=True)
async def both_keys(world: World) -> AsyncIterator[None]:
    """All processes have the new key behind the old one; afterwards all is as it was."""
    VAULT.set(Vault(KeyRing({"a": OLD, "b": NEW})))
    yield
    await seal_anew(world, "a")
    VAULT.set(Vault(KeyRing({"a": OLD})))


async def test_credentials_that_are_renewed_meanwhile_are_kept(world: World, owner: Person) -> None:
    account = await connect_bluesky(owner)
    await expire(world)
    counter = await count_calls(world, "bluesky", REFRESH, seconds=0.2)
    before = service.platform_account(await row_of(account)).credentials
    acting = asyncio.create_task(service.act((await row_of(account)).id, Reader()))
    await until_called(world, counter)

    rotated = await seal_anew(world, "b")
    was_still_renewing = not acting.done()
    answer = await acting

    row = await row_of(account)
    assert was_still_renewing
    assert rotated.done > 0
    assert answer == "read"
    assert row.state is AccountState.ACTIVE
    assert service.platform_account(row).credentials != before
    assert await calls(world, counter) == 1
    assert await service.act(row.id, Reader()) == "read"


async def test_twenty_who_act_while_all_is_sealed_anew_renew_once(
    world: World, owner: Person
) -> None:
    account = await connect_bluesky(owner)
    await expire(world)
    counter = await count_calls(world, "bluesky", REFRESH, seconds=0.05)
    key = (await row_of(account)).id
    acting = [asyncio.create_task(service.act(key, Reader())) for _ in range(20)]

    for current in "bababa":
        await seal_anew(world, current)

    assert await asyncio.gather(*acting) == ["read"] * 20
    assert await calls(world, counter) == 1
    assert (await row_of(account)).state is AccountState.ACTIVE


async def test_credentials_that_are_found_dead_meanwhile_are_marked(
    world: World, owner: Person
) -> None:
    account = await connect_bluesky(owner)
    fault = await plan_fault(world, "bluesky", READ, kind="revoked_token")

    key = (await row_of(account)).id

    async def read_after_rotation(network: Network, used: Account) -> None:
        await seal_anew(world, "b")
        await Reader()(network, used)

    with pytest.raises(AuthRevoked):
        await service.act(key, read_after_rotation)

    assert await calls(world, fault) == 1
    assert (await row_of(account)).state is AccountState.NEEDS_RECONNECT
    types = [event.type for event in await events_of(owner)]
    assert types.count("account.needs_reconnect") == 1


async def test_everybody_is_answered_meanwhile(world: World, owner: Person) -> None:
    await connect_mastodon(world, owner)
    sign_in = {"email": owner.email, "password": PASSWORD, "idempotencyKey": "once"}
    first = await Person(http=owner.http).do(LOG_IN, **sign_in)
    asking = asyncio.Event()

    async def ask() -> list[object]:
        answers: list[object] = []
        while not asking.is_set():
            answers.append(await owner.ask(ME))
        return answers

    everybody = [asyncio.create_task(ask()) for _ in range(3)]
    for current in "bab":
        await seal_anew(world, current)
    asking.set()
    answers = [answer for person in everybody for answer in await person]
    again = await Person(http=owner.http).do(LOG_IN, **sign_in)

    assert len(answers) > 3
    assert all(answer == answers[0] for answer in answers)
    assert again == first
    assert {key_id_of(row.sealed) for row in await IdempotentAnswer.all()} == {"b"}


async def test_no_column_of_the_database_is_sealed_and_not_declared(
    world: World, owner: Person
) -> None:
    await connect_mastodon(world, owner)
    await connect_bluesky(owner)
    columns = await fetch(
        "SELECT table_name, column_name FROM information_schema.columns"
        " WHERE table_schema = 'public' AND data_type IN ('text', 'character varying')"
    )

    await seal_anew(world, "b")

    sealed = {
        f"{table}.{column}"
        for table, column in ((one["table_name"], one["column_name"]) for one in columns)
        if await fetch(f"SELECT 1 FROM {table} WHERE {column} ~ '^v1[.][^.]+[.][^.]+[.][^.]+$'")  # noqa: S608  # our own names
    }
    assert "social_accounts.credentials" in sealed
    assert sealed <= set(SEALED_COLUMNS)
    assert await SocialAccount.filter(credentials__startswith="v1.b.").count() >= 2
