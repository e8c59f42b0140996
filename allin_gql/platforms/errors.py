"""Everything that a platform can answer instead of what was asked, in one taxonomy.

    PlatformError
    ├── AuthExpired          refresh the credentials and ask again
    ├── AuthRevoked          a person has to connect the account again
    ├── PermissionMissing    a scope or role is missing; connect again with more
    ├── RateLimited          ask again at `retry_at`
    ├── QuotaExhausted       a daily cap or credits; nothing helps before `retry_at`
    ├── Duplicate            the platform says that it has this already: reconcile
    ├── ContentRejected      policy or spam: never retried
    ├── TextInvalid          the text breaks a rule of the platform
    ├── TargetNotFound       the server, account or post asked about does not exist
    ├── AccountRestricted    the platform has suspended or limited the account
    ├── Transient            nothing irreversible was sent; safe to ask again
    └── UnknownOutcome       an irreversible call was sent and no trustworthy answer came back

The two last ones carry the rule that publishing stands on: a failure before the first byte of an
irreversible request is `Transient`, anything after it that is not a documented refusal is
`UnknownOutcome`.
"""

from datetime import datetime
from typing import ClassVar

MAX_PLATFORM_MESSAGE = (
    500  # characters; an error page can be megabytes and is stored with an attempt
)


class PlatformError(Exception):
    """A platform said no, or said nothing. `str()` is a sentence for whoever asked."""

    cause: ClassVar[str]  # a stable name for programs
    follows: ClassVar[str]  # the state that a publication comes into, and what a person can do
    is_retryable: ClassVar[bool] = False

    def __init__(
        self,
        message: str,
        *,
        status: int | None = None,
        platform_code: str | None = None,
        platform_message: str | None = None,
        retry_at: datetime | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.platform_code = platform_code
        self.platform_message = (
            platform_message[:MAX_PLATFORM_MESSAGE] if platform_message else None
        )
        self.retry_at = retry_at


class AuthExpired(PlatformError):
    """The credentials are too old; refreshing them helps."""

    cause = "AUTH_EXPIRED"
    is_retryable = True
    follows = "AllIN renews them, once for everybody, and makes the call again."


class AuthRevoked(PlatformError):
    """The credentials are dead; only a person can bring new ones."""

    cause = "AUTH_REVOKED"
    follows = (
        "`FAILED`, and the account is `NEEDS_RECONNECT`. Connect it again, then `retryPublication`."
    )


class PermissionMissing(PlatformError):
    """The credentials do not allow this."""

    cause = "PERMISSION_MISSING"
    follows = "`FAILED`. Connect the account again with all permissions, then `retryPublication`."


class RateLimited(PlatformError):
    """Too many calls in too short a time. `retry_at` says when it will listen again, if it did."""

    cause = "RATE_LIMITED"
    is_retryable = True
    follows = "`SCHEDULED` until the platform listens again. Nothing to do."


class QuotaExhausted(PlatformError):
    """A cap that only time or money lifts."""

    cause = "QUOTA_EXHAUSTED"
    follows = "`FAILED`. `retryPublication` once the cap is lifted."


class Duplicate(PlatformError):
    """The platform believes that it has this post already, so it may have it."""

    cause = "DUPLICATE"
    follows = "`UNKNOWN`: the platform is asked before anything is repeated. Nothing to do."


class ContentRejected(PlatformError):
    """The platform will never take this content."""

    cause = "CONTENT_REJECTED"
    follows = "`FAILED`. Change the post, then `retryPublication`."


class TextInvalid(PlatformError):
    """The platform refused the text for its form."""

    cause = "TEXT_INVALID"
    follows = "`FAILED`. Change the post, then `retryPublication`."


class TargetNotFound(PlatformError):
    """What was asked about does not exist there."""

    cause = "TARGET_NOT_FOUND"
    follows = "`FAILED`. Look at the account on its platform."


class AccountRestricted(PlatformError):
    """The account may not act at the moment, whatever its credentials."""

    cause = "ACCOUNT_RESTRICTED"
    follows = "`FAILED`. Settle it with the platform, then `retryPublication`."


class Transient(PlatformError):
    """Nothing irreversible happened; the same call may be made again."""

    cause = "TRANSIENT"
    is_retryable = True
    follows = "`SCHEDULED` again; after the fifth attempt `FAILED`, and then `retryPublication`."


class UnknownOutcome(PlatformError):
    """It may have happened or not; only asking the platform can tell."""

    cause = "UNKNOWN_OUTCOME"
    follows = "`UNKNOWN`: the platform is asked before anything is repeated. Nothing to do."
