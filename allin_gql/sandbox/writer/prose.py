"""Writes a plausible post from a brief, the same one each time."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

DEFAULT_LIMIT = 280
_LIMIT = re.compile(r"(?:at most|up to|no more than|maximum(?: of)?)\s+(\d{1,6})", re.IGNORECASE)
_BRIEF = re.compile(r"^\s*brief\s*:\s*(.+)$", re.IGNORECASE | re.MULTILINE)
_TRIGGER = re.compile(r"\[(long|always-long|refuse|garbage)\]", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{4,}")

_OPENINGS = (
    "Good news:",
    "Here is something we have been looking forward to:",
    "A small story from this week:",
    "Mark your calendar.",
    "You asked, we listened.",
    "Made with care, shared with joy:",
)
_ENDINGS = (
    "What do you think?",
    "Come and see for yourself.",
    "Tell a friend who would love this.",
    "We can't wait to hear from you.",
    "See you there!",
    "Thank you for being part of it.",
)
_DULL_WORDS = (
    "about with that this from have will your their there which would post posts write"
    " announce please make text brief tone voice friendly short draft social media"
)
_DULL = frozenset(_DULL_WORDS.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """What is to be written: the brief, how long at most, and what the brief triggers."""

    brief: str
    limit: int
    triggers: frozenset[str]
    is_repair: bool

    @property
    def is_too_long(self) -> bool:
        """Whether this answer breaks the limit."""
        return "always-long" in self.triggers or ("long" in self.triggers and not self.is_repair)


def understand(prompts: Sequence[str], *, is_repair: bool) -> Assignment:
    """Read an assignment out of what the user and the system said.

    The brief is the line that begins with `Brief:`, else the first user prompt, the last of
    `prompts` that is not a repair; the limit is the smallest "at most N".
    """
    everything = "\n".join(prompts)
    marked = _BRIEF.search(everything)
    brief = marked[1] if marked else (prompts[-1] if prompts else "")
    limits = [int(number) for number in _LIMIT.findall(everything) if int(number) > 0]
    return Assignment(
        brief=" ".join(_TRIGGER.sub(" ", brief).split()),
        limit=min(limits, default=DEFAULT_LIMIT),
        triggers=frozenset(trigger.lower() for trigger in _TRIGGER.findall(everything)),
        is_repair=is_repair,
    )


def post(assignment: Assignment, seed: str, limit: int | None = None) -> str:
    """Write the post; `seed` makes the posts for different platforms differ."""
    limit = min(assignment.limit, limit or assignment.limit)
    choice = hashlib.sha256(f"{assignment.brief}|{seed}".encode()).digest()
    opening, ending = _OPENINGS[choice[0] % 6], _ENDINGS[choice[1] % 6]
    brief = _sentence(assignment.brief) or "There is news."
    tags = " ".join(f"#{tag}" for tag in hashtags(assignment)[:2])
    if assignment.is_too_long:
        line = f"{opening} {brief} {ending} "
        return (line * (limit // len(line) + 2)).strip()
    for parts in ((opening, brief, ending, tags), (opening, brief, ending), (brief, ending)):
        text = " ".join(part for part in parts if part)
        if len(text) <= limit:
            return text
    return shorten(brief, limit)


def hashtags(assignment: Assignment) -> list[str]:
    """Answer a few words of the brief that would do as hashtags."""
    words = (word.lower() for word in _WORD.findall(assignment.brief))
    telling = dict.fromkeys(word for word in words if word not in _DULL)
    return sorted(telling, key=len, reverse=True)[:3] or ["news"]


def shorten(text: str, limit: int) -> str:
    """Cut a text at a word."""
    if len(text) <= limit:
        return text
    cut = text[: max(limit - 1, 0)].rsplit(" ", 1)[0].rstrip(" ,.;:")
    return f"{cut}…"[:limit]


def _sentence(brief: str) -> str:
    if not brief:
        return ""
    written = brief[0].upper() + brief[1:]
    return written if written[-1] in ".!?…" else f"{written}."
