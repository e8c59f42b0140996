"""What takes too long ends: an operation after ten seconds, a statement after five."""

import asyncio
import itertools
from datetime import timedelta
from typing import Any

import pytest

from allin_gql import database
from allin_gql.core.database import fetch
from allin_gql.core.unit_of_work import unit_of_work
from allin_gql.domains.organizations.graph import queries
from allin_gql.domains.posts import repository as posts
from allin_gql.graph.pipeline import TIMEOUT
from allin_gql.schema import schema
from tests.fixtures.people import Person
from tests.fixtures.world import World
from tests.graph.listening import listening
from tests.graph.sockets import EVENTS, socket_of, stream_of
from tests.graph.stored import everything

CREATE = """
mutation ($text: String!) {
  createPost(input: { text: $text }) { ... on Post { id } ... on Problem { code } }
}
"""


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Operations may take a hundredth of what they may."""
    monkeypatch.setattr(schema.pipeline, "timeout", TIMEOUT / 100)


async def never(*_: Any, **__: Any) -> Any:
    await asyncio.Event().wait()


def assert_timed_out(errors: list[Any]) -> None:
    (error,) = errors
    assert error["extensions"] == {
        "code": "OPERATION_TIMEOUT",
        "retryable": True,
        "numbers": {"limit": 0.1},
    }
    assert error["message"].startswith("An operation may take 0.1 seconds;")


def test_an_operation_may_take_ten_seconds_and_a_statement_five() -> None:
    assert timedelta(seconds=10) == TIMEOUT == schema.pipeline.timeout
    assert database.STATEMENT_SECONDS == 5.0


@pytest.mark.usefixtures("soon")
async def test_a_query_that_takes_too_long_is_ended(
    owner: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "the_one", never)

    answer = await owner.post("{ organization { id } }")

    assert answer.status_code == 503
    assert "data" not in answer.json()
    assert_timed_out(answer.json()["errors"])


@pytest.mark.usefixtures("soon")
async def test_a_mutation_that_takes_too_long_is_rolled_back(
    world: World, owner: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = await everything(world)
    add, rows_inside = posts.add_post, 0

    async def add_and_wait(*args: Any, **kwargs: Any) -> Any:
        nonlocal rows_inside
        await add(*args, **kwargs)
        rows_inside = (await fetch("SELECT count(*) AS rows FROM posts"))[0]["rows"]
        await never()

    rows_before = (await fetch("SELECT count(*) AS rows FROM posts"))[0]["rows"]
    with monkeypatch.context() as patch:
        patch.setattr(posts, "add_post", add_and_wait)
        answer = await owner.post(CREATE, {"text": "not written"})
    monkeypatch.setattr(schema.pipeline, "timeout", TIMEOUT)

    assert rows_inside == rows_before + 1
    assert_timed_out(answer.json()["errors"])
    assert await everything(world) == before
    assert "id" in (await owner.ask(CREATE, text="written"))["createPost"]


@pytest.mark.usefixtures("soon")
async def test_operations_that_are_ended_keep_no_connection(
    world: World, owner: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    count = world.settings.database_pool_size
    with monkeypatch.context() as patch:
        patch.setattr(posts, "add_post", never)
        answers = await asyncio.gather(
            *(owner.post(CREATE, {"text": "no"}) for _ in range(2 * count))
        )
    monkeypatch.setattr(schema.pipeline, "timeout", TIMEOUT)

    for answer in answers:
        assert_timed_out(answer.json()["errors"])
    written = await asyncio.gather(*(owner.ask(CREATE, text="yes") for _ in range(20)))
    assert all("id" in done["createPost"] for done in written)


@pytest.mark.usefixtures("soon")
async def test_what_takes_too_long_is_ended_on_a_socket_and_a_stream_too(
    owner: Person, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "the_one", never)
    slow = "{ organization { id } }"

    async with socket_of(f"ws://{address}/graphql", owner) as socket:
        await socket.subscribe("1", slow)
        told = await socket.receive()
        await socket.subscribe("2", "{ __typename }")
        assert await socket.next() == "Query"
    async with stream_of(f"http://{address}", owner, slow) as stream:
        frames = [frame async for frame in stream]

    assert told["type"] == "error"
    assert_timed_out(told["payload"])
    assert_timed_out(frames[0]["errors"])


@pytest.mark.usefixtures("world")
async def test_a_subscription_outlives_an_event_that_takes_too_long(
    owner: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    events = schema._schema.subscription_type.fields["organizationEvents"]  # type: ignore[union-attr]  # noqa: SLF001  # graphql-core's own
    subscribe, resolve = events.subscribe, events.resolve
    assert subscribe is not None
    assert resolve is not None

    turns = itertools.count(1)

    async def resolve_slowly(event: Any, info: Any, **arguments: Any) -> Any:
        if next(turns) == 1:
            await never()
        return resolve(event, info, **arguments)

    monkeypatch.setattr(events, "resolve", resolve_slowly)
    await owner.ask(CREATE, text="the second event")
    monkeypatch.setattr(schema.pipeline, "timeout", TIMEOUT / 100)
    async with listening() as address, socket_of(f"ws://{address}/graphql", owner) as socket:
        await socket.subscribe("1", EVENTS)
        slow = await socket.receive()
        quick = await socket.next()

    assert slow["type"] == "next"
    assert_timed_out(slow["payload"]["errors"])
    assert quick == {"number": 2}


async def test_a_statement_that_takes_too_long_is_ended_by_the_database(
    owner: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    (shown,) = await fetch("SHOW statement_timeout")

    async def sleep(*_: Any, **__: Any) -> Any:
        async with unit_of_work():
            await fetch("SET LOCAL statement_timeout = '20ms'")
            await fetch("SELECT pg_sleep(60)")

    monkeypatch.setattr(queries, "the_one", sleep)
    error = await owner.refused("{ organization { id } }")

    assert shown == {"statement_timeout": "5s"}
    assert error["path"] == ["organization"]
    assert error["extensions"] == {"code": "UNAVAILABLE", "retryable": True}
