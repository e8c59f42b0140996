"""Reads what was asked over HTTP: a JSON body, or the parameters of an address."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final, NoReturn

import orjson
from starlette.requests import ClientDisconnect
from starlette.requests import Request as HTTPRequest

from allin_gql.graph.pipeline import Request

MAX_BYTES: Final = 256 * 1024  # of a body; a long post is a few thousand
MAX_QUERY_STRING: Final = 64 * 1024  # bytes of an address, where a document is written longer
_CHARSETS: Final = frozenset({"utf-8", "utf8"})
_HALF = b"\\u"  # only an escape can stand for half of a surrogate pair


class BadRequest(Exception):
    """What was sent is no request; `status` is HTTP's word for it, the text a sentence."""

    def __init__(self, status: int, message: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.headers = dict(headers or {})


async def read_body(request: HTTPRequest) -> Request:
    """Read a request from a body. Raises `BadRequest`, or `ClientDisconnect` if nobody is left."""
    _check_type(request.headers.get("content-type", ""))
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise BadRequest(415, "A body must not be compressed.", {"Accept-Encoding": "identity"})
    return _request(decode(await _received(request)))


def read_address(request: HTTPRequest) -> Request:
    """Read a request from the parameters of an address. Raises `BadRequest`."""
    if len(request.scope["query_string"]) > MAX_QUERY_STRING:
        raise BadRequest(414, f"The parameters may have {MAX_QUERY_STRING} bytes; use POST.")
    given: dict[str, Any] = dict(request.query_params)
    for name in ("variables", "extensions"):
        if given.get(name):
            text = given[name].encode(errors="surrogatepass")
            given[name] = decode(text, f"parameter `{name}`")
        else:
            given.pop(name, None)
    return _request(given)


def decode(data: bytes, label: str = "body") -> Any:  # noqa: ANN401  # any JSON
    """Read JSON. Raises `BadRequest` for what is none, and for what nests without end.

    A key that is given twice has its last value, NaN and Infinity are no JSON, and integers beyond
    64 bits become floats, which no type of ours takes.
    """
    try:
        return orjson.loads(data)
    except orjson.JSONDecodeError as error:
        # Half of a surrogate pair is JSON by its grammar; which argument has it is told later.
        if _HALF in data:
            return _decode_halves(data, label)
        raise BadRequest(400, f"The {label} is not JSON.") from error


def encode(value: object) -> bytes:
    """Write JSON; moments as ISO 8601."""
    try:
        return orjson.dumps(value)
    except TypeError:  # halves of pairs and integers beyond 64 bits
        return json.dumps(
            value, separators=(",", ":"), allow_nan=False, default=datetime.isoformat
        ).encode()


def _decode_halves(data: bytes, label: str) -> Any:  # noqa: ANN401  # any JSON
    try:
        return json.loads(data, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise BadRequest(400, f"The {label} is not JSON.") from error


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")


def _check_type(header: str) -> None:
    name, *parameters = (piece.strip().lower() for piece in header.split(";"))
    charsets = [
        value.strip('"')
        for key, _, value in (parameter.partition("=") for parameter in parameters)
        if key == "charset"
    ]
    if name != "application/json" or not _CHARSETS.issuperset(charsets):
        raise BadRequest(
            415, "A body must be JSON in UTF-8: Content-Type: application/json.", _ACCEPTED
        )


_ACCEPTED: Final = {"Accept-Post": "application/json; charset=utf-8"}


async def _received(request: HTTPRequest) -> bytes:
    length = request.headers.get("content-length", "0")
    if not length.isdecimal() or int(length) > MAX_BYTES:
        raise _too_long()
    body: bytes = b""
    while True:
        message = await request.receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        body += message.get("body", b"")
        if len(body) > MAX_BYTES:
            raise _too_long()
        if not message.get("more_body", False):
            return body


def _too_long() -> BadRequest:
    # What is left of the body would be read as the next request, or at all.
    return BadRequest(413, f"A request may have {MAX_BYTES} bytes.", {"Connection": "close"})


def _request(body: Any) -> Request:  # noqa: ANN401  # any JSON
    if isinstance(body, list):
        raise BadRequest(400, "A request is one object; batches are not taken.")
    if not isinstance(body, dict):
        raise BadRequest(400, "A request must be one object with a `query`.")
    for name, type_, words in _MEMBERS:
        if not isinstance(body.get(name), type_ | None):
            raise BadRequest(400, f"The `{name}` must be {words}.")
    return Request(
        query=body.get("query"),
        variables=body.get("variables"),
        operation_name=body.get("operationName"),
        extensions=body.get("extensions"),
    )


_MEMBERS: Final[tuple[tuple[str, type, str], ...]] = (
    ("query", str, "a string"),
    ("variables", dict, "an object"),
    ("operationName", str, "a string"),
    ("extensions", dict, "an object"),
)
