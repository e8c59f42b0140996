"""The real client of WebSockets: it asks, follows, is told what is wrong, and comes back."""

from datetime import timedelta
from pathlib import Path

import pytest

from allin_gql.core.clock import now
from tests.conformance.clients import CREATE, EVENTS, Client, client, write
from tests.domains.identity.test_session import LOG_OUT
from tests.fixtures.people import Person, log_in
from tests.fixtures.world import World
from tests.graph.served import Served, serve
from tests.graph.test_viewers import claims_of, forged

SCRIPT = "socket_client.mjs"


async def name(asking: Client, person: Person, token: str | None = None) -> None:
    """Tell the client, when it asks, as whom it connects."""
    await asking.hear(asks="parameters")
    parameters = {"authorization": f"Bearer {token or person.access_token}"}
    asking.tell("parameters", parameters=parameters)


async def test_a_query_and_a_mutation_are_answered_once(owner: Person, served: Served) -> None:
    async with client(SCRIPT, served.live_url) as asking:
        asking.follow("query", "{ me { email } }")
        await name(asking, owner)
        me = await asking.data("query")
        await asking.hear(id="query", complete=True)
        asking.follow("mutation", CREATE, input={"text": "by a socket"})
        await name(asking, owner)
        post = await asking.data("mutation")
        await asking.hear(id="mutation", complete=True)

    assert me == {"email": owner.email}
    assert post == {"__typename": "Post", "text": "by a socket"}
    assert (await owner.ask("{ posts { totalCount } }"))["posts"]["totalCount"] == 1


async def test_a_subscription_is_told_what_was_and_what_happens_until_it_is_left(
    owner: Person, served: Served
) -> None:
    async with client(SCRIPT, served.live_url) as following:
        following.follow("a", EVENTS, after=0)
        await name(following, owner)
        first = await following.data("a")
        await write(owner, 2)
        rest = [await following.data("a") for _ in range(2)]
        following.tell("leave", id="a")
        await following.hear(id="a", complete=True)
        closed = await following.hear(reason="Normal Closure")

    assert [event["number"] for event in (first, *rest)] == [1, 2, 3]
    assert closed["closed"] == 1000


@pytest.mark.parametrize(
    "query, code",
    [
        ("subscription {", "GRAPHQL_PARSE_FAILED"),
        ("{ nonsense }", "GRAPHQL_VALIDATION_FAILED"),
        ('subscription { draftRequestProgress(id: "x") { number } }', "INVALID_ID"),
        ('{ post(id: "x") { id } }', "INVALID_ID"),
    ],
)
async def test_one_bad_document_among_several_ends_itself_and_no_neighbour(
    owner: Person, served: Served, query: str, code: str
) -> None:
    async with client(SCRIPT, served.live_url) as following:
        following.follow("before", EVENTS, after=0)
        await name(following, owner)
        assert (await following.data("before"))["number"] == 1
        following.follow("bad", query)
        following.follow("after", EVENTS, after=0)
        codes = await following.codes("bad")
        assert (await following.data("after"))["number"] == 1
        await write(owner, 1)
        told = [(await following.data(key))["number"] for key in ("before", "after")]

    assert codes == [code]
    assert told == [2, 2]
    assert [line for line in following.said if "connected" in line] == [
        {"connected": True, "again": False}
    ]


async def test_a_restart_is_no_gap_and_no_repetition(
    world: World, owner: Person, tmp_path: Path
) -> None:
    with serve(world.settings, tmp_path) as first:
        url, port = first.live_url, first.port
        async with client(SCRIPT, url) as following:
            following.follow("a", EVENTS, after=0)
            await name(following, owner)
            numbers = [(await following.data("a"))["number"]]

            first.process.terminate()
            await following.hear(closed=1012)
            await write(owner, 3)  # while nobody serves
            first.process.wait(10)
            with serve(world.settings, tmp_path, port=port):
                await name(following, owner)
                numbers += [(await following.data("a"))["number"] for _ in range(3)]
                await write(owner, 1)
                numbers.append((await following.data("a"))["number"])
                following.tell("leave", id="a")
                await following.hear(id="a", complete=True)

    assert numbers == [1, 2, 3, 4, 5]


async def test_a_token_that_ends_is_renewed_and_nothing_is_missed(
    owner: Person, served: Served
) -> None:
    soon = forged({**claims_of(owner), "exp": now() + timedelta(seconds=3)})
    async with client(SCRIPT, served.live_url) as following:
        following.follow("a", EVENTS, after=0)
        await name(following, owner, soon)
        numbers = [(await following.data("a"))["number"]]
        closed = await following.hear(closed=4403)
        await write(owner, 2)
        await name(following, owner)
        numbers += [(await following.data("a"))["number"] for _ in range(2)]

    assert closed["reason"] == "The session has ended, its token is too old, or its rights changed."
    assert numbers == [1, 2, 3]


async def test_who_is_logged_out_goes_on_with_a_new_session(owner: Person, served: Served) -> None:
    async with client(SCRIPT, served.live_url) as following:
        following.follow("a", EVENTS, after=0)
        await name(following, owner)
        numbers = [(await following.data("a"))["number"]]
        await owner.do(LOG_OUT)
        await following.hear(closed=4403)
        await name(following, owner)  # still the old token: refused, and asked for again
        await following.hear(closed=4403)
        await log_in(owner)
        await write(owner, 1)
        await name(following, owner)
        numbers.append((await following.data("a"))["number"])

    assert numbers == [1, 2]
