"""The page that people come back to from a platform's consent page.

It only shows how to finish, and completes nothing by itself: a browser that comes here does not
say for whom. Somebody could begin a connection and lure another person to its consent page; if
coming back were enough, that person's account would belong to the organization of whoever lured
them. So it takes the session that began, and that session is in its client, not in the browser.
"""

import base64
import hashlib
import html
import json
from string import Template
from typing import Final

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from allin_gql.domains.accounts.service.connecting import CALLBACK_PATH, is_way_back

_MAX_VALUE: Final = 2_048  # characters of a code or state; more is not from a platform

_STYLE: Final = (
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:44rem;margin:4rem auto;padding:0 1rem}"
    "pre{padding:1rem;border:1px solid;border-radius:.5rem;white-space:pre-wrap;"
    "overflow-wrap:anywhere;user-select:all}"
)
_STYLE_HASH: Final = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_HEADERS: Final = {
    "Content-Security-Policy": f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}';"
    " base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",  # the address has the code in it
    "Cache-Control": "no-store",
}
_PAGE: Final = Template(
    '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    '<meta name="color-scheme" content="light dark">\n'
    f"<title>$title · AllIN</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
    "<h1>$title</h1>\n$body\n</body>\n</html>\n"
)
_MUTATION: Final = Template("""\
mutation {
  completeAccountConnection(input: { $arguments }) {
    ... on SocialAccount { id handle state }
    ... on Problem { code message }
  }
}""")


def connection_routes() -> list[Route]:
    """Answer the route that platforms send people back to."""
    return [Route(f"{CALLBACK_PATH}/{{tag}}", _come_back)]


async def _come_back(request: Request) -> Response:
    given = {name: request.query_params.get(name, "") for name in ("state", "code", "error")}
    is_sane = all(len(value) <= _MAX_VALUE for value in given.values())
    is_whole = is_sane and bool(given["code"] or given["error"])
    if not is_whole or not await is_way_back(request.path_params["tag"], given["state"]):
        return _page(
            "Nothing to finish here",
            "<p>This page is for those who come back from a platform's consent page, within ten"
            " minutes. Start a new connection if you were there.</p>",
            status=400,
        )
    if given["error"]:
        title = "Not connected" if given["error"] == "access_denied" else "The platform refused"
        before = "Nothing was connected. To let the client know, send this where you began:"
        return _page(title, _finish(before, state=given["state"], error=given["error"]))
    before = (
        "One step is left. Send this where you began, signed in as you were then; it works once,"
        " for ten minutes. If it was not you who began, close this page and show it to nobody."
    )
    return _page("Almost connected", _finish(before, state=given["state"], code=given["code"]))


def _finish(before: str, **arguments: str) -> str:
    # A JSON string is a GraphQL string, too.
    written = ", ".join(f"{name}: {json.dumps(value)}" for name, value in arguments.items())
    mutation = _MUTATION.substitute(arguments=written)
    return f"<p>{html.escape(before)}</p>\n<pre>{html.escape(mutation)}</pre>"


def _page(title: str, body: str, *, status: int = 200) -> Response:
    """A whole page; `body` is HTML that is safe already."""
    content = _PAGE.substitute(title=html.escape(title), body=body)
    return HTMLResponse(content, status_code=status, headers=_HEADERS)
