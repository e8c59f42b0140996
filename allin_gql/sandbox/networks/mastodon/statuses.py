"""Publishing, reading and deleting statuses."""

from collections.abc import Sequence
from urllib.parse import urlencode

from starlette.responses import JSONResponse, Response

from allin_gql.sandbox.intake import Parameters, text_of, words_of
from allin_gql.sandbox.networks.mastodon import facts, text
from allin_gql.sandbox.networks.mastodon.api import Call
from allin_gql.sandbox.networks.mastodon.problems import Refused, Said
from allin_gql.sandbox.networks.mastodon.shapes import (
    application_json,
    deleted_status_json,
    status_json,
)
from allin_gql.sandbox.store import Document

VISIBILITIES = ("public", "unlisted", "private", "direct")
PAGE, MAX_PAGE = 20, 40
MAX_BATCH = 100


def publish(call: Call) -> Response:
    """Publish a status; a known `Idempotency-Key` answers the first one, unexamined."""
    handle = call.person()
    key = call.request.headers.get("idempotency-key") or None
    status = call.server.status_of_key(handle, key) if key else None
    if status is None:
        status = call.server.add_status(_examined(call, handle), key)
    return JSONResponse(status_json(call.server, status, handle))


def read(call: Call) -> Response:
    """Answer one status."""
    status = call.server.status(call.request.path_params["status_id"])
    if status is None or not _is_visible(status, call.viewer):
        raise Refused(status=404, said="Not Found")
    return JSONResponse(status_json(call.server, status, call.viewer))


def read_batch(call: Call) -> Response:
    """Answer the statuses of the given ids that exist."""
    ids = words_of(call.parameters, "id")
    if len(ids) > MAX_BATCH:
        raise Refused(status=422, said=f"Too many ids: at most {MAX_BATCH}")
    found = (call.server.status(status_id) for status_id in dict.fromkeys(ids))
    visible = [status for status in found if status and _is_visible(status, call.viewer)]
    return JSONResponse([status_json(call.server, each, call.viewer) for each in visible])


def list_of_account(call: Call) -> Response:
    """Answer a page of an account's statuses, newest first, with links to its neighbours."""
    account = call.server.account_by_id(call.request.path_params["account_id"])
    if account is None:
        raise Refused(status=404, said="Record not found")
    visible = [
        status
        for status in call.server.statuses(account["handle"])
        if _is_visible(status, call.viewer)
    ]
    page = _page(visible, call.parameters)
    response = JSONResponse([status_json(call.server, status, call.viewer) for status in page])
    if page:
        response.headers["Link"] = _links(call, page)
    return response


def delete(call: Call) -> Response:
    """Delete one of the account's own statuses; answers it with its source."""
    handle = call.person()
    status = call.server.status(call.request.path_params["status_id"])
    if status is None or status["handle"] != handle:
        raise Refused(status=404, said="Record not found")
    answer = JSONResponse(deleted_status_json(call.server, status, handle))
    call.server.delete_status(status["id"])
    return answer


def _examined(call: Call, handle: str) -> Document:
    parameters = call.parameters
    written = text_of(parameters, "status").strip()
    warning = text_of(parameters, "spoiler_text").strip()
    if words_of(parameters, "media_ids"):
        raise Refused(status=422, said=Said.NO_MEDIA)
    if text_of(parameters, "scheduled_at") or "poll" in parameters:
        raise Refused(status=422, said="Validation failed: the sandbox has no polls or schedules")
    if not written:
        raise Refused(status=422, said=Said.BLANK)
    if text.length(written) + text.length(warning) > facts.MAX_CHARACTERS:
        raise Refused(status=422, said=Said.TOO_LONG)
    visibility = text_of(parameters, "visibility") or "public"
    if visibility not in VISIBILITIES:
        raise Refused(status=422, said="Validation failed: Visibility is not included in the list")
    app = call.server.app(call.token["client_id"]) if call.token else None
    return {
        "handle": handle,
        "text": written,
        "spoiler_text": warning,
        "sensitive": bool(warning) or _is_true(parameters, "sensitive"),
        "visibility": visibility,
        "language": text_of(parameters, "language") or call.server.account(handle)["language"],
        "in_reply_to_id": _replied(call),
        "application": application_json(app) if app else None,
    }


def _replied(call: Call) -> str | None:
    status_id = text_of(call.parameters, "in_reply_to_id")
    if not status_id:
        return None
    status = call.server.status(status_id)
    if status is None or not _is_visible(status, call.viewer):
        raise Refused(status=404, said="Record not found")
    return status_id


def _is_true(parameters: Parameters, name: str) -> bool:
    value = parameters.get(name)
    return value is True or text_of(parameters, name).lower() in {"1", "true", "on", "t"}


def _is_visible(status: Document, viewer: str | None) -> bool:
    return status["visibility"] in {"public", "unlisted"} or status["handle"] == viewer


def _page(statuses: Sequence[Document], parameters: Parameters) -> Sequence[Document]:
    limit = min(max(_number(parameters, "limit") or PAGE, 1), MAX_PAGE)
    before = _number(parameters, "max_id")
    after = _number(parameters, "since_id")
    from_oldest = _number(parameters, "min_id")
    kept = [
        status
        for status in statuses
        if (before is None or int(status["id"]) < before)
        and int(status["id"]) > max(after or 0, from_oldest or 0)
    ]
    return kept[:limit] if from_oldest is None else kept[-limit:]


def _number(parameters: Parameters, name: str) -> int | None:
    given = text_of(parameters, name)
    # More digits than any id has; int() would refuse thousands of them.
    return int(given) if given.isascii() and given.isdigit() and len(given) < 30 else None  # noqa: PLR2004  # digits of a 64-bit number at the most, and some


def _links(call: Call, page: Sequence[Document]) -> str:
    limit = min(max(_number(call.parameters, "limit") or PAGE, 1), MAX_PAGE)
    limit_asked = {"limit": str(limit)} if "limit" in call.parameters else {}
    path = f"{call.server.url}/api/v1/accounts/{call.request.path_params['account_id']}/statuses"
    links = []
    if len(page) == limit:
        query = urlencode({**limit_asked, "max_id": page[-1]["id"]})
        links.append(f'<{path}?{query}>; rel="next"')
    query = urlencode({**limit_asked, "min_id": page[0]["id"]})
    links.append(f'<{path}?{query}>; rel="prev"')
    return ", ".join(links)
