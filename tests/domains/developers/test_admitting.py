"""Who comes with a key: for its maker, in its organization, and never with more than theirs."""

import asyncio
from datetime import timedelta

import httpx2
import pytest

from allin_gql.app import create_app
from allin_gql.core.clock import now
from allin_gql.core.ids import IdKind, parse_id
from allin_gql.core.parts import SETTINGS
from allin_gql.domains.accounts.models import SocialAccount
from allin_gql.domains.developers.models import ApiKey
from allin_gql.domains.developers.service import admitting
from allin_gql.domains.developers.values import KeyMode, new_key
from allin_gql.domains.organizations.models import MemberAccount, OrganizationMember
from tests.domains.developers.keys import (
    REVOKE,
    UPDATE,
    WHO,
    make_key,
    membership,
    program,
    read_key,
    set_role,
    set_secret,
)
from tests.domains.publishing.engine import CREATE
from tests.fixtures.accounts import account_key, connect_bluesky
from tests.fixtures.people import Person, member
from tests.fixtures.statements import count_statements
from tests.fixtures.world import API, World
from tests.graph.mutations import UNKNOWN

ACCOUNTS = "{ socialAccounts { nodes { id } } }"
REFUSED = "This API key is not good: not any more, or not from your network."


async def refusal(person: Person) -> tuple[str, str]:
    """The code and the sentence by which somebody is not let in."""
    error = await person.refused(WHO)
    return error["extensions"]["code"], error["message"]


async def permissions(person: Person) -> list[str]:
    told: list[str] = (await person.ask(WHO))["viewer"]["permissions"]
    return told


def from_address(person: Person, address: str) -> Person:
    """The same client, elsewhere."""
    api = httpx2.ASGITransport(app=create_app(SETTINGS.current), client=(address, 40_000))
    return Person(httpx2.AsyncClient(transport=api, base_url=API), access_token=person.access_token)


async def test_a_program_does_what_its_key_is_for_in_its_makers_name(owner: Person) -> None:
    key = await make_key(owner, scopes=["WRITE_POSTS"])
    me = (await owner.ask("{ me { name } }"))["me"]

    post = await program(owner, key["secret"]).do(CREATE, text="by a program")

    assert post["__typename"] == "Post"
    (written,) = (await owner.ask("{ posts { nodes { id author { name } } } }"))["posts"]["nodes"]
    assert written == {"id": post["id"], "author": me}


async def test_one_statement_tells_who_asks(owner: Person) -> None:
    robot = program(owner, (await make_key(owner))["secret"])
    await robot.ask("{ __typename }")

    with count_statements() as counted:
        await robot.ask("{ __typename }")

    (statement,) = counted.statements
    assert "secrets.id AS secret_id" in statement


async def test_scopes_narrow_the_role_and_the_role_narrows_the_scopes(
    world: World, owner: Person
) -> None:
    publisher = await member(world, owner, "PUBLISHER")
    robot = program(
        publisher, (await make_key(publisher, scopes=["PUBLISH", "WRITE_POSTS"]))["secret"]
    )

    as_publisher = await permissions(robot)
    await set_role(publisher, "EDITOR")
    as_editor = await permissions(robot)
    problem = await robot.do(CREATE, text="still")
    await set_role(publisher, "ANALYST")
    refused = await robot.do(CREATE, text="no more")

    assert as_publisher == ["PUBLISH", "READ", "WRITE_POSTS"]
    assert as_editor == ["READ", "WRITE_POSTS"]
    assert problem["__typename"] == "Post"
    assert refused["code"] == "NOT_ALLOWED"
    assert refused["message"].startswith("This API key may not do this")


async def test_it_sees_the_accounts_that_both_it_and_its_maker_may(
    world: World, owner: Person
) -> None:
    maya, felix = await connect_bluesky(owner), await connect_bluesky(owner, "felix")
    publisher = await member(world, owner, "PUBLISHER", accounts=[maya["id"], felix["id"]])
    wide = program(publisher, (await make_key(publisher))["secret"])
    narrow = program(
        publisher, (await make_key(publisher, socialAccountIds=[maya["id"]]))["secret"]
    )

    async def seen() -> list[list[str]]:
        answers = [await one.ask(ACCOUNTS) for one in (wide, narrow)]
        return [[node["id"] for node in one["socialAccounts"]["nodes"]] for one in answers]

    before = await seen()
    await MemberAccount.filter(social_account_id=account_key(maya)).delete()

    assert before == [[felix["id"], maya["id"]], [maya["id"]]]
    assert await seen() == [[felix["id"]], []]


async def test_an_account_that_is_gone_does_not_widen_a_key(owner: Person) -> None:
    maya, _ = await connect_bluesky(owner), await connect_bluesky(owner, "felix")
    key = await make_key(owner, socialAccountIds=[maya["id"]])

    await SocialAccount.filter(id=account_key(maya)).delete()

    answer = await program(owner, key["secret"]).ask(ACCOUNTS)
    assert answer == {"socialAccounts": {"nodes": []}}
    shown = await read_key(owner, key)
    assert (shown["isRestricted"], shown["socialAccountIds"]) == (True, [])


async def test_another_organization_is_not_there_for_it(owner: Person, stranger: Person) -> None:
    robot = program(owner, (await make_key(owner))["secret"])
    theirs = (await stranger.ask("{ organization { id } }"))["organization"]["id"]
    own = (await owner.ask("{ organization { id } }"))["organization"]["id"]

    told = []
    for organization in (theirs, f"org_{UNKNOWN}"):
        robot.organization = organization
        told.append(await refusal(robot))
    robot.organization = own

    assert told == [("NOT_FOUND", "An API key acts in its own organization, and in no other.")] * 2
    assert (await robot.ask(WHO))["viewer"]["organization"]["id"] == own


