"""What the tests of publishing share: documents, and the clock's turn."""

from dataclasses import dataclass
from typing import Any

from allin_gql.core.database import fetch
from allin_gql.core.ids import IdKind, parse_id
from allin_gql.domains.publishing.service import reconciling, sending
from tests.fixtures.accounts import connect_bluesky, connect_mastodon
from tests.fixtures.people import Person
from tests.fixtures.world import World

NETWORKS = ("mastodon", "bluesky")
PUBLISH_ENDPOINT = {
    "mastodon": "POST /api/v1/statuses",
    "bluesky": "POST /xrpc/com.atproto.repo.putRecord",
}

CREATE = """
mutation Create($input: CreatePostInput!) {
  createPost(input: $input) {
    __typename
    ... on Post { id text version variants { platform text } }
    ... on Problem { code message path numbers { name value } retryable }
  }
}
"""
UPDATE = """
mutation Update($input: UpdatePostInput!) {
  updatePost(input: $input) {
    __typename
    ... on Post { id text version publications { text state } }
    ... on Problem { code message path numbers { name value } }
  }
}
"""
DELETE = """
mutation Delete($input: DeletePostInput!) {
  deletePost(input: $input) { __typename ... on DeletedPost { id } ... on Problem { code path } }
}
"""
SCHEDULE = """
mutation Schedule($input: SchedulePostInput!) {
  schedulePost(input: $input) {
    __typename
    ... on ScheduledPost { publications { id state dueAt timeZone platform text } }
    ... on Problem { code message path numbers { name value } }
  }
}
"""
CANCEL = """
mutation Cancel($input: CancelPublicationInput!) {
  cancelPublication(input: $input) {
    __typename ... on Publication { id state } ... on Problem { code message path }
  }
}
"""
RETRY = """
mutation Retry($input: RetryPublicationInput!) {
  retryPublication(input: $input) {
    __typename ... on Publication { id state } ... on Problem { code message path }
  }
}
"""
RESCHEDULE = """
mutation Reschedule($input: ReschedulePublicationInput!) {
  reschedulePublication(input: $input) {
    __typename ... on Publication { id state dueAt } ... on Problem { code message path }
  }
}
"""
PUBLICATION = """
query Publication($id: ID!) {
  publication(id: $id) {
    id state url cause message nextAt
    attempts { number phase cause platformStatus }
  }
}
"""
_PUT_OFF = "UPDATE publications SET next_at = now() + interval '1 year' WHERE next_at IS NOT NULL"
_LET_TIME_PASS = """
UPDATE publications SET next_at = now() WHERE next_at > now() AND social_account_id = $1
"""


@dataclass
class Engine:
    """Somebody with a connected account, and the clock and workers at hand."""

    world: World
    person: Person
    network: str
    account_id: str

    async def schedule(self, text: str) -> str:
        """Schedule a new post for now; gives the publication's id."""
        post = await self.person.do(CREATE, text=text)
        done = await self.person.do(SCHEDULE, postId=post["id"], socialAccountIds=[self.account_id])
        assert done["__typename"] == "ScheduledPost", done
        id_: str = done["publications"][0]["id"]
        return id_

    async def turn(self) -> None:
        """Let the clock tick once and the workers do what they were rung for."""
        await sending.claim_due(100)
        await sending.recover_abandoned(100)
        await reconciling.ring_for_unknown(100)
        await self.world.jobs.perform()

    async def let_time_pass(self) -> None:
        """Make everything that waits on the account due now."""
        key = parse_id(IdKind.SOCIAL_ACCOUNT, self.account_id)
        await fetch(_LET_TIME_PASS, key)

    async def read(self, publication_id: str) -> dict[str, Any]:
        data = await self.person.ask(PUBLICATION, id=publication_id)
        publication: dict[str, Any] = data["publication"]
        return publication

    async def posted(self, text: str) -> list[dict[str, Any]]:
        """What the platform shows of a text."""
        found = await self.world.sandbox.get(f"/_sandbox/timelines/{self.network}")
        return [post for post in found.json() if post["text"] == text]

    async def fail(self, **fault: Any) -> None:
        """Plan a fault of the platform's publishing call."""
        plan = {
            "network": self.network,
            "endpoint": PUBLISH_ENDPOINT[self.network],
            **fault,
        }
        answer = await self.world.sandbox.post("/_sandbox/faults", json=plan)
        assert answer.status_code < 300, answer.text


async def start_engine(
    world: World, person: Person, network: str, *, handle: str = "maya"
) -> Engine:
    """Connect an account on a network; what was left to do before is put off."""
    await fetch(_PUT_OFF)
    if network == "mastodon":
        account = await connect_mastodon(world, person, handle)
    else:
        account = await connect_bluesky(person, handle)
    return Engine(world=world, person=person, network=network, account_id=account["id"])
