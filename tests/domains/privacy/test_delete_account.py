"""An account ends after a delay, with nothing left to nobody, and until then it can be undone."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from allin_gql.core.database import fetch
from allin_gql.core.ids import IdKind, parse_id
from allin_gql.domains.privacy import service
from allin_gql.domains.privacy.models import Erasure
from tests.domains.privacy.asking import (
    BEGINS,
    CANCEL,
    DELETE,
    RECEIPT,
    erasure_of,
    let_pass,
    organization_of,
    user_key,
)
from tests.fixtures.people import PASSWORD, Person, join, log_in
from tests.fixtures.world import World

pytestmark = pytest.mark.anyio

JOIN = (
    "INSERT INTO organization_members"
    " (id, organization_id, user_id, role, is_restricted, created_at)"
    " VALUES (uuidv7(), $1, $2, $3, false, now())"
)


async def let_in(host: Person, guest: Person, role: str) -> UUID:
    """Make somebody a member of somebody else's organization."""
    key = parse_id(IdKind.ORGANIZATION, await organization_of(host))
    await fetch(JOIN, key, await user_key(guest), role)
    return key


async def plans_of(person: UUID) -> int:
    return await Erasure.filter(subject_id=person).count()


async def test_all_sessions_end_and_a_mail_says_until_when_it_can_be_undone(
    world: World, owner: Person
) -> None:
    own = await organization_of(owner)
    other = Person(http=owner.http, email=owner.email)
    await log_in(other)

    planned = await owner.do(DELETE, alsoDeleteOrganizations=[own])
    await world.jobs.perform()

    begins = datetime.fromisoformat(planned["beginsAt"]) - datetime.now(UTC)
    assert planned["__typename"] == "AccountDeletion"
    assert timedelta(days=6, hours=23) < begins < timedelta(days=7)
    for person in (owner, other):
        assert (await person.refused(BEGINS))["extensions"]["code"] == "UNAUTHENTICATED"
    assert world.mailbox.last_to(owner.email).subject == "Your AllIN account will be deleted"


async def test_it_is_undone_by_who_signs_in_again(world: World, owner: Person) -> None:
    own = await organization_of(owner)
    planned = await owner.do(DELETE, alsoDeleteOrganizations=[own])
    await log_in(owner)
    before = await owner.ask(BEGINS)

    undone = await owner.do(CANCEL)
    await world.jobs.perform()

    assert before["me"]["deletionBeginsAt"] == planned["beginsAt"]
    assert undone == {
        "__typename": "AccountDeletionCancelled",
        "plannedFor": planned["beginsAt"],
    }
    assert (await owner.ask(BEGINS))["me"]["deletionBeginsAt"] is None
    assert world.mailbox.last_to(owner.email).subject == "Your AllIN account stays"
    await let_pass("erasures", await user_key(owner))
    assert (await owner.do(CANCEL))["code"] == "NO_DELETION"


async def test_organizations_that_one_is_alone_in_have_to_be_named(
    world: World, owner: Person, stranger: Person
) -> None:
    own, key = await organization_of(owner), await user_key(owner)

    unnamed = await owner.do(DELETE, alsoDeleteOrganizations=[])
    anothers = await owner.do(DELETE, alsoDeleteOrganizations=[await organization_of(stranger)])
    both = await owner.do(DELETE, alsoDeleteOrganizations=[own, await organization_of(stranger)])

    assert [one["code"] for one in (unnamed, anothers, both)] == [
        "ORGANIZATIONS_NOT_NAMED",
        "NOT_FOUND",
        "NOT_FOUND",
    ]
    assert both["path"] == ["input", "alsoDeleteOrganizations", "1"]
    assert own in unnamed["message"]
    assert await plans_of(key) == 0
    assert (await owner.ask(BEGINS))["me"]["deletionBeginsAt"] is None
    assert world.jobs.messages == []


async def test_the_only_owner_of_an_organization_with_members_stays(
    world: World, owner: Person
) -> None:
    guest, key = await join(world, "guest"), await user_key(owner)
    organization = await let_in(owner, guest, "ADMIN")
    own = await organization_of(owner)

    refused = await owner.do(DELETE, alsoDeleteOrganizations=[own])
    await fetch(
        "UPDATE organization_members SET role = 'OWNER' WHERE organization_id = $1", organization
    )
    allowed = await owner.do(DELETE, alsoDeleteOrganizations=[])

    (name,) = await fetch("SELECT name FROM organizations WHERE id = $1", organization)
    assert refused["code"] == "OWNER_NEEDED"
    assert name["name"] in refused["message"]
    assert allowed["__typename"] == "AccountDeletion"
    assert await plans_of(key) == 1


async def test_it_takes_a_proof(owner: Person) -> None:
    own, key = await organization_of(owner), await user_key(owner)
    await fetch(
        "UPDATE sessions SET proved_at = now() - interval '6 minutes' WHERE user_id = $1", key
    )

    refused = await owner.do(DELETE, alsoDeleteOrganizations=[own])

    assert refused["code"] == "PROOF_NEEDED"
    assert await plans_of(key) == 0


async def test_it_is_planned_once(owner: Person) -> None:
    own = await organization_of(owner)
    await owner.do(DELETE, alsoDeleteOrganizations=[own])
    await log_in(owner)

    again = await owner.do(DELETE, alsoDeleteOrganizations=[own])

    assert again["code"] == "DELETION_UNDER_WAY"
    assert await plans_of(await user_key(owner)) == 1


async def test_nothing_is_erased_before_its_time(world: World, owner: Person) -> None:
    own = await organization_of(owner)
    planned = await owner.do(DELETE, alsoDeleteOrganizations=[own])

    await world.jobs.perform()
    receipt = await owner.http.post(
        "/graphql", json={"query": RECEIPT, "variables": {"code": planned["receiptToken"]}}
    )

    assert receipt.json()["data"] == {"erasureReceipt": None}
    assert (await erasure_of(planned)).state == "WAITING"
    await log_in(owner)


async def test_who_got_members_meanwhile_keeps_the_account_and_is_told_why(
    world: World, owner: Person
) -> None:
    own, key = await organization_of(owner), await user_key(owner)
    guest = await join(world, "guest")
    organization = parse_id(IdKind.ORGANIZATION, own)
    await owner.do(DELETE, alsoDeleteOrganizations=[own])
    await fetch(JOIN, organization, await user_key(guest), "ADMIN")
    await let_pass("erasures", key)

    await service.ring_for_erasures(20)
    await world.jobs.perform()

    mail = world.mailbox.last_to(owner.email)
    (erasure,) = await Erasure.filter(subject_id=key)
    assert (mail.subject, erasure.state) == ("Your AllIN account stays", "CANCELLED")
    assert "nobody else owns it" in mail.text
    person = Person(http=owner.http, email=owner.email)
    await log_in(person)
    assert PASSWORD not in mail.text
