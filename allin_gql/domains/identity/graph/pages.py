"""The session of a browser on our own pages: a cookie that no script reads, for access tokens.

The cookie holds the refresh token and is good for these addresses only: the API itself takes bearer
tokens and never looks at a cookie, so that no other site can act through it. What is asked here is
asked by our own pages: by POST, as JSON, from the same origin. Who has a second factor is asked for
it at a further address, which is authenticators'.
"""

import json
import logging
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urlsplit

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from allin_gql.core.clock import now
from allin_gql.core.errors import AllinError
from allin_gql.core.outages import is_outage
from allin_gql.core.parts import SETTINGS
from allin_gql.core.throttle.parties import party_of
from allin_gql.core.throttle.throttle import THROTTLE, RateLimited
from allin_gql.domains.identity import service
from allin_gql.domains.identity.errors import RefreshTokenInvalid
from allin_gql.domains.identity.values import Client
from allin_gql.graph.context import Context
from allin_gql.graph.problems import AWAY, FAULT, fault_extensions

_log = logging.getLogger(__name__)

START_PATH: Final = "/session/start"
CONTINUE_PATH: Final = "/session/continue"
END_PATH: Final = "/session/end"

# Paid from the bucket of the address, as `logIn` and the other mutations are: a guess is a guess.
START_POINTS: Final = 50
_POINTS: Final = 10
_MAX_BODY: Final = 16 * 1024  # bytes; an address and a password of the greatest length have 9,000
_HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}

Act = Callable[[Request, dict[str, Any]], Awaitable[Response]]


def session_routes() -> list[BaseRoute]:
    """Answer the routes that start, continue and end the session of a browser."""
    return [
        Route(START_PATH, SessionEndpoint(_start, points=START_POINTS)),
        Route(CONTINUE_PATH, SessionEndpoint(_continue, points=_POINTS)),
        Route(END_PATH, SessionEndpoint(_end, points=_POINTS)),
    ]


class Refused(Exception):  # as all of ours
    """What is not asked as our own pages ask."""

    def __init__(self, status: HTTPStatus, message: str) -> None:
        super().__init__(message)
        self.status = status

    @classmethod
    def malformed(cls, message: str) -> "Refused":
        """What lacks something, or has another type."""
        return cls(HTTPStatus.BAD_REQUEST, message)


class SessionEndpoint:
    """One address: refuses what no page of ours sends, and tells problems as the API does."""

    def __init__(self, act: Act, *, points: int) -> None:
        self._act = act
        self._points = points

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = await self._answer(Request(scope, receive))
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        try:
            _require_own_page(request)
            given = await _body(request)
            address = Context(request, "").client_address
            await THROTTLE.current.spend(party_of(None, address), self._points)
            return await self._act(request, given)
        except Refused as error:
            response = _problem("BAD_REQUEST", str(error), error.status)
            if error.status is HTTPStatus.METHOD_NOT_ALLOWED:
                response.headers["Allow"] = "POST"
            return response
        except AllinError as error:
            return _refusal(error)
        except ClientDisconnect:
            return Response(status_code=HTTPStatus.BAD_REQUEST)  # nobody is there to read it
        except Exception as error:  # noqa: BLE001  # whatever it is, it is told as all else here
            _log.exception("the session of a browser failed")
            if is_outage(error):
                return _problem("UNAVAILABLE", AWAY, HTTPStatus.SERVICE_UNAVAILABLE)
            code = fault_extensions()["code"]
            return _problem(code, FAULT, HTTPStatus.INTERNAL_SERVER_ERROR)


async def _start(request: Request, given: dict[str, Any]) -> Response:
    email, password = given.get("email"), given.get("password")
    if not isinstance(email, str) or not isinstance(password, str):
        raise Refused.malformed("It takes `email` and `password`, both strings.")
    signed_in = await service.log_in(email=email, password=password, client=client_of(request))
    if isinstance(signed_in, service.SecondFactorDemanded):
        return _demanded(signed_in)
    return await begin(request, signed_in)


async def begin(request: Request, signed_in: service.SignedIn) -> Response:
    """Give a browser the session that was started for it; it has one at a time."""
    await _leave(request)
    return _signed_in(signed_in)


def client_of(request: Request) -> Client:
    """Where a request comes from."""
    context = Context(request, "")
    return Client(address=context.client_address, user_agent=context.client_user_agent)


