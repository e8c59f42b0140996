"""What came by a key ends with it within about a second, also when it is idle."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest

from allin_gql.core.clock import now
from allin_gql.domains.developers.models import ApiKeySecret
from tests.domains.developers.keys import (
    REVOKE,
    UPDATE,
    make_key,
    membership,
    program,
    rotate,
    set_role,
    set_secret,
)
from tests.fixtures.people import Person, member
from tests.fixtures.world import World
from tests.graph.listening import listening
from tests.graph.sockets import EVENTS, answer_of, socket_of, stream_of

FORBIDDEN = 4403
QUIET = "subscription { organizationEvents { number } }"


async def revoke(maker: Person, key: dict[str, Any]) -> None:
    await maker.do(REVOKE, id=key["apiKey"]["id"])


async def expire(maker: Person, key: dict[str, Any]) -> None:  # noqa: ARG001  # as the others
    await set_secret(key, expires_at=now())


async def end_what_was_before(maker: Person, key: dict[str, Any]) -> None:
    await rotate(maker, key, endOldAtOnce=True)


async def narrow_scopes(maker: Person, key: dict[str, Any]) -> None:
    await maker.do(UPDATE, id=key["apiKey"]["id"], scopes=["READ"])


async def narrow_role(maker: Person, key: dict[str, Any]) -> None:  # noqa: ARG001  # as the others
    await set_role(maker, "ANALYST")


async def remove(maker: Person, key: dict[str, Any]) -> None:  # noqa: ARG001  # as the others
    await (await membership(maker)).delete()


@pytest.mark.parametrize(
    "end", [revoke, expire, end_what_was_before, narrow_scopes, narrow_role, remove]
)
async def test_its_sockets_are_closed_and_no_others(
    world: World, owner: Person, end: Callable[[Person, dict[str, Any]], Awaitable[None]]
) -> None:
    maker = await member(world, owner, "EDITOR")
    key = await make_key(maker, scopes=["WRITE_POSTS"])
    other = program(owner, (await make_key(owner))["secret"])
    async with (
        listening() as address,
        socket_of(f"ws://{address}/graphql", program(maker, key["secret"])) as leaving,
        socket_of(f"ws://{address}/graphql", other) as staying,
        socket_of(f"ws://{address}/graphql", owner) as person,
    ):
        await leaving.subscribe("quiet", QUIET)

        await end(maker, key)

        assert await leaving.closing() == FORBIDDEN
        for socket in (staying, person):
            await socket.subscribe("1", EVENTS)
            assert (await socket.next())["number"] == 1


async def test_a_stream_breaks_off_and_who_returns_is_not_let_in(owner: Person) -> None:
    key = await make_key(owner)
    robot = program(owner, key["secret"])
    async with listening() as address:
        async with answer_of(f"http://{address}", robot, QUIET) as answer:
            await revoke(owner, key)
            told = [line async for line in answer.aiter_lines() if line]
        async with stream_of(f"http://{address}", robot, QUIET) as frames:
            (again,) = [frame async for frame in frames]

    # Without `complete`: clients connect again. What ended it is an event that was told yet.
    assert told[-1] == ": The session has ended, its token is too old, or its rights changed."
    assert "event: complete" not in told
    assert again["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"


async def test_a_socket_ends_at_the_time_of_the_secret_that_opened_it(owner: Person) -> None:
    key = await make_key(owner)
    new = await rotate(owner, key)
    await set_secret(key, expires_at=now() + timedelta(seconds=0.3))
    async with (
        listening() as address,
        socket_of(f"ws://{address}/graphql", program(owner, key["secret"])) as old,
        socket_of(f"ws://{address}/graphql", program(owner, new["secret"])) as staying,
    ):
        assert await old.closing() == FORBIDDEN
        await staying.subscribe("1", EVENTS)
        assert (await staying.next())["number"] == 1

    assert await ApiKeySecret.filter(hint=new["apiKey"]["secrets"][1]["hint"]).exists()
