"""Fills the sandbox's own pages. Whatever is filled in is escaped, unless it is `Html` already."""

import html
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from string import Template

from starlette.responses import HTMLResponse

_TEMPLATES = Path(__file__).parent / "templates"
_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self';"
    " img-src 'self' data:; frame-src 'self'; base-uri 'none'; frame-ancestors 'none'"
)


class Html(str):
    """Text that is HTML already."""

    __slots__ = ()


def fill(template: str, **values: object) -> Html:
    """Fill a file of `templates/`, where `$name` stands for a value."""
    return Html(_template(template).substitute({name: _safe(v) for name, v in values.items()}))


def join(parts: Iterable[Html]) -> Html:
    """Put pieces of HTML after each other."""
    return Html("".join(parts))


def safe_link(address: str | None) -> str | None:
    """Answer an address that may stand in a link: nobody's `javascript:` does."""
    is_safe = address is not None and address.lower().startswith(("http://", "https://", "/"))
    return address if is_safe else None


def page(title: str, body: Html, *, status: int = 200, is_live: bool = False) -> HTMLResponse:
    """Answer a whole page. A live one renews itself.

    The policy has no `form-action`: a browser would apply it to the way back from the consent
    page to the application, wherever that is.
    """
    script = fill("live.html") if is_live else Html("")
    content = fill("page.html", title=title, body=body, script=script)
    headers = {
        "Content-Security-Policy": _POLICY,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-store",
    }
    return HTMLResponse(content, status_code=status, headers=headers)


def _safe(value: object) -> str:
    return value if isinstance(value, Html) else html.escape(str(value))


@cache
def _template(name: str) -> Template:
    return Template((_TEMPLATES / name).read_text(encoding="utf-8"))
