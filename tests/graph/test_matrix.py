"""Every query, mutation and subscription by every role, a stranger and nobody, from the schema.

What is expected follows from one table: a new field of a root that has no rule there fails. Who is
refused asks about things that are there, and changes nothing; who may, about things that are not.
"""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from enum import Enum
from typing import Any

import pytest

from allin_gql.core.access import PERMISSIONS, Permission, Role
from allin_gql.core.clock import now
from allin_gql.domains.organizations.models import Organization
from tests.domains.developers.keys import make_key
from tests.fixtures.accounts import organization_key
from tests.fixtures.people import Person, join, log_in, member
from tests.fixtures.world import World
from tests.graph.listening import listening
from tests.graph.mutations import MUTATIONS, Things, document, own_things, right_input
from tests.graph.sockets import socket_of
from tests.graph.stored import everything
from tests.graph.test_viewers import PUBLIC, READS, THINGS, read_document


class Anybody(Enum):
    """Whose a field is that takes no permission."""

    PUBLIC = "nobody needs to be signed in for it"
    PERSON = "it concerns whoever is signed in, and no organization"
    MEMBER = "each role may, about what is theirs"


P, A = Permission, Anybody
RULES: dict[str, Permission | Anybody] = {
    **dict.fromkeys(PUBLIC, A.PUBLIC),
    **dict.fromkeys(
        (
            "me", "viewer", "secondFactor", "passkeys", "logOut",
            "changePassword", "requestEmailChange", "updateProfile", "endSession",
            "endOtherSessions", "proveIdentity", "startPasskeyProof", "startTotpEnrollment",
            "confirmTotpEnrollment", "disableTotp", "renewRecoveryCodes",
            "startPasskeyRegistration", "finishPasskeyRegistration", "renamePasskey",
            "requestPersonalExport", "deleteAccount", "cancelAccountDeletion", "removePasskey",
            "createOrganization", "leaveOrganization", "acceptInvitation",
        ),
        A.PERSON,
    ),
    **dict.fromkeys(
        (
            "node", "nodes", "organization", "permissions", "apiKey", "apiKeys", "createApiKey",
            "rotateApiKey", "updateApiKey", "revokeApiKey", "dataExport", "dataExports",
        ),
        A.MEMBER,
    ),
    **dict.fromkeys(
        (
            "members", "socialAccount", "socialAccounts", "post", "posts", "publication",
            "publications", "draftRequest", "draftRequests", "organizationEvents",
            "publicationProgress", "metricUpdates", "draftRequestProgress",
        ),
        P.READ,
    ),
    **dict.fromkeys(("createPost", "updatePost", "deletePost"), P.WRITE_POSTS),
    **dict.fromkeys(("requestDrafts", "retryDraftRequest"), P.USE_WRITER),
    **dict.fromkeys(
        ("schedulePost", "reschedulePublication", "cancelPublication", "retryPublication"),
        P.PUBLISH,
    ),
    **dict.fromkeys(
        (
            "startAccountConnection", "completeAccountConnection", "connectWithPassword",
            "disconnectSocialAccount",
        ),
        P.CONNECT_ACCOUNTS,
    ),
    **dict.fromkeys(
        (
            "invitations", "inviteMember", "resendInvitation", "revokeInvitation",
            "changeMemberRole", "restrictMember", "removeMember",
        ),
        P.MANAGE_MEMBERS,
    ),
    "updateOrganization": P.MANAGE_ORGANIZATION,
    "auditLog": P.READ_AUDIT_LOG,
    "requestOrganizationExport": P.EXPORT_DATA,
    **dict.fromkeys(("transferOwnership", "deleteOrganization", "restoreOrganization"), P.OWN),
}  # fmt: skip
EXPORTING = {"requestOrganizationExport"}  # a copy can be taken before all is erased
REFUSALS = {"NOT_ALLOWED", "UNAUTHENTICATED", "SECOND_FACTOR_REQUIRED", "ORGANIZATION_FROZEN"}
LAST = ("logOut", "leaveOrganization", "deleteAccount")  # the others ask as a signed-in member
EVERYTHING = [*sorted({*MUTATIONS, *READS} - set(LAST)), *LAST]


def expected(role: Role, name: str) -> str | None:
    """The code by which somebody in a role is refused; nothing for who may."""
    rule = RULES[name]
    may = isinstance(rule, Anybody) or rule in PERMISSIONS[role]
    return None if may else "NOT_ALLOWED"


class Asking:
    """Somebody who asks for everything, over HTTP and a socket."""

    def __init__(self, address: str, person: Person) -> None:
        self.url = f"ws://{address}/graphql"
        self.person = person

    async def answer(self, name: str, things: Things) -> str | None:
        """Ask, about these things; gives the code of what refuses it, if it is one of rights."""
        if READS.get(name) == "subscription":
            code = await self._subscribed(name)
        elif name in MUTATIONS:
            variables = {"input": right_input(name, things)}
            body = (await self.person.post(document(name), variables)).json()
            code = _code(body) or ((body.get("data") or {}).get(name) or {}).get("code")
        else:
            code = _code((await self.person.post(read_document(name))).json())
        if name == "logOut" and code is None:
            await log_in(self.person)
        return code if code in REFUSALS | {"NOT_FOUND"} else None

    async def _subscribed(self, name: str) -> str | None:
        """Subscribe; who is refused is told so before what is asked next is answered."""
        async with socket_of(self.url, self.person) as socket:
            await socket.subscribe("1", read_document(name))
            await socket.subscribe("2", "{ platforms { platform } }")
            code = None
            while (frame := await socket.receive()) != {"id": "2", "type": "complete"}:
                if frame["id"] == "1":
                    code = code or _code(frame.get("payload", {}))
            return code


