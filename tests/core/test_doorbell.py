"""The doorbell rings when it can; when it cannot, nobody who rings is held up."""

import logging
import socket
import time
from collections.abc import Iterator
from uuid import UUID, uuid4

import dramatiq
import pytest

from allin_gql.core.doorbell import SOCKET_TIMEOUT, RedisDoorbell, create_broker
from allin_gql.core.jobs import JobMessage
from tests.fixtures.services import Services

QUICKLY = SOCKET_TIMEOUT + 0.5  # seconds; the half is for a machine that is busy


def message(queue: str = "tests", key: UUID = UUID(int=1)) -> JobMessage:  # noqa: B008  # frozen
    return JobMessage(job="core.deliver", queue=queue, ids=(key,))


@pytest.fixture
def closed_port() -> int:
    """A port at which nobody listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


@pytest.fixture
def silent_port() -> Iterator[int]:
    """A port that takes connections and never answers."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(100)
        yield listener.getsockname()[1]


async def test_a_message_arrives_with_its_ids(services: Services) -> None:
    queue, key = f"tests-{uuid4()}", uuid4()
    bell = RedisDoorbell(services.redis_url)

    await bell.ring([message(queue, key), message(queue)])
    bell.close()

    broker = create_broker(services.redis_url)
    arrived = [next(broker.consume(queue, timeout=1_000)) for _ in range(2)]
    assert all(isinstance(one, dramatiq.MessageProxy) for one in arrived)
    assert [one.args for one in arrived if one] == [(str(key),), (str(UUID(int=1)),)]
    assert {one.actor_name for one in arrived if one} == {"core.deliver"}
    broker.flush(queue)
    broker.close()


async def test_nothing_to_ring_for_asks_nobody(closed_port: int) -> None:
    await RedisDoorbell(f"redis://127.0.0.1:{closed_port}/0").ring([])


async def test_a_redis_that_is_down_is_logged_and_no_error(
    closed_port: int, caplog: pytest.LogCaptureFixture
) -> None:
    bell = RedisDoorbell(f"redis://127.0.0.1:{closed_port}/0")
    began = time.monotonic()

    with caplog.at_level(logging.WARNING):
        await bell.ring([message(), message()])

    assert time.monotonic() - began < QUICKLY
    assert "2 jobs were not rung for" in caplog.text


async def test_a_redis_that_hangs_holds_nobody_up(
    silent_port: int, caplog: pytest.LogCaptureFixture
) -> None:
    bell = RedisDoorbell(f"redis://127.0.0.1:{silent_port}/0")
    began = time.monotonic()

    with caplog.at_level(logging.WARNING):
        await bell.ring([message()])

    assert time.monotonic() - began < QUICKLY
    assert "1 jobs were not rung for" in caplog.text
