"""Pages of long lists by keyset: newest first, from cursors that hold when rows come and go."""

import base64
import binascii
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from allin_gql.core.errors import InvalidInput
from allin_gql.core.shapes import KEY, Rows, Shape, Values

MAX_PAGE = 100  # rows; a page must be cheap whoever asks for it
DEFAULT_PAGE = 20  # rows, when nobody says how many
_MAX_NUMBER = 2**63 - 1  # of PostgreSQL's bigint
_CURSOR_PREFIX = b"k:"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRequest:
    """Which part of a list is wanted: so many rows from one end of what lies between two rows."""

    size: int
    is_backward: bool = False  # the last rows of that part, not the first
    after: UUID | None = None
    before: UUID | None = None

    @classmethod
    def parse(
        cls,
        first: int | None = None,
        after: str | None = None,
        last: int | None = None,
        before: str | None = None,
    ) -> "PageRequest":
        """Read the arguments of a connection. Raises `InvalidInput`."""
        if first is not None and last is not None:
            message = "A page is read with `first` or with `last`, not with both."
            raise InvalidInput(message, path=("last",))
        size = (
            DEFAULT_PAGE if first is None and last is None else (last if first is None else first)
        )
        return cls(
            size=_checked_size(size or 0, "first" if last is None else "last"),
            is_backward=last is not None,
            after=None if after is None else parse_cursor(after, "after"),
            before=None if before is None else parse_cursor(before, "before"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Some rows of a list as they were read, whether there are more, and how to count all."""

    shape: Shape
    by: str  # the column in whose order they are
    items: Sequence[Values]
    has_next: bool
    has_previous: bool
    count: Callable[[], Awaitable[int]]


def cursor(place: UUID | int) -> str:
    """Write a row's place in the list, its key or its number; opaque to clients."""
    key = UUID(int=place) if isinstance(place, int) else place
    return base64.urlsafe_b64encode(_CURSOR_PREFIX + key.bytes).decode()


def parse_cursor(text: str, argument: str = "after") -> UUID:
    """Read a cursor. Raises `InvalidInput`."""
    try:
        decoded = base64.b64decode(text.encode(), altchars=b"-_", validate=True)
        prefix, key = decoded[: len(_CURSOR_PREFIX)], decoded[len(_CURSOR_PREFIX) :]
        if prefix != _CURSOR_PREFIX:
            raise ValueError("not the form of a cursor")  # noqa: TRY301  # one answer for all forms
        return UUID(bytes=key)
    except (ValueError, binascii.Error) as error:
        message = "The cursor was not made by this API; leave it out to start at the beginning."
        raise InvalidInput(message, path=(argument,)) from error


async def read_page(rows: Rows, shape: Shape, request: PageRequest, *, by: str = KEY) -> Page:
    """Read one page of rows, the newest first: by their key, a UUIDv7, or by their number."""
    wanted = rows
    shape.add(by)
    if request.after is not None:
        wanted = wanted.where(f"t.{by} < {{}}", _place(request.after, by))
    if request.before is not None:
        wanted = wanted.where(f"t.{by} > {{}}", _place(request.before, by))
    order = by if request.is_backward else f"{by} DESC"
    found = await wanted.read(shape, order=order, limit=request.size + 1)
    items, has_more = found[: request.size], len(found) > request.size
    if request.is_backward:
        items = items[::-1]
    return Page(
        shape=shape,
        by=by,
        items=items,
        has_next=request.before is not None if request.is_backward else has_more,
        has_previous=has_more if request.is_backward else request.after is not None,
        count=rows.count,
    )


def _place(place: UUID, by: str) -> UUID | int:
    # A cursor of another list is a place beyond all numbers.
    return place if by == KEY else min(place.int, _MAX_NUMBER)


def _checked_size(size: int, argument: str) -> int:
    if not 1 <= size <= MAX_PAGE:
        raise InvalidInput(
            f"A page has 1 to {MAX_PAGE} items; {size} were asked for.",
            path=(argument,),
            numbers={"minimum": 1, "maximum": MAX_PAGE, "actual": size},
        )
    return size
