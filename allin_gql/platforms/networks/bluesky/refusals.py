"""What an AT Protocol server means when it says no: a code in `error`, never translated.

Codes are those of the lexicons and of the reference server, which sends some with surprising
status codes: an expired token is 400, not 401.
"""

from http import HTTPStatus
from typing import Final

from allin_gql.platforms.answers import Answer, read_epoch, read_retry_after, read_text
from allin_gql.platforms.errors import (
    AccountRestricted,
    AuthExpired,
    AuthRevoked,
    Duplicate,
    PermissionMissing,
    PlatformError,
    RateLimited,
    TargetNotFound,
    TextInvalid,
)

_CODES: Final[dict[str, type[PlatformError]]] = {
    "ExpiredToken": AuthExpired,
    "InvalidToken": AuthExpired,  # a server that changed its keys renews by the refresh token
    "AuthMissing": AuthRevoked,
    "AuthenticationRequired": AuthRevoked,
    "AuthFactorTokenRequired": AuthRevoked,  # asked of the main password only
    "AccountTakedown": AccountRestricted,
    "AccountSuspended": AccountRestricted,
    "AccountDeactivated": AccountRestricted,
    "RepoTakendown": AccountRestricted,
    "RepoSuspended": AccountRestricted,
    "RepoDeactivated": AccountRestricted,
    "InvalidSwap": Duplicate,  # something else is under our key, and only we make such keys
    "RecordNotFound": TargetNotFound,
    "RepoNotFound": TargetNotFound,
    "PayloadTooLarge": TextInvalid,
}
_STATUSES: Final[dict[int, type[PlatformError]]] = {
    HTTPStatus.UNAUTHORIZED: AuthRevoked,
    HTTPStatus.FORBIDDEN: PermissionMissing,
    HTTPStatus.NOT_FOUND: TargetNotFound,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: TextInvalid,
}


def accept(answer: Answer, doing: str, *, bad_request: type[PlatformError]) -> object:
    """Return the JSON of an answer that says yes; raise what any other means.

    `doing` completes "refused to …"; `bad_request` is what 400 means here without a known code.
    """
    if answer.is_success:
        value = answer.value()
        if not isinstance(value, dict):
            raise answer.untrusted(f"answered {answer.status} without JSON when asked to {doing}.")
        return value
    raise _refusal(answer, doing, bad_request)


def code_of(answer: Answer) -> str | None:
    """Read the code of a refusal; `None` for an answer that is none."""
    return read_text(answer.value(), "error") if answer.is_refusal else None


def _refusal(answer: Answer, doing: str, bad_request: type[PlatformError]) -> PlatformError:
    code = code_of(answer)
    said = read_text(answer.value(), "message") or code
    if answer.status == HTTPStatus.TOO_MANY_REQUESTS:
        return RateLimited(
            f"{answer.host} asks to wait before it is asked to {doing} again.",
            status=answer.status,
            platform_code=code,
            platform_message=said,
            retry_at=read_retry_after(answer) or read_epoch(answer.headers.get("ratelimit-reset")),
        )
    kind = _kind(answer, code, bad_request)
    if kind is None:
        return answer.untrusted(f"answered {answer.status} when asked to {doing}.")
    return kind(
        f"{answer.host} refused to {doing}: {said}",
        status=answer.status,
        platform_code=code,
        platform_message=said,
    )


def _kind(
    answer: Answer, code: str | None, bad_request: type[PlatformError]
) -> type[PlatformError] | None:
    if code is None:
        return None
    if answer.status == HTTPStatus.BAD_REQUEST:
        return _CODES.get(code, bad_request)
    return _CODES.get(code) or _STATUSES.get(answer.status)
