"""Every answer tells browsers what they must not do with it; a page says what more it needs.

What an answer says for itself is left as it is: a page has its own content policy, and its assets
may be kept. Everything else gets the strictest word there is, so that what is new is safe before
anybody thinks of it: errors, redirects and refused sockets included.
"""

import logging
from http import HTTPStatus
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from allin_gql.graph.endpoint.answers import refused
from allin_gql.graph.problems import FAULT, fault_extensions

_log = logging.getLogger(__name__)

_UNUSED: Final = (  # no page of ours asks a device for anything
    "accelerometer",
    "autoplay",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "usb",
)
SAFE: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    # For what is loaded without asking, as an image is; CORS decides on what asks.
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _UNUSED),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex",
}
# For two years, and for what is below the host, as browsers want it for their own lists.
HTTPS_ONLY: Final = {"Strict-Transport-Security": "max-age=63072000; includeSubDomains"}

_BEGINNINGS: Final = frozenset({"http.response.start", "websocket.http.response.start"})


class SafeAnswers:
    """Completes the head of each answer, and answers for what fails before it has answered."""

    def __init__(self, app: ASGIApp, *, is_https: bool) -> None:
        self._app = app
        self._headers = [
            (name.lower().encode(), value.encode())
            for name, value in (SAFE | (HTTPS_ONLY if is_https else {})).items()
        ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        begun = False

        async def send_safe(message: Message) -> None:
            nonlocal begun
            if message["type"] == "websocket.close" and not begun and _may_deny(scope):
                await _deny(send_safe)
                return
            begun = True
            if message["type"] in _BEGINNINGS:
                message["headers"] = self._completed(message.get("headers", ()))
            await send(message)

        try:
            await self._app(scope, receive, send_safe)
        except Exception:
            if begun or scope["type"] != "http":
                raise
            _log.exception("a request failed")
            fault = refused(HTTPStatus.INTERNAL_SERVER_ERROR, FAULT, extensions=fault_extensions())
            await fault(scope, receive, send_safe)

    def _completed(self, headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
        said = {name.lower() for name, _ in headers}
        return [*headers, *(header for header in self._headers if header[0] not in said)]


def _may_deny(scope: Scope) -> bool:
    return "websocket.http.response" in (scope.get("extensions") or {})


async def _deny(send: Send) -> None:
    """Refuse a socket by an answer of our own; the server's would have no head to speak of."""
    body = b"This page may not open a socket here."
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
    ]
    start = {
        "type": "websocket.http.response.start",
        "status": HTTPStatus.FORBIDDEN,
        "headers": headers,
    }
    await send(start)
    await send({"type": "websocket.http.response.body", "body": body})
