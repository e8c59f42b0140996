"""Stands before everything else and lets the planned faults happen, down to the connection."""

import json
from collections.abc import Callable, Mapping
from typing import Any

import anyio
import httpx2
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from allin_gql.sandbox.faults import REFUSALS, Fault, Kind, When
from allin_gql.sandbox.world import World

Refuse = Callable[[World, Kind, Request], Response]


class Gate:
    """Serves one call, unharmed or with the fault that is planned for it."""

    def __init__(self, world: World, refusals: Mapping[str, Refuse]) -> None:
        self._world = world
        self._refusals = refusals

    async def serve(self, app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a call with `app`, or with what the plan says."""
        network, _, path = scope["path"].lstrip("/").partition("/")
        body = b""
        if self._world.faults.reads_bodies(network):
            body = await _read(receive)
            receive = _replay(body, receive)
        endpoint = f"{scope['method']} /{path}"
        fault = self._world.faults.strike(network, endpoint, body)
        if fault is None:
            await app(scope, receive, send)
        elif fault.kind in REFUSALS:
            refusal = self._refusals[network](self._world, fault.kind, Request(scope, receive))
            await refusal(scope, receive, send)
        else:
            await _fail(fault, app, scope, receive, send)


async def _fail(fault: Fault, app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    messages: list[Message] = []
    if fault.when is When.AFTER or fault.kind is Kind.TRUNCATE:
        await app(scope, receive, _keep_in(messages))
    match fault.kind:
        case Kind.ERROR:
            await _error(fault)(scope, receive, send)
        case Kind.SLOW:
            await anyio.sleep(fault.seconds)
            if not messages:
                await app(scope, receive, send)
            for message in messages:
                await send(message)
        case Kind.TRUNCATE:
            await _truncate(messages, send)
        case Kind.HANG:
            await _hang(fault.seconds, receive)
            _cut(send, httpx2.ReadTimeout("The sandbox left the call without an answer."))
        case _:
            _cut(send, httpx2.ReadError("The sandbox reset the connection."))


def _error(fault: Fault) -> Response:
    body = json.dumps({"error": "The sandbox failed as planned."})
    headers = {"content-type": "application/json", **fault.headers}
    content = body if fault.body is None else fault.body
    return Response(content, status_code=fault.status, headers=headers)


async def _truncate(messages: list[Message], send: Send) -> None:
    start = messages[0]
    body = b"".join(message.get("body", b"") for message in messages[1:])
    await send(_with_length(start, len(body)))
    await send({"type": "http.response.body", "body": body[: len(body) // 2], "more_body": True})
    lost = httpx2.RemoteProtocolError(
        "peer closed connection without sending complete message body"
    )
    _cut(send, lost, flush=True)


def _with_length(start: Message, length: int) -> Message:
    headers = {**Headers(raw=start["headers"]), "content-length": str(length)}
    raw = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
    return {**start, "headers": raw}


def _cut(send: Send, error: httpx2.TransportError, *, flush: bool = False) -> None:
    """Close the connection under the server's feet.

    ASGI has no word for it, so this reaches for the transport that uvicorn's `send` is bound to.
    Without a connection (a test that calls the application directly) it raises what a client
    would have seen.
    """
    transport: Any = getattr(getattr(send, "__self__", None), "transport", None)
    if transport is None:
        raise error
    if flush:
        transport.close()
    else:
        transport.abort()
    send.__self__.disconnected = True  # type: ignore[attr-defined]  # else uvicorn answers 500


async def _hang(seconds: float, receive: Receive) -> None:
    with anyio.move_on_after(seconds):
        while (await receive())["type"] != "http.disconnect":
            pass


def _keep_in(messages: list[Message]) -> Send:
    async def keep(message: Message) -> None:
        messages.append(message)

    return keep


async def _read(receive: Receive) -> bytes:
    body = b""
    while True:
        message = await receive()
        chunk: bytes = message.get("body", b"")
        body += chunk
        if not message.get("more_body", False):
            return body


def _replay(body: bytes, receive: Receive) -> Receive:
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replay() -> Message:
        return waiting.pop() if waiting else await receive()

    return replay
