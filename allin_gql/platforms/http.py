"""The one way out to platforms: bounded in time and size, never redirected, never repeated.

The rule that publishing stands on is decided here: as long as no byte of a request has left, a
failure is `Transient`; afterwards an irreversible call ends in `UnknownOutcome`.
"""

import asyncio
import contextlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from types import MappingProxyType
from typing import Any, Final

import httpx2

from allin_gql.platforms.answers import Answer
from allin_gql.platforms.errors import (
    PlatformError,
    TargetNotFound,
    TextInvalid,
    Transient,
    UnknownOutcome,
)
from allin_gql.platforms.servers import Servers
from allin_gql.platforms.transport import DEPARTURE, Departure, PinnedTransport

CONNECT_TIMEOUT: Final = timedelta(seconds=5)
MAX_RESPONSE_BYTES: Final = 1024 * 1024  # 40 long posts are about 200 kB
USER_AGENT: Final = "AllIN (social media management)"

_HEADERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "User-Agent": USER_AGENT,
        "Accept": "application/json",
        "Accept-Encoding": "gzip",
        "Connection": "close",
    }
)


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

    def _build(self, call: Call) -> tuple[httpx2.Request, Departure]:
        departure = Departure()
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
                    DEPARTURE: departure,
                },
            )
        except UnicodeEncodeError as error:
            raise TextInvalid(
                "The text contains half a character, which cannot be sent."
            ) from error
        except httpx2.InvalidURL as error:
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
                    raise _TooLargeError(f"the answer is larger than {MAX_RESPONSE_BYTES} bytes")
        return Answer(
            host=request.url.host,
            status=response.status_code,
            headers=dict(response.headers),
            body=bytes(body),
            is_irreversible=call.is_irreversible,
        )


def _failure(
    call: Call, request: httpx2.Request, departure: Departure, reason: str
) -> PlatformError:
    kind = UnknownOutcome if call.is_irreversible and departure.has_left else Transient
    return kind(f"{request.url.host} {reason}")
