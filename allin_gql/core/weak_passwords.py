"""Passwords that are tried first: the most common ones, and what is made of them.

`weak_passwords.txt` has the 30,000 that were seen most often in what was stolen elsewhere, the
most common first. It is the list of zxcvbn 4.5 (https://github.com/dwolfhub/zxcvbn-python, MIT
licence), which was made of the ten million that Mark Burnett gave to the public. Most of them are
shorter than a password may be here; but what people make longer passwords of is these.
"""

import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final

_FILE: Final = Path(__file__).with_suffix(".txt")
_AROUND = re.compile(r"^[\W\d_]+|[\W\d_]+$")  # digits and signs at either end
_MIN_PART = 4  # characters; what is shorter is in many names and words
_MIN_DIFFERENT = 4  # characters
_LONGEST = 128  # characters that are looked at: what is longer is not tried first


@cache
def _most_common() -> frozenset[str]:
    """The most common passwords, in lower case."""
    return frozenset(_FILE.read_text().splitlines())


def is_weak(password: str) -> bool:
    """Whether a password is among the most common ones, or made of one of them.

    Made of means: with digits or signs around it, or repeated; capitals do not matter. So are
    characters that only count up or down, or are the same few.
    """
    text = password.lower()
    is_plain = len(set(text)) < _MIN_DIFFERENT or _is_counting(text)
    return is_plain or not parts_of(text).isdisjoint(_most_common())


def parts_of(text: str) -> set[str]:
    """A text, what is between the digits and signs around it, and what either repeats."""
    if len(text) > _LONGEST:
        return {text}
    parts = {text, _AROUND.sub("", text)}
    repeated = {unit for part in parts if (unit := _unit(part))}
    return {part for part in parts | repeated if len(part) >= _MIN_PART}


def _unit(text: str) -> str | None:
    """What a text is a repetition of, if it is one."""
    place = (text + text).find(text, 1)
    return text[:place] if 0 < place < len(text) else None


def _is_counting(text: str) -> bool:
    """Whether each character comes after the one before it, or each before; 9 is before 0."""
    steps = {(ord(right) - ord(left)) % 10 for left, right in pairwise(text)}
    return steps in ({1}, {9})
