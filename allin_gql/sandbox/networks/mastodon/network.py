"""Puts the parts of the simulated Mastodon together."""

from collections.abc import Sequence
from datetime import datetime
from html import escape

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from allin_gql.sandbox.faults import Kind
from allin_gql.sandbox.network import TimelinePost
from allin_gql.sandbox.networks.mastodon import facts, oauth, statuses
from allin_gql.sandbox.networks.mastodon.api import Api, Call, with_headers
from allin_gql.sandbox.networks.mastodon.consent import consent_endpoint
from allin_gql.sandbox.networks.mastodon.limits import TOO_MANY, Allowance, RateLimits
from allin_gql.sandbox.networks.mastodon.problems import Refused, invalid_token
from allin_gql.sandbox.networks.mastodon.server import NAME, Server
from allin_gql.sandbox.networks.mastodon.shapes import (
    account_json,
    application_json,
    instance_json,
)
from allin_gql.sandbox.networks.mastodon.text import content, spans
from allin_gql.sandbox.persons import person
from allin_gql.sandbox.store import Document
from allin_gql.sandbox.world import World

METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]
READ_ACCOUNTS, READ_STATUSES = ("read:accounts",), ("read:statuses",)
WRITE_STATUSES = ("write:statuses",)


class Mastodon:
    """One Mastodon server with the API of 4.7.3."""

    name = NAME
    title = "Mastodon"

    def routes(self, world: World) -> Sequence[BaseRoute]:
        """Answer the server's pages and API."""
        server = Server(world=world)
        limits = RateLimits()
        world.counters.append(limits)
        api = Api(server=server, limits=limits)
        return [*_open(api), *_statuses(api), *_pages(server), _otherwise(api)]

    def timeline(self, world: World) -> Sequence[TimelinePost]:
        """Answer every status, whatever its visibility, newest first."""
        server = Server(world=world)
        return [_shown(server, status) for status in server.statuses()]

    def refuse(self, world: World, kind: Kind, request: Request) -> Response:
        """Answer a planned refusal. There is no expiry here: such a token is simply invalid."""
        server = Server(world=world)
        if kind is Kind.RATE_LIMIT:
            now = world.clock.now()
            allowance = Allowance(window=facts.GENERAL, left=-1, now=now)
            response = Refused(status=429, said=TOO_MANY).answer()
            response.headers.update(allowance.headers())
            return with_headers(response)
        token = server.token(request.headers.get("authorization", ""))
        if token is not None and kind is Kind.REVOKED_TOKEN:
            server.revoke(token["token"])
        return with_headers(invalid_token().answer())


def _open(api: Api) -> list[BaseRoute]:
    server = api.server
    register = api.endpoint(oauth.register_app, window=facts.REGISTERING)
    whoami = api.endpoint(oauth.verify_credentials, scopes=("read:accounts", "profile"))
    metadata = oauth.oauth_endpoint(server, oauth.metadata)
    token = oauth.oauth_endpoint(server, oauth.issue_token)
    revoke = oauth.oauth_endpoint(server, oauth.revoke_token)
    return [
        Route("/.well-known/oauth-authorization-server", metadata),
        Route("/oauth/authorize", consent_endpoint(server), methods=["GET", "POST"]),
        Route("/oauth/token", token, methods=["POST"]),
        Route("/oauth/revoke", revoke, methods=["POST"]),
        Route("/oauth/userinfo", api.endpoint(_user_info, scopes=("profile", "read:accounts"))),
        Route("/api/v1/apps", register, methods=["POST"]),
        Route("/api/v1/apps/verify_credentials", api.endpoint(_own_app)),
        Route("/api/v1/accounts/verify_credentials", whoami),
        Route("/api/v2/instance", api.endpoint(_instance)),
        Route("/api/v2/instance/", api.endpoint(_instance)),
    ]


