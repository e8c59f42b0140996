"""What concerns people and rights no key can do: every mutation says which of the two it is."""

import pytest

from allin_gql.core.access import Permission
from tests.domains.developers.keys import make_key, program
from tests.fixtures.people import Person
from tests.fixtures.world import World
from tests.graph.mutations import KINDS, MUTATIONS, UNKNOWN, document, right_input
from tests.graph.stored import everything
from tests.graph.test_viewers import PUBLIC

THINGS = {name: f"{kind}_{UNKNOWN}" for name, kind in KINDS.items()}

FOR_PROGRAMS = {
    "cancelPublication", "connectWithPassword", "createPost", "deletePost",
    "disconnectSocialAccount", "requestDrafts", "reschedulePublication", "retryDraftRequest",
    "retryPublication", "schedulePost", "updatePost",
}  # fmt: skip
# Nobody has to be signed in for these; it makes no difference who is.
FOR_NOBODY = PUBLIC & set(MUTATIONS)
FOR_PEOPLE = {
    "acceptInvitation", "cancelAccountDeletion", "changeMemberRole", "changePassword",
    "createOrganization", "deleteAccount", "deleteOrganization", "endOtherSessions", "endSession",
    "inviteMember", "leaveOrganization", "removeMember", "requestEmailChange",
    "requestOrganizationExport", "requestPersonalExport", "resendInvitation",
    "restoreOrganization", "restrictMember", "revokeInvitation", "transferOwnership",
    "updateOrganization", "updateProfile", "completeAccountConnection", "confirmTotpEnrollment",
    "createApiKey", "disableTotp",
    "finishPasskeyRegistration", "logOut", "proveIdentity", "removePasskey", "renamePasskey",
    "renewRecoveryCodes", "revokeApiKey", "rotateApiKey", "startAccountConnection",
    "startPasskeyProof", "startPasskeyRegistration", "startTotpEnrollment", "updateApiKey",
}  # fmt: skip


def test_of_every_mutation_it_is_said_who_may_ask_for_it() -> None:
    assert sorted([*FOR_PROGRAMS, *FOR_NOBODY, *FOR_PEOPLE]) == MUTATIONS, (
        "Say in this table whether a new mutation is for programs; what concerns a person, or who "
        "may do what, is for people: its use case begins with `require_session`."
    )


@pytest.mark.parametrize("mutation", sorted(FOR_PEOPLE))
async def test_an_owners_key_with_all_scopes_is_told_that_a_person_has_to(
    world: World, owner: Person, mutation: str
) -> None:
    key = await make_key(owner, scopes=[str(one) for one in Permission])
    robot = program(owner, key["secret"])
    await robot.ask("{ __typename }")
    before = await everything(world)

    problem = await robot.do(document(mutation), **right_input(mutation, THINGS))

    assert (problem["__typename"], problem["code"]) == ("Problem", "SESSION_NEEDED")
    assert await everything(world) == before


@pytest.mark.parametrize("mutation", sorted(FOR_PROGRAMS))
async def test_what_is_for_programs_asks_for_no_session(owner: Person, mutation: str) -> None:
    key = await make_key(owner, scopes=[str(one) for one in Permission])

    done = await program(owner, key["secret"]).do(
        document(mutation), **right_input(mutation, THINGS)
    )

    assert done["__typename"] != "Problem" or done["code"] == "NOT_FOUND"


@pytest.mark.parametrize("mutation", sorted(FOR_PROGRAMS))
async def test_a_key_that_may_only_read_changes_nothing(
    world: World, owner: Person, mutation: str
) -> None:
    robot = program(owner, (await make_key(owner))["secret"])
    await robot.ask("{ __typename }")
    before = await everything(world)

    problem = await robot.do(document(mutation), **right_input(mutation, THINGS))

    assert problem["code"] == "NOT_ALLOWED"
    assert await everything(world) == before
