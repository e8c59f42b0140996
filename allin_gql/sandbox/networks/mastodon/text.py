"""How Mastodon reads a text: what it links, how long it finds it, and the HTML that it makes."""

import html
import re
from dataclasses import dataclass
from enum import StrEnum

import regex

from allin_gql.sandbox.network import Span
from allin_gql.sandbox.networks.mastodon.facts import CHARACTERS_PER_URL

SHOWN_OF_LINK = 30  # characters of a link that are displayed

_URL = re.compile(
    r"(?<![a-z0-9@$#])https?://(?:localhost|[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}|\d+(?:\.\d+){3})"
    r"(?::\d+)?(?:[/?#][^\s<>\"]*)?",
    re.IGNORECASE,
)
_MENTION = re.compile(
    r"(?<![=/\w])@(\w+(?:[\w.-]*\w)?)(?:@([\w-]+(?:\.[\w-]+)*(?::\d+)?))?",
    re.IGNORECASE | re.ASCII,
)
_HASHTAG = re.compile(r"(?<![/)\w])#(\w*[^\W\d_]\w*)")
_LINK = re.compile(r"(https?://(?:www\.)?)(.*)", re.DOTALL | re.IGNORECASE)


class Role(StrEnum):
    """What a stretch of text is."""

    PLAIN = "plain"
    URL = "url"
    MENTION = "mention"
    HASHTAG = "hashtag"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch of text. `name` is the user or the tag; `host` is where a user is, if not here."""

    role: Role
    text: str
    name: str = ""
    host: str = ""


def parts(text: str) -> list[Part]:
    """Take a text apart; the parts together are the text."""
    found: list[Part] = []
    position = 0
    for start, part in _entities(text):
        if start < position:
            continue
        if start > position:
            found.append(Part(role=Role.PLAIN, text=text[position:start]))
        found.append(part)
        position = start + len(part.text)
    if position < len(text):
        found.append(Part(role=Role.PLAIN, text=text[position:]))
    return found


def length(text: str) -> int:
    """Count as Mastodon does: graphemes, a link as 23, and of `@user@host` only `@user`."""
    counted = 0
    plain = ""
    for part in parts(text):
        if part.role is Role.URL:
            counted += CHARACTERS_PER_URL
        else:
            plain += f"@{part.name}" if part.role is Role.MENTION else part.text
    return counted + len(regex.findall(r"\X", plain))


def content(text: str, base_url: str) -> str:
    """Answer the HTML of a status."""
    paragraphs = re.split(r"\n{2,}", text.replace("\r\n", "\n"))
    inner = "</p><p>".join(
        "".join(_html(part, base_url) for part in parts(paragraph)) for paragraph in paragraphs
    )
    return f"<p>{inner}</p>"


def spans(text: str, base_url: str) -> tuple[Span, ...]:
    """Answer the text with its links, for the page."""
    return tuple(Span(text=part.text, href=_address(part, base_url)) for part in parts(text))


def _entities(text: str) -> list[tuple[int, Part]]:
    found = [
        (match.start(), Part(role=Role.URL, text=_without_tail(match[0])))
        for match in _URL.finditer(text)
    ]
    found += [
        (
            match.start(),
            Part(role=Role.MENTION, text=match[0], name=match[1], host=match[2] or ""),
        )
        for match in _MENTION.finditer(text)
    ]
    found += [
        (match.start(), Part(role=Role.HASHTAG, text=match[0], name=match[1]))
        for match in _HASHTAG.finditer(text)
    ]
    return sorted(found, key=lambda entry: entry[0])


def _without_tail(url: str) -> str:
    """Leave out what ends the sentence, and a bracket that was opened before the link."""
    while True:
        shorter = url.rstrip(".,;:!?'\"…")  # a set of characters is meant
        if shorter.endswith(")") and shorter.count(")") > shorter.count("("):
            shorter = shorter[:-1]
        if shorter == url:
            return url
        url = shorter


def _address(part: Part, base_url: str) -> str | None:
    match part.role:
        case Role.URL:
            return part.text
        case Role.HASHTAG:
            return f"{base_url}/tags/{part.name.lower()}"
        case Role.MENTION:
            return f"https://{part.host}/@{part.name}" if part.host else f"{base_url}/@{part.name}"
        case _:
            return None


def _html(part: Part, base_url: str) -> str:
    address = escape(_address(part, base_url) or "")
    name = escape(part.name)
    match part.role:
        case Role.URL:
            return _link(part.text)
        case Role.HASHTAG:
            return f'<a href="{address}" class="mention hashtag" rel="tag">#<span>{name}</span></a>'
        case Role.MENTION:
            return (
                f'<span class="h-card" translate="no"><a href="{address}"'
                f' class="u-url mention">@<span>{name}</span></a></span>'
            )
        case _:
            return escape(part.text).replace("\n", "<br />")


def _link(url: str) -> str:
    matched = _LINK.fullmatch(url)
    prefix, rest = matched.groups() if matched else ("", url)
    shown, hidden = rest[:SHOWN_OF_LINK], rest[SHOWN_OF_LINK:]
    return (
        f'<a href="{escape(url)}" target="_blank" rel="nofollow noopener" translate="no">'
        f'<span class="invisible">{escape(prefix)}</span>'
        f'<span class="{"ellipsis" if hidden else ""}">{escape(shown)}</span>'
        f'<span class="invisible">{escape(hidden)}</span></a>'
    )


def escape(text: str) -> str:
    """Escape as Mastodon does: an apostrophe in decimal."""
    return html.escape(text).replace("&#x27;", "&#39;")
