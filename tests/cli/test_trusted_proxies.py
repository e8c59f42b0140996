"""Whose word is taken for where a request comes from: that of the proxies which are set."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx2
import pytest
from pydantic import ValidationError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from allin_gql.cli.serve import wire
from allin_gql.graph.attendance import Attendance
from allin_gql.graph.endpoint.safe_answers import SAFE
from tests.fixtures.world import make_settings
from tests.graph.listening import QuietServer

FORGED = {"x-forwarded-for": "203.0.113.7, 198.51.100.9", "x-forwarded-proto": "https"}


async def who(request: Request) -> Response:
    assert request.client is not None
    return PlainTextResponse(f"{request.client.host} {request.url.scheme}")


async def nobody_ended(_: object) -> set[object]:
    return set()


@asynccontextmanager
async def listening(*trusted_proxies: str) -> AsyncIterator[tuple[str, int]]:
    """A server on the wire of `allin serve` that answers whom it takes its clients for."""
    app = Starlette(routes=[Route("/", who)])
    listener = socket.create_server(("127.0.0.1", 0))
    config = wire(app, lifespan="off", trusted_proxies=trusted_proxies)
    server = QuietServer(config, Attendance(nobody_ended))  # type: ignore[arg-type]  # has none
    serving = asyncio.create_task(server.serve([listener]))
    while not server.started:  # noqa: ASYNC110  # it rings no bell for it
        await asyncio.sleep(0.005)
    try:
        yield "127.0.0.1", listener.getsockname()[1]
    finally:
        server.should_exit = True
        await serving


async def told(address: tuple[str, int], headers: dict[str, str]) -> str:
    async with httpx2.AsyncClient() as http:
        return (await http.get("http://{}:{}/".format(*address), headers=headers)).text


@pytest.mark.parametrize(
    "trusted, client",
    [
        ((), "127.0.0.1 http"),
        (("10.0.0.0/8", "::1"), "127.0.0.1 http"),
        (("127.0.0.1",), "198.51.100.9 https"),
        (("127.0.0.0/8", "198.51.100.0/24"), "203.0.113.7 https"),
    ],
    ids=["nobody", "others", "the one beside us", "a chain"],
)
async def test_who_forwards_is_believed_if_it_was_set(
    trusted: tuple[str, ...], client: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORWARDED_ALLOW_IPS", "*")  # uvicorn's own way, which says nothing here

    async with listening(*trusted) as address:
        assert await told(address, FORGED) == client
        assert await told(address, {}) == "127.0.0.1 http"


@pytest.mark.parametrize("value", ["*", "proxy.internal", "10.0.0.1/8", "300.1.1.1"])
def test_what_is_no_address_is_not_set(tmp_path: Path, value: str) -> None:
    with pytest.raises(ValidationError, match="trusted_proxies"):
        make_settings(tmp_path, trusted_proxies=f"127.0.0.1,{value}")


async def test_what_is_no_http_is_answered_safely() -> None:
    async with listening() as address:
        reader, writer = await asyncio.open_connection(*address)
        writer.write(b"rubbish\r\n\r\n")
        answer = (await reader.read()).decode()
        writer.close()

    head, _, body = answer.partition("\r\n\r\n")
    assert head.startswith("HTTP/1.1 400 Bad Request\r\n")
    assert all(f"\r\n{name}: {value}" in head for name, value in SAFE.items())
    assert body == "Invalid HTTP request received."
