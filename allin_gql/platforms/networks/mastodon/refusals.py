"""What Mastodon means when it says no.

Told apart by status code only, as error texts are in the language of the account (recordings). The
one exception are refusals to accounts that may not act: the server's source has these sentences in
English only, and no code says the same (Mastodon docs, "API guidelines" and each method's errors).
"""

from http import HTTPStatus
from typing import Final

from allin_gql.platforms.answers import (
    Answer,
    read_retry_after,
    read_text,
    read_time,
)
from allin_gql.platforms.errors import (
    AccountRestricted,
    AuthRevoked,
    ContentRejected,
    PermissionMissing,
    PlatformError,
    RateLimited,
    TargetNotFound,
    TextInvalid,
)

_KINDS: Final[dict[int, type[PlatformError]]] = {
    HTTPStatus.BAD_REQUEST: ContentRejected,
    HTTPStatus.UNAUTHORIZED: AuthRevoked,  # tokens have no end, so a bad one was taken back
    HTTPStatus.FORBIDDEN: PermissionMissing,
    HTTPStatus.NOT_FOUND: TargetNotFound,
    HTTPStatus.GONE: TargetNotFound,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: TextInvalid,
    HTTPStatus.UNPROCESSABLE_ENTITY: TextInvalid,  # only text is sent, so it is the text's fault
}
_RESTRICTED: Final = "Your login is "  # currently disabled, pending approval, missing a …
_GRANT_CODES: Final = frozenset({"invalid_grant", "invalid_client"})


def accept(answer: Answer, doing: str) -> object:
    """Return the JSON of an answer that says yes; raise what any other means.

    `doing` completes "refused to …". Only a documented refusal counts as one: anything else after
    an irreversible call leaves its outcome unknown.
    """
    if answer.is_success:
        value = answer.value()
        if not isinstance(value, dict | list):
            raise answer.untrusted(f"answered {answer.status} without JSON when asked to {doing}.")
        return value
    raise _refusal(answer, doing)


def _refusal(answer: Answer, doing: str) -> PlatformError:
    body = answer.value()
    code = read_text(body, "error")
    said = read_text(body, "error_description") or code
    if answer.status == HTTPStatus.TOO_MANY_REQUESTS:
        return RateLimited(
            f"{answer.host} asks to wait before it is asked to {doing} again.",
            status=answer.status,
            platform_message=said,
            retry_at=read_retry_after(answer) or read_time(answer.headers.get("x-ratelimit-reset")),
        )
    kind = _KINDS.get(answer.status)
    if kind is None or code is None:
        return answer.untrusted(f"answered {answer.status} when asked to {doing}.")
    if code in _GRANT_CODES:
        kind = AuthRevoked
    elif kind is PermissionMissing and code.startswith(_RESTRICTED):
        kind = AccountRestricted
    return kind(
        f"{answer.host} refused to {doing}: {said}",
        status=answer.status,
        platform_code=code if code in _GRANT_CODES else None,
        platform_message=said,
    )
