"""The way out: what is told apart, what is bounded, and where it never goes."""

import asyncio
import gzip
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import timedelta

import httpx2
import pytest

from allin_gql.platforms.answers import Answer
from allin_gql.platforms.errors import TargetNotFound, Transient, UnknownOutcome
from allin_gql.platforms.http import MAX_RESPONSE_BYTES, Call, PlatformHttp
from allin_gql.platforms.servers import Servers

Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
QUICK = timedelta(milliseconds=300)  # for what hangs; long enough to get there on a busy machine
AMPLE = timedelta(seconds=10)
OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


@asynccontextmanager
async def serving(serve: Serve) -> AsyncIterator[str]:
    """A server on a real port that does what `serve` does, and nothing else."""

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            with suppress(ConnectionError):  # who asked may leave as soon as they know enough
                await serve(reader, writer)
        finally:
            writer.close()

    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()


async def ask(
    server: str,
    *,
    is_irreversible: bool = True,
    bearer: str | None = None,
    timeout: timedelta | None = None,  # noqa: ASYNC109  # handed on, as callers do
) -> Answer:
    http = PlatformHttp(Servers([server]), timeout=AMPLE)
    call = Call(
        method="POST",
        url=f"{server}/x",
        json={"a": 1},
        is_irreversible=is_irreversible,
        bearer=bearer,
        timeout=timeout,
    )
    try:
        return await http.send(call)
    finally:
        await http.aclose()


def answering(answer: bytes) -> Serve:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer)
        await writer.drain()

    return serve


async def test_an_answer_is_read_whole() -> None:
    heard: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(OK + b"X-Thing: 7\r\nContent-Length: 9\r\n\r\n" + b'{"id":42}')

    async with serving(serve) as server:
        answer = await ask(server, bearer="secret")

    assert (answer.status, answer.value(), answer.headers["x-thing"]) == (200, {"id": 42}, "7")
    head = heard[0].decode().lower()
    assert head.startswith("post /x http/1.1")
    assert "authorization: bearer secret" in head
    assert "connection: close" in head
    assert "allin" in head


@pytest.mark.parametrize("is_irreversible", [True, False])
async def test_a_server_that_does_not_listen_has_seen_nothing(is_irreversible: bool) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

    with pytest.raises(Transient, match="could not be reached"):
        await ask(f"http://127.0.0.1:{port}", is_irreversible=is_irreversible)


async def test_a_name_that_is_not_found_has_seen_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", fail)

    with pytest.raises(Transient, match=r"gone\.example was not found"):
        await ask("https://gone.example")


async def test_a_look_up_that_hangs_has_seen_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    async def hang(*_: object, **__: object) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", hang)

    with pytest.raises(Transient, match=r"slow\.example did not answer within 0\.3 seconds"):
        await ask("https://slow.example", timeout=QUICK)


async def test_a_handshake_that_fails_has_seen_nothing() -> None:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        writer.write(b"this is no TLS\r\n\r\n")

    async with serving(serve) as server:
        with pytest.raises(Transient):
            await ask(server.replace("http://", "https://"))


