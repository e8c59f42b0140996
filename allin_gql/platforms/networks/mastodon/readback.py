"""Finding out whether a status is there, by reading what the account has posted since.

Mastodon recognises its idempotency key only when the same post is sent again, which is no reading.
So the account's own statuses are compared with what was sent: by application (an author is always
shown which one posted), by time, and by text, in the HTML form and, where that differs, in the form
in which it was written (`GET /api/v1/statuses/:id/source`, Mastodon docs "statuses").
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from allin_gql.platforms.answers import read_text, read_time
from allin_gql.platforms.base import Absence, PublishedPost
from allin_gql.platforms.networks.mastodon.text import comparable, text_of_html

APPLICATION: Final = "AllIN"
CLOCK_JITTER: Final = timedelta(seconds=5)  # between clocks that are kept by NTP
CLOCK_DOUBT: Final = timedelta(minutes=2)  # a server that is off by more is not believed either
MAX_PAGES: Final = 10

ReadPage = Callable[[str | None], Awaitable[list[object]]]  # of statuses older than an id
ReadSource = Callable[[str], Awaitable[str | None]]  # the text of a status as it was written


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What was sent, when at the earliest, and which statuses are known to be something else.

    A status whose HTML reads differently costs a question for its source, and a server takes 300 in
    five minutes: an account that posts much would use them up without the last.
    """

    text: str
    first_sent_at: datetime
    others: frozenset[str] = frozenset()


async def find_status(
    sought: Sought, read_page: ReadPage, read_source: ReadSource
) -> PublishedPost | Absence:
    """Look for one status. Doubt of any kind is `CANNOT_TELL`: a wrong guess posts twice."""
    recent = await _recent(sought, read_page)
    if recent is None:
        return Absence.CANNOT_TELL
    same = [status for status in recent if await _is_same(status, sought.text, read_source)]
    ours = [status for status in same if _application(status) == APPLICATION]
    if len(ours) == 1 and _is_after(ours[0], sought.first_sent_at - CLOCK_JITTER):
        return published(ours[0]) or Absence.CANNOT_TELL
    if ours or any(_application(status) is None for status in same):
        return Absence.CANNOT_TELL
    return Absence.NOT_PUBLISHED


def published(status: object) -> PublishedPost | None:
    """Read a status as a post that is live; `None` when it is no status."""
    external_id = read_text(status, "id")
    url = read_text(status, "url") or read_text(status, "uri")
    if external_id is None or url is None:
        return None
    return PublishedPost(external_id=external_id, url=url)


async def _recent(sought: Sought, read_page: ReadPage) -> list[object] | None:
    """Collect the statuses since it was sent; `None` when the list may not be whole."""
    earliest = sought.first_sent_at - CLOCK_DOUBT
    recent: list[object] = []
    oldest: str | None = None
    for _ in range(MAX_PAGES):
        page = await read_page(oldest)
        if not page:
            return recent
        for status in page:
            created_at = read_time(read_text(status, "created_at"))
            if created_at is None:
                return None
            if created_at < earliest:
                return recent
            if read_text(status, "id") not in sought.others:
                recent.append(status)
        oldest = read_text(page[-1], "id")
        if oldest is None:
            return None
    return None


async def _is_same(status: object, text: str, read_source: ReadSource) -> bool:
    content = read_text(status, "content") or ""
    if comparable(text_of_html(content)) == comparable(text):
        return True
    external_id = read_text(status, "id")
    if external_id is None or _application(status) not in {APPLICATION, None}:
        return False
    source = await read_source(external_id)
    return source is not None and comparable(source) == comparable(text)


def _application(status: object) -> str | None:
    return read_text(status, "application", "name")


def _is_after(status: object, moment: datetime) -> bool:
    created_at = read_time(read_text(status, "created_at"))
    return created_at is not None and created_at >= moment
