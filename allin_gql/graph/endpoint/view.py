"""GraphQL over HTTP, by the letter of its specification; streams and sockets are handed on."""

import logging
from collections.abc import AsyncGenerator, Awaitable, Callable
from datetime import timedelta
from http import HTTPStatus
from json import JSONDecodeError

from graphql import OperationType
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocket
from strawberry.asgi import GraphQL
from strawberry.exceptions import ConnectionRejectionError
from strawberry.subscriptions import GRAPHQL_TRANSPORT_WS_PROTOCOL
from strawberry.types import ExecutionResult
from strawberry.types.unset import UnsetType

from allin_gql.core.access import Viewer
from allin_gql.core.errors import AllinError, Unavailable
from allin_gql.core.logging import REQUEST_ID
from allin_gql.core.origin import is_asking
from allin_gql.core.outages import is_outage
from allin_gql.graph.attendance import RETRY_AFTER, Attendance, TooManyConnections
from allin_gql.graph.context import Context
from allin_gql.graph.documents.prepared import PreparedOperation
from allin_gql.graph.endpoint import bodies
from allin_gql.graph.endpoint.answers import answer, content_of, refused
from allin_gql.graph.endpoint.bodies import BadRequest, read_address, read_body
from allin_gql.graph.endpoint.negotiation import Accepted, accepted
from allin_gql.graph.live.sockets import SocketAdapter, SocketHandler, attend
from allin_gql.graph.live.streams import HEARTBEAT, open_stream
from allin_gql.graph.pipeline import Refused
from allin_gql.graph.pipeline import Request as Asked
from allin_gql.graph.policy import Policy
from allin_gql.graph.problems import AWAY, FAULT, fault_extensions
from allin_gql.graph.schema import Schema

_log = logging.getLogger(__name__)

Authenticate = Callable[[str | None, str | None], Awaitable[Viewer | None]]

INIT_TIMEOUT = timedelta(seconds=5)  # a socket that says nothing is not kept
_ORGANIZATION = "x-allin-organization"
_MAX_OPERATIONS = 20  # at once on a socket
_FOLLOW = "Subscriptions are followed over a WebSocket, or by POST with Accept: text/event-stream."

_OFFERED = "Answers are application/graphql-response+json, application/json or text/event-stream."