def _code(answer: Any) -> str | None:
    errors = answer if isinstance(answer, list) else answer.get("errors")
    return str(errors[0]["extensions"]["code"]) if errors else None


@pytest.fixture(scope="module")
async def address(session_world: World) -> AsyncIterator[str]:  # noqa: ARG001  # it lives there
    async with listening() as address:
        yield address


@pytest.fixture(scope="module")
async def boss(session_world: World) -> Person:
    person = await join(session_world, "boss")
    person.organization = (await person.ask("{ organization { id } }"))["organization"]["id"]
    return person


@pytest.fixture(scope="module")
async def things(boss: Person) -> Things:
    return await own_things(boss)


async def codes(asking: Asking, names: list[str], things: Things) -> dict[str, str | None]:
    return {name: await asking.answer(name, things) for name in names}


def test_every_field_of_a_root_has_a_rule() -> None:
    assert set(EVERYTHING) == set(RULES)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.MEMBER])
@pytest.mark.parametrize("restricted", [False, True], ids=["", "restricted"])
async def test_a_member_may_what_the_role_may_and_no_more(
    session_world: World,
    address: str,
    boss: Person,
    things: Things,
    role: Role,
    restricted: bool,
) -> None:
    if restricted and role is not Role.PUBLISHER:
        return
    accounts = [things["SocialAccount"]] if restricted else None
    somebody = await member(session_world, boss, role, accounts=accounts)
    asking = Asking(address, somebody)
    may_not = [name for name in EVERYTHING if expected(role, name)]
    before = await everything(session_world)

    refused = await codes(asking, may_not, things)
    after = await everything(session_world)
    allowed = await codes(asking, [name for name in EVERYTHING if name not in may_not], THINGS)

    assert refused == dict.fromkeys(may_not, "NOT_ALLOWED")
    assert after == before
    assert {name: code for name, code in allowed.items() if code in REFUSALS} == {}


async def test_a_key_never_may_more_than_whose_it_is(
    session_world: World, address: str, boss: Person, things: Things
) -> None:
    publisher = await member(session_world, boss, "PUBLISHER")
    scopes = sorted(PERMISSIONS[Role.PUBLISHER])
    secret = (await make_key(publisher, scopes=scopes))["secret"]
    may_not = [name for name in EVERYTHING if expected(Role.PUBLISHER, name)]
    before = await everything(session_world)

    told = await codes(
        Asking(address, Person(publisher.http, access_token=secret)), may_not, things
    )

    assert set(told.values()) <= {"NOT_ALLOWED", None}  # or `SESSION_NEEDED`, which is no right
    after = await everything(session_world)
    assert {**after, "api_key_secrets": None} == {**before, "api_key_secrets": None}


async def test_a_stranger_finds_no_organization_there(
    session_world: World, address: str, boss: Person, things: Things
) -> None:
    stranger = replace(await join(session_world, "stranger"), organization=boss.organization)
    names = [name for name in EVERYTHING if RULES[name] is not A.PUBLIC]
    http = [name for name in names if READS.get(name) != "subscription"]
    before = await everything(session_world)

    told = await codes(Asking(address, stranger), http, things)

    assert told == dict.fromkeys(http, "NOT_FOUND")
    assert await everything(session_world) == before


async def test_nobody_is_told_to_sign_in(
    session_world: World, address: str, things: Things
) -> None:
    nobody = Person(session_world.http)
    names = [name for name in EVERYTHING if RULES[name] is not A.PUBLIC]
    before = await everything(session_world)

    told = await codes(Asking(address, nobody), names, things)

    assert told == dict.fromkeys(names, "UNAUTHENTICATED")
    assert await everything(session_world) == before


async def test_who_lacks_the_second_factor_that_is_asked_for_minds_their_own_business(
    session_world: World, address: str
) -> None:
    owner = await join(session_world, "careful")
    await Organization.filter(id=await organization_key(owner)).update(requires_second_factor=True)
    lacking = {
        name for name in EVERYTHING if not isinstance(RULES[name], A) or RULES[name] is A.MEMBER
    }

    told = await codes(Asking(address, owner), [n for n in EVERYTHING if n not in LAST], THINGS)

    assert {name for name, code in told.items() if code == "SECOND_FACTOR_REQUIRED"} == lacking


async def test_nothing_but_bringing_it_back_is_done_where_all_is_being_deleted(
    session_world: World, address: str
) -> None:
    owner = await join(session_world, "leaving")
    things = await own_things(owner)
    await Organization.filter(id=await organization_key(owner)).update(
        deletes_at=now() + timedelta(days=1)
    )
    changing = [
        name
        for name in MUTATIONS
        if isinstance(RULES[name], P) and name not in {"restoreOrganization", *EXPORTING}
    ] + ["createApiKey", "rotateApiKey", "updateApiKey"]  # a key can only be ended

    told = await codes(Asking(address, owner), changing, things)

    assert told == dict.fromkeys(changing, "ORGANIZATION_FROZEN")
