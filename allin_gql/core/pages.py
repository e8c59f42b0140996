"""Pages of long lists by keyset: newest first, from cursors that hold when rows come and go."""

import base64
import binascii
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

from tortoise.models import Model
from tortoise.queryset import QuerySet

from allin_gql.core.errors import InvalidInput

T = TypeVar("T")
M = TypeVar("M", bound=Model)

MAX_PAGE = 100  # rows; a page must be cheap whoever asks for it
_CURSOR_PREFIX = b"k:"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRequest:
    """Which part of a list is wanted: at most `first` rows after the row of `after`."""

    first: int
    after: UUID | None

    @classmethod
    def parse(cls, first: int, after: str | None) -> "PageRequest":
        """Read the arguments of a connection. Raises `InvalidInput`."""
        if not 1 <= first <= MAX_PAGE:
            raise InvalidInput(
                f"A page has 1 to {MAX_PAGE} items; {first} were asked for.",
                path=("first",),
                numbers={"minimum": 1, "maximum": MAX_PAGE, "actual": first},
            )
        return cls(first=first, after=None if after is None else parse_cursor(after))


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[T]):
    """Some rows of a list, whether there are more, and how to count all."""

    items: Sequence[T]
    has_next: bool
    has_previous: bool
    count: Callable[[], Awaitable[int]]


def cursor(key: UUID) -> str:
    """Write a row's place in the list; opaque to clients."""
    return base64.urlsafe_b64encode(_CURSOR_PREFIX + key.bytes).decode()


def parse_cursor(text: str) -> UUID:
    """Read a cursor. Raises `InvalidInput`."""
    try:
        decoded = base64.b64decode(text.encode(), altchars=b"-_", validate=True)
        prefix, key = decoded[: len(_CURSOR_PREFIX)], decoded[len(_CURSOR_PREFIX) :]
        if prefix != _CURSOR_PREFIX:
            raise ValueError("not the form of a cursor")  # noqa: TRY301  # one answer for all forms
        return UUID(bytes=key)
    except (ValueError, binascii.Error) as error:
        message = "The cursor was not made by this API; leave it out to start at the beginning."
        raise InvalidInput(message, path=("after",)) from error


async def read_page(rows: QuerySet[M], request: PageRequest) -> Page[M]:
    """Read one page of rows whose primary key `id` is a UUIDv7, the newest first."""
    wanted = rows.order_by("-id").limit(request.first + 1)
    if request.after is not None:
        wanted = wanted.filter(id__lt=request.after)
    found = await wanted
    return Page(
        items=found[: request.first],
        has_next=len(found) > request.first,
        has_previous=request.after is not None,
        count=rows.count,
    )
