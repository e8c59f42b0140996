"""Which media type answers a request: what its `Accept` asks for, among those that there are."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

JSON: Final = "application/json"
GRAPHQL: Final = "application/graphql-response+json"
STREAM: Final = "text/event-stream"

_LONGEST = 1_000  # characters of a header; browsers send about 150
_EXACT: Final = 2


@dataclass(frozen=True, slots=True)
class Accepted:
    """How a request can be answered; by nothing, if both say no."""

    media_type: str | None  # for one answer
    is_stream: bool  # whether server-sent events will do
    is_stream_preferred: bool


@dataclass(frozen=True, slots=True)
class _Range:
    main: str
    sub: str
    quality: float

    def rank(self, media_type: str) -> int | None:
        """How exactly the range names a media type; nothing if it does not."""
        main, _, sub = media_type.partition("/")
        if (self.main, self.sub) == (main, sub):
            return _EXACT
        if self.sub == "*" and self.main in {main, "*"}:
            return int(self.main == main)
        return None


def accepted(header: str | None) -> Accepted:
    """Read an `Accept` header; without one, JSON is what is wanted."""
    if header is None or not header.strip():
        return Accepted(JSON, is_stream=False, is_stream_preferred=False)
    return _read(header[:_LONGEST])


@lru_cache(maxsize=256)
def _read(header: str) -> Accepted:
    ranges = [range_ for part in header.split(",") if (range_ := _range(part)) is not None]
    # Of two that are wanted alike, the one that is named; of two that are named, ours for GraphQL.
    json, graphql = _wanted(ranges, JSON), _wanted(ranges, GRAPHQL)
    media_type: str | None = JSON if json >= graphql else GRAPHQL
    if json == graphql and json[1] == _EXACT:
        media_type = GRAPHQL
    quality = max(json, graphql)[0]
    if quality == 0:
        media_type = None
    stream, rank = _wanted(ranges, STREAM)
    is_stream = stream > 0 and rank == _EXACT
    return Accepted(media_type, is_stream, is_stream and stream > quality)


def _wanted(ranges: list[_Range], media_type: str) -> tuple[float, int]:
    """How much a media type is wanted, and how exactly that was said: the most exact range says."""
    found = [
        (rank, range_.quality) for range_ in ranges if (rank := range_.rank(media_type)) is not None
    ]
    if not found:
        return 0.0, 0
    rank, quality = max(found)
    return quality, rank


def _range(part: str) -> _Range | None:
    name, *parameters = (piece.strip().lower() for piece in part.split(";"))
    main, slash, sub = name.partition("/")
    if not slash:
        return None
    quality = 1.0
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        value = value.strip('"')
        if key == "q":
            quality = _quality(value)
        elif key == "charset" and value not in {"utf-8", "utf8"}:
            return None  # there is no other here
    return _Range(main, sub, quality)


def _quality(text: str) -> float:
    try:
        quality = float(text)
    except ValueError:
        return 0.0
    return quality if 0 <= quality <= 1 else 0.0
