"""Mailgun's HTTP API: takes messages into the mailbox, and tells what became of them.

Written from Mailgun's documentation, and from what others have met: the filter `message-id` of the
events wants the id without brackets, and with them finds everything.
"""

import base64
import binascii
import math
import re
import secrets
from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from allin_gql.sandbox.faults import Kind
from allin_gql.sandbox.intake import Parameters, Unreadable, read_parameters, text_of
from allin_gql.sandbox.mailbox import Mailbox
from allin_gql.sandbox.store import Document
from allin_gql.sandbox.world import World

NAME = "mailgun"
_KIND = "mailgun_event"
_ADDRESS = re.compile(r"[^@\s<>]+@[^@\s<>]+")
_REQUIRED = ("from", "to", "subject")
_MOST_EVENTS = 300


def mailgun_routes(world: World, mailbox: Mailbox) -> Sequence[BaseRoute]:
    """Answer the routes of the API, to be mounted at `/mailgun`."""

    async def messages(request: Request) -> Response:
        if not _is_signed_in(request):
            return _forbidden()
        try:
            given = await read_parameters(request)
        except Unreadable:
            return _bad("The body could not be read.")
        problem = _problem_of(given)
        if problem is not None:
            return _bad(problem)
        known_as = _message_id(given, request.path_params["domain"])
        _take(world, mailbox, given, known_as)
        return JSONResponse({"id": f"<{known_as}>", "message": "Queued. Thank you."})

    async def events(request: Request) -> Response:
        if not _is_signed_in(request):
            return _forbidden()
        query = request.query_params
        if "end" not in query and query.get("ascending") not in {"yes", "no"}:
            return _bad("'ascending' must be given where 'end' is not")
        return JSONResponse({"items": _found(world, dict(query)), "paging": {}})

    return [
        Route("/v3/{domain}/messages", messages, methods=["POST"]),
        Route("/v3/{domain}/events", events),
    ]


def refuse_mail(_: World, kind: Kind, __: Request) -> Response:
    """Answer as Mailgun does when it will not: asked too often, or with a wrong key."""
    if kind is Kind.RATE_LIMIT:
        headers = {"Retry-After": "60"}
        return JSONResponse({"message": "Too many requests"}, status_code=429, headers=headers)
    return _forbidden()


def _is_signed_in(request: Request) -> bool:
    scheme, _, encoded = request.headers.get("authorization", "").partition(" ")
    try:
        user, _, key = base64.b64decode(encoded, validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        return False
    return scheme.lower() == "basic" and user == "api" and bool(key)


def _forbidden() -> Response:
    return PlainTextResponse("Forbidden", status_code=401)


def _bad(sentence: str) -> Response:
    return JSONResponse({"message": sentence}, status_code=400)


def _problem_of(given: Parameters) -> str | None:
    for name in _REQUIRED:
        if not text_of(given, name):
            return f"{name} parameter is missing"
    if not (text_of(given, "text") or text_of(given, "html")):
        return "Need at least one of 'text' or 'html' parameters specified"
    if not _ADDRESS.search(text_of(given, "to")):
        return "to parameter is not a valid address. please check documentation"
    return None


def _message_id(given: Parameters, domain: str) -> str:
    own = text_of(given, "h:Message-Id").strip().removeprefix("<").removesuffix(">")
    return own if "@" in own else f"{secrets.token_hex(16)}@{domain}"


def _take(world: World, mailbox: Mailbox, given: Parameters, known_as: str) -> None:
    recipients = _ADDRESS.findall(text_of(given, "to"))
    headers = {
        name.removeprefix("h:"): text_of(given, name) for name in given if name.startswith("h:")
    }
    mailbox.keep(
        sender=text_of(given, "from"),
        recipients=recipients,
        subject=text_of(given, "subject"),
        text=text_of(given, "text") or None,
        html=text_of(given, "html") or None,
        headers={**headers, "Message-Id": f"<{known_as}>"},
    )
    for recipient in recipients:
        number = secrets.token_urlsafe(16)
        event = {
            "id": number,
            "event": "accepted",
            "timestamp": world.clock.now().timestamp(),
            "recipient": recipient,
            "message": {"headers": {"message-id": known_as, "to": recipient}},
        }
        world.store.put(_KIND, number, event)


def _found(world: World, query: dict[str, str]) -> list[Document]:
    wanted = query.get("message-id", "")
    is_filtered = bool(wanted) and not wanted.startswith("<")
    begin = _moment(query.get("begin"))
    found = [
        event
        for event in world.store.list(_KIND)
        if event["timestamp"] >= begin
        and (not is_filtered or event["message"]["headers"]["message-id"] == wanted)
    ]
    return found[: min(int(query.get("limit", _MOST_EVENTS)), _MOST_EVENTS)]


def _moment(text: str | None) -> float:
    try:
        return float(text or 0)
    except ValueError:
        return math.inf  # what is no moment is later than everything
