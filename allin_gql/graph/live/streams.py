"""GraphQL over server-sent events: one answer that goes on, in distinct connections mode.

`next` carries a result and `complete` ends the operation. A stream that ends without `complete` was
broken off: clients connect again, with fresh headers, and go on from the last number that they had.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from datetime import timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from allin_gql.core.access import Viewer
from allin_gql.graph.attendance import Attendance, Ending, Presence, TooManyConnections
from allin_gql.graph.problems import translated_stream

HEARTBEAT = timedelta(seconds=15)  # proxies close what is silent for longer, often after 30 or 60

_HEADERS = {
    "Content-Type": "text/event-stream",
    "Cache-Control": "no-store, no-transform",  # one that was compressed would be held back
    "X-Accel-Buffering": "no",  # the same, for nginx
}

Results = AsyncGenerator[Any, None]


def open_stream(
    request: Request,
    results: Results,
    attendance: Attendance,
    *,
    encode: Callable[[Any], str],
    heartbeat: timedelta,
) -> "EventStream":
    """Make the answer that tells these results to whoever asks. Raises `TooManyConnections`."""
    presence = attendance.enter(request.client.host if request.client else "")
    viewer: Viewer | None = request.state.viewer
    try:
        if viewer is not None:
            attendance.identify(presence, viewer)
    except TooManyConnections:
        presence.leave()
        raise
    return EventStream(
        translated_stream(results), presence=presence, encode=encode, heartbeat=heartbeat
    )


class EventStream(Response):
    """Tells the results of an operation as they come, until it ends or its listener has to leave.

    A result is asked for when the one before was taken: who reads slowly is told later, and nothing
    is kept for them.
    """

    def __init__(
        self,
        results: Results,
        *,
        presence: Presence,
        encode: Callable[[Any], str],
        heartbeat: timedelta,
    ) -> None:
        self.status_code = 200
        self.background = None
        self.init_headers(_HEADERS)
        self._results = results
        self._presence = presence
        self._encode = encode
        self._heartbeat = heartbeat.total_seconds()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002  # ASGI's
        start = {"type": "http.response.start", "status": 200, "headers": self.raw_headers}
        try:
            await send(start)
            async with aclosing(self._results), aclosing(self._frames(receive)) as frames:
                async for frame in frames:
                    body = {"type": "http.response.body", "body": frame.encode(), "more_body": True}
                    await send(body)
            await send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            self._presence.leave()

    async def _frames(self, receive: Receive) -> AsyncGenerator[str, None]:
        over: asyncio.Future[Ending] = asyncio.get_running_loop().create_future()
        self._presence.when_over(over.set_result)
        leaving = asyncio.create_task(_until_left(receive))
        coming = asyncio.ensure_future(anext(self._results))
        try:
            while True:
                tasks = {coming, over, leaving}
                await asyncio.wait(
                    tasks, timeout=self._heartbeat, return_when=asyncio.FIRST_COMPLETED
                )
                if leaving.done():
                    return
                if over.done():
                    yield f": {over.result().sentence}\n\n"
                    return
                if not coming.done():
                    yield ": still here\n\n"
                    continue
                yield f"event: next\ndata: {self._encode(coming.result())}\n\n"
                coming = asyncio.ensure_future(anext(self._results))
        except StopAsyncIteration:
            yield "event: complete\ndata: \n\n"
        finally:
            # Whoever listens may leave at any moment; what is under way ends before its source.
            await until_over(coming, leaving)


async def _until_left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def until_over(*tasks: asyncio.Future[Any]) -> None:
    """Cancel tasks and wait for them, also when the one who waits is cancelled meanwhile."""
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
