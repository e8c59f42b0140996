"""The one way out to platforms: bounded in time and size, never redirected, never repeated.

The rule that publishing stands on is decided here: as long as no byte of a request has left, a
failure is `Transient`; afterwards an irreversible call ends in `UnknownOutcome`. Each call has a
connection of its own, because a kept one may be closed by the server while we write, which nobody
can tell from a request that was processed.
"""

import asyncio
import contextlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from types import MappingProxyType
from typing import Any, Final

import httpcore2
import httpx2

from allin_gql.platforms.answers import Answer
from allin_gql.platforms.errors import PlatformError, TargetNotFound, Transient, UnknownOutcome
from allin_gql.platforms.servers import Servers

CONNECT_TIMEOUT: Final = timedelta(seconds=5)
MAX_RESPONSE_BYTES: Final = 1024 * 1024  # 40 long posts are about 200 kB
MAX_CONNECTIONS: Final = 100  # per process; a stuck server must not take all file handles
MAX_ADDRESSES: Final = 4  # of one name, tried in turn within one connect timeout
USER_AGENT: Final = "AllIN (social media management)"

_HEADERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "User-Agent": USER_AGENT,
        "Accept": "application/json",
        "Accept-Encoding": "gzip",
        "Connection": "close",
    }
)
_DEPARTED: Final = "http11.send_request_headers.started"
_DEPARTURE: Final = "allin_departure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One request. `is_irreversible` when doing it twice would be seen by the world."""

    method: str
    url: str
    query: tuple[tuple[str, str], ...] = ()
    form: Mapping[str, str] | None = field(default=None, repr=False)
    json: Mapping[str, Any] | None = field(default=None, repr=False)
    bearer: str | None = field(default=None, repr=False)
    headers: Mapping[str, str] = field(default_factory=dict)
    is_irreversible: bool = False
    timeout: timedelta | None = None


class _TooLargeError(Exception):
    """An answer that nobody wants to hold in memory."""


class _Departure:
    """Whether a byte of the request may have left; yes for a transport that cannot tell."""

    __slots__ = ("has_left",)

    def __init__(self) -> None:
        self.has_left = True

    async def trace(self, event: str, _info: Mapping[str, Any]) -> None:
        if event == _DEPARTED:
            self.has_left = True


class PlatformHttp:
    """Sends calls. Raises `PlatformError`s only; whatever has a status is an `Answer`."""

    def __init__(
        self,
        servers: Servers,
        *,
        timeout: timedelta,
        transport: httpx2.AsyncBaseTransport | None = None,
    ) -> None:
        self.servers = servers
        self._timeout = timeout
        self._transport = transport or PinnedTransport(servers)

    async def send(self, call: Call) -> Answer:
        """Make a call once. The deadline covers everything, from the look-up to the last byte."""
        request, departure = self._build(call)
        seconds = (call.timeout or self._timeout).total_seconds()
        try:
            async with asyncio.timeout(seconds):
                return await self._exchange(call, request)
        except TimeoutError as error:
            reason = f"did not answer within {seconds:g} seconds."
            raise _failure(call, request, departure, reason) from error
        except (httpx2.HTTPError, _TooLargeError, OSError) as error:
            what = "broke off" if departure.has_left else "could not be reached"
            reason = f"{what}: {str(error) or type(error).__name__}."
            raise _failure(call, request, departure, reason) from error

    async def aclose(self) -> None:
        """Close what is open."""
        await self._transport.aclose()

    def _build(self, call: Call) -> tuple[httpx2.Request, _Departure]:
        departure = _Departure()
        headers = {**_HEADERS, **call.headers}
        if call.bearer is not None:
            headers["Authorization"] = f"Bearer {call.bearer}"
        try:
            url = httpx2.URL(call.url)
            request = httpx2.Request(
                call.method,
                url.copy_merge_params(call.query) if call.query else url,
                headers=headers,
                data=call.form,
                json=call.json,
                extensions={
                    "timeout": dict.fromkeys(
                        ("connect", "pool"), CONNECT_TIMEOUT.total_seconds()
                    ),  # reading and writing end with the deadline of the whole call
                    "trace": departure.trace,
                    _DEPARTURE: departure,
                },
            )
        except (httpx2.InvalidURL, UnicodeEncodeError) as error:
            raise TargetNotFound(f"{call.url!r} is not an address that can be asked.") from error
        self.servers.check(request.url)
        return request, departure

    async def _exchange(self, call: Call, request: httpx2.Request) -> Answer:
        response = await self._transport.handle_async_request(request)
        async with contextlib.aclosing(response):
            body = bytearray()
            async for part in response.aiter_bytes():
                body += part
                if len(body) > MAX_RESPONSE_BYTES:
                    raise httpx2.StreamError(
                        f"the answer is larger than {MAX_RESPONSE_BYTES} bytes"
                    )
        return Answer(
            host=request.url.host,
            status=response.status_code,
            headers=dict(response.headers),
            body=bytes(body),
            is_irreversible=call.is_irreversible,
        )


class PinnedTransport(httpx2.AsyncHTTPTransport):
    """Connects to addresses that were checked, and marks the moment when a request departs."""

    def __init__(self, servers: Servers) -> None:
        # No environment: a proxy named there would connect to addresses that nobody checked.
        super().__init__(trust_env=False)
        self._pool = httpcore2.AsyncConnectionPool(
            ssl_context=httpx2.create_ssl_context(),
            max_connections=MAX_CONNECTIONS,
            max_keepalive_connections=0,
            network_backend=_CheckedBackend(servers),
        )

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        departure = request.extensions.get(_DEPARTURE)
        if isinstance(departure, _Departure):
            departure.has_left = False
        return await super().handle_async_request(request)


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
                return await self._inner.connect_tcp(
                    address, port, share, local_address, socket_options
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
        raise failure


def _failure(
    call: Call, request: httpx2.Request, departure: _Departure, reason: str
) -> PlatformError:
    kind = UnknownOutcome if call.is_irreversible and departure.has_left else Transient
    return kind(f"{request.url.host} {reason}")
