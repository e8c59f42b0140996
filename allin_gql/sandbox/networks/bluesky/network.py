"""Puts the parts of the simulated Bluesky together."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from allin_gql.sandbox.faults import Kind
from allin_gql.sandbox.html import fill, join, page
from allin_gql.sandbox.network import TimelinePost
from allin_gql.sandbox.networks.bluesky import (
    facts,
    lexicons,
    repository,
    richtext,
    signing_in,
    views,
)
from allin_gql.sandbox.networks.bluesky.accounts import ACCOUNTS, find_account
from allin_gql.sandbox.networks.bluesky.blobs import Blobs
from allin_gql.sandbox.networks.bluesky.limits import Allowance, Charge
from allin_gql.sandbox.networks.bluesky.problems import Refused, expired_token, revoked_token
from allin_gql.sandbox.networks.bluesky.records import Records
from allin_gql.sandbox.networks.bluesky.sessions import Sessions
from allin_gql.sandbox.networks.bluesky.xrpc import Asks, Body, Call, Method, Server, Xrpc
from allin_gql.sandbox.store import Document
from allin_gql.sandbox.world import World

VERBS = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]


class Bluesky:
    """One personal data server, which is its own AppView."""

    name = facts.NAME
    title = "Bluesky"

    def routes(self, world: World) -> Sequence[BaseRoute]:
        """Answer the server's methods and pages."""
        server = Server(
            world=world, records=Records(world), sessions=Sessions(world), blobs=Blobs(world)
        )
        xrpc = Xrpc(server, {**_sessions(), **_repositories(), **_views()})
        return [
            Route("/xrpc/_health", _health),
            Route("/xrpc/{method:path}", xrpc.serve, methods=VERBS),
            *_pages(world),
        ]

    def timeline(self, world: World) -> Sequence[TimelinePost]:
        """Answer every post, replies too, newest first."""
        records = Records(world)
        tally = views.Tally(records)
        posts = reversed(records.list_collection(facts.POST))
        return [_shown(world, tally, post) for post in posts]

    def refuse(self, world: World, kind: Kind, request: Request) -> Response:
        """Answer a planned refusal."""
        if kind is Kind.RATE_LIMIT:
            now = world.clock.now()
            refused = Allowance(window=facts.GLOBAL, left=-1, begun=now, now=now).refusal()
        elif kind is Kind.REVOKED_TOKEN:
            refused = _revoked(world, request)
        else:
            refused = expired_token()
        response = refused.answer()
        response.headers["access-control-allow-origin"] = "*"
        return response


def _revoked(world: World, request: Request) -> Refused:
    try:
        Sessions(world).revoke(request.headers.get("authorization", ""))
    except Refused as refused:
        return refused
    return revoked_token()


def _sessions() -> Mapping[str, Method]:
    return {
        "com.atproto.server.createSession": Method(
            run=signing_in.create_session,
            verb="POST",
            takes=lexicons.CREATE_SESSION,
            body=Body.JSON,
            charges=signing_in.charge_for_signing_in,
        ),
        "com.atproto.server.refreshSession": Method(
            run=signing_in.refresh_session, verb="POST", asks=Asks.REFRESH
        ),
        "com.atproto.server.deleteSession": Method(
            run=signing_in.delete_session, verb="POST", asks=Asks.LEAVE
        ),
        "com.atproto.server.getSession": Method(run=signing_in.get_session, asks=Asks.ACCESS),
        "com.atproto.server.describeServer": Method(run=signing_in.describe_server),
        "com.atproto.identity.resolveHandle": Method(
            run=signing_in.resolve_handle, takes=lexicons.RESOLVE_HANDLE
        ),
    }


