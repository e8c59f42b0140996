"""Cuts a text at its facets, whose offsets count UTF-8 bytes, for the sandbox's pages."""

from collections.abc import Mapping, Sequence
from typing import Any

from allin_gql.sandbox.network import Span


def spans(text: str, facets: Sequence[Any], server_url: str) -> tuple[Span, ...]:
    """Answer the text in pieces. A facet that points nowhere sensible is skipped, as by readers.

    The server stores any facet: beyond the text, over another, or through a character.
    """
    data = text.encode()
    pieces: list[Span] = []
    done = 0
    for start, end, href in sorted(_ranges(facets, server_url)):
        middle = _text(data[start:end])
        before = _text(data[done:start])
        if done <= start < end <= len(data) and middle is not None and before is not None:
            pieces += [Span(text=before), Span(text=middle, href=href)]
            done = end
    rest = _text(data[done:]) or ""
    return tuple(piece for piece in [*pieces, Span(text=rest)] if piece.text)


def _ranges(facets: Sequence[Any], server_url: str) -> list[tuple[int, int, str]]:
    ranges = []
    for facet in facets:
        match facet:
            case {
                "index": {"byteStart": int(start), "byteEnd": int(end)},
                "features": [dict() as feature, *_],
            }:
                ranges.append((start, end, _href(feature, server_url)))
    return ranges


def _href(feature: Mapping[str, Any], server_url: str) -> str:
    match feature:
        case {"uri": str(uri)}:
            return uri
        case {"did": str(did)}:
            return f"{server_url}/profile/{did}"
        case {"tag": str(tag)}:
            return f"{server_url}/hashtag/{tag}"
    return ""


def _text(data: bytes) -> str | None:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return None
