"""What members may do is changed, and they are taken out: at once, and by who may."""

import asyncio

import pytest

from tests.domains.organizations.teams import (
    CHANGE_ROLE,
    INVITE,
    LEAVE,
    MEMBERS,
    REMOVE,
    RESTRICT,
    TRANSFER,
    events,
    forget_proof,
    member_id,
    nothing_changes,
)
from tests.fixtures.accounts import connect_bluesky
from tests.fixtures.people import Person, member
from tests.fixtures.world import World
from tests.graph.listening import listening
from tests.graph.sockets import socket_of

FORBIDDEN = 4403
QUIET = "subscription { organizationEvents { number } }"
ROLE = "{ viewer { role } }"


async def test_a_role_holds_from_the_next_request(world: World, owner: Person) -> None:
    colleague = await member(world, owner, "EDITOR")
    key = await member_id(colleague)

    changed = await owner.do(CHANGE_ROLE, memberId=key, role="PUBLISHER")

    assert changed["role"] == "PUBLISHER"
    assert (await colleague.ask(ROLE))["viewer"]["role"] == "PUBLISHER"
    (type_, _, data) = (await events(owner))[-1]
    assert (type_, data["role"]) == ("member.role_changed", "PUBLISHER")


async def test_who_is_removed_is_a_stranger_from_the_next_request(
    world: World, owner: Person
) -> None:
    colleague = await member(world, owner, "EDITOR")

    await owner.do(REMOVE, memberId=await member_id(colleague))

    refused = await colleague.refused(ROLE)
    assert refused["extensions"]["code"] == "NOT_FOUND"
    assert (await owner.ask(MEMBERS))["members"]["totalCount"] == 1
    assert (await events(owner))[-1][0] == "member.removed"


@pytest.mark.parametrize("what", ["removed", "role", "restricted"])
async def test_live_connections_end_at_once_there_and_nowhere_else(
    world: World, owner: Person, what: str
) -> None:
    colleague, other = [await member(world, owner, "PUBLISHER") for _ in range(2)]
    at_home = Person(colleague.http, access_token=colleague.access_token)
    key = await member_id(colleague)
    account = (await connect_bluesky(owner))["id"]
    async with (
        listening() as address,
        socket_of(f"ws://{address}/graphql", colleague) as leaving,
        socket_of(f"ws://{address}/graphql", at_home) as home,
        socket_of(f"ws://{address}/graphql", other) as staying,
    ):
        await leaving.subscribe("quiet", QUIET)

        if what == "removed":
            await owner.do(REMOVE, memberId=key)
        elif what == "role":
            await owner.do(CHANGE_ROLE, memberId=key, role="ANALYST")
        else:
            await owner.do(RESTRICT, memberId=key, socialAccountIds=[account])

        assert await leaving.closing() == FORBIDDEN
        for socket in (home, staying):
            await socket.subscribe("1", "subscription { organizationEvents(after: 0) { number } }")
            assert (await socket.next())["number"] == 1


async def test_a_restriction_is_told_and_lifted(world: World, owner: Person) -> None:
    colleague = await member(world, owner, "PUBLISHER")
    account = (await connect_bluesky(owner))["id"]
    key = await member_id(colleague)

    restricted = await owner.do(RESTRICT, memberId=key, socialAccountIds=[account])
    lifted = await owner.do(RESTRICT, memberId=key, everything=True)
    again = await owner.do(RESTRICT, memberId=key, socialAccountIds=[account])
    promoted = await owner.do(CHANGE_ROLE, memberId=key, role="ADMIN")

    told = [(one["isRestricted"], one["socialAccountIds"]) for one in (restricted, lifted, again)]
    assert told == [(True, [account]), (False, []), (True, [account])]
    assert (promoted["role"], promoted["isRestricted"]) == ("ADMIN", False)


async def test_what_cannot_be_restricted_is_not(world: World, owner: Person) -> None:
    admin, editor = await member(world, owner, "ADMIN"), await member(world, owner, "EDITOR")
    account = (await connect_bluesky(owner))["id"]
    key = await member_id(editor)

    async with nothing_changes(world):
        refused = [
            await owner.do(RESTRICT, memberId=await member_id(admin), socialAccountIds=[account]),
            await owner.do(RESTRICT, memberId=key),
            await owner.do(RESTRICT, memberId=key, socialAccountIds=[account], everything=True),
            await owner.do(RESTRICT, memberId=key, socialAccountIds=[]),
        ]

    assert [one["code"] for one in refused] == ["ROLE_NOT_RESTRICTABLE", *["INVALID_INPUT"] * 3]


