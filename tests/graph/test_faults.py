"""A fault of ours shows nothing of itself, by any way out; the log has it under the answer's id."""

import json
import logging
from typing import Any

import asyncpg
import httpx2
import pytest

from allin_gql.core.logging import JsonFormatter
from allin_gql.domains.organizations import repository
from tests.fixtures.people import Person
from tests.graph.sockets import EVENTS, INIT, TYPENAME, bare_socket, socket_of, stream_of

SECRET = "hunter2 of the database"


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """A database that fails with what nobody may see."""

    def fail(*_: Any, **__: Any) -> Any:
        raise RuntimeError(SECRET)

    monkeypatch.setattr(repository, "events_after", fail)
    monkeypatch.setattr(repository, "organization_of", fail)


def assert_masked(errors: Any, caplog: pytest.LogCaptureFixture) -> None:
    (error,) = errors
    assert SECRET not in json.dumps(error)
    assert error["extensions"]["code"] == "INTERNAL_SERVER_ERROR"
    assert error["message"].endswith("reported under the request's id.")
    assert len(error["extensions"]["requestId"]) == 32
    (record,) = [record for record in caplog.records if record.levelno > logging.WARNING]
    assert SECRET in JsonFormatter().format(record)


@pytest.mark.usefixtures("broken")
async def test_a_fault_shows_nothing_over_a_socket(
    owner: Person, address: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with socket_of(f"ws://{address}/graphql", owner) as socket:
        await socket.subscribe("1", EVENTS)
        told = await socket.receive()
        await socket.subscribe("2", TYPENAME)
        others = [await socket.receive() for _ in range(2)]

    errors = told["payload"] if told["type"] == "error" else told["payload"]["errors"]
    assert_masked(errors, caplog)
    assert errors[0]["extensions"]["requestId"] == socket.request_id
    assert any(frame["id"] == "2" for frame in others)


@pytest.mark.usefixtures("broken")
async def test_a_fault_shows_nothing_over_server_sent_events(
    owner: Person, address: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with stream_of(f"http://{address}", owner, EVENTS) as stream:
        frames = [frame async for frame in stream]

    assert_masked(frames[0]["errors"], caplog)
    assert len(frames) == 1


@pytest.mark.usefixtures("broken")
@pytest.mark.parametrize(
    "accept", ["application/json", "application/graphql-response+json", "text/event-stream"]
)
async def test_a_fault_is_found_in_the_log_by_the_id_of_the_answer(
    owner: Person, address: str, caplog: pytest.LogCaptureFixture, accept: str
) -> None:
    lines: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: lines.append(JsonFormatter().format(record))  # type: ignore[method-assign]  # of one handler
    logging.getLogger().addHandler(handler)
    try:
        async with httpx2.AsyncClient() as http:
            answer = await http.post(
                f"http://{address}/graphql",
                json={"query": "{ organization { id } }"},
                headers={**owner.headers, "accept": accept},
            )
    finally:
        logging.getLogger().removeHandler(handler)

    (text,) = [line for line in answer.text.splitlines() if '"errors"' in line]
    errors = json.loads(text.removeprefix("data: "))["errors"]
    assert_masked(errors, caplog)
    request_id = answer.headers["x-request-id"]
    assert errors[0]["extensions"]["requestId"] == request_id
    (logged,) = [json.loads(line) for line in lines if SECRET in line]
    assert logged["request_id"] == request_id


@pytest.mark.usefixtures("broken")
async def test_a_fault_before_anything_is_answered_shows_nothing_either(
    owner: Person, address: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: Any, **__: Any) -> Any:
        raise RuntimeError(SECRET)

    monkeypatch.setattr("allin_gql.authentication.organizations.who_asks", fail)
    async with httpx2.AsyncClient() as http:
        answer = await http.post(
            f"http://{address}/graphql", json={"query": TYPENAME}, headers=owner.headers
        )
    assert_masked(answer.json()["errors"], caplog)
    caplog.clear()
    async with bare_socket(f"ws://{address}/graphql") as socket:
        payload = {"authorization": f"Bearer {owner.access_token}"}
        await socket.send({**INIT, "payload": payload})
        code = await socket.closing()

    assert answer.status_code == 500
    assert code == 1011
    assert [record.getMessage() for record in caplog.records if record.levelno > 30] == [
        "a socket failed"
    ]


@pytest.mark.parametrize("function", ["organization_of", "who_asks"])
async def test_a_database_that_is_away_is_said_and_can_be_asked_again(
    owner: Person, monkeypatch: pytest.MonkeyPatch, function: str
) -> None:
    def lose(*_: Any, **__: Any) -> Any:
        raise asyncpg.ConnectionDoesNotExistError(SECRET)

    monkeypatch.setattr(repository, function, lose)

    answer = await owner.post("{ organization { id } }")

    (error,) = answer.json()["errors"]
    assert answer.status_code == (503 if function == "who_asks" else 200)
    assert error["extensions"]["code"] == "UNAVAILABLE"
    assert error["extensions"]["retryable"] is True
    assert SECRET not in answer.text
