"""Applications and the authorization of them: registration, codes, tokens."""

import base64
import binascii
import hashlib
import secrets
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from allin_gql.sandbox.intake import Parameters, Unreadable, read_parameters, text_of
from allin_gql.sandbox.networks.mastodon.api import Call, with_headers
from allin_gql.sandbox.networks.mastodon.facts import CODE_LIFETIME, OUT_OF_BAND, SCOPES
from allin_gql.sandbox.networks.mastodon.problems import (
    Refused,
    invalid_client,
    invalid_grant,
    oauth_problem,
)
from allin_gql.sandbox.networks.mastodon.server import CODE, Server
from allin_gql.sandbox.networks.mastodon.shapes import credential_account_json
from allin_gql.sandbox.store import Document


def register_app(call: Call) -> Response:
    """Register an application; anybody may."""
    name = text_of(call.parameters, "client_name").strip()
    scopes = (text_of(call.parameters, "scopes") or "read").split()
    redirect_uris = _redirect_uris(call.parameters)
    if not name:
        raise Refused(status=422, said="Validation failed: Application name can't be blank")
    if not redirect_uris:
        raise Refused(status=422, said="Validation failed: Redirect URI can't be blank")
    if not all(":" in uri for uri in redirect_uris):
        raise Refused(status=422, said="Validation failed: Redirect URI must be an absolute URI.")
    if not set(scopes) <= set(SCOPES):
        raise Refused(
            status=422, said="Validation failed: Scopes doesn't match configured on the server."
        )
    app = call.server.register(
        {
            "name": name,
            "website": text_of(call.parameters, "website") or None,
            "scopes": scopes,
            "redirect_uris": redirect_uris,
        }
    )
    return JSONResponse(_app_json(app))


def metadata(server: Server, _: Request, __: Parameters) -> Response:
    """Answer where everything is (RFC 8414)."""
    base = server.url
    return JSONResponse(
        {
            "issuer": f"{base}/",
            "authorization_endpoint": f"{base}/oauth/authorize",
            "token_endpoint": f"{base}/oauth/token",
            "revocation_endpoint": f"{base}/oauth/revoke",
            "userinfo_endpoint": f"{base}/oauth/userinfo",
            "scopes_supported": list(SCOPES),
            "response_types_supported": ["code"],
            "response_modes_supported": ["query", "fragment", "form_post"],
            "grant_types_supported": ["authorization_code", "client_credentials"],
            "token_endpoint_auth_methods_supported": [
                "client_secret_basic",
                "client_secret_post",
            ],
            "code_challenge_methods_supported": ["S256"],
            "service_documentation": "https://docs.joinmastodon.org/",
            "app_registration_endpoint": f"{base}/api/v1/apps",
        }
    )


def verify_credentials(call: Call) -> Response:
    """Answer whoever the token belongs to."""
    return JSONResponse(credential_account_json(call.server, call.server.account(call.person())))


def issue_code(server: Server, grant: Mapping[str, str]) -> str:
    """Write down what somebody agreed to; answers the code that proves it once.

    A grant has `client_id`, `handle`, `redirect_uri`, `scope`, and the PKCE `challenge` or "".
    """
    code = secrets.token_urlsafe(32)
    until = (server.world.clock.now() + CODE_LIFETIME).isoformat()
    server.world.store.put(CODE, code, {**grant, "until": until})
    return code


def oauth_endpoint(
    server: Server, answer: Callable[[Server, Request, Parameters], Response]
) -> Callable[[Request], Awaitable[Response]]:
    """Answer an endpoint that an application calls with its own credentials; it has no limits."""

    async def endpoint(request: Request) -> Response:
        try:
            response = answer(server, request, await read_parameters(request))
        except Unreadable:
            response = Refused(status=400, said="Bad Request").answer()
        except Refused as refused:
            response = refused.answer()
        return with_headers(response)

    return endpoint


