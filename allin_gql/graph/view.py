"""GraphQL over HTTP, server-sent events and WebSockets, on Strawberry's Starlette view."""

import json
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable
from datetime import timedelta
from http import HTTPStatus
from typing import Any, Final, cast

import strawberry
from cross_web import AsyncHTTPRequestAdapter, HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.types import Message, Receive, Scope, Send
from starlette.websockets import WebSocket, WebSocketState
from strawberry.asgi import GraphQL
from strawberry.exceptions import ConnectionRejectionError
from strawberry.http import GraphQLHTTPResponse, GraphQLRequestData
from strawberry.http.streaming import AsyncTextStream, HTTPStreamTransport
from strawberry.subscriptions import GRAPHQL_SSE_PROTOCOL, GRAPHQL_TRANSPORT_WS_PROTOCOL
from strawberry.types import ExecutionResult, SubscriptionExecutionResult
from strawberry.types.graphql import OperationType
from strawberry.types.unset import UnsetType

from allin_gql.core.access import Viewer
from allin_gql.core.errors import AllinError, Unavailable
from allin_gql.core.logging import REQUEST_ID
from allin_gql.core.outages import is_outage
from allin_gql.graph.attendance import Attendance, until_ended
from allin_gql.graph.context import Context
from allin_gql.graph.problems import (
    AWAY,
    FAULT,
    UNANSWERABLE,
    fault_extensions,
    translated,
    translated_stream,
    unanswerable,
)
from allin_gql.graph.sockets import SocketHandler

_log = logging.getLogger(__name__)

Authenticate = Callable[[str | None, str | None], Awaitable[Viewer | None]]

INIT_TIMEOUT = timedelta(seconds=5)  # a socket that says nothing is not kept
_ORGANIZATION = "x-allin-organization"
_MAX_OPERATIONS = 20  # at once on a socket
_MAX_BODY = 256 * 1024  # bytes; a long post is a few thousand
_AT_ONCE: Final = frozenset({OperationType.QUERY, OperationType.MUTATION})
_WS_INTERNAL_ERROR = 1011  # RFC 6455 §7.4.1


