"""What in a text is a link, a mention or a hashtag, and where, in bytes.

The server checks neither position nor content of facets (seen on the reference server), so what is
wrong here is wrong for every reader. What counts as one follows `@atproto/api`, `detectFacets`;
unlike there, a domain without http(s):// is no link, since that takes a list of all top-level
domains, and stock tickers are left alone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import regex

MAX_TAG_LENGTH: Final = 64  # graphemes (lexicon app.bsky.richtext.facet)

_INVISIBLE: Final = r"\u00AD\u2060\u200A\u200B\u200C\u200D\u20E2"
_LINK: Final = regex.compile(r"(?<![^\s(])https?://[^\s/?#.][^\s]*", regex.IGNORECASE)
_MENTION: Final = regex.compile(
    r"(?<![^\s(])@(?P<handle>[a-zA-Z0-9.-]*[a-zA-Z0-9])(?![a-zA-Z0-9_])"
)
_TAG: Final = regex.compile(
    rf"(?<!\S)[#\uFF03](?P<tag>(?!\uFE0F)[^\s{_INVISIBLE}]*"
    rf"[^\d\s\p{{P}}{_INVISIBLE}]+[^\s{_INVISIBLE}]*)"
)
_TAG_END: Final = regex.compile(r"\p{P}+$")
_HANDLE: Final = regex.compile(  # atproto.com/specs/handle
    r"(?=.{1,253}\Z)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+"
    r"[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?\Z",
    regex.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A part of a text that means something; `start` and `end` count code points."""

    start: int
    end: int
    kind: str  # "link", "mention" or "tag"
    value: str  # a URI, a handle in lower case or a tag without #


def find_spans(text: str) -> list[Span]:
    """Find links, mentions and tags, in order and none inside another."""
    spans = sorted((*_links(text), *_mentions(text), *_tags(text)), key=lambda span: span.start)
    apart: list[Span] = []
    for span in spans:
        if not apart or span.start >= apart[-1].end:
            apart.append(span)
    return apart


def make_facets(text: str, spans: list[Span], dids: Mapping[str, str]) -> list[dict[str, Any]]:
    """Write spans as `app.bsky.richtext.facet`; a mention of nobody known is plain text."""
    features = ((span, _feature(span, dids)) for span in spans)
    return [
        {
            "index": {
                "byteStart": len(text[: span.start].encode()),
                "byteEnd": len(text[: span.end].encode()),
            },
            "features": [feature],
        }
        for span, feature in features
        if feature is not None
    ]


def _links(text: str) -> Iterator[Span]:
    for match in _LINK.finditer(text):
        uri = match.group()
        if uri[-1] in ".,;:!?":
            uri = uri[:-1]
        if uri[-1] == ")" and "(" not in uri:
            uri = uri[:-1]
        yield Span(start=match.start(), end=match.start() + len(uri), kind="link", value=uri)


def _mentions(text: str) -> Iterator[Span]:
    for match in _MENTION.finditer(text):
        handle = match["handle"].lower()
        if _HANDLE.match(handle):
            yield Span(start=match.start(), end=match.end(), kind="mention", value=handle)


def _tags(text: str) -> Iterator[Span]:
    for match in _TAG.finditer(text):
        tag = _TAG_END.sub("", match["tag"])
        if 0 < len(tag) <= MAX_TAG_LENGTH:
            end = match.start("tag") + len(tag)
            yield Span(start=match.start(), end=end, kind="tag", value=tag)


def _feature(span: Span, dids: Mapping[str, str]) -> dict[str, str] | None:
    if span.kind == "link":
        return {"$type": "app.bsky.richtext.facet#link", "uri": span.value}
    if span.kind == "tag":
        return {"$type": "app.bsky.richtext.facet#tag", "tag": span.value}
    did = dids.get(span.value)
    return None if did is None else {"$type": "app.bsky.richtext.facet#mention", "did": did}
