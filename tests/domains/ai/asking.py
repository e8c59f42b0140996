"""How tests ask for drafts, read them and follow them."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

from allin_gql.core.database import fetch
from allin_gql.core.ids import IdKind, parse_id
from tests.fixtures.people import Person
from tests.fixtures.world import World

BOTH = ("MASTODON", "BLUESKY")
_REQUEST = """
fragment Request on DraftRequest {
  id brief platforms tone language state attempts createdAt finishedAt
  problem { code message path retryable }
  requestedBy { email }
  drafts {
    id platform text state isRepaired model promptTokens completionTokens elapsedMs
    measures { unit maximum actual fits }
  }
}
"""
_REFUSAL = "... on Problem { code message path numbers { name value } retryable }"
REQUEST = f"""
mutation Request($input: RequestDraftsInput!) {{
  requestDrafts(input: $input) {{ __typename ...Request {_REFUSAL} }}
}}
{_REQUEST}
"""
RETRY = f"""
mutation Retry($input: RetryDraftRequestInput!) {{
  retryDraftRequest(input: $input) {{ __typename ...Request {_REFUSAL} }}
}}
{_REQUEST}
"""
READ = f"query Read($id: ID!) {{ draftRequest(id: $id) {{ ...Request }} }}{_REQUEST}"
LIST = """
query List($first: Int! = 20, $after: String) {
  draftRequests(first: $first, after: $after) {
    totalCount nodes { brief drafts { platform } } pageInfo { hasNextPage endCursor }
  }
}
"""
FOLLOW = """
subscription Follow($id: ID!, $after: Int! = 0) {
  draftRequestProgress(id: $id, after: $after) {
    number state draft { platform state } problem { code retryable }
  }
}
"""


async def request(
    person: Person, brief: str = "our workshop opens on Saturday", *platforms: str, **more: str
) -> str:
    """Ask for drafts, for both platforms unless some are named; gives the request's id."""
    asked = await person.do(REQUEST, brief=brief, platforms=list(platforms or BOTH), **more)
    assert asked["__typename"] == "DraftRequest", asked
    request_id: str = asked["id"]
    return request_id


async def read(person: Person, request_id: str) -> dict[str, Any]:
    """A request with its drafts, by platform."""
    found: dict[str, Any] = (await person.ask(READ, id=request_id))["draftRequest"]
    found["drafts"] = {draft["platform"]: draft for draft in found["drafts"]}
    return found


async def until(person: Person, request_id: str, is_so: Callable[[dict[str, Any]], bool]) -> None:
    """Wait, for five seconds at the most, until a request is as it is to be."""
    async with asyncio.timeout(5):
        while not is_so(await read(person, request_id)):  # noqa: ASYNC110  # nothing rings when a row changes
            await asyncio.sleep(0.01)  # what is waited for happens in the database


async def written(
    world: World, person: Person, brief: str, *platforms: str, **more: str
) -> dict[str, Any]:
    """Ask for drafts, let the worker do what it does, and read the request."""
    request_id = await request(person, brief, *platforms, **more)
    await world.jobs.perform()
    return await read(person, request_id)


async def follow(person: Person, request_id: str, after: int = 0) -> list[dict[str, Any]]:
    """Everything that is sent until the subscription completes: its data, or its errors."""
    body = {"query": FOLLOW, "variables": {"id": request_id, "after": after}}
    headers = {**person.headers, "accept": "text/event-stream"}
    answer = await person.http.post("/graphql", json=body, headers=headers)
    frames = [
        json.loads(line.removeprefix("data:"))
        for line in answer.text.splitlines()
        if line.startswith("data:") and line.strip() != "data:"
    ]
    return [
        {"errors": frame["errors"]}
        if frame.get("errors")
        else frame["data"]["draftRequestProgress"]
        for frame in frames
    ]


async def make_due(request_id: str) -> None:
    """Let the time pass that a request waits, or that its worker has."""
    key = parse_id(IdKind.DRAFT_REQUEST, request_id)
    await fetch("UPDATE draft_requests SET due_at = now() WHERE id = $1", key)


async def plan(world: World, **fault: object) -> None:
    """Plan that something goes wrong with the writer."""
    planned = await world.sandbox.post("/_sandbox/faults", json={"network": "openai", **fault})
    assert planned.status_code == 201


async def count_calls(world: World) -> None:
    """Begin to count the calls of the writer, by a fault that never strikes."""
    await plan(world, kind="error", nth=1_000_000)


async def calls(world: World) -> int:
    """How many calls there were since counting began."""
    planned = (await world.sandbox.get("/_sandbox/faults")).json()
    counted: int = next(each["seen"] for each in planned if each["nth"] == 1_000_000)
    return counted
