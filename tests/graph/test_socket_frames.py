"""A frame that is none ends its socket by a code of the protocol, and never by a crash."""

from typing import Any

import pytest

from tests.graph.sockets import INIT, TYPENAME, bare_socket

pytestmark = pytest.mark.usefixtures("no_complaint")

BAD_FRAMES: dict[str, Any] = {
    "a list": [],
    "a number": "1",
    "null": "null",
    "a string": '"x"',
    "an empty object": {},
    "nothing": "",
    "no JSON": "{",
    "deep": "[" * 30_000,
    "bytes": b"\x00\xff",
    "JSON in bytes": b'{"type": "ping"}',
    "no type": {"id": "1"},
    "an unknown type": {"type": "nonsense"},
    "a type that is a list": {"type": []},
    "a type that is an object": {"type": {"a": 1}},
    "a type that is null": {"type": None},
    "no id": {"type": "subscribe", "payload": {"query": TYPENAME}},
    "an empty id": {"type": "subscribe", "id": "", "payload": {"query": TYPENAME}},
    "an id that is a number": {"type": "subscribe", "id": 1, "payload": {"query": TYPENAME}},
    "an id that is null": {"type": "subscribe", "id": None, "payload": {"query": TYPENAME}},
    "an id that is a list": {"type": "subscribe", "id": [], "payload": {"query": TYPENAME}},
    "an id that is an object": {"type": "subscribe", "id": {}, "payload": {"query": TYPENAME}},
    "no payload": {"type": "subscribe", "id": "1"},
    "a payload that is null": {"type": "subscribe", "id": "1", "payload": None},
    "a payload that is a list": {"type": "subscribe", "id": "1", "payload": []},
    "no query": {"type": "subscribe", "id": "1", "payload": {}},
    "a query that is a number": {"type": "subscribe", "id": "1", "payload": {"query": 1}},
    "a query that is null": {"type": "subscribe", "id": "1", "payload": {"query": None}},
    "variables that are a list": {
        "type": "subscribe",
        "id": "1",
        "payload": {"query": TYPENAME, "variables": [1]},
    },
    "variables that are empty text": {
        "type": "subscribe",
        "id": "1",
        "payload": {"query": TYPENAME, "variables": ""},
    },
    "variables that are an empty list": {
        "type": "subscribe",
        "id": "1",
        "payload": {"query": TYPENAME, "variables": []},
    },
    "an operation's name that is a list": {
        "type": "subscribe",
        "id": "1",
        "payload": {"query": TYPENAME, "operationName": []},
    },
    "a completion without id": {"type": "complete"},
    "a completion of a list": {"type": "complete", "id": []},
}


@pytest.mark.parametrize("frame", BAD_FRAMES)
async def test_a_frame_that_is_none_closes_the_socket_by_its_code(address: str, frame: str) -> None:
    async with bare_socket(f"ws://{address}/graphql") as socket:
        await socket.send(INIT)
        assert (await socket.receive())["type"] == "connection_ack"
        await socket.send(BAD_FRAMES[frame])

        assert await socket.closing() == 4400


@pytest.mark.parametrize("frame", BAD_FRAMES)
async def test_so_it_does_before_anything_was_agreed_on(address: str, frame: str) -> None:
    async with bare_socket(f"ws://{address}/graphql") as socket:
        await socket.send(BAD_FRAMES[frame])

        assert await socket.closing() == 4400
