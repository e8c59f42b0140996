"""What happens to how members sign in, for who answers for them; and a second factor for all."""

from allin_gql.core.ids import IdKind, parse_id, public_id
from allin_gql.core.models import Event
from tests.domains.authenticators.factors import enroll
from tests.domains.developers.keys import make_key, program
from tests.domains.identity.test_passwords import CHANGE, NEW
from tests.domains.organizations.teams import (
    UPDATE_ORGANIZATION,
    events,
    member_id,
    nothing_changes,
)
from tests.fixtures.accounts import connect_bluesky, connect_mastodon, organization_key
from tests.fixtures.people import PASSWORD, Person, member
from tests.fixtures.world import World
from tests.graph.listening import listening
from tests.graph.sockets import socket_of

FORBIDDEN = 4403
NODE = "query ($id: ID!) { node(id: $id) { id } }"
READS = ("{ organization { name } }", "{ members { totalCount } }", "{ apiKeys { totalCount } }")
FOLLOW = "subscription { organizationEvents { type } }"
LOG = "{ auditLog(first: 5) { nodes { action details { changes { name after } } } } }"


async def test_what_happens_to_how_a_member_signs_in_is_told_to_who_answers_for_it(
    world: World, owner: Person
) -> None:
    editor = await member(world, owner, "EDITOR")
    key = await member_id(editor)

    changed = await editor.do(CHANGE, currentPassword=PASSWORD, newPassword=NEW)
    row = await Event.get(organization_id=await organization_key(owner), type="member.security")
    event = public_id(IdKind.EVENT, row.id)

    assert changed["__typename"] != "Problem"
    assert (str(row.subject_id), row.data["kind"]) == (
        str(parse_id(IdKind.MEMBER, key)),
        "PASSWORD_CHANGED",
    )
    assert (await owner.ask(NODE, id=event))["node"] == {"id": event}
    assert (await editor.ask(NODE, id=event))["node"] is None
    assert [kind for kind, _, _ in await events(owner)].count("member.security") == 1


async def test_it_is_not_told_live_to_who_may_not_read_the_audit_log(
    world: World, owner: Person
) -> None:
    analyst = await member(world, owner, "ANALYST")
    told: list[str] = []
    async with listening() as address, socket_of(f"ws://{address}/graphql", analyst) as socket:
        await socket.subscribe("1", "subscription { organizationEvents(after: 0) { type } }")
        await owner.do(CHANGE, currentPassword=PASSWORD, newPassword=NEW)
        await owner.do(UPDATE_ORGANIZATION, name="Renamed")
        while not told or told[-1] != "organization.updated":
            told.append((await socket.next())["type"])

    assert "member.security" in [kind for kind, _, _ in await events(owner)]
    assert "member.security" not in told


async def test_members_are_shut_out_until_they_have_a_second_factor_too(
    world: World, owner: Person
) -> None:
    editor = await member(world, owner, "EDITOR")
    by_key = program(editor, (await make_key(editor))["secret"])
    async with nothing_changes(world):
        refused = await owner.do(UPDATE_ORGANIZATION, requiresSecondFactor=True)
    await enroll(owner)

    on = await owner.do(UPDATE_ORGANIZATION, requiresSecondFactor=True)
    out = [await one.refused(read) for one in (editor, by_key) for read in READS]
    own = await editor.ask("{ viewer { role permissions } me { email } }")
    await enroll(editor)

    assert refused["code"] == "SECOND_FACTOR_REQUIRED"
    assert on["requiresSecondFactor"] is True
    assert {one["extensions"]["code"] for one in out} == {"SECOND_FACTOR_REQUIRED"}
    assert own == {"viewer": {"role": "EDITOR", "permissions": []}, "me": {"email": editor.email}}
    for read in READS:
        assert await owner.ask(read)
        assert await editor.ask(read)
        assert await by_key.ask(read)


async def test_a_live_connection_ends_where_a_second_factor_is_asked_for(
    world: World, owner: Person
) -> None:
    editor = await member(world, owner, "EDITOR")
    await enroll(owner)
    async with listening() as address, socket_of(f"ws://{address}/graphql", editor) as socket:
        await socket.subscribe("1", FOLLOW)
        await owner.do(UPDATE_ORGANIZATION, requiresSecondFactor=True)

        assert await socket.closing() == FORBIDDEN


async def test_a_key_for_some_accounts_reads_of_no_others_in_the_audit_log(
    world: World, owner: Person
) -> None:
    near, far = (await connect_bluesky(owner))["id"], (await connect_mastodon(world, owner))["id"]
    await make_key(owner, socialAccountIds=[far])
    made = await make_key(owner, scopes=["READ", "READ_AUDIT_LOG"], socialAccountIds=[near])

    seen = str(await program(owner, made["secret"]).ask(LOG))

    assert near in seen
    assert far not in seen
    assert far in str(await owner.ask(LOG))
