"""How Mastodon counts a text, and how it turns it into HTML and we turn it back.

Mastodon docs, "Posting to your profile": a link counts 23 characters, whatever its length, if it
begins with http:// or https://; of `@user@server` only `@user` counts. The patterns follow the
server's `status_length_validator.rb`, `twitter_regex.rb` and `Account::MENTION_RE`. The server also
knows the list of top-level domains; here any two letters are one, so a link to a domain that there
is not counts less here than there.
"""

import unicodedata
from html.parser import HTMLParser
from typing import Final

import regex

from allin_gql.platforms.base import TextLimit
from allin_gql.platforms.text import count_graphemes

DEFAULT_CHARACTERS: Final = 500
DEFAULT_PER_URL: Final = 23

_PARENTHESES: Final = r"\((?:[^\s<>()?]|\([^\s<>()?]+\))++\)"
_PATH_END: Final = r"""[^\s()?!*"'「」<>;:=,.$%\[\]~&|@]"""
_LABEL: Final = r"[\p{L}\p{N}](?:[\p{L}\p{N}_-]*[\p{L}\p{N}])?+"
_URL: Final = (
    r"(?<![a-z0-9@\uFF20$#\uFF03])"
    r"(?:https?|dat|dweb|ipfs|ipns|ssb|gopher|gemini)://"
    rf"(?:{_LABEL}\.)+(?:xn--[a-z0-9-]+|\p{{L}}{{2,}}+)(?![\p{{L}}\p{{N}}@+-])(?::\d+)?"
    rf"(?:/(?:(?:[^\s<>()?]|{_PARENTHESES})*(?:{_PATH_END}|{_PARENTHESES}))?)?"
    r"(?:\?[^\s<>\"`{}\\]*[\p{L}\p{N}_&=#/-])?"
)
_MENTION: Final = (
    r"(?<![=/\w])(?P<user>@[a-z0-9_]++(?:[.-]+[a-z0-9_]++)*+)(?:@\w++(?:[.-]+\w++)*+)?+"
    r"(?![@\uFF20]|://)"
)
_COUNTED_APART: Final = regex.compile(
    rf"(?P<url>{_URL})|{_MENTION}", regex.IGNORECASE | regex.VERSION0
)
_WHITE_SPACE: Final = regex.compile(r"\s+")


def count_characters(text: str, limit: TextLimit) -> int:
    """Count graphemes, with links and mentions at the price that the server gives them."""
    price = limit.reserved_per_url

    def shortened(match: regex.Match[str]) -> str:
        if match["url"] is None:
            return str(match["user"])
        return str(match["url"]) if price is None else "x" * price

    return count_graphemes(_COUNTED_APART.sub(shortened, text))


def comparable(text: str) -> str:
    """Reduce a text to what survives the way through the server.

    White space is not kept as it was, and the server of somebody mentioned is not shown.
    """
    short = _COUNTED_APART.sub(lambda match: match["url"] or match["user"], text)
    return _WHITE_SPACE.sub(" ", unicodedata.normalize("NFC", short)).strip()


def text_of_html(content: str) -> str:
    """Read the text of a status's `content`; what is only hidden by style is text too."""
    reader = _TextReader()
    reader.feed(content)
    reader.close()
    return "".join(reader.parts)


class _TextReader(HTMLParser):
    """Collects the text between tags, with a break for each line and paragraph."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag in {"br", "p"}:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        self.parts.append(data)
