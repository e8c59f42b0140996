"""The address that an export is fetched from, by GET and with a bearer; no token is in it."""

import logging
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Final
from uuid import UUID

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from allin_gql.core.access import Viewer
from allin_gql.core.errors import (
    AllinError,
    Conflict,
    InvalidInput,
    NotAllowed,
    NotFound,
    Unauthenticated,
)
from allin_gql.core.ids import IdKind, parse_id, public_id
from allin_gql.core.origin import is_asking
from allin_gql.core.outages import is_outage
from allin_gql.core.throttle.parties import party_of
from allin_gql.core.throttle.throttle import THROTTLE, RateLimited
from allin_gql.domains.privacy import service
from allin_gql.domains.privacy.service.archives import archive_size
from allin_gql.graph.problems import AWAY, FAULT, fault_extensions

_log = logging.getLogger(__name__)

Authenticate = Callable[[str | None, str | None], Awaitable[Viewer | None]]

_HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_POINTS: Final = 100  # of the viewer's bucket; it reads as much as many pages do
_STATUSES: Final[dict[type[AllinError], HTTPStatus]] = {
    Unauthenticated: HTTPStatus.UNAUTHORIZED,
    NotAllowed: HTTPStatus.FORBIDDEN,
    NotFound: HTTPStatus.NOT_FOUND,
    InvalidInput: HTTPStatus.NOT_FOUND,  # an id that is none names nothing
    RateLimited: HTTPStatus.TOO_MANY_REQUESTS,
    Conflict: HTTPStatus.CONFLICT,
}


def data_export_routes(authenticate: Authenticate) -> list[Route]:
    """Answer the address of each export."""

    async def fetch_export(request: Request) -> Response:
        try:
            return await _answer(request, authenticate)
        except AllinError as error:
            return _refuse(error)
        except Exception as error:  # noqa: BLE001  # whatever it is, it is told as all else
            _log.exception("an export was not handed out")
            if is_outage(error):
                return _told("UNAVAILABLE", AWAY, HTTPStatus.SERVICE_UNAVAILABLE)
            code = str(fault_extensions()["code"])
            return _told(code, FAULT, HTTPStatus.INTERNAL_SERVER_ERROR)

    return [Route(f"{service.EXPORTS_PATH}/{{export}}", fetch_export, methods=["GET"])]


async def _answer(request: Request, authenticate: Authenticate) -> Response:
    authorization = request.headers.get("authorization")

    async def ask(organization_id: UUID | None) -> Viewer:
        organization = public_id(IdKind.ORGANIZATION, organization_id) if organization_id else None
        viewer = await authenticate(authorization, organization)
        if viewer is None:
            raise Unauthenticated("Send the access token as a bearer.")
        is_asking(viewer)
        return viewer

    viewer = await ask(None)  # before anything is said about the address
    await THROTTLE.current.spend(party_of(viewer, None), _POINTS)
    key = parse_id(IdKind.DATA_EXPORT, request.path_params["export"])
    export = await service.find_export(ask, key)
    files = await service.list_files(export)
    name = f"allin-{export.subject.lower()}-{export.created_at:%Y-%m-%d}.zip"
    return StreamingResponse(
        service.read_archive(export, files),
        media_type="application/zip",
        headers={
            **_HEADERS,
            "Content-Length": str(archive_size(files)),
            "Content-Disposition": f'attachment; filename="{name}"',
        },
    )


def _refuse(error: AllinError) -> Response:
    status = next(
        (known for kind, known in _STATUSES.items() if isinstance(error, kind)),
        HTTPStatus.INTERNAL_SERVER_ERROR,
    )
    response = _told(error.code, str(error), status, remedy=error.remedy)
    if isinstance(error, RateLimited):
        response.headers["Retry-After"] = str(error.retry_after)
    if status == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


def _told(code: str, message: str, status: HTTPStatus, *, remedy: str | None = None) -> Response:
    told = {"code": code, "message": message, **({"remedy": remedy} if remedy else {})}
    return JSONResponse(told, status_code=status, headers=_HEADERS)
