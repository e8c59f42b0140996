"""The wire of `allin serve`: uvicorn's protocols, which let nobody fill the memory.

What an application sends waits until the other side has taken what came before it, and so does what
it would send next; so whoever reads slowly costs a bounded buffer. Whoever takes nothing at all is
broken off, and comes back by `after`.
"""

import asyncio
from typing import Any

from uvicorn._types import ASGISendEvent
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from allin_gql.graph.endpoint.safe_answers import SAFE
from allin_gql.graph.live.allowance import BURST, RATE, Allowance

ARRIVAL_SECONDS = 20.0  # for a request, head and body; uvicorn waits for one for ever
STALLED_SECONDS = 20.0  # as long as a ping may stay unanswered
# What has not taken its farewell by then is broken off, before the server would cancel its tasks.
FAREWELL_SECONDS = 2.0
_TOO_MANY = 4429
_NOT_TEXT = 1007  # RFC 6455 §7.4.1


class Patience:
    """Breaks a connection off when its other side takes no byte for too long."""

    def __init__(self, loop: asyncio.AbstractEventLoop, transport: asyncio.Transport) -> None:
        self._loop = loop
        self._transport = transport
        self._waiting = 0
        self._timer: asyncio.TimerHandle | None = None

    def begin(self) -> None:
        """Called when the buffer is full."""
        self.end()
        self._waiting = self._transport.get_write_buffer_size()
        self._timer = self._loop.call_later(STALLED_SECONDS, self._look)

    def end(self) -> None:
        """Called when the buffer has room, or the connection is gone."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _look(self) -> None:
        if self._transport.get_write_buffer_size() >= self._waiting:
            self._transport.abort()
        else:
            self.begin()


class HttpProtocol(HttpToolsProtocol):
    """HTTP and server-sent events."""

    _patience: Patience
    _arriving: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn's
        super().connection_made(transport)
        self._patience = Patience(self.loop, transport)
        self._expect_request()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._expect_request()

    def on_message_complete(self) -> None:
        super().on_message_complete()
        self._expect_nothing()

    def send_400_response(self, msg: str) -> None:
        # What is no HTTP never reaches the application, which would have completed the head.
        headers = {
            **SAFE,
            "Content-Type": "text/plain; charset=utf-8",
            "Content-Length": str(len(msg)),
            "Connection": "close",
        }
        head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        self.transport.write(f"HTTP/1.1 400 Bad Request\r\n{head}\r\n{msg}".encode("ascii"))
        self.transport.close()

    def handle_websocket_upgrade(self) -> None:
        self._expect_nothing()
        super().handle_websocket_upgrade()

    def _expect_request(self) -> None:
        self._expect_nothing()
        self._arriving = self.loop.call_later(ARRIVAL_SECONDS, self.transport.close)

    def _expect_nothing(self) -> None:
        if self._arriving is not None:
            self._arriving.cancel()
            self._arriving = None

    def connection_lost(self, exc: Exception | None) -> None:
        self._expect_nothing()
        self._patience.end()
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        super().pause_writing()
        self._patience.begin()

    def resume_writing(self) -> None:
        super().resume_writing()
        self._patience.end()

    def shutdown(self) -> None:
        super().shutdown()
        self.loop.call_later(FAREWELL_SECONDS, self._break_off)

    def _break_off(self) -> None:
        if self.flow.write_paused or self.transport.is_closing():
            self.transport.abort()


class SocketProtocol(WebSocketsSansIOProtocol):
    """WebSockets; the frames that uvicorn answers by itself are counted here."""

    _patience: Patience
    _pings: Allowance | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self._patience = Patience(self.loop, self.transport)

    def connection_lost(self, exc: Exception | None) -> None:
        self._patience.end()
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        super().pause_writing()
        self._patience.begin()

    def resume_writing(self) -> None:
        super().resume_writing()
        self._patience.end()

    def shutdown(self) -> None:
        super().shutdown()
        self.loop.call_later(FAREWELL_SECONDS, self.transport.abort)

    async def send(self, message: ASGISendEvent) -> None:
        await super().send(message)
        if message["type"] == "websocket.http.response.body" and self.close_sent:
            # Refused by an answer of HTTP, which uvicorn would log as a fault of the application.
            self.handshake_complete = True

    def handle_ping(self) -> None:
        if self._pings is None:
            self._pings = Allowance()
        if not self._pings.take():
            self._fail(_TOO_MANY, f"A socket may ping {RATE:.0f} times a second, {BURST} at once")
            return
        super().handle_ping()

    def send_receive_event_to_app(self) -> None:
        if self.curr_msg_data_type == "text" and not _is_utf8(self.frames):
            self.frames = []
            self._fail(_NOT_TEXT, "Text has to be UTF-8")
            return
        super().send_receive_event_to_app()

    def _fail(self, code: int, reason: str) -> None:
        if not self.close_sent:
            self.conn.fail(code, reason)
            self.handle_parser_exception()


def _is_utf8(frames: list[Any]) -> bool:
    try:
        b"".join(frames).decode()
    except UnicodeDecodeError:
        return False
    return True