async def test_a_handshake_that_hangs_has_seen_nothing() -> None:
    async def serve(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
        await reader.read()

    async with serving(serve) as server:
        with pytest.raises(Transient):
            await ask(server.replace("http://", "https://"), timeout=QUICK)


async def _reset(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readuntil(b"\r\n\r\n")
    writer.transport.abort()


async def _hang(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
    await reader.read()


async def _drip(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer a byte at a time, each of them well before any time-out for one read."""
    await reader.readuntil(b"\r\n\r\n")
    writer.write(OK + b"Content-Length: 1000\r\n\r\n")
    while not writer.is_closing():
        writer.write(b" ")
        await writer.drain()
        await asyncio.sleep(0.01)


ENDLESS = {"hang", "drip"}
LOST: dict[str, Serve] = {
    "reset": _reset,
    "hang": _hang,
    "drip": _drip,
    "close": answering(b""),
    "half a head": answering(b"HTTP/1.1 200 OK\r\nContent-"),
    "half a body": answering(OK + b"Content-Length: 100\r\n\r\n{"),
    "no http": answering(b"220 mail.example ESMTP\r\n"),
    "endless head": answering(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 200_000),
    "not gzip": answering(OK + b"Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}"),
    "too large": answering(OK + b"\r\n" + b" " * (MAX_RESPONSE_BYTES + 1)),
    "large when unpacked": answering(
        OK + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(bytes(64 * MAX_RESPONSE_BYTES))
    ),
}


@pytest.mark.parametrize("how", LOST)
async def test_after_departure_an_irreversible_call_is_unknown(how: str) -> None:
    async with serving(LOST[how]) as server:
        with pytest.raises(UnknownOutcome, match=r"127\.0\.0\.1 (did not answer|broke off)"):
            await ask(server, timeout=QUICK if how in ENDLESS else None)


@pytest.mark.parametrize("how", LOST)
async def test_after_departure_a_read_may_be_repeated(how: str) -> None:
    async with serving(LOST[how]) as server:
        with pytest.raises(Transient):
            await ask(server, is_irreversible=False, timeout=QUICK if how in ENDLESS else None)


async def test_a_call_is_made_once_whatever_happens() -> None:
    calls = 0

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal calls
        calls += 1
        await _reset(reader, writer)

    async with serving(serve) as server:
        with pytest.raises(UnknownOutcome):
            await ask(server)

    assert calls == 1


async def test_a_redirect_is_an_answer_and_not_followed() -> None:
    found = b"HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/\r\nContent-Length: 0\r\n\r\n"

    async with serving(answering(found)) as server:
        answer = await ask(server)

    assert answer.status == 302


async def test_a_call_may_have_a_deadline_of_its_own() -> None:
    async with serving(_hang) as server:
        with pytest.raises(UnknownOutcome, match=r"within 0\.3 seconds"):
            await ask(server, timeout=QUICK)


@pytest.mark.parametrize(
    "url",
    [
        "http://mastodon.social/x",
        "https://mastodon.social:8443/x",
        "https://user:secret@mastodon.social/x",
        "https://127.0.0.1/x",
        "https://[::1]/x",
        "https://2130706433/x",
        "https://localhost/x",
        "ftp://mastodon.social/x",
        "file:///etc/passwd",
        "not an address",
        "https://",
    ],
)
async def test_an_address_of_a_forbidden_form_is_not_asked(url: str) -> None:
    http = PlatformHttp(Servers(), timeout=QUICK, transport=httpx2.MockTransport(_never))

    with pytest.raises(TargetNotFound) as refusal:
        await http.send(Call(method="GET", url=url))

    assert "secret" not in str(refusal.value)


def _never(_: httpx2.Request) -> httpx2.Response:
    raise AssertionError("the request went out")


@pytest.mark.parametrize(
    "addresses",
    [
        ["127.0.0.1"],
        ["10.1.2.3"],
        ["169.254.169.254"],
        ["::ffff:192.168.0.1"],
        ["93.184.215.14", "192.168.0.1"],  # one public address does not excuse the other
    ],
)
async def test_a_name_that_leads_inside_is_refused(
    monkeypatch: pytest.MonkeyPatch, addresses: list[str]
) -> None:
    _resolve_to(monkeypatch, addresses)

    with pytest.raises(TargetNotFound, match=r"evil\.example is not a server on the public"):
        await _ask_publicly("https://evil.example/x")


async def test_the_connection_goes_to_the_address_that_was_checked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lookups = _resolve_to(monkeypatch, ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])
    connected: list[tuple[str, int]] = []

    async def connect(_: object, host: str, port: int, *__: object) -> None:
        connected.append((host, port))
        raise httpx2.ConnectError("refused")

    monkeypatch.setattr("httpcore2.AnyIOBackend.connect_tcp", connect)
    with pytest.raises(Transient):
        await _ask_publicly("https://good.example/x")

    assert lookups == [("good.example", 443)]
    assert connected[0] == ("93.184.215.14", 443)


async def test_a_name_that_leads_inside_the_next_time_leads_nowhere(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lookups = _resolve_to(monkeypatch, addresses := ["93.184.215.14"])
    connected: list[str] = []

    async def connect(_: object, host: str, *__: object) -> None:
        connected.append(host)
        addresses[:] = ["169.254.169.254"]  # what DNS rebinding does, as early as it can
        raise httpx2.ConnectError("refused")

    monkeypatch.setattr("httpcore2.AnyIOBackend.connect_tcp", connect)
    with pytest.raises(Transient):
        await _ask_publicly("https://rebinding.example/x")
    with pytest.raises(TargetNotFound):
        await _ask_publicly("https://rebinding.example/x")

    assert connected == ["93.184.215.14"]
    assert len(lookups) == 2  # one for each call, and none between the check and the connection


async def test_all_addresses_are_tried_within_one_time_limit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with serving(answering(OK + b"Content-Length: 2\r\n\r\n{}")) as server:
        _resolve_to(monkeypatch, ["127.0.0.2", "127.0.0.1"])  # nobody listens on the first
        answer = await ask(server.replace("127.0.0.1", "here.example"))

    assert answer.value() == {}


def _resolve_to(monkeypatch: pytest.MonkeyPatch, addresses: list[str]) -> list[tuple[str, int]]:
    lookups: list[tuple[str, int]] = []

    async def resolve(host: str, port: int, **_: object) -> list[object]:
        lookups.append((host, port))
        return [(None, None, None, "", (address, port)) for address in addresses]

    loop = asyncio.get_running_loop()
    real = loop.getaddrinfo

    async def only_names(host: str, port: int, **more: object) -> object:
        if host.endswith(".example"):
            return await resolve(host, port)
        return await real(host, port, **more)  # type: ignore[arg-type]  # passed on as it came

    monkeypatch.setattr(loop, "getaddrinfo", only_names)
    return lookups


async def _ask_publicly(url: str) -> Answer:
    http = PlatformHttp(Servers(), timeout=QUICK)
    try:
        return await http.send(Call(method="GET", url=url))
    finally:
        await http.aclose()
