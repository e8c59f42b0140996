"""GraphiQL, served from the package: a page to try the API in, also without internet.

`source/` is what it is made of, `assets/` what `scripts/graphiql` built from it. The page loads
nothing from any other host, and its content policy lets it reach none. It holds no secrets: what
may be asked is decided by the API, by the headers that the person writes into the page.
"""

import json
from html import escape
from pathlib import Path
from typing import Any, Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

ASSETS: Final = Path(__file__).parent / "assets"

_SOURCES: Final = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",  # the build leaves out the one part that writes <style> elements
    "img-src": "'self' data:",  # CodeMirror underlines mistakes with images in its style sheet
    "connect-src": "'self'",  # the API; of WebSockets too: 'self' covers ws: on the same host
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
}
CONTENT_SECURITY_POLICY: Final = "; ".join(
    f"{directive} {sources}" for directive, sources in _SOURCES.items()
)
_SAFE: Final = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}
_PAGE: Final = _SAFE | {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cache-Control": "no-cache",  # the page names the assets, so it has to be today's
}
_ASSET: Final = _SAFE | {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",  # for the icon
    "Cache-Control": "public, max-age=31536000, immutable",  # a changed file has another name
}
# Not left to `mimetypes`, which asks the machine and gets other answers on some.
_MEDIA_TYPES: Final = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}

_HTML: Final = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>AllIN · GraphiQL</title>
<link rel="icon" href="/graphiql/assets/{icon}" type="image/svg+xml">
<link rel="stylesheet" href="/graphiql/assets/{style}">
<script type="module" src="/graphiql/assets/{script}"></script>
</head>
<body>
<div id="graphiql" data-graphql-path="{graphql_path}"></div>
<noscript>GraphiQL needs JavaScript. The API itself is at {graphql_path}.</noscript>
</body>
</html>
"""


def graphiql_routes(graphql_path: str = "/graphql") -> list[BaseRoute]:
    """Answer the routes of the page, `/graphiql`, and of its assets.

    `graphql_path` is where the same host answers GraphQL, over HTTP and over WebSockets.
    """
    entries: dict[str, str] = _manifest()["entries"]
    page = _HTML.format(
        icon=entries["icon.svg"],
        style=entries["graphiql.css"],
        script=entries["graphiql.js"],
        graphql_path=escape(graphql_path),
    )
    assets = {name: (ASSETS / name).read_bytes() for name in entries.values()}

    async def answer_page(_: Request) -> Response:
        return HTMLResponse(page, headers=_PAGE)

    async def answer_asset(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in assets:
            raise HTTPException(404)
        media_type = _MEDIA_TYPES[Path(name).suffix]
        return Response(assets[name], media_type=media_type, headers=_ASSET)

    return [
        Route("/graphiql", answer_page),
        Route("/graphiql/assets/{name}", answer_asset),
    ]


def _manifest() -> dict[str, Any]:
    manifest: dict[str, Any] = json.loads((ASSETS / "manifest.json").read_text())
    return manifest
