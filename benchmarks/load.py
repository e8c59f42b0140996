"""A load generator: some connections, each of which asks again as soon as it was answered."""

import asyncio
import statistics
import time
from dataclasses import dataclass, field

import httptools

CONNECTIONS = 16


@dataclass(slots=True)
class Measured:
    """What one round has seen."""

    seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)
    refused: int = 0
    body: bytes = b""

    @property
    def per_second(self) -> float:
        return len(self.latencies) / self.seconds

    @property
    def median_ms(self) -> float:
        return statistics.median(self.latencies) * 1000


class _Asker(asyncio.Protocol):
    """One connection; HTTP/1.1, kept open."""

    def __init__(self, request: bytes, measured: Measured) -> None:
        self._request = request
        self._measured = measured
        self._parser = httptools.HttpResponseParser(self)
        self._body = b""
        self._asked_at = 0.0
        self._is_over = False
        self.closed = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport
        self._ask()

    def data_received(self, data: bytes) -> None:
        self._parser.feed_data(data)

    def connection_lost(self, _: Exception | None) -> None:
        if not self.closed.done():
            self.closed.set_result(None)

    def on_body(self, body: bytes) -> None:
        self._body += body

    def on_message_complete(self) -> None:
        self._measured.latencies.append(time.perf_counter() - self._asked_at)
        self._measured.refused += self._parser.get_status_code() != 200  # noqa: PLR2004  # OK
        self._measured.body, self._body = self._body, b""
        if self._is_over:
            self._transport.close()
            return
        # A parser does not go on by itself after an answer that did not close.
        self._parser = httptools.HttpResponseParser(self)
        self._ask()

    def stop(self) -> None:
        self._is_over = True

    def _ask(self) -> None:
        self._asked_at = time.perf_counter()
        self._transport.write(self._request)  # type: ignore[attr-defined]  # it is of a socket


async def ask_for(seconds: float, port: int, request: bytes) -> Measured:
    """Ask a server for some time; gives what was seen."""
    measured = Measured()
    loop = asyncio.get_running_loop()
    began = time.perf_counter()
    askers = [
        (await loop.create_connection(lambda: _Asker(request, measured), "127.0.0.1", port))[1]
        for _ in range(CONNECTIONS)
    ]
    await asyncio.sleep(seconds)
    measured.seconds = time.perf_counter() - began
    count = len(measured.latencies)
    for asker in askers:
        asker.stop()
    await asyncio.wait_for(asyncio.gather(*(asker.closed for asker in askers)), 30)
    del measured.latencies[count:]  # what was still under way
    return measured


def post(path: str, body: bytes, **headers: str) -> bytes:
    """An HTTP request as it is sent."""
    lines = [
        f"POST {path} HTTP/1.1",
        "host: 127.0.0.1",
        "content-type: application/json",
        "accept: application/json",
        f"content-length: {len(body)}",
        *(f"{name}: {value}" for name, value in headers.items()),
    ]
    return "\r\n".join([*lines, "", ""]).encode() + body
