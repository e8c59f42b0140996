"""The schema as a file, for code generators and whoever reads it."""

from datetime import timedelta
from hashlib import sha256
from http import HTTPStatus
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

_FRESH: Final = timedelta(minutes=5)  # until a client asks whether there is another


class SchemaFile:
    """Answers `/schema.graphql`, to everybody: it is in the repository, too."""

    def __init__(self, text: str) -> None:
        self._body = f"{text.strip()}\n".encode()
        etag = f'"{sha256(self._body).hexdigest()[:32]}"'
        self._headers: Final = {
            "ETag": etag,
            "Cache-Control": f"public, max-age={_FRESH.seconds}",
            "X-Content-Type-Options": "nosniff",
            "X-Robots-Tag": "noindex",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._response(Request(scope))(scope, receive, send)

    def _response(self, request: Request) -> Response:
        if request.method not in {"GET", "HEAD"}:
            allowed = {"Allow": "GET, HEAD"}
            return Response(status_code=HTTPStatus.METHOD_NOT_ALLOWED, headers=allowed)
        known = request.headers.get("if-none-match", "")
        if self._headers["ETag"] in [tag.strip().removeprefix("W/") for tag in known.split(",")]:
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=self._headers)
        return Response(self._body, media_type="text/plain", headers=self._headers)