async def test_admins_leave_owners_alone(world: World, owner: Person) -> None:
    admin, peer = [await member(world, owner, "ADMIN") for _ in range(2)]
    boss = await member_id(owner)

    async with nothing_changes(world):
        refused = [
            await admin.do(CHANGE_ROLE, memberId=boss, role="EDITOR"),
            await admin.do(REMOVE, memberId=boss),
            await admin.do(CHANGE_ROLE, memberId=await member_id(admin), role="OWNER"),
        ]
    removed = await admin.do(REMOVE, memberId=await member_id(peer))

    assert [one["code"] for one in refused] == ["ROLE_TOO_HIGH"] * 3
    assert removed["__typename"] == "EndedMembership"


async def test_owners_are_made_and_unmade_with_a_proof(world: World, owner: Person) -> None:
    colleague = await member(world, owner, "EDITOR")
    key = await member_id(colleague)
    await forget_proof(owner)

    async with nothing_changes(world):
        refused = [
            await owner.do(CHANGE_ROLE, memberId=key, role="OWNER"),
            await owner.do(TRANSFER, memberId=key),
            await owner.do(REMOVE, memberId=await member_id(owner)),
        ]
    changed = await owner.do(CHANGE_ROLE, memberId=key, role="ANALYST")

    assert [one["code"] for one in refused] == ["PROOF_NEEDED"] * 3
    assert changed["role"] == "ANALYST"


async def test_so_are_admins_who_could_let_others_in(world: World, owner: Person) -> None:
    admin = await member(world, owner, "ADMIN")
    colleague = await member_id(await member(world, owner, "EDITOR"))
    await forget_proof(owner)

    async with nothing_changes(world):
        refused = [
            await owner.do(CHANGE_ROLE, memberId=colleague, role="ADMIN"),
            await owner.do(CHANGE_ROLE, memberId=await member_id(admin), role="EDITOR"),
            await owner.do(INVITE, email="thief@example.org", role="ADMIN"),
        ]

    assert [one["code"] for one in refused] == ["PROOF_NEEDED"] * 3


async def test_the_last_owner_stays(world: World, owner: Person) -> None:
    await member(world, owner, "ADMIN")
    key = await member_id(owner)

    async with nothing_changes(world):
        refused = [
            await owner.do(LEAVE),
            await owner.do(REMOVE, memberId=key),
            await owner.do(CHANGE_ROLE, memberId=key, role="ADMIN"),
        ]

    assert [one["code"] for one in refused] == ["LAST_OWNER"] * 3


async def test_of_two_owners_who_leave_at_once_one_stays(world: World, owner: Person) -> None:
    second = await member(world, owner, "OWNER")

    answers = await asyncio.gather(owner.do(LEAVE), second.do(LEAVE))

    kinds = sorted(answer.get("code", answer["__typename"]) for answer in answers)
    assert kinds == ["EndedMembership", "LAST_OWNER"]


async def test_ownership_is_given_away(world: World, owner: Person) -> None:
    heir = await member(world, owner, "EDITOR")

    given = await owner.do(TRANSFER, memberId=await member_id(heir))
    left = await owner.do(LEAVE)

    assert given["role"] == "OWNER"
    assert left["__typename"] == "EndedMembership"
    assert (await heir.ask(ROLE))["viewer"]["role"] == "OWNER"
    told = [type_ for type_, _, _ in await events(heir)]
    assert told[1:] == [
        "member.role_changed",
        "member.role_changed",
        "ownership.transferred",
        "member.left",
    ]


async def test_who_is_nowhere_a_member_gets_an_organization_of_their_own(
    world: World, owner: Person
) -> None:
    heir = await member(world, owner, "EDITOR")
    before = await owner.ask("{ organization { id } }")
    await owner.do(TRANSFER, memberId=await member_id(heir))

    await owner.do(LEAVE)

    after = await owner.ask("{ viewer { role organization { id name } } }")
    assert after["viewer"]["role"] == "OWNER"
    assert after["viewer"]["organization"]["name"] == "Owner's organization"
    assert after["viewer"]["organization"]["id"] != before["organization"]["id"]


async def test_members_are_found_by_role_name_and_address(world: World, owner: Person) -> None:
    editor = await member(world, owner, "EDITOR")
    await member(world, owner, "ANALYST")

    by_role = await owner.ask(MEMBERS, role="EDITOR")
    by_name = await owner.ask(MEMBERS, search="edit")
    by_address = await owner.ask(MEMBERS, search=editor.email.upper())
    by_nothing = [await owner.ask(MEMBERS, search=words) for words in ("%", "_", "\\", "nobody")]

    for found in (by_role, by_name, by_address):
        assert [one["user"]["email"] for one in found["members"]["nodes"]] == [editor.email]
    assert [found["members"]["totalCount"] for found in by_nothing] == [0, 0, 0, 0]
