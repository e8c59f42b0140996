"""What is answered over HTTP: the status, the head and the body of an answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Final, Literal

from starlette.types import Receive, Scope, Send
from strawberry.types import ExecutionResult
from strawberry.types.execution import PreExecutionError

from allin_gql.graph.endpoint.bodies import encode
from allin_gql.graph.endpoint.negotiation import GRAPHQL, JSON
from allin_gql.graph.problems import BAD_REQUEST, translated

_PARTIAL: Final = 294  # the draft's status for data beside errors, which HTTPStatus has not
_TYPES: Final = {type_: f"{type_}; charset=utf-8".encode() for type_ in (JSON, GRAPHQL)}
# Of refusals that HTTP has a word of its own for, whatever media type the client takes.
STATUS_BY_CODE: Final = {
    "BAD_REQUEST": HTTPStatus.BAD_REQUEST,
    "INTROSPECTION_REFUSED": HTTPStatus.FORBIDDEN,
    "DOCUMENT_NOT_TRUSTED": HTTPStatus.FORBIDDEN,
    "RATE_LIMITED": HTTPStatus.TOO_MANY_REQUESTS,
    "UNAVAILABLE": HTTPStatus.SERVICE_UNAVAILABLE,
    "OPERATION_TIMEOUT": HTTPStatus.SERVICE_UNAVAILABLE,
    "INTERNAL_SERVER_ERROR": HTTPStatus.INTERNAL_SERVER_ERROR,
}
STATUS_BY_CODE_OF_THE_DRAFT: Final = STATUS_BY_CODE | {
    "GRAPHQL_PARSE_FAILED": HTTPStatus.BAD_REQUEST,
    "BAD_REQUEST": HTTPStatus.UNPROCESSABLE_ENTITY,
}

Statuses = Literal["audit", "draft"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer that is ready to be sent."""

    status: int
    body: bytes
    media_type: str = JSON
    headers: Mapping[str, str] = field(default_factory=dict)

    async def __call__(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        headers = [
            (b"content-type", _TYPES[self.media_type]),
            (b"content-length", str(len(self.body)).encode()),
            (b"cache-control", b"no-store"),
            (b"x-robots-tag", b"noindex"),
        ]
        for name, value in self.headers.items():
            headers.append((name.lower().encode(), value.encode()))
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        await send({"type": "http.response.body", "body": self.body})


def refused(
    status: int,
    message: str,
    *,
    media_type: str | None = None,
    extensions: Mapping[str, Any] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Answer:
    """Tell what is wrong with a request before there is an operation."""
    error = {"message": message, "extensions": dict(extensions or BAD_REQUEST)}
    return Answer(
        status=status,
        body=encode({"errors": [error]}),
        media_type=media_type or JSON,
        headers=headers or {},
    )


def answer(
    result: ExecutionResult,
    media_type: str,
    statuses: Statuses,
    headers: Mapping[str, str] | None = None,
) -> Answer:
    """Tell what came of an operation."""
    content = content_of(result)
    return Answer(
        status=_status(result, content, media_type, statuses),
        body=encode(content),
        media_type=media_type,
        headers=headers or {},
    )


def content_of(result: ExecutionResult) -> dict[str, Any]:
    """The answer as it is sent by any transport: what was not begun has no `data`."""
    errors = translated(result.errors)
    content: dict[str, Any] = {}
    if errors:
        content["errors"] = [error.formatted for error in errors]
    if not isinstance(result, PreExecutionError):
        content["data"] = result.data
    if result.extensions:
        content["extensions"] = result.extensions
    return content


def _status(
    result: ExecutionResult, content: Mapping[str, Any], media_type: str, statuses: Statuses
) -> int:
    errors = content.get("errors")
    if not errors:
        return HTTPStatus.OK
    if not isinstance(result, PreExecutionError):
        return _PARTIAL if statuses == "draft" else HTTPStatus.OK
    code = errors[0]["extensions"]["code"]
    if statuses == "draft":
        return STATUS_BY_CODE_OF_THE_DRAFT.get(code, HTTPStatus.UNPROCESSABLE_ENTITY)
    # Clients of before the specification, which take `application/json`, look at the body alone.
    usual = HTTPStatus.BAD_REQUEST if media_type == GRAPHQL else HTTPStatus.OK
    return STATUS_BY_CODE.get(code, usual)