def _statuses(api: Api) -> list[BaseRoute]:
    publish = api.endpoint(statuses.publish, scopes=WRITE_STATUSES, window=facts.POSTING)
    delete = api.endpoint(statuses.delete, scopes=WRITE_STATUSES, window=facts.DELETING)
    one = "/api/v1/statuses/{status_id}"
    return [
        Route("/api/v1/statuses", publish, methods=["POST"]),
        Route("/api/v1/statuses", api.endpoint(statuses.read_batch, scopes=READ_STATUSES)),
        Route(one, api.endpoint(statuses.read)),
        Route(one, delete, methods=["DELETE"]),
        Route("/api/v1/accounts/{account_id}", api.endpoint(_account)),
        Route("/api/v1/accounts/{account_id}/statuses", api.endpoint(statuses.list_of_account)),
    ]


def _pages(server: Server) -> list[BaseRoute]:
    async def status_page(request: Request) -> Response:
        target = f"{server.world.base_url}/timelines/{NAME}"
        status_id = request.path_params.get("status_id")
        known = server.status(status_id) if status_id else None
        return RedirectResponse(f"{target}#post-{known['id']}" if known else target)

    return [
        Route("/avatars/{handle}.svg", _avatar),
        Route("/@{handle}", status_page),
        Route("/@{handle}/{status_id}", status_page),
    ]


def _otherwise(api: Api) -> BaseRoute:
    def not_found(_: Call) -> Response:
        raise Refused(status=404, said="Not Found")

    return Route("/{path:path}", api.endpoint(not_found), methods=METHODS)


async def _avatar(request: Request) -> Response:
    handle = request.path_params["handle"]
    letter, colour = escape(handle[:1].upper()), person(handle).colour
    return Response(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 80">'
        f'<rect width="80" height="80" fill="{colour}"/><text x="40" y="54" font-size="40"'
        f' font-family="sans-serif" text-anchor="middle" fill="#fff">{letter}</text></svg>',
        media_type="image/svg+xml",
        headers={"Content-Security-Policy": "default-src 'none'", "Cache-Control": "max-age=3600"},
    )


def _instance(call: Call) -> Response:
    return JSONResponse(
        instance_json(call.server), headers={"Cache-Control": "max-age=300, public"}
    )


def _own_app(call: Call) -> Response:
    app = call.server.app(call.token["client_id"]) if call.token else None
    if app is None:
        raise invalid_token()
    return JSONResponse({**application_json(app), "scopes": app["scopes"], "id": app["id"]})


def _account(call: Call) -> Response:
    account = call.server.account_by_id(call.request.path_params["account_id"])
    if account is None:
        raise Refused(status=404, said="Record not found")
    return JSONResponse(account_json(call.server, account, call.viewer))


def _user_info(call: Call) -> Response:
    shown = account_json(call.server, call.server.account(call.person()), call.viewer)
    return JSONResponse(
        {
            "iss": f"{call.server.url}/",
            "sub": shown["uri"],
            "name": shown["display_name"],
            "preferred_username": shown["username"],
            "profile": shown["url"],
            "picture": shown["avatar"],
        }
    )


def _shown(server: Server, status: Document) -> TimelinePost:
    account = server.account(status["handle"])
    created_at = datetime.fromisoformat(status["created_at"])
    application = status["application"]
    plain = ("visibility", "spoiler_text", "language", "in_reply_to_id")
    return TimelinePost(
        id=status["id"],
        key=status["key"],
        author_id=account["id"],
        author_handle=account["handle"],
        author_name=account["name"],
        text=status["text"],
        spans=spans(status["text"], server.url),
        created_at=created_at,
        url=f"{server.url}/@{account['handle']}/{status['id']}",
        application=application["name"] if application else None,
        reactions=server.world.audience.reactions(NAME, status["id"], created_at),
        details={
            "content": content(status["text"], server.url),
            **{name: status[name] for name in plain},
        },
    )


NETWORK = Mastodon()
