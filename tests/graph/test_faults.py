"""A fault of ours shows nothing of itself, by any way out; the log has it under the answer's id."""

import asyncio
import json
import logging
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import asyncpg
import httpx2
import pytest

from allin_gql.core.logging import JsonFormatter
from allin_gql.domains.organizations import repository
from allin_gql.graph.live import sockets
from tests.fixtures.people import Person
from tests.graph.sockets import EVENTS, INIT, TYPENAME, answer_of, bare_socket, socket_of

SECRET = "hunter2 of the database"


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """A database that fails with what nobody may see."""

    def fail(*_: Any, **__: Any) -> Any:
        raise RuntimeError(SECRET)

    monkeypatch.setattr(repository, "events_after", fail)
    monkeypatch.setattr(repository, "organization_of", fail)


@pytest.fixture
def logged() -> Iterator[list[str]]:
    """The ids of requests under which the log has the secret, each as it is written."""
    found: list[str] = []

    def emit(record: logging.LogRecord) -> None:
        line = JsonFormatter().format(record)
        if SECRET in line:
            found.append(json.loads(line)["request_id"])

    handler = logging.Handler()
    handler.emit = emit  # type: ignore[method-assign]  # of one handler
    logging.getLogger().addHandler(handler)
    yield found
    logging.getLogger().removeHandler(handler)


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
    owner: Person, address: str, caplog: pytest.LogCaptureFixture, logged: list[str]
) -> None:
    async with socket_of(f"ws://{address}/graphql", owner) as socket:
        await socket.subscribe("1", EVENTS)
        told = await socket.receive()
        request_id = socket.request_id
        await socket.subscribe("2", TYPENAME)
        others = [await socket.receive() for _ in range(2)]

    errors = told["payload"] if told["type"] == "error" else told["payload"]["errors"]
    assert_masked(errors, caplog)
    assert errors[0]["extensions"]["requestId"] == request_id
    assert logged == [request_id]
    assert any(frame["id"] == "2" for frame in others)


@pytest.mark.usefixtures("broken")
async def test_a_fault_shows_nothing_over_server_sent_events(
    owner: Person, address: str, caplog: pytest.LogCaptureFixture, logged: list[str]
) -> None:
    async with answer_of(f"http://{address}", owner, EVENTS) as answer:
        told = [line async for line in answer.aiter_lines() if line]

    errors = json.loads(told[1].removeprefix("data: "))["errors"]
    assert_masked(errors, caplog)
    assert errors[0]["extensions"]["requestId"] == answer.headers["x-request-id"]
    assert logged == [answer.headers["x-request-id"]]
    assert [line for line in told if line.startswith("event")] == ["event: next", "event: complete"]


@pytest.mark.usefixtures("broken")
@pytest.mark.parametrize(
    "accept", ["application/json", "application/graphql-response+json", "text/event-stream"]
)
async def test_a_fault_is_found_in_the_log_by_the_id_of_the_answer(
    owner: Person,
    address: str,
    caplog: pytest.LogCaptureFixture,
    logged: list[str],
    accept: str,
) -> None:
    async with httpx2.AsyncClient() as http:
        answer = await http.post(
            f"http://{address}/graphql",
            json={"query": "{ organization { id } }"},
            headers={**owner.headers, "accept": accept},
        )

    (text,) = [line for line in answer.text.splitlines() if '"errors"' in line]
    errors = json.loads(text.removeprefix("data: "))["errors"]
    assert_masked(errors, caplog)
    request_id = answer.headers["x-request-id"]
    assert errors[0]["extensions"]["requestId"] == request_id
    assert logged == [request_id]


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


@pytest.mark.usefixtures("no_complaint")
async def test_a_database_that_is_away_sends_sockets_away_for_a_while_only(
    owner: Person, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def lose(*_: Any, **__: Any) -> Any:
        raise asyncpg.ConnectionDoesNotExistError(SECRET)

    monkeypatch.setattr(repository, "who_asks", lose)
    async with bare_socket(f"ws://{address}/graphql") as socket:
        payload = {"authorization": f"Bearer {owner.access_token}"}
        await socket.send({**INIT, "payload": payload})

        assert await socket.closing() == 1013


@pytest.mark.usefixtures("no_complaint")
async def test_a_database_that_hangs_holds_nobody_at_the_door(
    owner: Person, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def hang(*_: Any, **__: Any) -> Any:
        await asyncio.Event().wait()

    monkeypatch.setattr(repository, "who_asks", hang)
    monkeypatch.setattr(sockets, "IDENTIFY_WITHIN", timedelta(milliseconds=50))
    async with bare_socket(f"ws://{address}/graphql") as socket:
        payload = {"authorization": f"Bearer {owner.access_token}"}
        await socket.send({**INIT, "payload": payload})

        assert await socket.closing() == 1013
