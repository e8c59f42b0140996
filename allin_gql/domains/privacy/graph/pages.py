"""The address that an export is fetched from, by GET and with a bearer; no token is in it."""

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
from allin_gql.domains.privacy import service
from allin_gql.domains.privacy.service.archives import archive_size

Authenticate = Callable[[str | None, str | None], Awaitable[Viewer | None]]

_HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_STATUSES: Final[dict[type[AllinError], HTTPStatus]] = {
    Unauthenticated: HTTPStatus.UNAUTHORIZED,
    NotAllowed: HTTPStatus.FORBIDDEN,
    NotFound: HTTPStatus.NOT_FOUND,
    InvalidInput: HTTPStatus.NOT_FOUND,  # an id that is none names nothing
    Conflict: HTTPStatus.CONFLICT,
}


def data_export_routes(authenticate: Authenticate) -> list[Route]:
    """Answer the address of each export."""

    async def fetch_export(request: Request) -> Response:
        try:
            return await _answer(request, authenticate)
        except AllinError as error:
            return _refuse(error)

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

    await ask(None)  # before anything is said about the address
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
    told = {"code": error.code, "message": str(error), "remedy": error.remedy}
    headers = dict(_HEADERS)
    if status == HTTPStatus.UNAUTHORIZED:
        headers["WWW-Authenticate"] = "Bearer"
    return JSONResponse(told, status_code=status, headers=headers)
