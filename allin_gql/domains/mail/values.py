"""Values of mail: what a letter is made of, and where one is on its way."""

import dataclasses
import hmac
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from allin_gql.core.parts import SETTINGS
from allin_gql.core.tokens import keyed_code

_LINKED = re.compile(r"(?<=\w)([.:@])(?=[\w/])")  # example.org, https://, ada@example
# Between attempts that were surely not taken: less than a day, in which most codes are good.
WAITS = (
    timedelta(seconds=30),
    timedelta(minutes=2),
    timedelta(minutes=10),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
    timedelta(hours=14),
)
# Until what may have left is looked for, and looked for again; records come half an hour late.
LOOKS = (timedelta(minutes=2), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=20))
_ROW_LENGTH = 32  # hexadecimal characters of a row's id, which a code begins with


class MailState(StrEnum):
    """Where a mail is on its way."""

    WAITING = "WAITING"
    SENDING = "SENDING"
    SENT = "SENT"
    FAILED = "FAILED"
    UNKNOWN = "UNKNOWN"


@dataclass(frozen=True, slots=True, kw_only=True)
class MailedCode:
    """A code that a letter carries: the right that a row gives, for one purpose.

    What is stored is the row's id. The code is made when the letter is written, 96 hexadecimal
    characters, and only who has `ALLIN_MAIL_TOKEN_KEY` can make it.
    """

    purpose: str
    row: UUID

    def __str__(self) -> str:
        key = SETTINGS.current.mail_token_key
        return self.row.hex + keyed_code(key, self.purpose, self.row)

    @property
    def link(self) -> str | None:
        """The page of the front end that takes the code, named as the purpose is; if there is one.

        The code stands in the fragment, which a browser sends to no server: it is in no log, no
        `Referer`, and not in what a mail scanner asks for that follows links.
        """
        front_end = SETTINGS.current.front_end_url
        return front_end and f"{front_end}/{self.purpose}#code={self}"


def read_code(purpose: str, text: str) -> UUID | None:
    """The row that a code stands for; nothing if we never made it for this purpose."""
    text = text.strip()
    try:
        row = UUID(hex=text[:_ROW_LENGTH])
    except ValueError:
        return None
    expected = str(MailedCode(purpose=purpose, row=row)).encode()
    return row if hmac.compare_digest(expected, text.encode(errors="replace")) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What one kind of mail is made from.

    A subclass names its template: `PASSWORD_RESET` is written by `password_reset.txt` and
    `password_reset.html` in the `templates/` of its domain. Its fields are what these may show:
    texts, numbers, moments and codes. A letter that belongs to an organization has the field
    `organization_name`, which every such letter shows. One with a field `expires_at` is not sent
    any more after that moment: its code would be of no use.
    """

    template: ClassVar[str]


def stored(letter: Letter) -> dict[str, Any]:
    """The fields of a letter as JSON values."""
    return {one.name: _stored(getattr(letter, one.name)) for one in dataclasses.fields(letter)}


def expires_at(parameters: dict[str, Any]) -> datetime | None:
    """After when a letter is of no use, if it says so."""
    match parameters.get("expires_at"):
        case {"moment": moment}:
            return datetime.fromisoformat(moment)
        case _:
            return None


def shown(parameters: dict[str, Any]) -> dict[str, str | int | MailedCode | None]:
    """What a template is filled with, from what was stored."""
    return {name: _shown(name, value) for name, value in parameters.items()}


def _without_links(name: str) -> str:
    """A name of which no mail program makes a link: who registers chooses whom we write to."""
    return _LINKED.sub("\\1\u200b", name)


def _stored(value: object) -> object:
    if isinstance(value, MailedCode):
        return {"purpose": value.purpose, "row": value.row.hex}
    if isinstance(value, datetime):
        return {"moment": value.isoformat()}
    if value is None or isinstance(value, str | int):
        return value
    raise TypeError(f"a letter has no {type(value).__name__}")


def _shown(
    name: str,
    value: Any,  # noqa: ANN401  # any JSON value of `_stored`
) -> str | int | MailedCode | None:
    match value:
        case {"purpose": purpose, "row": row}:
            return MailedCode(purpose=purpose, row=UUID(hex=row))
        case {"moment": moment}:
            at = datetime.fromisoformat(moment).astimezone(UTC)
            return f"{at.day} {at:%B %Y, %H:%M} UTC"
        case str():
            # On one line: what people call themselves neither ends a header nor adds a paragraph.
            line = " ".join(value.split())
            return _without_links(line) if name.endswith("name") else line
        case _:
            number: int | None = value
            return number