def issue_token(server: Server, request: Request, parameters: Parameters) -> Response:
    """Exchange a code, or an application's own credentials, for a token."""
    match text_of(parameters, "grant_type"):
        case "authorization_code":
            token = _exchange(server, _authenticated(server, request, parameters), parameters)
        case "client_credentials":
            app = _authenticated(server, request, parameters)
            scope = text_of(parameters, "scope") or "read"
            _check_scope(app, scope)
            token = server.issue(app=app, handle=None, scope=scope)
        case "":
            raise oauth_problem("invalid_request", "Missing required parameter: grant_type.")
        case _:
            raise oauth_problem(
                "unsupported_grant_type",
                "The authorization grant type is not supported by the authorization server.",
            )
    body = {
        "access_token": token["token"],
        "token_type": "Bearer",
        "scope": token["scope"],
        "created_at": token["created_at"],
    }
    return JSONResponse(body, headers={"Cache-Control": "no-store", "Pragma": "no-cache"})


def revoke_token(server: Server, request: Request, parameters: Parameters) -> Response:
    """Revoke a token of the application that asks; an unknown one is as good as revoked."""
    app = _authenticated(server, request, parameters)
    value = text_of(parameters, "token")
    token = server.token(f"Bearer {value}")
    if token is not None and token["client_id"] != app["client_id"]:
        raise Refused(
            status=403,
            said="unauthorized_client",
            description="You are not authorized to revoke this token",
        )
    server.revoke(value)
    return JSONResponse({})


def has_scopes(app: Document, scope: str) -> bool:
    """Whether an application registered every scope that it asks for."""
    return set(scope.split()) <= set(app["scopes"])


def _check_scope(app: Document, scope: str) -> None:
    if not has_scopes(app, scope):
        raise oauth_problem(
            "invalid_scope", "The requested scope is invalid, unknown, or malformed."
        )


def _exchange(server: Server, app: Document, parameters: Parameters) -> Document:
    code = text_of(parameters, "code")
    grant = server.world.store.get(CODE, code)
    if grant is None or grant["client_id"] != app["client_id"]:
        raise invalid_grant()
    is_late = datetime.fromisoformat(grant["until"]) <= server.world.clock.now()
    is_elsewhere = grant["redirect_uri"] != text_of(parameters, "redirect_uri")
    if is_late or is_elsewhere or not _is_proven(grant["challenge"], parameters):
        raise invalid_grant()
    server.world.store.delete(CODE, code)
    return server.issue(app=app, handle=grant["handle"], scope=grant["scope"])


def _is_proven(challenge: str, parameters: Parameters) -> bool:
    verifier = text_of(parameters, "code_verifier")
    if not challenge:
        return True
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == challenge


def _authenticated(server: Server, request: Request, parameters: Parameters) -> Document:
    client_id = text_of(parameters, "client_id")
    client_secret = text_of(parameters, "client_secret")
    scheme, _, encoded = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "basic":
        try:
            pair = base64.b64decode(encoded, validate=True).decode()
        except (binascii.Error, ValueError) as error:
            raise invalid_client() from error
        client_id, _, client_secret = pair.partition(":")
    app = server.app(client_id)
    if app is None or app["client_secret"] != client_secret:
        raise invalid_client()
    return app


def _redirect_uris(parameters: Parameters) -> list[str]:
    given = parameters.get("redirect_uris")
    uris = given if isinstance(given, list) else text_of(parameters, "redirect_uris").split()
    return [uri for uri in uris if isinstance(uri, str)]


def _app_json(app: Document) -> dict[str, Any]:
    return {
        "id": app["id"],
        "name": app["name"],
        "website": app["website"],
        "scopes": app["scopes"],
        "redirect_uris": app["redirect_uris"],
        "vapid_key": "",
        "redirect_uri": "\n".join(app["redirect_uris"]),
        "client_id": app["client_id"],
        "client_secret": app["client_secret"],
        "client_secret_expires_at": 0,
    }


def shows_code(redirect_uri: str) -> bool:
    """Whether the code is shown to the person instead of being sent anywhere."""
    return redirect_uri == OUT_OF_BAND
