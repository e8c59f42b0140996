"""The real client of server-sent events, in distinct connections mode."""

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

SCRIPT = "stream_client.mjs"


async def name(asking: Client, person: Person, token: str | None = None) -> None:
    """Tell the client, when it asks, as whom it connects."""
    await asking.hear(asks="headers")
    headers = {"authorization": f"Bearer {token or person.access_token}"}
    asking.tell("headers", headers=headers)


async def test_a_query_and_a_mutation_are_answered_once(owner: Person, served: Served) -> None:
    async with client(SCRIPT, f"{served.url}/graphql") as asking:
        asking.follow("query", "{ me { email } }")
        await name(asking, owner)
        me = await asking.data("query")
        await asking.hear(id="query", complete=True)
        asking.follow("mutation", CREATE, input={"text": "by a stream"})
        await name(asking, owner)
        post = await asking.data("mutation")
        await asking.hear(id="mutation", complete=True)

    assert me == {"email": owner.email}
    assert post == {"__typename": "Post", "text": "by a stream"}
    assert (await owner.ask("{ posts { totalCount } }"))["posts"]["totalCount"] == 1


async def test_a_subscription_is_told_what_was_and_what_happens_until_it_is_left(
    owner: Person, served: Served
) -> None:
    async with client(SCRIPT, f"{served.url}/graphql") as following:
        following.follow("a", EVENTS, after=0)
        await name(following, owner)
        first = await following.data("a")
        await write(owner, 2)
        rest = [await following.data("a") for _ in range(2)]
        following.tell("leave", id="a")
        await following.hear(id="a", complete=True)

    assert [event["number"] for event in (first, *rest)] == [1, 2, 3]


@pytest.mark.parametrize(
    "query, code",
    [
        ("subscription {", "GRAPHQL_PARSE_FAILED"),
        ("{ nonsense }", "GRAPHQL_VALIDATION_FAILED"),
        ('subscription { draftRequestProgress(id: "x") { number } }', "INVALID_ID"),
        ('{ post(id: "x") { id } }', "INVALID_ID"),
    ],
    ids=["a syntax error", "a validation error", "an error of a source", "a resolver's error"],
)
async def test_what_is_wrong_is_told_as_a_result_and_ends_the_operation(
    owner: Person, served: Served, query: str, code: str
) -> None:
    async with client(SCRIPT, f"{served.url}/graphql") as asking:
        asking.follow("bad", query)
        await name(asking, owner)
        codes = await asking.codes("bad")
        end = await asking.hear(id="bad")

    assert codes == [code]
    assert end == {"id": "bad", "complete": True}
    assert [line for line in asking.said if "asks" in line] == [{"asks": "headers"}]


async def test_a_restart_is_no_gap_and_no_repetition(
    world: World, owner: Person, tmp_path: Path
) -> None:
    with serve(world.settings, tmp_path) as first:
        async with client(SCRIPT, f"{first.url}/graphql") as following:
            following.follow("a", EVENTS, after=0)
            await name(following, owner)
            numbers = [(await following.data("a"))["number"]]

            first.process.terminate()
            first.process.wait(10)
            await following.hear(asks="headers")  # it has noticed, and waits for our answer
            await write(owner, 3)  # while nobody serves
            with serve(world.settings, tmp_path, port=first.port):
                headers = {"authorization": f"Bearer {owner.access_token}"}
                following.tell("headers", headers=headers)
                numbers += [(await following.data("a"))["number"] for _ in range(3)]
                await write(owner, 1)
                numbers.append((await following.data("a"))["number"])

    assert numbers == [1, 2, 3, 4, 5]


async def test_a_token_that_ends_is_renewed_and_nothing_is_missed(
    owner: Person, served: Served
) -> None:
    soon = forged({**claims_of(owner), "exp": now() + timedelta(seconds=3)})
    async with client(SCRIPT, f"{served.url}/graphql") as following:
        following.follow("a", EVENTS, after=0)
        await name(following, owner, soon)
        numbers = [(await following.data("a"))["number"]]
        await following.hear(asks="headers")
        await write(owner, 2)
        following.tell("headers", headers={"authorization": f"Bearer {owner.access_token}"})
        numbers += [(await following.data("a"))["number"] for _ in range(2)]

    assert numbers == [1, 2, 3]


async def test_who_is_logged_out_is_told_so_when_they_come_back(
    owner: Person, served: Served
) -> None:
    async with client(SCRIPT, f"{served.url}/graphql") as following:
        following.follow("a", EVENTS, after=0)
        await name(following, owner)
        first = await following.data("a")
        await owner.do(LOG_OUT)
        await name(following, owner)  # still the old token
        codes = await following.codes("a")
        await log_in(owner)
        following.follow("b", EVENTS, after=first["number"])
        await write(owner, 1)
        await name(following, owner)
        second = await following.data("b")

    assert codes == ["UNAUTHENTICATED"]
    assert [first["number"], second["number"]] == [1, 2]
