"""Organizations are made, changed, deleted with a delay, and brought back."""

from datetime import datetime, timedelta

import pytest

from allin_gql.core.clock import now
from allin_gql.domains.organizations import repository
from allin_gql.domains.organizations.models import Organization
from allin_gql.domains.publishing.service import sending
from tests.domains.organizations.teams import ACCEPT as ACCEPT_INVITATION
from tests.domains.organizations.teams import (
    CREATE_ORGANIZATION,
    DELETE_ORGANIZATION,
    INVITE,
    LEAVE,
    RESTORE,
    UPDATE_ORGANIZATION,
    events,
    forget_proof,
    invite,
    nothing_changes,
)
from tests.domains.publishing.engine import CREATE, SCHEDULE, Engine, start_engine
from tests.fixtures.accounts import organization_key
from tests.fixtures.people import Person, join, member, register
from tests.fixtures.world import World

NAME = "Owner's organization"


async def test_one_more_is_made_and_acted_in_by_its_name(owner: Person) -> None:
    made = await owner.do(CREATE_ORGANIZATION, name=" Second ", timeZone="Europe/Berlin")

    assert (made["name"], made["timeZone"]) == ("Second", "Europe/Berlin")
    there = Person(owner.http, access_token=owner.access_token, organization=made["id"])
    seen = await there.ask("{ viewer { role organization { name } } }")
    assert seen["viewer"] == {"role": "OWNER", "organization": {"name": "Second"}}
    assert [type_ for type_, _, _ in await events(there)] == ["organization.created"]


async def test_who_has_not_proved_their_address_makes_none(world: World) -> None:
    person = await register(world, "unproved")

    async with nothing_changes(world):
        refused = await person.do(CREATE_ORGANIZATION, name="Second")

    assert refused["code"] == "EMAIL_NOT_VERIFIED"


async def test_a_person_owns_twenty_at_most(owner: Person) -> None:
    made = [await owner.do(CREATE_ORGANIZATION, name=f"{number}") for number in range(20)]

    assert [one["__typename"] for one in made] == ["Organization"] * 19 + ["Problem"]
    assert (made[-1]["code"], made[-1]["numbers"]) == (
        "TOO_MANY_ORGANIZATIONS",
        [{"name": "limit", "value": 20}],
    )


async def test_it_is_renamed_and_what_is_left_out_stays(owner: Person) -> None:
    renamed = await owner.do(UPDATE_ORGANIZATION, name="Other")
    moved = await owner.do(UPDATE_ORGANIZATION, timeZone="Asia/Tokyo")
    before = await events(owner)
    same = await owner.do(UPDATE_ORGANIZATION, name="Other")

    assert [(one["name"], one["timeZone"]) for one in (renamed, moved, same)] == [
        ("Other", "UTC"),
        ("Other", "Asia/Tokyo"),
        ("Other", "Asia/Tokyo"),
    ]
    assert await events(owner) == before
    assert [type_ for type_, _, _ in before[1:]] == ["organization.updated"] * 2


async def test_deleting_takes_the_name_and_a_proof(world: World, owner: Person) -> None:
    async with nothing_changes(world):
        other_name = await owner.do(DELETE_ORGANIZATION, name="Other")
    await forget_proof(owner)
    async with nothing_changes(world):
        unproved = await owner.do(DELETE_ORGANIZATION, name=NAME)

    assert (other_name["code"], other_name["path"]) == ("NAME_DIFFERS", ["input", "name"])
    assert unproved["code"] == "PROOF_NEEDED"


async def test_while_it_is_deleted_it_can_be_read_and_nothing_else(
    world: World, owner: Person
) -> None:
    colleague = await member(world, owner, "EDITOR")
    guest = await join(world, "guest")
    code = await invite(world, owner, guest.email)
    post = await owner.do(CREATE, text="before")

    frozen = await owner.do(DELETE_ORGANIZATION, name=NAME)

    at = datetime.fromisoformat(frozen["deletesAt"]) - now()
    assert timedelta(days=13, hours=23) < at <= timedelta(days=14)
    async with nothing_changes(world):
        refused = [
            await owner.do(CREATE, text="after"),
            await owner.do(INVITE, email="late@example.org", role="EDITOR"),
            await owner.do(UPDATE_ORGANIZATION, name="Other"),
            await owner.do(DELETE_ORGANIZATION, name=NAME),
            await colleague.do(LEAVE),
            await guest.do(ACCEPT_INVITATION, token=code),
        ]
    assert [one["code"] for one in refused] == ["ORGANIZATION_FROZEN"] * 6
    seen = await colleague.ask("{ posts { nodes { id } } viewer { permissions } }")
    assert seen == {"posts": {"nodes": [{"id": post["id"]}]}, "viewer": {"permissions": ["READ"]}}


