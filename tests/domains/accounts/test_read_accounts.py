"""Reading platforms and accounts."""

from typing import Any

import pytest

from tests.fixtures.accounts import DISCONNECT, connect_bluesky, connect_mastodon
from tests.fixtures.people import Person
from tests.fixtures.world import World

pytestmark = pytest.mark.anyio

PLATFORMS = """
{
  platforms {
    platform title connectionMethod idempotency hasCustomServers canDelete metrics
    textLimits { unit maximum reservedPerUrl }
  }
}
"""
ONE = "query One($id: ID!) { socialAccount(id: $id) { id handle } }"
ALL = """
query All($first: Int! = 20, $after: String, $platform: Platform, $state: AccountState) {
  socialAccounts(first: $first, after: $after, platform: $platform, state: $state) {
    nodes { id }
    totalCount
    pageInfo { hasNextPage endCursor }
  }
}
"""


async def listed(person: Person, **variables: Any) -> list[str]:
    data = await person.ask(ALL, **variables)
    return [node["id"] for node in data["socialAccounts"]["nodes"]]


async def test_anybody_may_know_what_platforms_can_do(anonymous: Person) -> None:
    data = await anonymous.ask(PLATFORMS)

    bluesky, mastodon = data["platforms"]
    assert mastodon == {
        "platform": "MASTODON",
        "title": "Mastodon",
        "connectionMethod": "OAUTH2",
        "idempotency": "IDEMPOTENT",
        "hasCustomServers": True,
        "canDelete": True,
        "metrics": ["LIKES", "REPOSTS", "REPLIES", "QUOTES"],
        "textLimits": [{"unit": "GRAPHEMES", "maximum": 500, "reservedPerUrl": 23}],
    }
    assert bluesky["connectionMethod"] == "APP_PASSWORD"
    assert [limit["maximum"] for limit in bluesky["textLimits"]] == [300, 3000]


async def test_an_account_is_found_by_its_id(world: World, owner: Person) -> None:
    account = await connect_mastodon(world, owner)

    data = await owner.ask(ONE, id=account["id"])

    assert data["socialAccount"] == {"id": account["id"], "handle": account["handle"]}


async def test_what_others_have_is_as_unknown_as_what_nobody_has(
    world: World, owner: Person, stranger: Person
) -> None:
    account = await connect_mastodon(world, owner)

    foreign = await stranger.ask(ONE, id=account["id"])
    unknown = await stranger.ask(ONE, id="account_" + "0" * 26)

    assert foreign == unknown == {"socialAccount": None}
    assert await listed(stranger) == []


@pytest.mark.parametrize("wrong", ["post_" + "0" * 26, "", "account_x", "1"])
async def test_the_id_of_another_thing_is_refused(owner: Person, wrong: str) -> None:
    error = await owner.refused(ONE, id=wrong)

    assert error["extensions"]["code"] == "INVALID_ID"


async def test_nobody_reads_nothing(anonymous: Person) -> None:
    error = await anonymous.refused(ALL)

    assert error["extensions"]["code"] == "UNAUTHENTICATED"


async def test_accounts_come_in_pages_the_last_added_first(world: World, owner: Person) -> None:
    added = [
        await connect_mastodon(world, owner, handle) for handle in ("maya", "felix", "northwind")
    ]
    newest_first = [account["id"] for account in reversed(added)]

    first = (await owner.ask(ALL, first=2))["socialAccounts"]
    second = (await owner.ask(ALL, first=2, after=first["pageInfo"]["endCursor"]))["socialAccounts"]

    assert [node["id"] for node in first["nodes"]] == newest_first[:2]
    assert first["pageInfo"]["hasNextPage"] is True
    assert first["totalCount"] == 3
    assert [node["id"] for node in second["nodes"]] == newest_first[2:]
    assert second["pageInfo"]["hasNextPage"] is False


async def test_accounts_are_chosen_by_platform_and_state(world: World, owner: Person) -> None:
    mastodon = await connect_mastodon(world, owner)
    bluesky = await connect_bluesky(owner)
    await owner.do(DISCONNECT, id=bluesky["id"])

    assert await listed(owner, platform="MASTODON") == [mastodon["id"]]
    assert await listed(owner, platform="BLUESKY") == [bluesky["id"]]
    assert await listed(owner, state="DISCONNECTED") == [bluesky["id"]]
    assert await listed(owner, platform="MASTODON", state="DISCONNECTED") == []
    assert await listed(owner, state="NEEDS_RECONNECT") == []


@pytest.mark.parametrize("first", [0, -1, 101])
async def test_a_page_has_a_size(owner: Person, first: int) -> None:
    error = await owner.refused(ALL, first=first)

    assert error["extensions"]["code"] == "INVALID_INPUT"
    assert error["extensions"]["numbers"] == {"minimum": 1, "maximum": 100, "actual": first}
