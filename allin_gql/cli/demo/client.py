"""A client as an integrator would write one: HTTP, server-sent events and a WebSocket."""

import asyncio
import itertools
import json
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx2
from websockets.asyncio.client import ClientConnection, connect

from allin_gql.cli.demo.story import DoesNotHold
from allin_gql.cli.endpoints import Endpoints

_PATIENCE = 30.0  # seconds; whatever takes longer does not hold
_PROTOCOL = "graphql-transport-ws"

Json = dict[str, Any]


class Client:
    """Somebody who talks to the API; `access_token` says who."""

    def __init__(self, endpoints: Endpoints, http: httpx2.AsyncClient) -> None:
        self.endpoints = endpoints
        self.http = http
        self.access_token: str | None = None

    @property
    def authorization(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self.access_token}"} if self.access_token else {}

    async def ask(self, document: str, **variables: Any) -> Json:  # noqa: ANN401  # any JSON
        """Send a query or mutation; gives its data. Raises `DoesNotHold` for errors."""
        body = {"query": document, "variables": variables}
        answer = await self.http.post(self.endpoints.graphql, json=body, headers=self.authorization)
        content: Json = answer.json()
        if "errors" in content:
            raise DoesNotHold(f"the API answered {content['errors']}")
        data: Json = content["data"]
        return data

    async def do(self, document: str, **input_: Any) -> Json:  # noqa: ANN401  # any JSON
        """Perform a document's one mutation; gives its thing. A `Problem` does not hold."""
        result = await self.attempt(document, **input_)
        if result["__typename"] == "Problem":
            raise DoesNotHold(f"refused: {result['code']}: {result['message']}")
        return result

    async def attempt(self, document: str, **input_: Any) -> Json:  # noqa: ANN401  # any JSON
        """Perform a document's one mutation; gives its thing or the `Problem`."""
        data = await self.ask(document, input=input_)
        result: Json = next(iter(data.values()))
        return result

    async def events(self, document: str, **variables: Any) -> AsyncGenerator[Json, None]:  # noqa: ANN401  # variables are any JSON
        """Follow a subscription over server-sent events until it completes."""
        headers = {**self.authorization, "accept": "text/event-stream"}
        body = {"query": document, "variables": variables}
        async with (
            asyncio.timeout(_PATIENCE),
            self.http.stream(
                "POST", self.endpoints.graphql, json=body, headers=headers, timeout=_PATIENCE
            ) as answer,
        ):
            kind = ""
            async for line in answer.aiter_lines():
                if line.startswith("event:"):
                    kind = line.removeprefix("event:").strip()
                if kind == "complete":
                    return
                if kind == "next" and line.startswith("data:"):
                    yield _data(json.loads(line.removeprefix("data:")))

    @asynccontextmanager
    async def socket(self) -> AsyncIterator["Socket"]:
        """Open a WebSocket for subscriptions."""
        async with connect(self.endpoints.websocket, subprotocols=[_PROTOCOL]) as connection:  # type: ignore[list-item]  # a NewType of str
            socket = Socket(connection)
            await socket.open(self.authorization)
            listening = asyncio.create_task(socket.listen())
            try:
                yield socket
            finally:
                listening.cancel()


class Socket:
    """Several subscriptions on one WebSocket, by the protocol graphql-transport-ws."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection
        self._numbers = itertools.count(1)
        self._queues: dict[str, asyncio.Queue[Json]] = {}

    async def open(self, parameters: dict[str, str]) -> None:
        """Say who we are, and wait until that is accepted."""
        await self._send({"type": "connection_init", "payload": parameters})
        answer = json.loads(await asyncio.wait_for(self._connection.recv(), _PATIENCE))
        if answer["type"] != "connection_ack":
            raise DoesNotHold(f"the socket was not accepted: {answer}")

    async def listen(self) -> None:
        """Hand what arrives to the subscriptions that it is for."""
        async for text in self._connection:
            message = json.loads(text)
            if message["type"] == "ping":
                await self._send({"type": "pong"})
            elif message.get("id") in self._queues:
                self._queues[message["id"]].put_nowait(message)

    async def subscribe(self, document: str, **variables: Any) -> AsyncGenerator[Json, None]:  # noqa: ANN401  # variables are any JSON
        """Begin a subscription at once; gives what it yields."""
        number = str(next(self._numbers))
        self._queues[number] = asyncio.Queue()
        payload = {"query": document, "variables": variables}
        await self._send({"id": number, "type": "subscribe", "payload": payload})
        return self._results(number)

    async def _results(self, number: str) -> AsyncGenerator[Json, None]:
        while True:
            try:
                message = await asyncio.wait_for(self._queues[number].get(), _PATIENCE)
            except TimeoutError:
                raise DoesNotHold(f"the subscription said nothing for {_PATIENCE:g} s") from None
            if message["type"] == "complete":
                return
            if message["type"] == "error":
                raise DoesNotHold(f"the subscription was refused: {message['payload']}")
            yield _data(message["payload"])

    async def _send(self, message: Json) -> None:
        await self._connection.send(json.dumps(message))


def _data(result: Json) -> Json:
    if result.get("errors"):
        raise DoesNotHold(f"the subscription failed: {result['errors']}")
    data: Json = result["data"]
    value: Json = next(iter(data.values()))
    return value
