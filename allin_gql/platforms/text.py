"""Counting a text the way platforms count it."""

from collections.abc import Callable, Sequence
from typing import Final

import regex

from allin_gql.platforms.base import TextLimit, TextMeasure

_GRAPHEME: Final = regex.compile(r"\X")  # an extended grapheme cluster, Unicode Annex 29


def count_graphemes(text: str) -> int:
    """Count what a reader would call characters: a family emoji is one."""
    return sum(1 for _ in _GRAPHEME.finditer(text))


def count_utf8_bytes(text: str) -> int:
    """Count the bytes that travel. Half of a surrogate pair counts 3, and is refused elsewhere."""
    return len(text.encode("utf-8", "surrogatepass"))


def measure(
    text: str, limits: Sequence[TextLimit], count: Callable[[str, TextLimit], int]
) -> tuple[TextMeasure, ...]:
    """Hold a text against each limit, in the order of the limits."""
    return tuple(TextMeasure(limit=limit, actual=count(text, limit)) for limit in limits)
