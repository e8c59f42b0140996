"""GraphiQL, served from the package: a page to try the API in, also without internet.

`source/` is what it is made of, `assets/` what `scripts/graphiql` built from it. The page loads
nothing from any other host, and its content policy lets it reach none. It holds no secrets: who
signs in on it has a session in a cookie (identity's `graph/pages.py`), and the page gets access
tokens for it that are good for minutes.

Assets are kept compressed, and only so: every browser takes gzip, and what does not gets them
unpacked.
"""

import gzip
import json
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

ASSETS: Final = Path(__file__).parent / "assets"

_SOURCES: Final = {
    "default-src": "'none'",
    "script-src": "'self'",
    "worker-src": "'self'",  # Monaco's three
    "style-src": "'self'",  # the build gives Monaco another way to style (source/monaco-styles.js)
    "font-src": "'self'",  # Monaco's icons
    "img-src": "'self' data:",  # Monaco underlines mistakes with images in its style sheet
    "connect-src": "'self'",  # the API; of WebSockets too: 'self' covers ws: on the same host
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
}
CONTENT_SECURITY_POLICY: Final = "; ".join(
    f"{directive} {sources}" for directive, sources in _SOURCES.items()
)
_SAFE: Final = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_PAGE: Final = _SAFE | {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-cache",  # the page names the assets, so it has to be today's
}
_ASSET: Final = _SAFE | {
    # For the icon, and for the workers, which have the policy of their file: they may load nothing.
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cache-Control": "public, max-age=31536000, immutable",  # a changed file has another name
    "Vary": "Accept-Encoding",
}
# Not left to `mimetypes`, which asks the machine and gets other answers on some.
_MEDIA_TYPES: Final = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
}

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
<div id="graphiql" data-graphql-path="{graphql_path}" data-places="{places}"></div>
<noscript>GraphiQL needs JavaScript. The API itself is at {graphql_path}.</noscript>
</body>
</html>
"""


def graphiql_routes(
    places: Mapping[str, str], *, graphql_path: str = "/graphql"
) -> list[BaseRoute]:
    """Answer the routes of the page, `/graphiql`, and of its assets.

    `places` are addresses that the page links, by what they are called. `graphql_path` is where the
    same host answers GraphQL, over HTTP and over WebSockets.
    """
    manifest: dict[str, Any] = json.loads((ASSETS / "manifest.json").read_text())
    entries = manifest["entries"]
    page = _HTML.format(
        icon=entries["icon.svg"],
        style=entries["graphiql.css"],
        script=entries["graphiql.js"],
        graphql_path=escape(graphql_path),
        places=escape(json.dumps(places)),
    )
    packed = {name: (ASSETS / f"{name}.gz").read_bytes() for name in manifest["served"]}

    async def answer_page(_: Request) -> Response:
        return HTMLResponse(page, headers=_PAGE)

    async def answer_asset(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in packed:
            return Response(status_code=404, headers=_SAFE)
        media_type = _MEDIA_TYPES[Path(name).suffix]
        if "gzip" in request.headers.get("accept-encoding", ""):
            headers = _ASSET | {"Content-Encoding": "gzip"}
            return Response(packed[name], media_type=media_type, headers=headers)
        return Response(gzip.decompress(packed[name]), media_type=media_type, headers=_ASSET)

    return [
        Route("/graphiql", answer_page),
        Route("/graphiql/assets/{name}", answer_asset),
    ]
