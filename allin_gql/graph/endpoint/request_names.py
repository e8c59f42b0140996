"""Every request has an id, which its answer and everything in the log about it carry."""

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from allin_gql.core.ids import new_id
from allin_gql.core.logging import REQUEST_ID
from allin_gql.core.origin import Origin, coming_from
from allin_gql.graph.context import address_of, user_agent_of

HEADER = "X-Request-Id"


class NameRequests:
    """Gives an id to each request and each socket; one that a client sends is not taken over.

    Also notes from where it comes, for the audit log.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        request_id = new_id().hex

        async def send_named(message: Message) -> None:
            if message["type"] in {"http.response.start", "websocket.accept"}:
                MutableHeaders(scope=message)[HEADER] = request_id
            await send(message)

        connection = HTTPConnection(scope)
        origin = Origin(
            address=address_of(connection),
            user_agent=user_agent_of(connection),
            request_id=request_id,
        )
        token = REQUEST_ID.set(request_id)
        try:
            with coming_from(origin):
                await self._app(scope, receive, send_named)
        finally:
            REQUEST_ID.reset(token)