@pytest.mark.parametrize("end", ["revoked", "expired", "secret ended", "removed", "unknown"])
async def test_what_is_not_good_is_refused_without_saying_why(
    world: World, owner: Person, end: str
) -> None:
    maker = await member(world, owner, "EDITOR")
    key = await make_key(maker)
    robot, at = program(maker, key["secret"]), now() - timedelta(seconds=1)
    assert await permissions(robot) == ["READ"]

    if end == "revoked":
        assert (await maker.do(REVOKE, id=key["apiKey"]["id"]))["state"] == "REVOKED"
    elif end == "expired":
        await ApiKey.filter(id=parse_id(IdKind.API_KEY, key["apiKey"]["id"])).update(expires_at=at)
    elif end == "secret ended":
        await set_secret(key, expires_at=at)
    elif end == "removed":
        await (await membership(maker)).delete()
    else:
        robot.access_token = new_key(KeyMode.TEST)

    assert await refusal(robot) == ("UNAUTHENTICATED", REFUSED)


async def test_who_comes_back_has_none_of_their_old_keys(world: World, owner: Person) -> None:
    maker = await member(world, owner, "EDITOR")
    key = await make_key(maker)
    old = await membership(maker)
    await old.delete()

    await OrganizationMember.create(
        organization_id=old.organization_id, user_id=old.user_id, role="EDITOR"
    )

    assert await refusal(program(maker, key["secret"])) == ("UNAUTHENTICATED", REFUSED)
    assert (await read_key(maker, key))["state"] == "ORPHANED"


@pytest.mark.parametrize(
    "address, is_let_in",
    [
        ("192.0.2.77", True),
        ("::ffff:192.0.2.77", True),
        ("2001:db8:0:1::9", True),
        ("192.0.3.1", False),
        ("2001:db9::1", False),
        ("::ffff:192.0.3.1", False),
        ("testclient", False),
    ],
)
async def test_it_is_good_from_its_networks_only(
    owner: Person, address: str, is_let_in: bool
) -> None:
    key = await make_key(owner, networks=["192.0.2.0/24", "2001:db8::/32"])
    robot = from_address(program(owner, key["secret"]), address)

    async with robot.http:
        if is_let_in:
            assert await permissions(robot) == ["READ"]
        else:
            assert await refusal(robot) == ("UNAUTHENTICATED", REFUSED)

    shown = (await read_key(owner, key))["secrets"][0]
    assert shown["lastUsedAddress"] == (address if is_let_in else None)


async def test_new_networks_hold_at_once(owner: Person) -> None:
    key = await make_key(owner, networks=["198.51.100.0/24"])
    robot = program(owner, key["secret"])
    before = await refusal(robot)

    await owner.do(UPDATE, id=key["apiKey"]["id"], networks=["127.0.0.0/8"])

    assert before == ("UNAUTHENTICATED", REFUSED)
    assert await permissions(robot) == ["READ"]


async def test_a_key_of_the_other_kind_is_refused_by_name_and_without_a_statement(
    owner: Person,
) -> None:
    with count_statements() as counted:
        told = await refusal(program(owner, new_key(KeyMode.LIVE)))

    assert told == (
        "UNAUTHENTICATED",
        "This is a live key; this installation takes test keys only.",
    )
    assert counted.statements == []


async def test_its_use_is_written_down_at_most_once_a_minute(owner: Person) -> None:
    key = await make_key(owner)
    robot = program(owner, key["secret"])

    with count_statements() as counted:
        await asyncio.gather(*[robot.ask("{ __typename }") for _ in range(10)])
        for _ in range(10):
            await robot.ask("{ __typename }")
    first = await read_key(owner, key)
    await set_secret(key, last_used_at=now() - timedelta(seconds=61))
    await robot.ask("{ __typename }")
    second = await read_key(owner, key)

    written = [one for one in counted.statements if "UPDATE api_key_secrets" in one]
    assert 1 <= len(written) <= 10  # those that came at once ask all, and one finds it not done
    assert first["lastUsedAt"] == first["secrets"][0]["lastUsedAt"] is not None
    assert first["secrets"][0]["lastUsedAddress"] == "127.0.0.1"
    assert second["lastUsedAt"] > first["lastUsedAt"]


async def test_made_up_keys_are_counted_by_network_and_good_ones_go_on(owner: Person) -> None:
    known = from_address(program(owner, (await make_key(owner))["secret"]), "203.0.113.9")
    await permissions(known)
    other = program(known, (await make_key(owner))["secret"])

    told = [await refusal(program(known, new_key(KeyMode.TEST))) for _ in range(101)]
    with count_statements() as counted:
        refused = await refusal(other)

    assert {code for code, _ in told[:100]} == {"UNAUTHENTICATED"}
    assert told[100][0] == refused[0] == "RATE_LIMITED"
    assert counted.statements == []
    assert await permissions(known) == ["READ"]
    await known.http.aclose()


async def test_only_so_many_good_ones_are_remembered(
    monkeypatch: pytest.MonkeyPatch, owner: Person
) -> None:
    monkeypatch.setattr(admitting, "_MAX_REMEMBERED", 2)
    monkeypatch.setattr(admitting, "_good", {})
    robots = [program(owner, (await make_key(owner))["secret"]) for _ in range(3)]

    for robot in robots:
        await permissions(robot)

    assert len(admitting._good) == 2  # noqa: SLF001  # nothing else tells
