"""A member makes a key for themselves, with rights of their own, and sees its secret once."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest

from allin_gql.core.clock import now
from allin_gql.core.ids import IdKind, new_id, parse_id
from allin_gql.core.tokens import fingerprint
from allin_gql.domains.developers.models import ApiKey, ApiKeySecret
from allin_gql.domains.identity.models import Session
from tests.domains.developers.keys import KEYS, MAKE, REVOKE, WHO, make_key, program, read_key
from tests.fixtures.accounts import connect_bluesky, events_of
from tests.fixtures.people import Person, member, register
from tests.fixtures.world import World
from tests.graph.stored import everything

A_MONTH = timedelta(days=30)


async def test_the_secret_is_shown_once_and_stored_as_its_fingerprint(
    world: World, owner: Person
) -> None:
    made = await make_key(owner, name="Website", networks=["192.0.2.7"])

    secret = made["secret"]
    assert secret.startswith("allin_test_")
    (row,) = await ApiKeySecret.filter(hint=made["apiKey"]["secrets"][0]["hint"])
    assert bytes(row.fingerprint) == fingerprint(secret)
    assert row.hint == f"{secret[:19]}…{secret[-4:]}"
    shown = await read_key(owner, made)
    assert shown == made["apiKey"]
    assert secret not in str(shown)
    stored = await ApiKeySecret.all().values(), await ApiKey.all().values()
    assert secret not in str(stored)
    await world.jobs.perform()
    assert secret not in world.mailbox.last_to(owner.email).text


async def test_it_has_what_was_asked_for(owner: Person) -> None:
    account = await connect_bluesky(owner)
    ends = now() + A_MONTH

    made = await make_key(
        owner,
        name=" Website ",
        scopes=["WRITE_POSTS"],
        expiresAt=ends.isoformat(),
        socialAccountIds=[account["id"]],
        networks=["192.0.2.0/24", "2001:DB8::/32", "198.51.100.7", "192.0.2.0/24"],
    )

    key = made["apiKey"]
    assert key["name"] == "Website"
    assert key["state"] == "ACTIVE"
    assert key["scopes"] == ["READ", "WRITE_POSTS"]
    assert datetime.fromisoformat(key["expiresAt"]) == ends
    assert (key["isRestricted"], key["socialAccountIds"]) == (True, [account["id"]])
    assert key["networks"] == ["192.0.2.0/24", "2001:db8::/32", "198.51.100.7/32"]
    assert key["createdBy"]["id"] == (await owner.ask("{ me { id } }"))["me"]["id"]
    assert (key["lastUsedAt"], key["revokedAt"]) == (None, None)


async def test_without_a_word_it_ends_in_ninety_days(owner: Person) -> None:
    key = (await make_key(owner))["apiKey"]

    lives = datetime.fromisoformat(key["expiresAt"]) - datetime.fromisoformat(key["createdAt"])
    assert abs(lives - timedelta(days=90)) < timedelta(seconds=5)


@pytest.mark.parametrize(
    "input_, code, path",
    [
        ({"expiresAt": "366"}, "EXPIRY_INVALID", ["input", "expiresAt"]),
        ({"expiresAt": "-1"}, "EXPIRY_INVALID", ["input", "expiresAt"]),
        ({"scopes": []}, "REQUIRED", ["input", "scopes"]),
        ({"networks": ["192.0.2.1/24"]}, "NETWORK_INVALID", ["input", "networks", "0"]),
        ({"networks": ["::/0", "all"]}, "NETWORK_INVALID", ["input", "networks", "1"]),
        ({"networks": ["::ffff:192.0.2.0/120"]}, "NETWORK_INVALID", ["input", "networks", "0"]),
        ({"networks": ["192.0.2.1"] * 51}, "INVALID_INPUT", ["input", "networks"]),
        ({"socialAccountIds": []}, "REQUIRED", ["input", "socialAccountIds"]),
        ({"name": " "}, "REQUIRED", ["input", "name"]),
    ],
)
async def test_what_is_wrong_with_it_is_told_and_nothing_is_made(
    world: World, owner: Person, input_: dict[str, Any], code: str, path: list[str]
) -> None:
    if "expiresAt" in input_:
        input_ = {"expiresAt": (now() + timedelta(days=int(input_["expiresAt"]))).isoformat()}
    before = await everything(world)

    problem = await owner.do(MAKE, **{"name": "a program", "scopes": ["READ"], **input_})

    assert (problem["code"], problem["path"]) == (code, path)
    assert await everything(world) == before


async def test_nobody_gives_more_than_they_have(world: World, owner: Person) -> None:
    editor = await member(world, owner, "EDITOR")

    made = await make_key(editor, scopes=["WRITE_POSTS", "USE_WRITER"])
    problem = await editor.do(MAKE, name="more", scopes=["WRITE_POSTS", "PUBLISH"])

    assert made["apiKey"]["scopes"] == ["READ", "USE_WRITER", "WRITE_POSTS"]
    assert (problem["code"], problem["path"]) == ("SCOPE_NOT_HELD", ["input", "scopes", "1"])
    assert "PUBLISH" in problem["message"]


async def test_nobody_gives_accounts_that_they_may_not_use(world: World, owner: Person) -> None:
    maya, felix = await connect_bluesky(owner), await connect_bluesky(owner, "felix")
    publisher = await member(world, owner, "PUBLISHER", accounts=[maya["id"]])

    made = await make_key(publisher, socialAccountIds=[maya["id"]])
    problem = await publisher.do(
        MAKE, name="more", scopes=["READ"], socialAccountIds=[maya["id"], felix["id"]]
    )

    assert made["apiKey"]["socialAccountIds"] == [maya["id"]]
    assert (problem["code"], problem["path"]) == ("NOT_FOUND", ["input", "socialAccountIds", "1"])


async def test_it_takes_a_proof_of_the_last_minutes(world: World, owner: Person) -> None:
    await Session.all().update(proved_at=now() - timedelta(minutes=6))
    before = await everything(world)

    problem = await owner.do(MAKE, name="a program", scopes=["READ"])

    assert problem["code"] == "PROOF_NEEDED"
    assert await everything(world) == before


async def test_it_takes_a_verified_address(world: World) -> None:
    person = await register(world, "unproved")

    problem = await person.do(MAKE, name="a program", scopes=["READ"])

    assert problem["code"] == "EMAIL_NOT_VERIFIED"


async def test_members_see_their_own_keys_and_who_manages_them_sees_all(
    world: World, owner: Person, stranger: Person
) -> None:
    analyst = await member(world, owner, "ANALYST")
    admin = await member(world, owner, "ADMIN")
    mine, theirs = await make_key(owner), await make_key(analyst)

    seen = {
        who: [key["id"] for key in (await person.ask(KEYS))["apiKeys"]["nodes"]]
        for who, person in {
            "owner": owner,
            "admin": admin,
            "analyst": analyst,
            "stranger": stranger,
            "key": program(owner, mine["secret"]),
        }.items()
    }

    both = [theirs["apiKey"]["id"], mine["apiKey"]["id"]]
    assert seen == {
        "owner": both,
        "admin": both,
        "analyst": both[:1],
        "stranger": [],
        "key": both[1:],
    }
    node = "query ($id: ID!) { node(id: $id) { id } }"
    assert await analyst.ask(node, id=both[1]) == {"node": None}
    assert await owner.ask(node, id=both[0]) == {"node": {"id": both[0]}}


async def test_the_maker_is_written_to_and_the_organization_has_it_on_record(
    world: World, owner: Person
) -> None:
    made = await make_key(owner, name="Website", scopes=["READ"])
    await world.jobs.perform()

    letter = world.mailbox.last_to(owner.email)
    assert letter.subject == "A new API key acts in your name"
    assert '"Website"' in letter.text
    assert made["apiKey"]["secrets"][0]["hint"] in letter.text
    event = (await events_of(owner))[-1]
    assert event.type == "api_key.created"
    assert event.data["name"] == "Website"
    assert made["secret"] not in str(event.data)


async def test_a_key_knows_itself_and_a_session_has_none(owner: Person) -> None:
    made = await make_key(owner)

    assert (await program(owner, made["secret"]).ask(WHO))["viewer"]["apiKey"] == {
        "id": made["apiKey"]["id"]
    }
    assert (await owner.ask(WHO))["viewer"]["apiKey"] is None


async def test_a_member_has_fifty_good_ones_at_most_also_of_those_made_at_once(
    owner: Person,
) -> None:
    first = await make_key(owner)
    row = await ApiKey.get(id=parse_id(IdKind.API_KEY, first["apiKey"]["id"]))
    for _ in range(48):
        await row.clone(new_id()).save(force_create=True)

    made = await asyncio.gather(
        *(owner.do(MAKE, name="one more", scopes=["READ"]) for _ in range(3))
    )

    refused = [one for one in made if one["__typename"] != "MadeApiKey"]
    assert [one["code"] for one in refused] == ["TOO_MANY_API_KEYS"] * 2
    assert refused[0]["numbers"] == [{"name": "limit", "value": 50}]
    await owner.do(REVOKE, id=first["apiKey"]["id"])
    await make_key(owner)
