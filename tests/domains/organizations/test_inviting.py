"""Inviting people by mail: once, for a while, to the address that the letter went to."""

import asyncio
from datetime import timedelta

from allin_gql.core.clock import now
from allin_gql.core.ids import IdKind, parse_id
from allin_gql.domains.organizations.models import Invitation
from tests.domains.organizations.teams import (
    ACCEPT,
    CHANGE_ROLE,
    DECLINE,
    INVITATIONS,
    INVITE,
    MEMBERS,
    RESEND,
    REVOKE,
    backdate,
    events,
    invite,
    member_id,
    nothing_changes,
)
from tests.fixtures.accounts import connect_bluesky
from tests.fixtures.people import Person, join, mailed_code, member, register
from tests.fixtures.world import World

DENIED = "INVITATION_INVALID"


async def accepted(person: Person, code: str) -> dict[str, object]:
    return await person.do(ACCEPT, token=code)


async def test_whoever_has_the_address_joins_by_the_code(world: World, owner: Person) -> None:
    guest = await join(world, "guest")
    code = await invite(world, owner, guest.email, role="PUBLISHER")

    joined = await guest.do(ACCEPT, token=code)

    assert (joined["role"], joined["user"]["email"]) == ("PUBLISHER", guest.email)
    assert (
        joined["organization"] == (await owner.ask("{ organization { id name } }"))["organization"]
    )
    guest.organization = joined["organization"]["id"]
    assert (await guest.ask("{ viewer { role } }"))["viewer"]["role"] == "PUBLISHER"
    told = [type_ for type_, _, _ in await events(owner)]
    assert told == ["organization.created", "member.invited", "member.joined"]


async def test_somebody_new_registers_the_address_and_joins(world: World, owner: Person) -> None:
    email = "newcomer@example.com"
    code = await invite(world, owner, email)
    subject = world.mailbox.last_to(email).subject

    newcomer = await join(world, "newcomer", email=email)
    joined = await newcomer.do(ACCEPT, token=code)

    assert subject == "Owner invites you to Owner's organization on AllIN"
    assert (joined["role"], joined["user"]["email"]) == ("EDITOR", email)


async def test_the_letter_is_the_same_whether_the_address_is_known(
    world: World, owner: Person
) -> None:
    guest = await join(world, "guest")

    answers = [
        await owner.do(INVITE, email=email, role="EDITOR")
        for email in (guest.email, "nobody-has@example.com")
    ]
    await world.jobs.perform()

    known, unknown = (
        world.mailbox.last_to(answer["email"]).text.replace(answer["email"], "A")
        for answer in answers
    )
    codes = [mailed_code(world, answer["email"]) for answer in answers]
    assert known.replace(codes[0], "C") == unknown.replace(codes[1], "C")
    assert {name for answer in answers for name in answer} == set(answers[0])


async def test_who_is_signed_in_with_another_address_is_told_and_the_code_stays_good(
    world: World, owner: Person
) -> None:
    guest, other = await join(world, "guest"), await join(world, "other")
    code = await invite(world, owner, guest.email)

    async with nothing_changes(world):
        refused = await accepted(other, code)
    joined = await accepted(guest, code)

    assert (refused["code"], refused["path"]) == ("INVITATION_FOR_ANOTHER", ["input", "token"])
    assert joined["__typename"] == "OrganizationMember"


async def test_an_address_that_is_not_proved_is_told_and_the_code_stays_good(
    world: World, owner: Person
) -> None:
    guest = await register(world, "unproved")
    code = await invite(world, owner, guest.email)

    async with nothing_changes(world):
        refused = await accepted(guest, code)

    assert refused["code"] == "EMAIL_NOT_VERIFIED"


async def test_a_code_works_once_also_of_fifty_at_once(world: World, owner: Person) -> None:
    guest = await join(world, "guest")
    code = await invite(world, owner, guest.email)

    answers = await asyncio.gather(*(accepted(guest, code) for _ in range(20)))

    kinds = sorted(str(answer.get("code", answer["__typename"])) for answer in answers)
    assert kinds.count("OrganizationMember") == 1
    assert set(kinds) <= {"OrganizationMember", DENIED}
    assert (await owner.ask(MEMBERS))["members"]["totalCount"] == 2


async def test_a_code_is_good_for_seven_days(world: World, owner: Person) -> None:
    guest = await join(world, "guest")
    invited = await owner.do(INVITE, email=guest.email, role="EDITOR")
    await world.jobs.perform()
    code = mailed_code(world, guest.email)
    row = await Invitation.get(id=parse_id(IdKind.INVITATION, invited["id"]))
    assert row.expires_at - row.sent_at == timedelta(days=7)

    await backdate(invited["id"], days=8)
    async with nothing_changes(world):
        refused = await accepted(guest, code)
    seen = (await owner.ask(INVITATIONS))["invitations"]["nodes"]
    again = await owner.do(RESEND, id=invited["id"])
    joined = await accepted(guest, code)

    assert refused["code"] == DENIED
    assert [(one["state"], one["isExpired"]) for one in seen] == [("PENDING", True)]
    assert again["isExpired"] is False
    assert joined["__typename"] == "OrganizationMember"


