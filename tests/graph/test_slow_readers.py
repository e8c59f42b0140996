"""Who reads slowly costs a bounded buffer, misses nothing, and is broken off when they stop."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest

from allin_gql.cli import protocols
from allin_gql.core.database import fetch
from allin_gql.core.models import Event as EventRow
from allin_gql.domains.organizations.graph.types import Event
from tests.fixtures.accounts import organization_key
from tests.fixtures.people import Person
from tests.graph.listening import Endpoint, listening_endpoint, until
from tests.graph.mutations import document
from tests.graph.sockets import answer_of, slow_socket_of

pytestmark = pytest.mark.usefixtures("no_complaint")

# About 800 bytes an event.
WIDE = (
    "subscription ($after: Int) { organizationEvents(after: $after) { number "
    + " ".join(f"{letter * 20}: occurredAt" for letter in "abcdefghijklm")
    + " } }"
)
MANY = 500
HIGH_WATER = 64 * 1024  # bytes that asyncio buffers before it asks to wait
SMALL = 4096

Next = Callable[[], Awaitable[int]]
Reader = Callable[[Endpoint, Person, int], AbstractAsyncContextManager[Next]]


async def many_events(person: Person) -> None:
    """A history as long as that of a busy year, of one post and its copies."""
    await person.do(document("createPost"), text="news")
    key = await organization_key(person)
    await fetch(
        """
        SELECT write_events(min(actor_id::text)::uuid, NULL, jsonb_agg(jsonb_build_object(
            'organization', organization_id, 'type', type, 'kind', subject_kind,
            'subject', subject_id, 'data', data
        )))
        FROM events, generate_series(1, $2) step WHERE organization_id = $1 AND number = 2
        """,
        key,
        MANY - 2,
    )


@asynccontextmanager
async def socket_reader(endpoint: Endpoint, person: Person, after: int) -> AsyncIterator[Next]:
    async with slow_socket_of(f"ws://{endpoint.address}/graphql", person) as socket:
        await socket.subscribe("1", WIDE, after=after)

        async def number() -> int:
            event: dict[str, int] = await socket.next()
            return event["number"]

        yield number


@asynccontextmanager
async def stream_reader(endpoint: Endpoint, person: Person, after: int) -> AsyncIterator[Next]:
    async with answer_of(f"http://{endpoint.address}", person, WIDE, after=after) as answer:
        lines = answer.aiter_lines()

        async def number() -> int:
            async for line in lines:
                if line.startswith("data: {"):
                    event = json.loads(line.removeprefix("data: "))["data"]["organizationEvents"]
                    return int(event["number"])
            raise ConnectionError

        yield number


def is_held(endpoint: Endpoint) -> bool:
    """Whether somebody is waited for, before more is made ready."""
    return any(
        (isinstance(connection, protocols.HttpProtocol) and connection.flow.write_paused)
        or (isinstance(connection, protocols.SocketProtocol) and not connection.writable.is_set())
        for connection in endpoint.server.server_state.connections
    )


READERS = pytest.mark.parametrize("reader", [socket_reader, stream_reader])


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The numbers of the events that were made ready for somebody."""
    numbers: list[int] = []
    of = Event.of

    def noted(row: EventRow) -> Event:
        numbers.append(row.number)
        return of(row)

    monkeypatch.setattr(Event, "of", noted)
    return numbers


def buffered(endpoint: Endpoint) -> int:
    """How many bytes wait in this process for whoever is connected."""
    return sum(
        connection.transport.get_write_buffer_size()
        for connection in endpoint.server.server_state.connections
    )


@READERS
async def test_who_stops_to_read_holds_the_source_back_and_misses_nothing(
    owner: Person, told: list[int], reader: Reader
) -> None:
    await many_events(owner)
    async with (
        listening_endpoint(send_buffer=SMALL) as endpoint,
        reader(endpoint, owner, 0) as number,
    ):
        await until(lambda: is_held(endpoint))
        held = buffered(endpoint)
        ready = len(told)
        numbers = [await number() for _ in range(MANY)]

    assert held < HIGH_WATER + 2_000  # and one event
    assert ready < MANY / 2
    assert numbers == list(range(1, MANY + 1))


@READERS
async def test_a_server_that_stops_does_not_wait_for_who_reads_nothing(
    owner: Person, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(protocols, "FAREWELL_SECONDS", 0.1)
    await many_events(owner)
    async with listening_endpoint(send_buffer=SMALL) as endpoint, reader(endpoint, owner, 0):
        await until(lambda: is_held(endpoint))

        await endpoint.stop()

        assert len(endpoint.attendance) == 0


@READERS
async def test_who_never_reads_again_is_broken_off_and_goes_on_from_the_last_number(
    owner: Person,
    told: list[int],
    reader: Reader,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(protocols, "STALLED_SECONDS", 0.1)
    await many_events(owner)
    async with listening_endpoint(send_buffer=SMALL) as endpoint:
        async with reader(endpoint, owner, 0) as number:
            last = await number()
            await until(lambda: not len(endpoint.attendance))
        ready = len(told)
        async with reader(endpoint, owner, last) as number:
            rest = [await number() for _ in range(MANY - last)]

    assert ready < MANY / 2
    assert rest == list(range(last + 1, MANY + 1))
