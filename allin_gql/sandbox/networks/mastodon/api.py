"""What stands before every API call of Mastodon: limits, tokens, scopes; and its headers."""

import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from allin_gql.sandbox.intake import Parameters, Unreadable, read_parameters, text_of
from allin_gql.sandbox.networks.mastodon.facts import GENERAL, Window
from allin_gql.sandbox.networks.mastodon.limits import RateLimits
from allin_gql.sandbox.networks.mastodon.problems import Refused, invalid_token
from allin_gql.sandbox.networks.mastodon.server import Server
from allin_gql.sandbox.store import Document

OUTSIDE_SCOPES = "This action is outside the authorized scopes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call: who asks, and with what."""

    request: Request
    server: Server
    token: Document | None
    parameters: Parameters

    @property
    def viewer(self) -> str | None:
        """The handle of whoever asks, if it is somebody."""
        handle: str | None = self.token["handle"] if self.token else None
        return handle

    def person(self) -> str:
        """Answer the handle of whoever asks. An application is nobody: raises `Refused`."""
        if self.viewer is None:
            raise Refused(status=422, said="This method requires an authenticated user")
        return self.viewer


Answer = Callable[[Call], Response]
Endpoint = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Api:
    """Makes an endpoint of a function that answers a call."""

    server: Server
    limits: RateLimits

    def endpoint(
        self, answer: Answer, *, scopes: tuple[str, ...] = (), window: Window | None = None
    ) -> Endpoint:
        """Answer an endpoint that needs a token with one of `scopes`; with none it is public."""
        windows = (window, GENERAL) if window else (GENERAL,)

        async def endpoint(request: Request) -> Response:
            token = self.server.token(request.headers.get("authorization", ""))
            allowance = self.limits.count(
                windows, _subject(request, token), self.server.world.clock.now()
            )
            try:
                allowance.check()
                _check(request, token, scopes)
                call = Call(
                    request=request,
                    server=self.server,
                    token=token,
                    parameters=await read_parameters(request),
                )
                response = answer(call)
            except Unreadable:
                response = Refused(status=400, said="Bad Request").answer()
            except Refused as refused:
                response = refused.answer(_language(self.server, request, token))
            response.headers.update(allowance.headers())
            return with_headers(response)

        return endpoint


def with_headers(response: Response) -> Response:
    """Add what every answer of the API carries."""
    response.headers.setdefault("Cache-Control", "private, no-store")
    response.headers["Vary"] = "Authorization, Origin"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    response.headers["X-Request-Id"] = secrets.token_hex(16)
    response.headers["Content-Security-Policy"] = (
        "default-src 'none'; frame-ancestors 'none'; form-action 'none'"
    )
    if response.headers.get("content-type") == "application/json":
        response.headers["content-type"] = "application/json; charset=utf-8"
    return response


def _check(request: Request, token: Document | None, scopes: tuple[str, ...]) -> None:
    if token is None and (scopes or "authorization" in request.headers):
        raise invalid_token()
    granted = token["scope"].split() if token else []
    if scopes and not any(covers(granted, scope) for scope in scopes):
        raise Refused(status=403, said=OUTSIDE_SCOPES)


def covers(granted: list[str], scope: str) -> bool:
    """Whether a scope is granted, by its own name or by the wider one that it is a part of."""
    return scope in granted or scope.rpartition(":")[0] in granted


def _subject(request: Request, token: Document | None) -> str:
    if token and token["handle"]:
        return f"account {token['handle']}"
    return f"address {request.client.host if request.client else ''}"


def _language(server: Server, request: Request, token: Document | None) -> str:
    asked = text_of(request.query_params, "lang")
    if asked or not token or not token["handle"]:
        return asked or "en"
    language: str = server.account(token["handle"])["language"]
    return language