async def test_what_was_revoked_or_declined_holds_no_more(world: World, owner: Person) -> None:
    guest = await join(world, "guest")
    first = await owner.do(INVITE, email=guest.email, role="EDITOR")
    await world.jobs.perform()
    code = mailed_code(world, guest.email)

    revoked = await owner.do(REVOKE, id=first["id"])
    refused = [await accepted(guest, code), await Person(world.http).do(DECLINE, token=code)]
    again = await owner.do(REVOKE, id=first["id"])
    second = await invite(world, owner, guest.email)
    declined = await Person(world.http).do(DECLINE, token=second)

    assert revoked["state"] == "REVOKED"
    assert [one["code"] for one in refused] == [DENIED, DENIED]
    assert again["code"] == "INVITATION_CLOSED"
    assert declined["organizationName"] == "Owner's organization"
    assert (await accepted(guest, second))["code"] == DENIED
    told = [type_ for type_, _, _ in await events(owner)]
    assert told[1:] == [
        "member.invited",
        "invitation.revoked",
        "member.invited",
        "invitation.declined",
    ]


async def test_who_is_there_or_invited_is_not_invited_again(world: World, owner: Person) -> None:
    colleague = await member(world, owner, "EDITOR")
    await owner.do(INVITE, email="waiting@example.org", role="EDITOR")

    async with nothing_changes(world):
        refused = [
            await owner.do(INVITE, email=email, role="EDITOR")
            for email in (colleague.email.upper(), "Waiting@example.org")
        ]

    assert [(one["code"], one["path"]) for one in refused] == [
        ("ALREADY_MEMBER", ["input", "email"]),
        ("ALREADY_INVITED", ["input", "email"]),
    ]


async def test_nobody_gives_a_role_above_their_own(world: World, owner: Person) -> None:
    admin = await member(world, owner, "ADMIN")

    async with nothing_changes(world):
        refused = await admin.do(INVITE, email="boss@example.org", role="OWNER")
    taken = await admin.do(INVITE, email="peer@example.org", role="ADMIN")

    assert (refused["code"], refused["path"]) == ("ROLE_TOO_HIGH", ["input", "role"])
    assert taken["role"] == "ADMIN"


async def test_who_joins_restricted_is_so(world: World, owner: Person) -> None:
    guest = await join(world, "guest")
    account = (await connect_bluesky(owner))["id"]
    code = await invite(world, owner, guest.email, role="PUBLISHER", socialAccountIds=[account])
    refused = await owner.do(
        INVITE, email="a@example.org", role="ADMIN", socialAccountIds=[account]
    )

    joined = await guest.do(ACCEPT, token=code)

    assert (joined["isRestricted"], joined["socialAccountIds"]) == (True, [account])
    assert refused["code"] == "ROLE_NOT_RESTRICTABLE"


async def test_what_somebody_invited_to_ends_when_they_may_not_any_more(
    world: World, owner: Person
) -> None:
    admin = await member(world, owner, "ADMIN")
    guest = await join(world, "guest")
    code = await invite(world, admin, guest.email)

    await owner.do(CHANGE_ROLE, memberId=await member_id(admin), role="PUBLISHER")

    assert (await accepted(guest, code))["code"] == DENIED
    assert (await owner.ask(INVITATIONS))["invitations"]["nodes"][0]["state"] == "REVOKED"


async def test_nobodys_mailbox_is_flooded(world: World, owner: Person) -> None:
    hosts = [owner, *[await join(world, "host") for _ in range(5)]]

    answers = [await one.do(INVITE, email="many@example.org", role="EDITOR") for one in hosts]
    soon = await owner.do(RESEND, id=answers[0]["id"])

    assert [one["__typename"] for one in answers] == ["Invitation"] * 5 + ["Problem"]
    assert (answers[5]["code"], answers[5]["numbers"]) == (
        "TOO_MANY_INVITATIONS",
        [{"name": "limit", "value": 5}],
    )
    assert soon["code"] == "TOO_MANY_INVITATIONS"


async def test_an_organization_has_so_many_that_wait(world: World, owner: Person) -> None:
    organization = (await owner.do(INVITE, email="one@example.org", role="EDITOR"))["id"]
    row = await Invitation.get(id=parse_id(IdKind.INVITATION, organization))
    await Invitation.bulk_create(
        [
            Invitation(
                organization_id=row.organization_id,
                email=f"{number}@example.org",
                role="EDITOR",
                sent_at=now(),
                expires_at=now() + timedelta(days=1),
            )
            for number in range(49)
        ]
    )

    async with nothing_changes(world):
        refused = await owner.do(INVITE, email="more@example.org", role="EDITOR")

    assert refused["numbers"] == [{"name": "limit", "value": 50}]


async def test_an_invitation_is_seen_by_who_may_invite_and_nobody_else(
    world: World, owner: Person
) -> None:
    invited = await owner.do(INVITE, email="seen@example.org", role="EDITOR")
    publisher = await member(world, owner, "PUBLISHER")
    node = "query ($id: ID!) { node(id: $id) { id } }"

    refused = await publisher.refused(INVITATIONS)

    assert refused["extensions"]["code"] == "NOT_ALLOWED"
    assert (await publisher.ask(node, id=invited["id"]))["node"] is None
    assert (await owner.ask(node, id=invited["id"]))["node"] == {"id": invited["id"]}
