"""`viewer`: who is asking, with which rights and for how long, read for nothing beyond that."""

from datetime import datetime, timedelta

import pytest

from allin_gql.core.clock import now
from allin_gql.core.ids import IdKind, parse_id
from allin_gql.domains.organizations.models import OrganizationMember
from tests.fixtures.people import VERIFY, Person, join, mailed_code, register
from tests.fixtures.statements import count_statements
from tests.fixtures.world import World

RIGHTS = "{ viewer { role permissions permissionsAfterVerification isEmailVerified } }"
WHO = "{ viewer { user { id email memberships { role } } organization { id name } role } }"
ALL = [
    "CONNECT_ACCOUNTS",
    "EXPORT_DATA",
    "MANAGE_API_KEYS",
    "MANAGE_MEMBERS",
    "MANAGE_ORGANIZATION",
    "OWN",
    "PUBLISH",
    "READ",
    "READ_AUDIT_LOG",
    "USE_WRITER",
    "WRITE_POSTS",
]
WAITING = ["CONNECT_ACCOUNTS", "MANAGE_MEMBERS", "PUBLISH"]  # for the address to be proved
WHO_ASKS = "SELECT users.email_verified_at"  # read once for each request, whatever it asks for
ACCESS = timedelta(minutes=10)  # as in the settings of tests


@pytest.fixture
async def owner(world: World) -> Person:
    return await join(world, "owner")


async def organization_of(person: Person) -> str:
    found: str = (await person.ask("{ organization { id } }"))["organization"]["id"]
    return found


async def take_in(person: Person, organization: str) -> None:
    """Make somebody a member of one more organization."""
    user = (await person.ask("{ me { id } }"))["me"]["id"]
    await OrganizationMember.create(
        organization_id=parse_id(IdKind.ORGANIZATION, organization),
        user_id=parse_id(IdKind.USER, user),
        role="PUBLISHER",
    )


async def test_an_owner_may_do_everything(owner: Person) -> None:
    viewer = (await owner.ask(RIGHTS))["viewer"]

    assert viewer == {
        "role": "OWNER",
        "permissions": ALL,
        "permissionsAfterVerification": [],
        "isEmailVerified": True,
    }


async def test_what_waits_for_the_address_is_told_apart_until_it_is_proved(world: World) -> None:
    person = await register(world, "unverified")

    before = (await person.ask(RIGHTS))["viewer"]
    await person.do(VERIFY, token=mailed_code(world, person.email))
    after = (await person.ask(RIGHTS))["viewer"]

    assert before == {
        "role": "OWNER",
        "permissions": [one for one in ALL if one not in WAITING],
        "permissionsAfterVerification": WAITING,
        "isEmailVerified": False,
    }
    assert (after["permissions"], after["permissionsAfterVerification"]) == (ALL, [])


async def test_the_viewer_is_who_they_are_in_the_organization_that_is_named(
    world: World, owner: Person
) -> None:
    guest = await join(world, "guest")
    home, abroad = await organization_of(guest), await organization_of(owner)
    await take_in(guest, abroad)

    at_home = (await guest.ask(WHO))["viewer"]
    guest.organization = abroad
    away = (await guest.ask(WHO))["viewer"]
    rights = (await guest.ask(RIGHTS))["viewer"]

    assert (at_home["organization"]["id"], at_home["role"]) == (home, "OWNER")
    assert away == {
        "user": {**at_home["user"], "memberships": [{"role": "OWNER"}, {"role": "PUBLISHER"}]},
        "organization": {"id": abroad, "name": "Owner's organization"},
        "role": "PUBLISHER",
    }
    assert at_home["user"]["email"] == guest.email
    assert rights["permissions"] == ["PUBLISH", "READ", "USE_WRITER", "WRITE_POSTS"]
    assert rights["permissionsAfterVerification"] == []


async def test_the_end_of_the_access_token_is_told(owner: Person) -> None:
    until = (await owner.ask("{ viewer { signedInUntil } }"))["viewer"]["signedInUntil"]

    left = datetime.fromisoformat(until) - now()
    assert ACCESS - timedelta(minutes=1) < left <= ACCESS


async def test_nobody_is_told_to_sign_in(world: World) -> None:
    error = await Person(http=world.http).refused(RIGHTS)

    assert error["extensions"]["code"] == "UNAUTHENTICATED"
    assert error["path"] == ["viewer"]


@pytest.mark.parametrize(
    "selection, tables",
    [
        ("role permissions permissionsAfterVerification isEmailVerified signedInUntil", []),
        ("limits { remaining costLimit }", []),
        ("role user { name }", ["users"]),
        ("organization { name } user { name }", ["organizations", "users"]),
        ("__typename", []),
    ],
)
async def test_what_is_not_asked_for_is_not_read(
    owner: Person, selection: str, tables: list[str]
) -> None:
    with count_statements() as counted:
        await owner.ask(f"{{ viewer {{ {selection} }} }}")

    read = [statement for statement in counted.statements if WHO_ASKS not in statement]
    assert len(counted.statements) == len(read) + 1
    assert [statement.partition(" FROM ")[2].split()[0] for statement in read] == tables
