"""GraphQL over HTTP, server-sent events and WebSockets, on Strawberry's Starlette view."""

import json
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import strawberry
from cross_web import HTTPException
from graphql import GraphQLError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket
from strawberry.asgi import GraphQL
from strawberry.exceptions import ConnectionRejectionError
from strawberry.subscriptions import GRAPHQL_SSE_PROTOCOL, GRAPHQL_TRANSPORT_WS_PROTOCOL
from strawberry.subscriptions.protocols.graphql_transport_ws.handlers import (
    BaseGraphQLTransportWSHandler,
)
from strawberry.types.unset import UnsetType

from allin_gql.core.access import Viewer
from allin_gql.core.errors import AllinError
from allin_gql.core.ids import new_id
from allin_gql.core.logging import REQUEST_ID
from allin_gql.graph.context import Context

Authenticate = Callable[[str | None, str | None], Awaitable[Viewer | None]]

_ORGANIZATION = "x-allin-organization"
_INIT_TIMEOUT = timedelta(seconds=5)  # a socket that says nothing is not kept
_MAX_OPERATIONS = 20  # at once on a socket


class SocketHandler(BaseGraphQLTransportWSHandler[Context, None]):
    """The protocol, where a bad message ends the socket by its code and never by a crash."""

    async def handle_message(self, message: Any) -> None:  # noqa: ANN401  # whatever was sent
        if not isinstance(message, dict) or not _is_well_formed(message):
            await self.handle_invalid_message("Failed to parse message")
            return
        if message.get("payload", ...) is None:
            message = {key: value for key, value in message.items() if key != "payload"}
        await super().handle_message(message)

    @staticmethod
    def _get_pre_execution_close_reason(error: GraphQLError) -> str | None:  # noqa: ARG004
        # A bad document is the fault of one operation; its neighbours on the socket live on.
        return None


def _is_well_formed(message: dict[str, Any]) -> bool:
    if message.get("type") in {"subscribe", "complete"}:
        key = message.get("id")
        if not isinstance(key, str) or not key:
            return False
    if message.get("type") != "subscribe":
        return True
    payload = message.get("payload")
    return (
        isinstance(payload, dict)
        and isinstance(payload.get("query"), str)
        and isinstance(payload.get("variables") or {}, dict)
        and isinstance(payload.get("operationName") or "", str)
    )


class GraphQLView(GraphQL[Context, None]):
    """The endpoint."""

    graphql_transport_ws_handler_class = SocketHandler

    def __init__(
        self, schema: strawberry.Schema, *, authenticate: Authenticate, origins: tuple[str, ...]
    ) -> None:
        super().__init__(
            schema,
            graphql_ide=None,
            allow_queries_via_get=False,
            subscription_protocols=(GRAPHQL_TRANSPORT_WS_PROTOCOL, GRAPHQL_SSE_PROTOCOL),
            connection_init_wait_timeout=_INIT_TIMEOUT,
            max_subscriptions_per_connection=_MAX_OPERATIONS,
            allowed_origins=origins,
        )
        self._authenticate = authenticate

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        token = REQUEST_ID.set(new_id().hex)
        try:
            if scope["type"] == "http":
                response = await self._answer(Request(scope, receive))
                response.headers["X-Request-Id"] = REQUEST_ID.get() or ""
                await response(scope, receive, send)
            else:
                await super().__call__(scope, receive, send)
        finally:
            REQUEST_ID.reset(token)

    async def _answer(self, request: Request) -> Response:
        if request.method != "POST":
            return _refuse(405, "GraphQL is asked by POST.", {"Allow": "POST"})
        try:
            return await self.run(request)
        except HTTPException as error:
            return _refuse(error.status_code, error.reason)

    def parse_json(self, data: str | bytes) -> Any:  # noqa: ANN401  # checked by the caller
        try:
            body = json.loads(data)
        except (ValueError, RecursionError) as error:
            raise HTTPException(400, "The body is not JSON.") from error
        if not isinstance(body, dict):
            raise HTTPException(400, "The body must be one object with a `query`.")
        return body

    def decode_json(self, data: str | bytes) -> object:
        try:
            return json.loads(data)
        except (ValueError, RecursionError) as error:
            raise json.JSONDecodeError("not JSON", "", 0) from error

    async def get_context(
        self,
        request: Request | WebSocket,
        response: Response | WebSocket,  # noqa: ARG002
    ) -> Context:
        context = Context(request, REQUEST_ID.get() or "")
        headers = request.headers
        await self._identify(context, headers.get("authorization"), headers.get(_ORGANIZATION))
        return context

    async def on_ws_connect(self, context: Context) -> UnsetType | dict[str, object] | None:
        parameters = {key.lower(): value for key, value in context.connection_params.items()}
        authorization = parameters.get("authorization")
        organization = parameters.get(_ORGANIZATION)
        if isinstance(authorization, str):
            named = organization if isinstance(organization, str) else None
            await self._identify(context, authorization, named)
        if context.refusal is not None:
            raise ConnectionRejectionError
        return await super().on_ws_connect(context)

    async def _identify(
        self, context: Context, authorization: str | None, organization: str | None
    ) -> None:
        try:
            context.viewer = await self._authenticate(authorization, organization)
        except AllinError as error:
            # Told to the fields that need a viewer; signing in works with an old token, too.
            context.refusal = error


def _refuse(status: int, message: str, headers: dict[str, str] | None = None) -> Response:
    error = {"message": message, "extensions": {"code": "BAD_REQUEST"}}
    return JSONResponse({"errors": [error]}, status_code=status, headers=headers)
