"""What is wrong with one operation of a socket ends that operation, and not its neighbours."""

import asyncio
import json
from typing import Any

import pytest
from graphql import GraphQLError
from strawberry.subscriptions.protocols.graphql_transport_ws.handlers import Operation

from allin_gql.graph.live.sockets import SocketHandler
from tests.fixtures.people import Person
from tests.graph.leaks import assert_no_leak
from tests.graph.mutations import document
from tests.graph.sockets import EVENTS, TYPENAME, socket_of

pytestmark = pytest.mark.usefixtures("no_complaint")

# By name: what is subscribed to, and the code of the error that ends it.
BAD_OPERATIONS: dict[str, tuple[dict[str, Any], str]] = {
    "a syntax error": ({"query": "subscription {"}, "GRAPHQL_PARSE_FAILED"),
    "white space": ({"query": " "}, "GRAPHQL_PARSE_FAILED"),
    "nothing": ({"query": ""}, "BAD_REQUEST"),
    "an unknown field": ({"query": "subscription { nonsense }"}, "GRAPHQL_VALIDATION_FAILED"),
    "an unknown operation": ({"query": EVENTS, "operationName": "B"}, "BAD_REQUEST"),
    "several operations": ({"query": f"query A {TYPENAME} query B {TYPENAME}"}, "BAD_REQUEST"),
    "no operation": ({"query": "fragment F on Query { __typename }"}, "BAD_REQUEST"),
    "no variable": (
        {"query": "subscription ($id: ID!) { draftRequestProgress(id: $id) { number } }"},
        "GRAPHQL_VALIDATION_FAILED",
    ),
    "no id": (
        {"query": 'subscription { draftRequestProgress(id: "x") { number } }'},
        "INVALID_ID",
    ),
    "half of a pair for an id": (
        {
            "query": "subscription ($id: ID!) { draftRequestProgress(id: $id) { number } }",
            "variables": {"id": "\ud800"},
        },
        "INVALID_ID",
    ),
    "another type's id": (
        {
            "query": "subscription { publicationProgress("
            'postId: "account_01k9x3zq8fexrt9ne5m2ch4vbd") { number } }'
        },
        "INVALID_ID",
    ),
    "an unknown id": (
        {
            "query": "subscription { publicationProgress("
            'postId: "post_01k9x3zq8fexrt9ne5m2ch4vbd") { number } }'
        },
        "NOT_FOUND",
    ),
    "a number before the first": (
        {"query": "subscription { organizationEvents(after: -1) { number } }"},
        "INVALID_INPUT",
    ),
}


@pytest.mark.parametrize("operation", BAD_OPERATIONS)
async def test_what_is_wrong_with_one_operation_ends_that_one_only(
    owner: Person, address: str, operation: str
) -> None:
    payload, code = BAD_OPERATIONS[operation]
    async with socket_of(f"ws://{address}/graphql", owner) as socket:
        await socket.subscribe("neighbour", EVENTS)
        first = await socket.receive()
        await socket.send({"type": "subscribe", "id": "bad", "payload": payload})
        told = await socket.receive()
        await owner.do(document("createPost"), text="the neighbour lives")
        rest = [await socket.receive()]
        if told["type"] == "next":  # it had begun: an error in its data, and its end
            rest.append(await socket.receive())

    assert_no_leak(json.dumps(told))
    errors = told["payload"]["errors"] if told["type"] == "next" else told["payload"]
    assert told["id"] == "bad"
    assert [error["extensions"]["code"] for error in errors] == [code]
    assert [frame["type"] for frame in rest if frame["id"] == "bad"] in ([], ["complete"])
    live = [frame["payload"]["data"] for frame in (first, *rest) if frame["id"] == "neighbour"]
    assert [event["organizationEvents"]["number"] for event in live] == [1, 2]


async def test_what_was_completed_says_nothing_more_and_ends_nothing_else() -> None:
    handler = SocketHandler.__new__(SocketHandler)
    completed, namesake = (Operation(handler, "1", "", None, None) for _ in range(2))
    completed.task = asyncio.create_task(asyncio.Event().wait())
    handler.operations = {"1": completed}
    await handler.cleanup_operation("1")
    handler.operations["1"] = namesake

    await completed.send_initial_errors([GraphQLError("It comes too late.")])

    assert handler.operations == {"1": namesake}
    assert completed.task.cancelling() == 1