def _repositories() -> Mapping[str, Method]:
    return {
        "com.atproto.repo.createRecord": Method(
            run=repository.create_record,
            verb="POST",
            takes=lexicons.CREATE_RECORD,
            body=Body.JSON,
            asks=Asks.ACCESS,
            charges=lambda call: _writing(call, facts.POINTS_CREATE),
        ),
        "com.atproto.repo.putRecord": Method(
            run=repository.put_record,
            verb="POST",
            takes=lexicons.PUT_RECORD,
            body=Body.JSON,
            asks=Asks.ACCESS,
            charges=lambda call: _writing(call, facts.POINTS_UPDATE),
        ),
        "com.atproto.repo.deleteRecord": Method(
            run=repository.delete_record,
            verb="POST",
            takes=lexicons.DELETE_RECORD,
            body=Body.JSON,
            asks=Asks.ACCESS,
            charges=lambda call: _writing(call, facts.POINTS_DELETE),
        ),
        "com.atproto.repo.uploadBlob": Method(
            run=repository.upload_blob,
            verb="POST",
            body=Body.BYTES,
            asks=Asks.ACCESS,
            charges=lambda call: [Charge(windows=facts.UPLOADING, subject=call.viewer.did)],
        ),
        "com.atproto.repo.getRecord": Method(run=repository.get_record, takes=lexicons.GET_RECORD),
        "com.atproto.repo.listRecords": Method(
            run=repository.list_records, takes=lexicons.LIST_RECORDS
        ),
        "com.atproto.repo.describeRepo": Method(
            run=repository.describe_repo, takes=lexicons.DESCRIBE_REPO
        ),
    }


def _views() -> Mapping[str, Method]:
    return {
        "app.bsky.feed.getPosts": Method(
            run=views.get_posts, takes=lexicons.GET_POSTS, is_passed_on=True
        ),
        "app.bsky.actor.getProfile": Method(
            run=views.get_profile, takes=lexicons.GET_PROFILE, asks=Asks.ACCESS
        ),
    }


def _writing(call: Call, points: int) -> Sequence[Charge]:
    return [Charge(windows=facts.WRITING, subject=call.viewer.did, points=points)]


def _pages(world: World) -> list[BaseRoute]:
    async def front(_: Request) -> Response:
        rows = join(
            fill(
                "bluesky_account.html",
                name=account.person.name,
                handle=account.handle,
                email=account.email,
                did=account.did,
                password=account.app_password,
            )
            for account in ACCOUNTS
        )
        address = world.url(facts.NAME)
        return page("Bluesky", fill("bluesky_accounts.html", accounts=rows, address=address))

    async def post(request: Request) -> Response:
        target = f"{world.base_url}/timelines/{facts.NAME}"
        account = find_account(request.path_params["actor"])
        rkey = request.path_params.get("rkey")
        if account is None or rkey is None:
            return RedirectResponse(target)
        return RedirectResponse(f"{target}#post-at://{account.did}/{facts.POST}/{rkey}")

    return [
        Route("/", front),
        Route("/profile/{actor}", post),
        Route("/profile/{actor}/post/{rkey}", post),
    ]


async def _health(_: Request) -> Response:
    return JSONResponse({"version": facts.VERSION})


def _shown(world: World, tally: views.Tally, post: Document) -> TimelinePost:
    account = find_account(post["did"])
    handle = account.handle if account else post["did"]
    value, url = post["value"], world.url(facts.NAME)
    text = value.get("text") if isinstance(value.get("text"), str) else ""
    facets = value.get("facets") if isinstance(value.get("facets"), list) else []
    return TimelinePost(
        id=post["uri"],
        key=post["rkey"],
        author_id=post["did"],
        author_handle=handle,
        author_name=account.person.name if account else handle,
        text=text,
        spans=richtext.spans(text, facets, url),
        created_at=datetime.fromisoformat(post["indexed_at"]),
        url=f"{url}/profile/{handle}/post/{post['rkey']}",
        application=None,
        reactions=tally.reactions(world, post),
        details={"uri": post["uri"], "cid": post["cid"], "facets": facets, "record": value},
    )


NETWORK = Bluesky()
