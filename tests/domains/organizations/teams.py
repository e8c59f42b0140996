"""What the tests of teams share: documents, and who is there."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

from allin_gql.core.clock import now
from allin_gql.core.ids import IdKind, new_id, parse_id, public_id
from allin_gql.core.models import Event
from allin_gql.domains.identity.models import Session, User
from allin_gql.domains.organizations.models import Invitation, OrganizationMember
from tests.fixtures.accounts import organization_key
from tests.fixtures.people import Person, mailed_code
from tests.fixtures.world import World
from tests.graph.stored import everything

_PROBLEM = "fragment P on Problem { code message path numbers { name value } retryable }"


def _mutation(name: str, shown: str) -> str:
    input_ = name[0].upper() + name[1:] + "Input"
    return (
        f"mutation M($input: {input_}!) {{ {name}(input: $input) {{ __typename {shown} ...P }} }}"
        f" {_PROBLEM}"
    )


_ORGANIZATION = "... on Organization { id name timeZone requiresSecondFactor deletesAt }"
_MEMBER = (
    "... on OrganizationMember { id role isRestricted socialAccountIds user { email }"
    " organization { id name } }"
)
_ENDED = "... on EndedMembership { memberId }"
_INVITATION = (
    "... on Invitation { id email role state isExpired isRestricted socialAccountIds expiresAt"
    " invitedBy { email } }"
)

CREATE_ORGANIZATION = _mutation("createOrganization", _ORGANIZATION)
UPDATE_ORGANIZATION = _mutation("updateOrganization", _ORGANIZATION)
LEAVE = _mutation("leaveOrganization", _ENDED)
TRANSFER = _mutation("transferOwnership", _MEMBER)
DELETE_ORGANIZATION = _mutation("deleteOrganization", _ORGANIZATION)
RESTORE = _mutation("restoreOrganization", _ORGANIZATION)
INVITE = _mutation("inviteMember", _INVITATION)
RESEND = _mutation("resendInvitation", _INVITATION)
REVOKE = _mutation("revokeInvitation", _INVITATION)
ACCEPT = _mutation("acceptInvitation", _MEMBER)
DECLINE = _mutation("declineInvitation", "... on DeclinedInvitation { organizationName }")
CHANGE_ROLE = _mutation("changeMemberRole", _MEMBER)
RESTRICT = _mutation("restrictMember", _MEMBER)
REMOVE = _mutation("removeMember", _ENDED)
MEMBERS = """
query Members($role: MemberRole, $search: String) {
  members(role: $role, search: $search) {
    totalCount nodes { id role isRestricted socialAccountIds user { name email } }
  }
}
"""
INVITATIONS = """
query Invitations($states: [InvitationState!]) {
  invitations(states: $states) { totalCount nodes { id email role state isExpired } }
}
"""


async def member_id(person: Person) -> str:
    """The id of somebody's membership where they act."""
    found = await person.ask(
        "query ($search: String) { members(search: $search) { nodes { id } } }",
        search=person.email,
    )
    (node,) = found["members"]["nodes"]
    id_: str = node["id"]
    return id_


async def colleague(person: Person, role: str = "EDITOR") -> str:
    """Make a member beside somebody, who never signs in; gives the membership's id."""
    user = await User.create(
        email=f"colleague-{new_id()}@example.org", name="Colleague", password_hash="none"
    )
    member = await OrganizationMember.create(
        organization_id=await organization_key(person), user_id=user.id, role=role
    )
    return public_id(IdKind.MEMBER, member.id)


async def invite(world: World, host: Person, email: str, **input_: Any) -> str:
    """Invite an address; gives the code of the letter."""
    invited = await host.do(INVITE, **{"role": "EDITOR", **input_}, email=email)
    assert invited["__typename"] == "Invitation", invited
    await world.jobs.perform()
    return mailed_code(world, email)


async def backdate(invitation: str, *, days: float = 1.5) -> None:
    """Let the letter of an invitation have been sent some days ago."""
    key = parse_id(IdKind.INVITATION, invitation)
    row = await Invitation.get(id=key)
    row.sent_at -= timedelta(days=days)
    row.expires_at -= timedelta(days=days)
    await row.save()


async def forget_proof(person: Person) -> None:
    """Let somebody have proved who they are a while ago."""
    user = await User.get(email=person.email)
    await Session.filter(user_id=user.id).update(proved_at=now() - timedelta(minutes=6))


async def events(person: Person) -> list[tuple[str, str, dict[str, Any]]]:
    """What happened where somebody acts: type, subject and data, in order."""
    rows = await Event.filter(organization_id=await organization_key(person)).order_by("number")
    return [(row.type, str(row.subject_id), row.data) for row in rows]


@asynccontextmanager
async def nothing_changes(world: World) -> AsyncIterator[None]:
    """Hold everything that is stored against what it was before."""
    before = await everything(world)
    yield
    assert await everything(world) == before
