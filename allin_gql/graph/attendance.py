"""Who is connected live: a connection ends when the session behind it does, also when it is idle.

One task of the process asks once a second about all sessions that are connected, in one query; so
logging out ends sockets and streams within about a second, whoever has them open and wherever.
"""

import asyncio
import logging
from collections import defaultdict
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Collection
from contextlib import aclosing, asynccontextmanager
from datetime import timedelta
from typing import Any, TypeVar
from uuid import UUID

from allin_gql.core.access import Viewer
from allin_gql.core.clock import now
from allin_gql.core.errors import Unauthenticated

T = TypeVar("T")

FindEnded = Callable[[Collection[UUID]], Awaitable[Collection[UUID]]]

INTERVAL = timedelta(seconds=1)

_log = logging.getLogger(__name__)


class Attendance:
    """The live connections of this process, by session."""

    def __init__(self, find_ended: FindEnded, *, interval: timedelta = INTERVAL) -> None:
        self._find_ended = find_ended
        self._interval = interval.total_seconds()
        self._present: defaultdict[UUID, set[asyncio.Event]] = defaultdict(set)
        self._watching: asyncio.Task[None] | None = None

    @asynccontextmanager
    async def attend(self, viewer: Viewer) -> AsyncIterator[asyncio.Event]:
        """Give an event that is set when the session has ended or the access token is too old."""
        ended = asyncio.Event()
        left = (viewer.signed_in_until - now()).total_seconds()
        expiry = asyncio.get_running_loop().call_later(max(0.0, left), ended.set)
        self._present[viewer.session_id].add(ended)
        if self._watching is None:
            self._watching = asyncio.create_task(self._watch())
        try:
            yield ended
        finally:
            expiry.cancel()
            self._present[viewer.session_id].discard(ended)
            if not self._present[viewer.session_id]:
                del self._present[viewer.session_id]

    async def _watch(self) -> None:
        """Look again and again, for as long as anybody is there."""
        while self._present:
            await asyncio.sleep(self._interval)
            try:
                for session_id in await self._find_ended(list(self._present)):
                    for ended in self._present.get(session_id, ()):
                        ended.set()
            except Exception:  # noqa: BLE001  # whatever it is, the next look may succeed
                # The database may be away for a while; connections outlive that.
                _log.exception("live sessions could not be looked after")
        self._watching = None


async def until_ended(
    results: AsyncGenerator[T, Any], attendance: Attendance, viewer: Viewer
) -> AsyncGenerator[T, None]:
    """Pass results on until the viewer's session ends; then raise `Unauthenticated`."""
    async with attendance.attend(viewer) as ended, aclosing(results):
        ending = asyncio.create_task(ended.wait())
        coming = asyncio.ensure_future(anext(results))
        try:
            while True:
                await asyncio.wait({coming, ending}, return_when=asyncio.FIRST_COMPLETED)
                if not coming.done():
                    raise Unauthenticated("The session has ended, or its access token is too old.")
                yield coming.result()
                coming = asyncio.ensure_future(anext(results))
        except StopAsyncIteration:
            return
        finally:
            # Whoever listens may leave at any moment; what is under way ends before its source.
            await _until_over(ending, coming)


async def _until_over(*tasks: asyncio.Future[Any]) -> None:
    """Cancel tasks and wait for them, also when the one who waits is cancelled meanwhile.

    Starlette does so again and again to a stream that its client has left.
    """
    cancelled: asyncio.CancelledError | None = None
    for task in tasks:
        task.cancel()
        while not task.done():
            try:
                await asyncio.wait({task})
            except asyncio.CancelledError as error:
                cancelled = error
    if cancelled is not None:
        raise cancelled
