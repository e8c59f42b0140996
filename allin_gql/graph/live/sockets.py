"""GraphQL over WebSockets: graphql-transport-ws, where nothing that is sent can crash a socket."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import aclosing, suppress
from datetime import timedelta
from typing import Any, cast

from graphql import GraphQLError
from starlette.responses import Response
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState
from strawberry.asgi import ASGIWebSocketAdapter
from strawberry.http.exceptions import WebSocketDisconnected
from strawberry.schema.schema import StreamResult
from strawberry.subscriptions.protocols.graphql_transport_ws.handlers import (
    BaseGraphQLTransportWSHandler,
    Operation,
)
from strawberry.subscriptions.protocols.graphql_transport_ws.types import (
    ConnectionInitMessage,
    ErrorMessage,
    SubscribeMessage,
)

from allin_gql.core.errors import AllinError
from allin_gql.core.outages import is_outage
from allin_gql.graph.attendance import RETRY_AFTER, Attendance, Ending, TooManyConnections
from allin_gql.graph.context import Context
from allin_gql.graph.live.allowance import BURST, RATE, Allowance
from allin_gql.graph.problems import refusal, translated_stream

_log = logging.getLogger(__name__)

_TOO_MANY = 4429
_INTERNAL_ERROR = 1011  # RFC 6455 §7.4.1
# Clients take it as: the same again, after a while. 1011 they take as: never again.
_TRY_AGAIN_LATER = 1013
IDENTIFY_WITHIN = timedelta(seconds=5)  # the database may hang


async def attend(
    socket: WebSocket, attendance: Attendance, run: Callable[[WebSocket], Awaitable[object]]
) -> None:
    """Let a socket run for as long as it may, if there is room for it. Never raises."""
    try:
        presence = attendance.enter(socket.client.host if socket.client else "")
    except TooManyConnections as error:
        full = Response(str(error), status_code=429, headers={"Retry-After": RETRY_AFTER})
        await socket.send_denial_response(full)
        return
    socket.state.presence = presence
    try:
        await run(socket)
    except Exception as error:  # noqa: BLE001  # whatever it is, only this socket ends
        is_away = is_outage(error)
        if is_away:
            _log.warning("a socket was sent away, for the database did not answer: %r", error)
        else:
            _log.exception("a socket failed")
        if socket.application_state is WebSocketState.CONNECTED:
            with suppress(WebSocketDisconnect):
                await socket.close(_TRY_AGAIN_LATER if is_away else _INTERNAL_ERROR)
    finally:
        presence.leave()


class SocketAdapter(ASGIWebSocketAdapter):
    """A socket that several tasks write to, of which one may have closed it already."""

    async def send_json(self, message: Mapping[str, object]) -> None:
        if self.ws.application_state is not WebSocketState.CONNECTED:
            raise WebSocketDisconnected
        await super().send_json(message)

    async def close(self, code: int, reason: str) -> None:
        if self.ws.application_state is WebSocketState.CONNECTED:
            with suppress(WebSocketDisconnect):  # who has gone already needs no farewell
                await super().close(code, reason)


class SocketHandler(BaseGraphQLTransportWSHandler[Context, None]):
    """The protocol, where a bad message ends the socket by its code and never by a crash."""

    _allowance: Allowance
    _leaving: asyncio.Task[None] | None = None

    def on_request_accepted(self) -> None:
        super().on_request_accepted()
        self._allowance = Allowance()
        self.context.presence.when_over(self._leave_soon)

    async def handle_message(self, message: Any) -> None:  # noqa: ANN401  # whatever was sent
        if not self._allowance.take():
            reason = f"A socket may send {RATE:.0f} messages a second, {BURST} at once"
            await self.websocket.close(_TOO_MANY, reason)
            return
        if not isinstance(message, dict) or not _is_well_formed(message):
            await self.handle_invalid_message("Failed to parse message")
            return
        if message.get("payload", ...) is None:
            message = {key: value for key, value in message.items() if key != "payload"}
        await super().handle_message(message)

    async def handle_connection_init(self, message: ConnectionInitMessage) -> None:
        try:
            async with asyncio.timeout(IDENTIFY_WITHIN.total_seconds()):
                await super().handle_connection_init(message)
        except TooManyConnections as error:
            await self.websocket.close(_TRY_AGAIN_LATER, str(error))

    async def shutdown(self) -> None:
        self.context.presence.leave()
        await super().shutdown()

    def _leave_soon(self, ending: Ending) -> None:
        closing = self.websocket.close(ending.close_code, ending.sentence)
        self._leaving = asyncio.create_task(closing)

    async def handle_subscribe(self, message: SubscribeMessage) -> None:
        is_new = self.connection_acknowledged and message["id"] not in self.operations
        most = self.max_subscriptions_per_connection
        if is_new and most is not None and len(self.operations) >= most:
            error = GraphQLError(
                f"A socket has at most {most} operations at once; complete one, or open another.",
                extensions={"code": "TOO_MANY_OPERATIONS", "retryable": True},
            )
            await self._refuse(message, error)
            return
        payload = message["payload"]
        try:
            # Strawberry passes no extensions on; what they name is put in its place here.
            trusted = self.context.policy.trusted
            payload["query"] = trusted.text(payload.get("query"), _extensions(payload)) or ""
        except AllinError as refused:
            if self.connection_acknowledged:
                await self._refuse(message, refusal(refused))
                return
        await super().handle_subscribe(message)

    async def _refuse(self, message: SubscribeMessage, error: GraphQLError) -> None:
        answer = {"id": message["id"], "type": "error", "payload": [error.formatted]}
        await self.send_message(cast("ErrorMessage", answer))

    async def _send_result_stream(
        self, operation: Operation[Context, None], result_source: StreamResult
    ) -> None:
        async with aclosing(translated_stream(result_source)) as results:
            await super()._send_result_stream(operation, results)

    async def cleanup_operation(self, operation_id: str) -> None:
        # It may have an answer on its way: that would be sent under a name that can be another
        # operation's by then, and would end that one.
        if (operation := self.operations.get(operation_id)) is not None:
            operation.completed = True
        await super().cleanup_operation(operation_id)

    async def handle_task_exception(self, error: Exception) -> None:
        if not isinstance(error, WebSocketDisconnected):  # who goes away is no fault
            await super().handle_task_exception(error)

    @staticmethod
    def _get_pre_execution_close_reason(error: GraphQLError) -> str | None:  # noqa: ARG004  # the protocol's
        # A bad document is the fault of one operation; its neighbours on the socket live on.
        return None


def _extensions(payload: Any) -> dict[str, Any] | None:  # noqa: ANN401  # Strawberry's knows none
    extensions: dict[str, Any] | None = payload.get("extensions")
    return extensions


def _is_well_formed(message: dict[str, Any]) -> bool:
    if not isinstance(message.get("type"), str):
        return False
    if message["type"] in {"subscribe", "complete"}:
        key = message.get("id")
        if not isinstance(key, str) or not key:
            return False
    if message["type"] != "subscribe":
        return True
    payload = message.get("payload")
    return (
        isinstance(payload, dict)
        and isinstance(payload.get("query"), str if "extensions" not in payload else str | None)
        and isinstance(payload.get("extensions"), dict | None)
        and isinstance(payload.get("variables"), dict | None)
        and isinstance(payload.get("operationName"), str | None)
    )
