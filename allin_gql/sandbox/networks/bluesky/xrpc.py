"""Serves methods the way the reference server does: what it checks, in which order.

Parameters, then who asks, then the body, then the rate limit, then the method itself. Only the
last two can have rate-limit headers on their answers.
"""

import json
import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Literal

from starlette.requests import Request
from starlette.responses import Response

from allin_gql.sandbox.intake import clean
from allin_gql.sandbox.networks.bluesky import facts
from allin_gql.sandbox.networks.bluesky.accounts import Account
from allin_gql.sandbox.networks.bluesky.blobs import Blobs
from allin_gql.sandbox.networks.bluesky.lexicons import NOTHING
from allin_gql.sandbox.networks.bluesky.limits import Charge, RateLimits
from allin_gql.sandbox.networks.bluesky.problems import (
    Refused,
    auth_missing,
    invalid_request,
)
from allin_gql.sandbox.networks.bluesky.records import Records
from allin_gql.sandbox.networks.bluesky.schemas import Fields, Flag, Invalid, Items, Number, shown
from allin_gql.sandbox.networks.bluesky.sessions import Sessions
from allin_gql.sandbox.world import World

MAX_DEPTH = 200  # of a JSON document; the reference server gives up somewhere above 3000
_METHOD = re.compile(r"[a-zA-Z][a-zA-Z0-9-]*(\.[a-zA-Z0-9-]+)+")
_HALF_PAIR = re.compile("[\ud800-\udfff]")
_FINITE = "one of null, boolean, integer, string, cid, bytes, array or object"


class Body(StrEnum):
    """What a method takes as its body."""

    NONE = "none"
    JSON = "json"
    BYTES = "bytes"


class Asks(StrEnum):
    """Which token a method asks for."""

    NOTHING = "nothing"
    ACCESS = "access"
    REFRESH = "refresh"
    LEAVE = "leave"  # a refresh token that may have expired


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """The parts of the server that methods work with."""

    world: World
    records: Records
    sessions: Sessions
    blobs: Blobs


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A call that was found good. `account` is None where nobody needs to sign in."""

    server: Server
    request: Request
    input: Mapping[str, Any]
    account: Account | None
    data: bytes = b""

    @property
    def viewer(self) -> Account:
        """Whoever signed in. Raises `Refused` if nobody did."""
        if self.account is None:
            raise auth_missing()
        return self.account


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """A method: what it takes and what it costs."""

    run: Callable[[Call], Response]
    verb: Literal["GET", "POST"] = "GET"
    takes: Fields = NOTHING
    body: Body = Body.NONE
    asks: Asks = Asks.NOTHING
    is_passed_on: bool = False  # the AppView looks at it; this server only counts, and asks who
    charges: Callable[[Call], Sequence[Charge]] = field(default=lambda _: ())


class Xrpc:
    """The face of the server: every path below `/xrpc/`."""

    def __init__(self, server: Server, methods: Mapping[str, Method]) -> None:
        self._server = server
        self._methods = methods
        self._limits = RateLimits()
        server.world.counters.append(self._limits)

    async def serve(self, request: Request) -> Response:
        """Answer one call."""
        try:
            response = await self._answer(request)
        except Refused as refused:
            response = refused.answer()
        except RecursionError:
            response = invalid_request("Maximum call stack size exceeded").answer()
        response.headers["access-control-allow-origin"] = "*"
        return response

    async def _answer(self, request: Request) -> Response:
        name = request.path_params["method"].removesuffix("/")
        verb = "GET" if request.method == "HEAD" else request.method
        if verb == "OPTIONS":
            return _preflight()
        if _METHOD.fullmatch(name) is None:
            raise invalid_request("invalid xrpc path")
        method = self._methods.get(name)
        if verb not in {"GET", "POST"} or method is None or method.is_passed_on:
            return self._passed_on(request, name, verb, method)
        return self._run(method, await self._admitted(request, name, verb, method))

    async def _admitted(self, request: Request, name: str, verb: str, method: Method) -> Call:
        if verb != method.verb:
            raise invalid_request(f"Incorrect HTTP method ({verb}) expected {method.verb}")
        given = _parameters(request, name, method.takes) if verb == "GET" else {}
        account = self._asked(request, method.asks)
        data = await _body(request, method)
        if method.body is Body.JSON:
            given = _json(data)
            try:
                method.takes.check(given, "$")
            except Invalid as invalid:
                raise invalid_request(str(invalid)) from invalid
        return Call(server=self._server, request=request, input=given, account=account, data=data)

    def _asked(self, request: Request, asks: Asks) -> Account | None:
        authorization = request.headers.get("authorization", "")
        match asks:
            case Asks.ACCESS:
                return self._server.sessions.account(authorization)
            case Asks.REFRESH | Asks.LEAVE:
                self._server.sessions.check_refresh(
                    authorization, is_expired_fine=asks is Asks.LEAVE
                )
        return None

    def _run(self, method: Method, call: Call) -> Response:
        general = Charge(windows=(facts.GLOBAL,), subject=address(call.request))
        allowance = self._limits.charge(
            [general, *method.charges(call)], self._server.world.clock.now()
        )
        if allowance.left < 0:
            raise allowance.refusal()
        try:
            response = method.run(call)
        except Refused as refused:
            response = refused.answer()
        response.headers.update(allowance.headers())
        return response

    def _passed_on(self, request: Request, name: str, verb: str, method: Method | None) -> Response:
        """Answer what the AppView would answer to whoever is signed in, and count it."""

        def pass_on(call: Call) -> Response:
            if verb not in {"GET", "POST"}:
                raise invalid_request("XRPC requests only supports GET and POST")
            account = self._asked(request, Asks.ACCESS)
            if method is None:
                raise Refused(
                    status=501, error="MethodNotImplemented", message="Method Not Implemented"
                )
            if verb != method.verb:
                raise invalid_request(f"Incorrect HTTP method ({verb}) expected {method.verb}")
            given = _parameters(request, name, method.takes)
            return method.run(replace(call, input=given, account=account))

        call = Call(server=self._server, request=request, input={}, account=None)
        return self._run(Method(run=pass_on), call)


def address(request: Request) -> str:
    """Answer the address that a call comes from."""
    return request.client.host if request.client else "nowhere"


def _preflight() -> Response:
    headers = {
        "access-control-allow-methods": "GET,HEAD,PUT,PATCH,POST,DELETE",
        "access-control-allow-headers": "*",
        "access-control-max-age": "86400",
    }
    return Response(status_code=204, headers=headers)


def _parameters(request: Request, name: str, schema: Fields) -> Mapping[str, Any]:
    """Answer the query as the schema's types. Raises `Refused`, without saying where."""
    given: dict[str, Any] = {}
    for key, kind in schema.of.items():
        values = [clean(text) for text in request.query_params.getlist(key) if text]
        if isinstance(kind, Items) and values:
            given[key] = values
        elif values:
            given[key] = values if len(values) > 1 else _typed(values[0], kind)
    try:
        schema.check(given, "$")
    except Invalid as invalid:
        raise invalid_request(f"Invalid {name} params: {invalid.message}") from invalid
    return given


