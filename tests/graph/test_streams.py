"""Server-sent events: their frames, their silence, and who leaves them or reads slowly."""

import asyncio
from datetime import timedelta
from typing import Any

import httpx2
import pytest

from allin_gql.core.live import LIVE
from tests.fixtures.people import Person
from tests.graph.listening import listening_endpoint, until
from tests.graph.mutations import document
from tests.graph.sockets import EVENTS, TYPENAME, answer_of, stream_of

pytestmark = pytest.mark.usefixtures("no_complaint")

QUIET = "subscription { organizationEvents { number } }"
STREAM = {"accept": "text/event-stream"}


def running() -> set[str]:
    """What the tasks of this process do."""
    return {getattr(task.get_coro(), "__qualname__", "") for task in asyncio.all_tasks()}


async def test_a_stream_is_kept_by_nobody_and_held_back_by_nobody(
    owner: Person, address: str
) -> None:
    async with answer_of(f"http://{address}", owner, TYPENAME) as answer:
        told = (await answer.aread()).decode()

    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/event-stream"
    assert answer.headers["cache-control"] == "no-store, no-transform"
    assert answer.headers["x-accel-buffering"] == "no"
    assert len(answer.headers["x-request-id"]) == 32
    first, last = told.removesuffix("\n\n").split("\n\n")
    assert first.startswith(
        'event: next\ndata: {"data":{"__typename":"Query"},"extensions":{"cost"'
    )
    assert last == "event: complete\ndata: "


async def test_a_silent_stream_shows_that_it_lives(owner: Person) -> None:
    async with (
        listening_endpoint(heartbeat=timedelta(milliseconds=20)) as endpoint,
        answer_of(f"http://{endpoint.address}", owner, QUIET) as answer,
    ):
        lines = (line async for line in answer.aiter_lines() if line)
        silence = [await anext(lines) for _ in range(3)]
        await owner.do(document("createPost"), text="news")
        told = [line async for line in _until_data(lines)]

    assert silence == [": still here"] * 3
    assert told[-1] == 'data: {"data":{"organizationEvents":{"number":2}}}'


async def _until_data(lines: Any) -> Any:
    async for line in lines:
        yield line
        if line.startswith("data"):
            return


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
async def test_reservations_of_a_single_connection_are_not_offered(
    owner: Person, address: str, method: str
) -> None:
    async with httpx2.AsyncClient() as http:
        headers = {**owner.headers, **STREAM}
        answer = await http.request(method, f"http://{address}/graphql", headers=headers)

    assert answer.status_code == 405
    assert "POST" in answer.headers["allow"]


async def test_a_mutation_is_not_performed_by_following_a_link(owner: Person, address: str) -> None:
    mutation = 'mutation { createPost(input: { text: "by a link" }) { __typename } }'

    async with httpx2.AsyncClient() as http:
        headers = {**owner.headers, **STREAM}
        parameters = {"query": mutation}
        answer = await http.get(f"http://{address}/graphql", params=parameters, headers=headers)

    assert answer.status_code == 405
    assert (await owner.ask("{ posts { totalCount } }"))["posts"]["totalCount"] == 0


async def test_who_goes_away_leaves_nothing_behind_at_once(owner: Person) -> None:
    async with listening_endpoint() as endpoint:
        async with stream_of(f"http://{endpoint.address}", owner, EVENTS) as frames:
            await anext(frames)
        await until(lambda: not endpoint.server.server_state.tasks)
        before = running()

        for query in (EVENTS, QUIET) * 5:
            async with answer_of(f"http://{endpoint.address}", owner, query) as answer:
                assert answer.status_code == 200
                assert len(endpoint.attendance) == 1
            await until(lambda: not endpoint.server.server_state.tasks)
            assert len(endpoint.attendance) == 0
            assert LIVE.current._bells == {}  # noqa: SLF001  # who listens to announcements

        # It looks once more, and ends when it finds nobody.
        assert running() - before <= {"Attendance._watch"}
