"""GraphQL over WebSockets: graphql-transport-ws, where nothing that is sent can crash a socket."""

import asyncio
from contextlib import aclosing
from typing import Any, Protocol, cast

from graphql import GraphQLError
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

from allin_gql.core.access import Viewer
from allin_gql.core.errors import AllinError
from allin_gql.graph.attendance import Attendance
from allin_gql.graph.context import Context
from allin_gql.graph.problems import refusal, translated_stream

_FORBIDDEN = 4403


class Attended(Protocol):
    """What the handler needs of its view."""

    attendance: Attendance


class SocketHandler(BaseGraphQLTransportWSHandler[Context, None]):
    """The protocol, where a bad message ends the socket by its code and never by a crash."""

    _leaving: asyncio.Task[None] | None = None

    async def handle_message(self, message: Any) -> None:  # noqa: ANN401  # whatever was sent
        if not isinstance(message, dict) or not _is_well_formed(message):
            await self.handle_invalid_message("Failed to parse message")
            return
        if message.get("payload", ...) is None:
            message = {key: value for key, value in message.items() if key != "payload"}
        await super().handle_message(message)

    async def handle_connection_init(self, message: ConnectionInitMessage) -> None:
        await super().handle_connection_init(message)
        if self.connection_acknowledged and self.context.viewer is not None:
            self._leaving = asyncio.create_task(self._leave_with_the_session(self.context.viewer))

    async def shutdown(self) -> None:
        if self._leaving is not None:
            self._leaving.cancel()
        await super().shutdown()

    async def _leave_with_the_session(self, viewer: Viewer) -> None:
        view = cast("Attended", self.view)
        async with view.attendance.attend(viewer) as ended:
            await ended.wait()
        # Clients take this code as: connect again, with fresh parameters.
        await self.websocket.close(code=_FORBIDDEN, reason="The session has ended")

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
