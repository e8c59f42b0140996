"""Checks of texts that people give, before anything else looks at them."""

import unicodedata

from allin_gql.core.errors import InvalidInput, Required

_CONTROL_ALLOWED = "\n\t"


class TextMissing(Required):
    """A text that has to be there is empty."""


class TextTooLarge(InvalidInput):
    """A text is longer than the field takes."""

    code = "TOO_LONG"
    cause = "The text has more characters than the field takes, whatever the platform."
    remedy = "Shorten it to `limit` characters."
    arises = "every text that is given"
    number_names = ("limit", "actual")


class TextUnreadable(InvalidInput):
    """A text has characters that no text has: NUL, other controls, halves of a pair."""

    code = "INVALID_CHARACTERS"
    cause = "It has NUL or another control character, or half of a surrogate pair."
    remedy = "Remove the characters; line breaks and tabs are fine."
    arises = "every text that is given"


def checked_text(
    text: str, *, label: str, path: tuple[str, ...], maximum: int, is_required: bool = True
) -> str:
    """Strip and normalise (NFC) a text, and hold it against a length in characters.

    It is measured as it is stored: NFC makes some texts longer, and most of them shorter.

    Raises `TextMissing`, `TextTooLarge` or `TextUnreadable`, each with the path.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").strip())
    if len(text) > maximum:
        raise TextTooLarge(
            f"The {label} may have {maximum} characters; this one has {len(text)}.",
            path=path,
            numbers={"limit": maximum, "actual": len(text)},
        )
    if any(_is_unreadable(character) for character in text):
        raise TextUnreadable(f"The {label} has control characters or broken Unicode.", path=path)
    if is_required and not text:
        raise TextMissing(f"The {label} is empty.", path=path)
    return text


def readable(text: object, *, maximum: int = 80) -> str:
    """Show whatever was sent in a sentence: cut, and without characters that no text has."""
    shown = str(text)
    shown = shown if len(shown) <= maximum else shown[:maximum] + "…"
    return "".join("\ufffd" if _is_unreadable(character) else character for character in shown)


def ended(text: str) -> str:
    """Make a sentence of what somebody else said, by a full stop if it has no end."""
    text = text.strip()
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def is_encodable(text: str) -> bool:
    """Whether a text can be written in UTF-8: it has no half of a surrogate pair."""
    return not any("\ud800" <= character <= "\udfff" for character in text)


def _is_unreadable(character: str) -> bool:
    category = unicodedata.category(character)
    return category == "Cs" or (category == "Cc" and character not in _CONTROL_ALLOWED)
