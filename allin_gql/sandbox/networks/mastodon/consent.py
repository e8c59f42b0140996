"""The page on which a person lets an application use an account, or does not."""

import re
from collections.abc import Awaitable, Callable
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from allin_gql.sandbox.html import Html, fill, join, page
from allin_gql.sandbox.intake import Parameters, Unreadable, read_parameters, text_of
from allin_gql.sandbox.networks.mastodon.oauth import has_scopes, issue_code, shows_code
from allin_gql.sandbox.networks.mastodon.server import Server
from allin_gql.sandbox.persons import PERSONS
from allin_gql.sandbox.store import Document

_ASKED = (
    *("response_type", "client_id", "redirect_uri", "scope", "state"),
    *("code_challenge", "code_challenge_method"),
)
_HANDLE = re.compile(r"[a-z0-9_]{1,30}")
_DENIED = "The resource owner or authorization server denied the request."


def consent_endpoint(server: Server) -> Callable[[Request], Awaitable[Response]]:
    """Answer the page and what becomes of its form.

    `?auto=allow|deny` decides without a person, as the account `as` (or the first one).
    """

    async def consent(request: Request) -> Response:
        try:
            asked = await read_parameters(request)
        except Unreadable:
            return _problem("This request can not be read.")
        app = server.app(text_of(asked, "client_id"))
        if app is None:
            return _problem("Client authentication failed due to unknown client.", status=401)
        wrong = _wrong_with(app, asked)
        if wrong is not None:
            return _problem(wrong)
        decision = text_of(asked, "auto")
        if request.method == "POST":
            decision = text_of(asked, "decision")
        return _decide(server, app, asked, decision)

    return consent


def _wrong_with(app: Document, asked: Parameters) -> str | None:
    if text_of(asked, "redirect_uri") not in app["redirect_uris"]:
        return "The requested redirect uri is malformed or doesn't match client redirect URI."
    if text_of(asked, "response_type") != "code":
        return "The authorization server does not support this response type."
    if not has_scopes(app, _scope(asked)):
        return "The requested scope is invalid, unknown, or malformed."
    if text_of(asked, "code_challenge") and text_of(asked, "code_challenge_method") != "S256":
        return "The code challenge method must be S256."
    return None


def _decide(server: Server, app: Document, asked: Parameters, decision: str) -> Response:
    state = {"state": text_of(asked, "state")} if "state" in asked else {}
    redirect_uri = text_of(asked, "redirect_uri")
    if decision == "deny":
        denial = {"error": "access_denied", "error_description": _DENIED}
        return _go(redirect_uri, {**denial, **state})
    if decision != "allow":
        return page(f"Allow {app['name']}?", _form(server, app, asked))
    handle = (text_of(asked, "other") or text_of(asked, "as") or PERSONS[0].handle).lower()
    if not _HANDLE.fullmatch(handle):
        return _problem("A handle has 1 to 30 letters, digits and underscores.", status=422)
    grant = {
        "client_id": app["client_id"],
        "handle": server.sign_in(handle)["handle"],
        "redirect_uri": redirect_uri,
        "scope": _scope(asked),
        "challenge": text_of(asked, "code_challenge"),
    }
    code = issue_code(server, grant)
    if shows_code(redirect_uri):
        return page("Your code", fill("message.html", title="Copy this code", text=code))
    return _go(redirect_uri, {"code": code, **state})


def _form(server: Server, app: Document, asked: Parameters) -> Html:
    hidden = join(
        fill("consent_hidden.html", name=name, value=text_of(asked, name))
        for name in _ASKED
        if name in asked
    )
    persons = join(
        fill(
            "consent_person.html",
            handle=person.handle,
            name=person.name,
            about=person.about,
            avatar=f"{server.url}/avatars/{person.handle}.svg",
            checked="checked" if person is PERSONS[0] else "",
        )
        for person in PERSONS
    )
    return fill(
        "consent.html",
        app=app["name"],
        network="Mastodon",
        scopes=", ".join(_scope(asked).split()),
        redirect_uri=text_of(asked, "redirect_uri"),
        hidden=hidden,
        persons=persons,
    )


def _scope(asked: Parameters) -> str:
    return text_of(asked, "scope") or "read"


def _go(redirect_uri: str, answer: dict[str, str]) -> Response:
    if shows_code(redirect_uri):
        return _problem(_DENIED, status=403)
    target = urlsplit(redirect_uri)
    query = urlencode([*parse_qsl(target.query, keep_blank_values=True), *answer.items()])
    return RedirectResponse(urlunsplit(target._replace(query=query)), status_code=302)


def _problem(text: str, status: int = 400) -> Response:
    body = fill("message.html", title="An error has occurred", text=text)
    return page("An error has occurred", body, status=status)
