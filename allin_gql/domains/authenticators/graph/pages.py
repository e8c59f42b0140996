"""The second step of signing in on our own pages: a factor, for the session that waits for it."""

from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from allin_gql.domains.authenticators import service
from allin_gql.domains.authenticators.values import Proof
from allin_gql.domains.identity.graph.pages import (
    START_POINTS,
    Refused,
    SessionEndpoint,
    begin,
    client_of,
)

SECOND_FACTOR_PATH: Final = "/session/second-factor"


def second_factor_routes() -> list[BaseRoute]:
    """Answer the route that completes what `/session/start` has begun."""
    return [Route(SECOND_FACTOR_PATH, SessionEndpoint(_complete, points=START_POINTS))]


async def _complete(request: Request, given: dict[str, Any]) -> Response:
    challenge = _text(given, "challenge")
    if challenge is None:
        raise Refused.malformed("It takes `challenge`, as `/session/start` gave it.")
    proof = Proof(
        totp_code=_text(given, "totpCode"),
        recovery_code=_text(given, "recoveryCode"),
        passkey=given.get("passkey"),
    )
    signed_in = await service.complete_sign_in(
        challenge=challenge, proof=proof, client=client_of(request)
    )
    return await begin(request, signed_in)


def _text(given: dict[str, Any], name: str) -> str | None:
    value = given.get(name)
    if value is not None and not isinstance(value, str):
        raise Refused.malformed(f"`{name}` has to be a string.")
    return value
