"""Who is signed out hears nothing more, also where nothing happens; clients may come back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from allin_gql.core.access import Viewer
from allin_gql.core.clock import now
from allin_gql.graph.context import Context
from allin_gql.graph.endpoint import view
from tests.domains.identity.test_refreshing import REFRESH
from tests.domains.identity.test_session import LOG_OUT
from tests.fixtures.people import Person, log_in
from tests.fixtures.world import World
from tests.graph.listening import listening
from tests.graph.sockets import EVENTS, answer_of, socket_of, stream_of

FORBIDDEN = 4403
QUIET = "subscription { organizationEvents { number } }"


async def test_logging_out_closes_the_sockets_of_the_session_and_no_other(owner: Person) -> None:
    other = Person(http=owner.http, email=owner.email)
    await log_in(other)
    async with (
        listening() as address,
        socket_of(f"ws://{address}/graphql", owner) as leaving,
        socket_of(f"ws://{address}/graphql", other) as staying,
    ):
        await leaving.subscribe("quiet", QUIET)

        await owner.do(LOG_OUT)

        assert await leaving.closing() == FORBIDDEN
        await staying.subscribe("1", EVENTS)
        assert (await staying.next())["number"] == 1


async def test_logging_out_breaks_server_sent_events_off_and_who_returns_is_told_why(
    owner: Person,
) -> None:
    async with listening() as address:
        async with answer_of(f"http://{address}", owner, QUIET) as answer:
            await owner.do(LOG_OUT)
            told = [line async for line in answer.aiter_lines() if line]
        async with stream_of(f"http://{address}", owner, QUIET) as frames:
            (again,) = [frame async for frame in frames]

    # Without `complete`: clients connect again, with fresh headers.
    assert told == [": The session has ended, its token is too old, or its rights changed."]
    assert again["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"


async def test_an_old_refresh_token_that_comes_back_closes_the_socket(owner: Person) -> None:
    old = owner.refresh_token
    next_one = await owner.do(REFRESH, refreshToken=old)
    await owner.do(REFRESH, refreshToken=next_one["refreshToken"])
    async with listening() as address, socket_of(f"ws://{address}/graphql", owner) as socket:
        await owner.do(REFRESH, refreshToken=old)

        assert await socket.closing() == FORBIDDEN


async def test_sockets_and_streams_end_with_their_access_token(
    world: World,  # noqa: ARG001  # assembles the process
    owner: Person,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    identify = view.GraphQLView._identify  # noqa: SLF001  # where viewers come from

    async def identify_for_a_moment(
        self: view.GraphQLView, context: Context, *headers: str | None
    ) -> None:
        await identify(self, context, *headers)
        if isinstance(context.viewer, Viewer):
            soon = now() + timedelta(milliseconds=50)
            context.viewer = replace(context.viewer, signed_in_until=soon)

    monkeypatch.setattr(view.GraphQLView, "_identify", identify_for_a_moment)
    async with listening() as address, socket_of(f"ws://{address}/graphql", owner) as socket:
        assert await socket.closing() == FORBIDDEN

        async with answer_of(f"http://{address}", owner, QUIET) as answer:
            assert [line async for line in answer.aiter_lines() if line.startswith("event")] == []


async def test_who_leaves_a_stream_leaves_nothing_behind(
    owner: Person, caplog: pytest.LogCaptureFixture
) -> None:
    async with listening() as address:
        for _ in range(20):
            async with stream_of(f"http://{address}", owner, EVENTS) as frames:
                await anext(frames)

    assert [record.message for record in caplog.records if record.levelname == "ERROR"] == []
