"""The audit log tells owners and administrators who did what, from where, and what was before."""

from datetime import datetime
from typing import Any

import pytest

from allin_gql.core.access import Role
from allin_gql.core.clock import now
from allin_gql.core.database import fetch
from allin_gql.domains.organizations.models import OrganizationMember
from tests.domains.posts.writing import CREATE, DELETE, UPDATE
from tests.fixtures.accounts import organization_key
from tests.fixtures.people import Person
from tests.graph.test_origin import session_of

LOG = """
query Log(
  $first: Int, $after: String, $last: Int, $before: String, $actor: ID, $apiKey: ID,
  $actions: [String!], $subject: ID, $since: DateTime, $until: DateTime
) {
  auditLog(
    first: $first, after: $after, last: $last, before: $before, actor: $actor, apiKey: $apiKey,
    actions: $actions, subject: $subject, since: $since, until: $until
  ) {
    totalCount
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    nodes {
      eventId number occurredAt action subjectId actorKind actorId actor { email } apiKeyId hash
      details {
        address userAgent sessionId requestId erasedAt changes { name before after }
      }
    }
  }
}
"""


async def log(person: Person, **wanted: Any) -> dict[str, Any]:
    found: dict[str, Any] = (await person.ask(LOG, **wanted))["auditLog"]
    return found


async def numbers(person: Person, **wanted: Any) -> list[int]:
    return [entry["number"] for entry in (await log(person, **wanted))["nodes"]]


@pytest.fixture
async def post(owner: Person) -> str:
    """A post that was written, changed and deleted: the events 2 to 4."""
    made: str = (await owner.do(CREATE, text="Open"))["id"]
    await owner.do(UPDATE, id=made, text="Open on Sunday")
    await owner.do(DELETE, id=made)
    return made


async def test_an_entry_says_who_did_what_from_where_and_by_which_session(
    owner: Person, post: str
) -> None:
    found = await log(owner, actions=["post.updated"])

    (entry,) = found["nodes"]
    assert (entry["number"], entry["action"], entry["subjectId"]) == (3, "post.updated", post)
    assert (entry["actorKind"], entry["actor"]) == ("PERSON", {"email": owner.email})
    assert entry["apiKeyId"] is None
    details = entry["details"]
    assert details["address"] == "127.0.0.1"
    assert details["userAgent"].startswith("python-httpx")
    assert details["sessionId"].startswith("session_")
    assert details["erasedAt"] is None
    assert len(entry["hash"]) == 64
    assert session_of(owner).version == 7


async def test_what_was_changed_is_told_with_what_it_was(owner: Person, post: str) -> None:
    found = await log(owner, subject=post)

    assert [(one["action"], one["details"]["changes"]) for one in found["nodes"]] == [
        ("post.deleted", [{"name": "text", "before": "Open on Sunday", "after": None}]),
        ("post.updated", [{"name": "text", "before": "Open", "after": "Open on Sunday"}]),
        ("post.created", [{"name": "text", "before": None, "after": "Open"}]),
    ]


async def test_pages_go_by_number_both_ways(owner: Person, post: str) -> None:
    first = await log(owner, first=2)
    second = await numbers(owner, first=2, after=first["pageInfo"]["endCursor"])
    end = await log(owner, last=2)
    before = await numbers(owner, last=2, before=end["pageInfo"]["startCursor"])

    assert post
    assert [entry["number"] for entry in first["nodes"]] == [4, 3]
    assert second == [2, 1]
    assert [entry["number"] for entry in end["nodes"]] == [2, 1]
    assert before == [4, 3]
    assert first["totalCount"] == 4
    assert first["pageInfo"]["hasNextPage"]


async def test_a_cursor_of_another_list_leads_to_the_newest(owner: Person, post: str) -> None:
    posts = await owner.ask("{ posts(first: 1) { pageInfo { endCursor } } }")
    await owner.do(CREATE, text="another")
    posts = await owner.ask("{ posts(first: 1) { pageInfo { endCursor } } }")

    found = await numbers(owner, first=1, after=posts["posts"]["pageInfo"]["endCursor"])

    assert post
    assert found == [5]


async def test_it_is_narrowed_to_persons_things_kinds_and_times(owner: Person, post: str) -> None:
    me = (await owner.ask("{ me { id } }"))["me"]["id"]
    (first, *_, last) = reversed((await log(owner))["nodes"])

    assert await numbers(owner, actor=me) == [4, 3, 2]
    assert await numbers(owner, actor="user_01k9x3zq8fexrt9ne5m2ch4vbd") == []
    assert await numbers(owner, subject=post) == [4, 3, 2]
    assert await numbers(owner, actions=["post.created", "post.deleted"]) == [4, 2]
    assert await numbers(owner, since=last["occurredAt"]) == [4]
    assert await numbers(owner, until=last["occurredAt"]) == [3, 2, 1]
    assert await numbers(owner, until=first["occurredAt"]) == []
    assert await numbers(owner, since=now().replace(year=2100).isoformat()) == []
    assert await numbers(owner, apiKey="api_key_01k9x3zq8fexrt9ne5m2ch4vbd") == []
    naive = datetime.fromisoformat(last["occurredAt"]).replace(tzinfo=None)
    assert await numbers(owner, since=naive.isoformat()) == [4]


@pytest.mark.parametrize(
    "wanted, argument",
    [
        ({"actor": "post_01k9x3zq8fexrt9ne5m2ch4vbd"}, "actor"),
        ({"apiKey": "rubbish"}, "apiKey"),
        ({"subject": "rubbish"}, "subject"),
        ({"actions": []}, "actions"),
        ({"actions": ["a.b"] * 21}, "actions"),
        ({"actions": ["a\0b"]}, "actions"),
    ],
)
async def test_a_filter_that_is_none_is_refused_by_its_name(
    owner: Person, wanted: dict[str, Any], argument: str
) -> None:
    error = await owner.refused(LOG, **wanted)

    assert error["extensions"]["code"].startswith("INVALID")
    assert error["extensions"]["argument"][0] == argument


@pytest.mark.parametrize("role", list(Role))
async def test_owners_and_administrators_read_it_and_nobody_else(
    owner: Person, post: str, role: Role
) -> None:
    key = await organization_key(owner)
    await OrganizationMember.filter(organization_id=key).update(role=role)

    body = (await owner.post(LOG)).json()

    assert post
    if role in {Role.OWNER, Role.ADMIN}:
        assert len(body["data"]["auditLog"]["nodes"]) == 4
    else:
        (error,) = body["errors"]
        assert error["extensions"]["code"] == "NOT_ALLOWED"
        assert body["data"] is None


async def test_strangers_have_a_log_of_their_own_and_nobody_has_none(
    owner: Person, stranger: Person, anonymous: Person, post: str
) -> None:
    me = (await owner.ask("{ me { id } }"))["me"]["id"]

    assert await numbers(stranger, subject=post) == []
    assert await numbers(stranger, actor=me) == []
    assert (await anonymous.refused(LOG))["extensions"]["code"] == "UNAUTHENTICATED"


async def test_what_was_erased_says_so_and_who_was_erased_keeps_a_pseudonym(
    owner: Person, post: str
) -> None:
    key = await organization_key(owner)

    await fetch(
        "SELECT erase_event_details(array_agg(id)) FROM events WHERE organization_id = $1", key
    )

    (entry, *_) = (await log(owner, subject=post))["nodes"]
    details = entry["details"]
    assert details["erasedAt"] is not None
    assert (details["address"], details["sessionId"], details["changes"]) == (None, None, [])
    assert entry["actorId"].startswith("user_")
