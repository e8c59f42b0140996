"""Connections to platforms: only to addresses that were checked, and one for each call.

A connection that is kept may be closed by the server while we write, which nobody can tell from a
request that was processed; a new one fails before it has said anything.
"""

import asyncio
import ssl
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Final

import httpcore2
import httpx2

from allin_gql.platforms.servers import Servers

MAX_CONNECTIONS: Final = 100  # per process; a stuck server must not take all file handles
MAX_ADDRESSES: Final = 4  # of one name, tried in turn within one connect timeout
DEPARTURE: Final = "allin_departure"  # the request extension that holds a `Departure`

_DEPARTED: Final = "http11.send_request_headers.started"


class Departure:
    """Whether a byte of the request may have left; yes for a transport that cannot tell."""

    __slots__ = ("has_left",)

    def __init__(self) -> None:
        self.has_left = True

    async def trace(self, event: str, _info: Mapping[str, Any]) -> None:
        if event == _DEPARTED:
            self.has_left = True


class PinnedTransport(httpx2.AsyncHTTPTransport):
    """Connects to addresses that were checked, and marks the moment when a request departs."""

    def __init__(self, servers: Servers) -> None:
        # No environment: a proxy named there would connect to addresses that nobody checked.
        super().__init__(trust_env=False)
        self._pool = httpcore2.AsyncConnectionPool(
            ssl_context=_trusted(),
            max_connections=MAX_CONNECTIONS,
            max_keepalive_connections=0,
            network_backend=_CheckedBackend(servers),
        )

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        departure = request.extensions.get(DEPARTURE)
        if isinstance(departure, Departure):
            departure.has_left = False
        return await super().handle_async_request(request)


@cache
def _trusted() -> ssl.SSLContext:
    """Load the authorities that this machine trusts, once: it takes about 50 ms."""
    return httpx2.create_ssl_context()


class _CheckedBackend(httpcore2.AsyncNetworkBackend):
    """Looks names up itself, so that what was checked is what is connected to."""

    def __init__(self, servers: Servers) -> None:
        self._servers = servers
        self._inner = httpcore2.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109  # the signature that httpcore2 calls
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        try:
            async with asyncio.timeout(timeout):
                addresses = await self._servers.resolve(host, port)
        except TimeoutError as error:
            raise httpcore2.ConnectTimeout(f"looking up {host} took too long") from error
        except OSError as error:
            raise httpcore2.ConnectError(f"{host} was not found") from error
        tried = addresses[:MAX_ADDRESSES]
        share = None if timeout is None else timeout / len(tried)
        failure: Exception = httpcore2.ConnectError(f"{host} has no address")
        for address in tried:
            try:
                stream = await self._inner.connect_tcp(
                    address, port, share, local_address, socket_options
                )
                return _ClosingStream(stream)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
        raise failure


class _ClosingStream(httpcore2.AsyncNetworkStream):
    """A stream that is closed also when its handshake is given up, which the library's is not."""

    def __init__(self, inner: httpcore2.AsyncNetworkStream) -> None:
        self._inner = inner

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109  # the protocol's
        return await self._inner.read(max_bytes, timeout)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109  # the protocol's
        await self._inner.write(buffer, timeout)

    async def aclose(self) -> None:
        await self._inner.aclose()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109  # the protocol's
    ) -> httpcore2.AsyncNetworkStream:
        try:
            return await self._inner.start_tls(ssl_context, server_hostname, timeout)
        except asyncio.CancelledError:
            await self._inner.aclose()
            raise

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401  # as the library has it
        return self._inner.get_extra_info(info)