async def test_all_members_are_told_by_mail(world: World, owner: Person) -> None:
    colleague = await member(world, owner, "ANALYST")

    await owner.do(DELETE_ORGANIZATION, name=NAME)
    await world.jobs.perform()
    told = [world.mailbox.last_to(one.email).subject for one in (owner, colleague)]
    await owner.do(RESTORE)
    await world.jobs.perform()

    assert told == [f"{NAME} is being deleted"] * 2
    subjects = [world.mailbox.last_to(one.email).subject for one in (owner, colleague)]
    assert subjects == [f"{NAME} stays"] * 2


@pytest.fixture
async def engine(world: World, owner: Person) -> Engine:
    return await start_engine(world, owner, "mastodon")


async def test_nothing_goes_out_while_it_is_deleted_nor_late_when_it_is_not(
    world: World, owner: Person, engine: Engine
) -> None:
    posts = [(await owner.do(CREATE, text=text))["id"] for text in ("due", "claimed", "later")]
    for post, when in zip(posts, ({}, {}, {"dueAt": "2027-11-01T00:00:00Z"}), strict=True):
        accounts = [engine.account_id]
        done = await owner.do(SCHEDULE, postId=post, socialAccountIds=accounts, **when)
        assert done["__typename"] == "ScheduledPost", done
    await sending.claim_due(1)

    await owner.do(DELETE_ORGANIZATION, name=NAME)
    await world.jobs.perform()
    claimed = await sending.claim_due(100)
    frozen = await _states(owner)
    restored = await owner.do(RESTORE)

    assert (claimed, frozen) == (0, ["CLAIMED", "SCHEDULED", "SCHEDULED"])
    assert restored["deletesAt"] is None
    assert await _states(owner) == ["CANCELLED", "CANCELLED", "SCHEDULED"]


async def _states(person: Person) -> list[str]:
    found = await person.ask("{ publications { nodes { state } } }")
    return sorted(one["state"] for one in found["publications"]["nodes"])


async def test_it_is_brought_back_by_an_owner_and_by_nobody_else(
    world: World, owner: Person
) -> None:
    admin = await member(world, owner, "ADMIN")
    early = await owner.do(RESTORE)
    await owner.do(DELETE_ORGANIZATION, name=NAME)

    refused = await admin.do(RESTORE)
    restored = await owner.do(RESTORE)

    assert (early["code"], refused["code"]) == ("NOT_BEING_DELETED", "NOT_ALLOWED")
    assert restored["deletesAt"] is None
    assert (await owner.do(CREATE, text="after"))["__typename"] == "Post"
    told = [type_ for type_, _, _ in await events(owner)]
    assert told[1:] == [
        "organization.deletion_requested",
        "organization.restored",
        "post.created",
    ]


async def test_who_names_none_acts_where_something_can_be_done(owner: Person) -> None:
    second = await owner.do(CREATE_ORGANIZATION, name="Second")

    await owner.do(DELETE_ORGANIZATION, name=NAME)

    seen = await owner.ask("{ organization { id } }")
    assert seen["organization"]["id"] == second["id"]


async def test_what_is_to_be_erased_is_known_when_its_time_has_come(owner: Person) -> None:
    key = await organization_key(owner)
    await owner.do(DELETE_ORGANIZATION, name=NAME)

    early = await repository.organizations_to_erase(now(), 100)
    await Organization.filter(id=key).update(deletes_at=now())

    assert key not in early
    assert key in await repository.organizations_to_erase(now(), 100)
    await Organization.filter(id=key).update(deletes_at=None)