class GraphQLView(GraphQL[Context, None]):
    """The endpoint."""

    graphql_transport_ws_handler_class = SocketHandler
    websocket_adapter_class = SocketAdapter

    def __init__(
        self,
        schema: Schema,
        *,
        authenticate: Authenticate,
        attendance: Attendance,
        origins: tuple[str, ...],
        policy: Policy | None = None,
        init_timeout: timedelta = INIT_TIMEOUT,
        heartbeat: timedelta = HEARTBEAT,
    ) -> None:
        super().__init__(
            schema,
            graphql_ide=None,
            subscription_protocols=(GRAPHQL_TRANSPORT_WS_PROTOCOL,),
            connection_init_wait_timeout=init_timeout,
            max_subscriptions_per_connection=_MAX_OPERATIONS,
            allowed_origins=origins,
        )
        self._pipeline = schema.pipeline
        self._authenticate = authenticate
        self._policy = policy or Policy()
        self._attendance = attendance
        self._heartbeat = heartbeat

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            response = await self._respond(Request(scope, receive))
            await response(scope, receive, send)
        else:
            await attend(WebSocket(scope, receive, send), self._attendance, self.run)

    async def _respond(self, request: Request) -> ASGIApp:
        wanted = accepted(request.headers.get("accept"))
        media_type = wanted.media_type
        if media_type is None and not wanted.is_stream:
            return refused(HTTPStatus.NOT_ACCEPTABLE, _OFFERED)
        try:
            return await self._answer(request, wanted)
        except BadRequest as bad:
            return refused(bad.status, str(bad), media_type=media_type, headers=bad.headers)
        except ClientDisconnect:
            return Response(status_code=HTTPStatus.BAD_REQUEST)  # nobody is there to read it
        except Exception as error:  # noqa: BLE001  # whatever it is, it is told as GraphQL is
            _log.exception("a request failed")
            if is_outage(error):
                return refused(
                    HTTPStatus.SERVICE_UNAVAILABLE,
                    AWAY,
                    media_type=media_type,
                    extensions={"code": Unavailable.code, "retryable": True},
                )
            return refused(
                HTTPStatus.INTERNAL_SERVER_ERROR,
                FAULT,
                media_type=media_type,
                extensions=fault_extensions(),
            )

    async def _answer(self, request: Request, wanted: Accepted) -> ASGIApp:
        if request.method == "POST":
            asked = await read_body(request)
            context = await self.get_context(request, None)
        elif request.method == "GET":
            context = await self.get_context(request, None)
            if not context.may_introspect:  # thus never by a cookie, nor by following a link
                raise _not_allowed("GraphQL is asked by POST; by GET only with an access token.")
            asked = read_address(request)
        else:
            raise _not_allowed("GraphQL is asked by POST, or by GET for queries.", "GET, POST")
        try:
            operation = await self._pipeline.find(asked, context)
        except Refused as refused_:
            if wanted.media_type is None:
                return self._stream(request, _only(refused_.result()))
            return answer(
                refused_.result(),
                wanted.media_type,
                self._policy.statuses,
                context.response_headers,
            )
        return await self._perform(request, wanted, asked, operation, context)

    async def _perform(
        self,
        request: Request,
        wanted: Accepted,
        asked: Asked,
        operation: PreparedOperation,
        context: Context,
    ) -> ASGIApp:
        if request.method == "GET" and operation.type is not OperationType.QUERY:
            raise _not_allowed(f"A {operation.type.value} is not performed by GET.")
        is_subscription = operation.type is OperationType.SUBSCRIPTION
        if wanted.is_stream_preferred or (is_subscription and wanted.is_stream):
            return self._stream(request, self._pipeline.stream(operation, asked, context))
        if is_subscription or wanted.media_type is None:
            raise BadRequest(400, _FOLLOW)
        result = await self._pipeline.execute(operation, asked, context)
        return answer(result, wanted.media_type, self._policy.statuses, context.response_headers)

    def _stream(self, request: Request, results: AsyncGenerator[ExecutionResult, None]) -> ASGIApp:
        try:
            response = open_stream(
                request,
                results,
                self._attendance,
                encode=lambda told: bodies.encode(content_of(told)).decode(),
                heartbeat=self._heartbeat,
            )
        except TooManyConnections as error:
            return refused(
                HTTPStatus.TOO_MANY_REQUESTS,
                str(error),
                headers={"Retry-After": RETRY_AFTER},
                extensions={"code": error.code, "retryable": True, "numbers": error.numbers},
            )
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    def decode_json(self, data: str | bytes) -> object:
        try:
            return bodies.decode(
                data.encode(errors="surrogatepass") if isinstance(data, str) else data
            )
        except BadRequest as error:
            raise JSONDecodeError("not JSON", "", 0) from error

    def encode_json(self, data: object) -> str:
        return bodies.encode(data).decode()

    async def get_context(
        self,
        request: Request | WebSocket,
        response: Response | WebSocket | None,  # noqa: ARG002  # Strawberry's signature
    ) -> Context:
        context = Context(request, REQUEST_ID.get() or "", self._policy)
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
        if context.viewer is not None:
            self._attendance.identify(context.presence, context.viewer)
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
        is_asking(context.viewer)


def _not_allowed(message: str, allowed: str = "POST") -> BadRequest:
    return BadRequest(HTTPStatus.METHOD_NOT_ALLOWED, message, {"Allow": allowed})


async def _only(result: ExecutionResult) -> AsyncGenerator[ExecutionResult, None]:
    yield result