async def _continue(request: Request, _: dict[str, Any]) -> Response:
    token = request.cookies.get(_cookie_name())
    if not token:
        return _told({"session": None})
    try:
        return _signed_in(await service.refresh_session(token))
    except RefreshTokenInvalid:
        return _forgotten()


async def _end(request: Request, _: dict[str, Any]) -> Response:
    await _leave(request)
    return _forgotten()


async def _leave(request: Request) -> None:
    token = request.cookies.get(_cookie_name())
    if token:
        try:
            await service.end_session(token)
        except RefreshTokenInvalid:
            _log.info("a browser came with a cookie that is not of ours")


def _require_own_page(request: Request) -> None:
    if request.method != "POST":
        raise Refused(HTTPStatus.METHOD_NOT_ALLOWED, "It is asked by POST.")
    media_type = request.headers.get("content-type", "").partition(";")[0]
    if media_type.strip().lower() != "application/json":
        raise Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "It takes application/json.")
    if not _is_same_origin(request):
        raise Refused(HTTPStatus.FORBIDDEN, "Only pages of the same origin may ask this.")


def _is_same_origin(request: Request) -> bool:
    """Whether a page of ours asks. Browsers send the first header where the address is safe."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("origin", "")
    known = {request.headers.get("host"), urlsplit(SETTINGS.current.public_url).netloc}
    return origin.startswith(("http://", "https://")) and urlsplit(origin).netloc in known


async def _body(request: Request) -> dict[str, Any]:
    content = b""
    async for chunk in request.stream():
        content += chunk
        if len(content) > _MAX_BODY:
            raise Refused(
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"A body may have {_MAX_BODY} bytes."
            )
    try:
        body = json.loads(content)
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, dict):
        raise Refused.malformed("The body must be one JSON object.")
    return body


def _is_secure() -> bool:
    return SETTINGS.current.public_url.startswith("https:")


def _cookie_name() -> str:
    # With `__Host-`, browsers take it only from this host over https (RFC 6265bis §4.1.3.2).
    # Without, the port stands in the name: two ports of one host share their cookies.
    port = urlsplit(SETTINGS.current.public_url).port
    return "__Host-allin_session" if _is_secure() else f"allin_session_{port or 80}"


def _cookie() -> dict[str, Any]:
    """What the cookie is; `__Host-` asks for the path of everything."""
    is_secure = _is_secure()
    return {
        "key": _cookie_name(),
        "path": "/" if is_secure else "/session",
        "secure": is_secure,
        "httponly": True,
        "samesite": "strict",
    }


def _signed_in(signed_in: service.SignedIn) -> Response:
    user = signed_in.user
    session = {
        "accessToken": signed_in.access_token,
        # Not a moment: the browser's clock may be another.
        "expiresIn": round((signed_in.access_token_expires_at - now()).total_seconds()),
        "user": {
            "name": user.name,
            "email": user.email,
            "isEmailVerified": user.email_verified_at is not None,
        },
    }
    response = _told({"session": session})
    left = signed_in.refresh_token_expires_at - now()
    response.set_cookie(
        value=signed_in.refresh_token, max_age=int(left.total_seconds()), **_cookie()
    )
    return response


def _demanded(demanded: service.SecondFactorDemanded) -> Response:
    """What `/session/second-factor` has to be told; nothing of it is kept in a cookie."""
    return _told(
        {
            "secondFactor": {
                "challenge": demanded.challenge,
                "methods": list(demanded.methods),
                "relyingPartyId": SETTINGS.current.relying_party_id,
                "expiresIn": round((demanded.expires_at - now()).total_seconds()),
            }
        }
    )


def _forgotten() -> Response:
    response = _told({"session": None})
    response.delete_cookie(**_cookie())
    return response


def _problem(code: str, message: str, status: HTTPStatus = HTTPStatus.OK) -> Response:
    return _told({"problem": {"code": code, "message": message}}, status)


def _refusal(error: AllinError) -> Response:
    if not isinstance(error, RateLimited):
        return _problem(error.code, str(error))
    response = _problem(error.code, str(error), HTTPStatus.TOO_MANY_REQUESTS)
    response.headers["Retry-After"] = str(error.retry_after)
    return response


def _told(content: dict[str, Any], status: HTTPStatus = HTTPStatus.OK) -> Response:
    return JSONResponse(content, status_code=status, headers=_HEADERS)
