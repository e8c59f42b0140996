"""Who begins a request and does not finish it holds its connection for a while and no longer."""

import asyncio
import json

import pytest

from allin_gql.cli import protocols
from tests.fixtures.people import Person
from tests.graph.listening import listening
from tests.graph.sockets import EVENTS, TYPENAME, socket_of, stream_of

pytestmark = pytest.mark.usefixtures("world", "no_complaint")

HEAD = b"POST /graphql HTTP/1.1\r\nHost: api\r\nContent-Type: application/json\r\n"
BODY = json.dumps({"query": TYPENAME}).encode()
WHOLE = HEAD + b"Content-Length: %d\r\n\r\n" % len(BODY) + BODY


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protocols, "ARRIVAL_SECONDS", 0.1)


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(
    "sent",
    [b"", HEAD, HEAD + b"Content-Length: 100\r\n\r\n{", WHOLE + HEAD],
    ids=["nothing", "half a head", "half a body", "half of the second"],
)
async def test_a_request_that_does_not_arrive_ends_its_connection(sent: bytes) -> None:
    async with listening() as address:
        host, _, port = address.partition(":")
        reader, writer = await asyncio.open_connection(host, int(port))
        writer.write(sent)

        told = await reader.read()

        writer.close()
        assert told.count(b"HTTP/1.1 200 OK") == sent.count(BODY)


@pytest.mark.usefixtures("impatient")
async def test_what_has_arrived_may_take_its_time(owner: Person) -> None:
    async with (
        listening() as address,
        socket_of(f"ws://{address}/graphql", owner) as socket,
        stream_of(f"http://{address}", owner, EVENTS) as frames,
    ):
        await socket.subscribe("1", EVENTS)
        await asyncio.sleep(0.3)  # there is nothing to wait for: that nothing ends is the point

        assert (await socket.next())["number"] == 1
        assert "errors" not in await anext(frames)