class GraphQLView(GraphQL[Context, None]):
    """The endpoint."""

    graphql_transport_ws_handler_class = SocketHandler

    def __init__(
        self,
        schema: strawberry.Schema,
        *,
        authenticate: Authenticate,
        attendance: Attendance,
        origins: tuple[str, ...],
        init_timeout: timedelta = INIT_TIMEOUT,
    ) -> None:
        super().__init__(
            schema,
            graphql_ide=None,
            allow_queries_via_get=False,
            subscription_protocols=(GRAPHQL_TRANSPORT_WS_PROTOCOL, GRAPHQL_SSE_PROTOCOL),
            connection_init_wait_timeout=init_timeout,
            max_subscriptions_per_connection=_MAX_OPERATIONS,
            allowed_origins=origins,
        )
        self._authenticate = authenticate
        self.attendance = attendance

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            response = await self._answer(Request(scope, _limited(receive)))
            await response(scope, receive, send)
        else:
            await self._attend(WebSocket(scope, receive, send))

    async def _answer(self, request: Request) -> Response:
        if request.method != "POST":
            return _refuse(405, "GraphQL is asked by POST.", {"Allow": "POST"})
        try:
            return await self.run(request)
        except HTTPException as error:
            return _refuse(error.status_code, error.reason)
        except ClientDisconnect:
            return Response(status_code=HTTPStatus.BAD_REQUEST)  # nobody is there to read it
        except Exception as error:  # noqa: BLE001  # whatever it is, it is told as GraphQL is
            _log.exception("a request failed")
            if is_outage(error):
                extensions = {"code": Unavailable.code, "retryable": True}
                return _told(HTTPStatus.SERVICE_UNAVAILABLE, AWAY, extensions)
            return _told(HTTPStatus.INTERNAL_SERVER_ERROR, FAULT, fault_extensions())

    async def _attend(self, socket: WebSocket) -> None:
        try:
            await self.run(socket)
        except Exception:  # noqa: BLE001  # whatever it is, only this socket ends
            _log.exception("a socket failed")
            if socket.application_state is WebSocketState.CONNECTED:
                await socket.close(_WS_INTERNAL_ERROR)

    def parse_json(self, data: str | bytes) -> Any:  # noqa: ANN401  # checked by the caller
        try:
            body = json.loads(data)
        except (ValueError, RecursionError) as error:
            raise HTTPException(400, "The body is not JSON.") from error
        if not isinstance(body, dict):
            raise HTTPException(400, "The body must be one object with a `query`.")
        if not isinstance(body.get("operationName"), str | None):
            raise HTTPException(400, "The `operationName` must be a string.")
        return body

    def decode_json(self, data: str | bytes) -> object:
        try:
            return json.loads(data)
        except (ValueError, RecursionError) as error:
            raise json.JSONDecodeError("not JSON", "", 0) from error

    async def execute_single(
        self,
        request: Request,  # noqa: ARG002  # Strawberry's signature
        request_adapter: AsyncHTTPRequestAdapter,  # noqa: ARG002  # Strawberry's signature
        sub_response: Response,  # noqa: ARG002  # Strawberry's signature
        context: Context,
        root_value: None,
        request_data: GraphQLRequestData,
    ) -> ExecutionResult:
        try:
            return await self.schema.execute(
                request_data.query,
                root_value=root_value,
                variable_values=request_data.variables,
                context_value=context,
                operation_name=request_data.operation_name,
                allowed_operation_types=_AT_ONCE,
                operation_extensions=request_data.extensions,
            )
        except UNANSWERABLE as error:
            raise HTTPException(400, unanswerable(error)) from error

    async def process_result(
        self, request: Request, result: ExecutionResult
    ) -> GraphQLHTTPResponse:
        result.errors = translated(result.errors)
        return await super().process_result(request, result)

    def _stream_result(
        self, request: Request, result: SubscriptionExecutionResult, transport: HTTPStreamTransport
    ) -> AsyncTextStream:
        viewer: Viewer | None = request.state.viewer
        stream = cast("AsyncGenerator[Any, None]", result)
        if viewer is not None:
            stream = until_ended(stream, self.attendance, viewer)
        results = cast("SubscriptionExecutionResult", translated_stream(stream))
        return super()._stream_result(request, results, transport)

    async def get_context(
        self,
        request: Request | WebSocket,
        response: Response | WebSocket,  # noqa: ARG002  # Strawberry's signature
    ) -> Context:
        context = Context(request, REQUEST_ID.get() or "")
        headers = request.headers
        await self._identify(context, headers.get("authorization"), headers.get(_ORGANIZATION))
        request.state.viewer = context.viewer
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
        context.viewer = context.refusal = None
        try:
            context.viewer = await self._authenticate(authorization, organization)
        except AllinError as error:
            # Told to the fields that need a viewer; signing in works with an old token, too.
            context.refusal = error


def _limited(receive: Receive) -> Receive:
    """Receive a body up to its greatest length. Raises `HTTPException` beyond it."""
    received = 0

    async def receive_limited() -> Message:
        nonlocal received
        message = await receive()
        received += len(message.get("body", b""))
        if received > _MAX_BODY:
            raise HTTPException(413, f"A request may have {_MAX_BODY} bytes.")
        return message

    return receive_limited


def _refuse(status: int, message: str, headers: dict[str, str] | None = None) -> Response:
    return _told(status, message, {"code": "BAD_REQUEST"}, headers)


def _told(
    status: int, message: str, extensions: dict[str, Any], headers: dict[str, str] | None = None
) -> Response:
    error = {"message": message, "extensions": extensions}
    return JSONResponse({"errors": [error]}, status_code=status, headers=headers)
