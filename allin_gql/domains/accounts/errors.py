"""What can be wrong with accounts, and what a platform's refusals mean to whoever asked.

InvalidInput
├── ServerRequired           neither named nor set for this installation
├── ServerNotFound           no server of this platform is there, or none that may be asked
├── ConnectionMethodWrong    the platform is connected in another way
└── CredentialsRefused       the platform does not accept the code or the password
NotFound
└── ConnectionUnknown        not started, used up, too old, or of another session
Conflict
├── ConnectionDenied         the person, or the platform for them, said no
└── PlatformRefused          the platform will not do it
Unavailable
└── PlatformUnavailable      the platform does not answer, or asks to wait
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from allin_gql.core.clock import now
from allin_gql.core.errors import AllinError, Conflict, InvalidInput, NotFound, Unavailable
from allin_gql.core.text import ended
from allin_gql.domains.accounts.values import foreign_text
from allin_gql.platforms.errors import (
    MAX_PLATFORM_MESSAGE,
    AuthExpired,
    AuthRevoked,
    PlatformError,
    RateLimited,
    TargetNotFound,
    Transient,
)


class ServerRequired(InvalidInput):
    """A server has to be named: this installation has none by default."""

    code = "SERVER_REQUIRED"
    cause = "The platform has many servers, and this installation has no default for it."
    remedy = "Name the server of the account."
    arises = "`startAccountConnection`, `connectWithPassword`"


class ServerNotFound(InvalidInput):
    """There is no server of this platform at that address, or it may not be asked."""

    code = "SERVER_NOT_FOUND"
    cause = (
        "Nothing answers at that address as this platform does, or the address is not on the "
        "public internet."
    )
    remedy = "Correct the server."
    arises = "`startAccountConnection`, `connectWithPassword`"


class ConnectionMethodWrong(InvalidInput):
    """The platform is connected by another mutation."""

    code = "CONNECTION_METHOD_WRONG"
    cause = "The mutation is for platforms with another `connectionMethod`."
    remedy = "Use the mutation that the message names; `platforms` tells which is right."
    arises = "`startAccountConnection`, `connectWithPassword`"


class CredentialsRefused(InvalidInput):
    """The platform does not accept what was to prove the account."""

    code = "CREDENTIALS_REFUSED"
    cause = "The code was used or has expired, or the app password is wrong or was deleted there."
    remedy = "Start a new connection, or make a new app password."
    arises = "`completeAccountConnection`, `connectWithPassword`"


class ConnectionUnknown(NotFound):
    """There is no such connection waiting for this session; why is not said."""

    code = "CONNECTION_UNKNOWN"
    cause = (
        "A connection with this `state` was never started, is used up, is older than ten "
        "minutes, or is another session's."
    )
    remedy = "Call `startAccountConnection` again, and complete it in the same session."
    arises = "`completeAccountConnection`"


class ConnectionDenied(Conflict):
    """The consent page sent the person back without consent."""

    code = "CONNECTION_DENIED"
    cause = "The person pressed “deny”, or the platform refused for them."
    remedy = "If that was a mistake, call `startAccountConnection` again."
    arises = "`completeAccountConnection`"


class PlatformRefused(Conflict):
    """The platform said no, and would again."""

    code = "PLATFORM_REFUSED"
    cause = "The platform has a reason of its own; the message repeats it."
    remedy = "Settle it with the platform: the same request is refused again."
    arises = "`startAccountConnection`, `completeAccountConnection`, `connectWithPassword`"


class PlatformUnavailable(Unavailable):
    """The platform did not answer, or asked to wait."""

    code = "PLATFORM_UNAVAILABLE"
    cause = "The platform is down, slow, or limits how often it is asked."
    remedy = "Repeat the request, after `retryAfterSeconds` where it is told."
    arises = "`startAccountConnection`, `completeAccountConnection`, `connectWithPassword`"
    number_names = ("retryAfterSeconds",)


@contextmanager
def told_to_callers(*server_path: str) -> Iterator[None]:
    """Turn what a platform raises inside the block into an error for whoever called.

    `server_path` is where the caller named the server, if that was an argument.
    """
    try:
        yield
    except PlatformError as error:
        raise _for_callers(error, server_path) from error


def _for_callers(error: PlatformError, server_path: tuple[str, ...]) -> AllinError:
    sentence = ended(foreign_text(str(error), MAX_PLATFORM_MESSAGE))
    if isinstance(error, TargetNotFound):
        return ServerNotFound(sentence, path=server_path)
    if isinstance(error, AuthExpired | AuthRevoked):
        return CredentialsRefused(sentence)
    if isinstance(error, RateLimited | Transient):
        return PlatformUnavailable(sentence, numbers=_wait(error.retry_at))
    return PlatformRefused(sentence)


def _wait(retry_at: datetime | None) -> dict[str, int]:
    if retry_at is None:
        return {}
    return {"retryAfterSeconds": max(0, round((retry_at - now()).total_seconds()))}
