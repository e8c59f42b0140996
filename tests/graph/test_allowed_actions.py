"""What the API says can be done is what it lets be done, and nothing else is."""

import asyncio

import pytest

from allin_gql.core.clock import now
from allin_gql.core.ids import IdKind, public_id
from allin_gql.domains.accounts.models import SocialAccount
from allin_gql.domains.accounts.values import AccountState
from allin_gql.domains.identity.models import User
from allin_gql.domains.organizations.models import OrganizationMember
from allin_gql.domains.posts.models import Post
from allin_gql.domains.publishing.models import Publication
from allin_gql.domains.publishing.values import PublicationState
from tests.fixtures.people import Person, join
from tests.fixtures.statements import count_statements
from tests.fixtures.world import World
from tests.graph.conftest import Settled
from tests.graph.mutations import HANDLE

LOOK = """
{
  posts {
    nodes { id allowedActions publications { id state allowedActions } }
  }
  socialAccounts { nodes { id state allowedActions } }
}
"""
TEXT = "what they have"
DUE = "2027-11-01T12:00:00Z"
CANCEL = """
mutation ($input: CancelPublicationInput!) {
  cancelPublication(input: $input) {
    ... on Publication { allowedActions post { allowedActions } }
    ... on Problem { code }
  }
}
"""
ACTS = {
    "RESCHEDULE": "reschedulePublication",
    "CANCEL": "cancelPublication",
    "RETRY": "retryPublication",
    "UPDATE": "updatePost",
    "DELETE": "deletePost",
}
ALL_POST_ACTIONS = ["UPDATE", "DELETE", "SCHEDULE"]


@pytest.fixture(autouse=True)
async def _anew(settled: Settled) -> None:
    """What they have is as it was when they got it."""
    await Publication.filter(text=TEXT).update(state=PublicationState.SCHEDULED, first_sent_at=None)
    await Post.filter(text=TEXT).update(deleted_at=None)
    await SocialAccount.filter(handle__startswith=HANDLE).update(state=AccountState.ACTIVE)
    user = await User.get(email=settled.person.email)
    await User.filter(id=user.id).update(email_verified_at=user.created_at)
    await OrganizationMember.filter(user_id=user.id).update(role="OWNER")


async def look(person: Person) -> tuple[list[str], list[str]]:
    """What the API allows with the one post, and with its one publication."""
    (post,) = (await person.ask(LOOK))["posts"]["nodes"]
    (publication,) = post["publications"]
    return post["allowedActions"], publication["allowedActions"]


async def do(person: Person, action: str, id_: str) -> bool:
    """Do it; gives whether it was let be done."""
    name = ACTS[action]
    type_ = f"{name[0].upper()}{name[1:]}Input!"
    document = f"mutation ($input: {type_}) {{ {name}(input: $input) {{ __typename }} }}"
    more = {"dueAt": DUE} if action == "RESCHEDULE" else {}
    return bool((await person.do(document, id=id_, **more))["__typename"] != "Problem")


@pytest.mark.parametrize("state", PublicationState)
@pytest.mark.parametrize("was_sent", [False, True])
@pytest.mark.parametrize("action", ACTS)
async def test_what_is_allowed_is_let_and_what_is_not_is_refused(
    settled: Settled, state: PublicationState, was_sent: bool, action: str
) -> None:
    sent = now() if was_sent else None
    await Publication.filter(text=TEXT).update(state=state, first_sent_at=sent)
    of_post, of_publication = await look(settled.person)

    about = "Post" if action in {"UPDATE", "DELETE"} else "Publication"
    is_let = await do(settled.person, action, settled.things[about])

    assert is_let == (action in [*of_post, *of_publication])


async def test_a_publication_that_waits_can_be_moved_and_cancelled(settled: Settled) -> None:
    assert await look(settled.person) == (ALL_POST_ACTIONS, ["RESCHEDULE", "CANCEL"])


async def test_what_a_mutation_changed_says_at_once_what_can_be_done_with_it(
    settled: Settled,
) -> None:
    done = await settled.person.do(CANCEL, id=settled.things["Publication"])

    assert done == {"allowedActions": ["RETRY"], "post": {"allowedActions": ALL_POST_ACTIONS}}


@pytest.mark.parametrize(
    "state, allowed",
    [
        (AccountState.ACTIVE, ["SCHEDULE", "DISCONNECT"]),
        (AccountState.NEEDS_RECONNECT, ["RECONNECT", "DISCONNECT"]),
        (AccountState.DISCONNECTED, ["RECONNECT"]),
    ],
)
async def test_accounts_say_what_can_be_done_with_them(
    settled: Settled, state: AccountState, allowed: list[str]
) -> None:
    await SocialAccount.filter(handle__startswith=HANDLE).update(state=state)

    (seen,) = (await settled.person.ask(LOOK))["socialAccounts"]["nodes"]

    assert seen["allowedActions"] == allowed


async def test_a_member_who_may_not_connect_is_not_told_to(settled: Settled) -> None:
    user = await User.get(email=settled.person.email)
    await OrganizationMember.filter(user_id=user.id).update(role="MEMBER")

    (seen,) = (await settled.person.ask(LOOK))["socialAccounts"]["nodes"]

    assert seen["allowedActions"] == ["SCHEDULE"]


async def test_who_has_not_proved_their_address_can_write_but_not_publish(
    settled: Settled,
) -> None:
    await User.filter(email=settled.person.email).update(email_verified_at=None)

    assert await look(settled.person) == (["UPDATE", "DELETE"], [])


async def test_each_is_told_their_own_when_many_ask_the_same_at_once(
    session_world: World, settled: Settled
) -> None:
    owner = await OrganizationMember.get(user_id=(await User.get(email=settled.person.email)).id)
    member = await join(session_world, "member")
    key = (await User.get(email=member.email)).id
    joined = await OrganizationMember.create(
        organization_id=owner.organization_id, user_id=key, role="MEMBER"
    )
    member.organization = public_id(IdKind.ORGANIZATION, owner.organization_id)

    try:
        seen = await asyncio.gather(
            *[person.ask(LOOK) for _ in range(10) for person in (settled.person, member)]
        )
    finally:
        await joined.delete()

    told = [one["socialAccounts"]["nodes"][0]["allowedActions"] for one in seen]
    assert told == [["SCHEDULE", "DISCONNECT"], ["SCHEDULE"]] * 10


async def test_saying_it_costs_no_statement_of_its_own(settled: Settled) -> None:
    with count_statements() as asked:
        await look(settled.person)

    assert len(asked.statements) == 3, "who asks, posts with publications, accounts"