def _typed(text: str, kind: object) -> Any:  # noqa: ANN401  # any JSON
    if isinstance(kind, Number) and re.fullmatch(r"-?[0-9]{1,15}", text):
        return int(text)
    if isinstance(kind, Flag) and text in {"true", "false"}:
        return text == "true"
    return text


async def _body(request: Request, method: Method) -> bytes:
    if method.verb == "GET":
        return b""
    most = facts.MAX_BLOB_BYTES if method.body is Body.BYTES else facts.MAX_JSON_BYTES
    data = b""
    async for chunk in request.stream():
        data += chunk
        if len(data) > most:
            error = "PayloadTooLarge" if method.body is Body.BYTES else "PayloadTooLargeError"
            raise Refused(status=413, error=error, message="request entity too large")
    kind = request.headers.get("content-type", "")
    if method.body is Body.NONE:
        if data:
            raise invalid_request("A request body was provided when none was expected")
    elif not kind:
        raise invalid_request("Request encoding (Content-Type) required but not provided")
    elif method.body is Body.JSON and kind.partition(";")[0].strip() != "application/json":
        raise invalid_request(f"Wrong request encoding (Content-Type): {kind}")
    return data


def _json(data: bytes) -> Mapping[str, Any]:
    try:
        value = json.loads(data.decode("utf-8", "replace") or "{}", parse_constant=_refuse_constant)
    except ValueError as error:
        raise _syntax_error(str(error)) from error
    if not isinstance(value, dict | list):
        raise _syntax_error("Only objects and arrays are valid JSON")
    try:
        body: Mapping[str, Any] = _whole(value, "$")
    except Invalid as invalid:
        raise invalid_request(str(invalid)) from invalid
    return body


def _whole(value: Any, path: str, depth: int = 0) -> Any:  # noqa: ANN401  # any JSON
    """Answer the value as the protocol can hold it: `1.0` is 1, half a surrogate pair is U+FFFD.

    Raises `Invalid` for a fraction.
    """
    if depth > MAX_DEPTH:
        raise RecursionError
    if isinstance(value, str):
        return _HALF_PAIR.sub("\ufffd", value)
    if isinstance(value, float):
        if not math.isfinite(value) or value != int(value):
            message = f"Expected {_FINITE} value type (got {shown(value)})"
            raise Invalid(message=message, path=path)
        return int(value)
    if isinstance(value, list):
        return [_whole(part, f"{path}[{i}]", depth + 1) for i, part in enumerate(value)]
    if isinstance(value, dict):
        return {
            _whole(key, path): _whole(part, f"{path}.{key}", depth + 1)
            for key, part in value.items()
        }
    return value


def _refuse_constant(text: str) -> float:
    raise ValueError(f"Unexpected token '{text[0]}'")


def _syntax_error(message: str) -> Refused:
    return Refused(status=400, error="SyntaxError", message=message)
