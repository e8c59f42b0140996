"""The audit log as a file: lines that are sent as they are read, to who shows an access token.

It is asked by GET with the filters of `auditLog` in the address, and the token in the head, never
in the address, which is kept in logs and histories.
"""

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from http import HTTPStatus
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from allin_gql.core.access import Viewer
from allin_gql.core.errors import AllinError, InvalidInput, NotAllowed, Unauthenticated
from allin_gql.core.origin import is_asking
from allin_gql.core.outages import is_outage
from allin_gql.core.text import readable
from allin_gql.core.throttle.parties import party_of
from allin_gql.core.throttle.throttle import THROTTLE, RateLimited
from allin_gql.domains.audit.service import ExportForm, export_log, parse_wanted
from allin_gql.domains.audit.values import Wanted
from allin_gql.graph.problems import AWAY, FAULT, fault_extensions

_log = logging.getLogger(__name__)

Authenticate = Callable[[str | None, str | None], Awaitable[Viewer | None]]

EXPORT_PATH: Final = "/audit-log"
_POINTS: Final = 100  # of the viewer's bucket; it reads as much as many pages do
_TYPES: Final = {
    ExportForm.JSON_LINES: "application/jsonl",
    ExportForm.CSV: "text/csv; charset=utf-8; header=present",
}
_SINGLE: Final = ("format", "actor", "apiKey", "subject", "since", "until")
_STATUSES: Final = (
    (RateLimited, HTTPStatus.TOO_MANY_REQUESTS),
    (Unauthenticated, HTTPStatus.UNAUTHORIZED),
    (NotAllowed, HTTPStatus.FORBIDDEN),
)


def export_routes(authenticate: Authenticate) -> list[Route]:
    """Answer the route that hands the audit log out."""

    async def export(request: Request) -> Response:
        try:
            return await _export(request, authenticate)
        except AllinError as error:
            return _refusal(error)
        except Exception as error:  # noqa: BLE001  # whatever it is, it is told as all else
            _log.exception("the audit log was not handed out")
            if is_outage(error):
                return _told("UNAVAILABLE", AWAY, HTTPStatus.SERVICE_UNAVAILABLE)
            code = fault_extensions()["code"]
            return _told(code, FAULT, HTTPStatus.INTERNAL_SERVER_ERROR)

    return [Route(EXPORT_PATH, export, methods=["GET"])]


async def _export(request: Request, authenticate: Authenticate) -> Response:
    headers = request.headers
    viewer = await authenticate(headers.get("authorization"), headers.get("x-allin-organization"))
    if viewer is None:
        raise Unauthenticated("Log in, and send the access token as a bearer.")
    is_asking(viewer)
    form, wanted = _read(request)
    await THROTTLE.current.spend(party_of(viewer, None), _POINTS)
    lines = await export_log(viewer, wanted, form)
    name = f"audit-log.{form.value}"
    return StreamingResponse(
        lines,
        media_type=_TYPES[form],
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "no-store",
            "X-Accel-Buffering": "no",
        },
    )


def _read(request: Request) -> tuple[ExportForm, Wanted]:
    given = request.query_params
    for name in given:
        if name not in {*_SINGLE, "actions"}:
            raise InvalidInput(f"“{readable(name)}” is no filter of the audit log.", path=(name,))
    try:
        form = ExportForm(given.get("format", ExportForm.JSON_LINES))
    except ValueError as error:
        raise InvalidInput("The format is `jsonl` or `csv`.", path=("format",)) from error
    wanted = parse_wanted(
        actor=given.get("actor"),
        api_key=given.get("apiKey"),
        actions=given.getlist("actions") or None,
        subject=given.get("subject"),
        since=_moment(given.get("since"), "since"),
        until=_moment(given.get("until"), "until"),
    )
    return form, wanted


def _moment(text: str | None, name: str) -> datetime | None:
    try:
        return None if text is None else datetime.fromisoformat(text)
    except ValueError as error:
        message = f"“{readable(text)}” is no moment by ISO 8601."
        raise InvalidInput(message, path=(name,)) from error


def _refusal(error: AllinError) -> Response:
    found = (status for kind, status in _STATUSES if isinstance(error, kind))
    response = _told(error.code, str(error), next(found, HTTPStatus.BAD_REQUEST))
    if isinstance(error, RateLimited):
        response.headers["Retry-After"] = str(error.retry_after)
    if isinstance(error, Unauthenticated):
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


def _told(code: Any, message: str, status: HTTPStatus) -> Response:  # noqa: ANN401  # a text
    content = {"problem": {"code": code, "message": message}}
    return JSONResponse(content, status_code=status, headers={"Cache-Control": "no-store"})
