"""How the server says no: always `{"error": a name, "message": a sentence}`."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.responses import JSONResponse, Response


@dataclass(slots=True, kw_only=True, eq=False)  # not frozen: Python writes on what it raises
class Refused(Exception):
    """The server does not do what was asked."""

    status: int
    error: str
    message: str
    headers: Mapping[str, str] = field(default_factory=dict)

    def answer(self) -> Response:
        """Answer the refusal as the server sends it."""
        body = {"error": self.error, "message": self.message}
        return JSONResponse(body, status_code=self.status, headers=dict(self.headers))


def invalid_request(message: str) -> Refused:
    """The request is not what the method takes."""
    return Refused(status=400, error="InvalidRequest", message=message)


def invalid_token(message: str = "Token could not be verified") -> Refused:
    """The token is none of ours, or of the wrong sort."""
    return Refused(status=400, error="InvalidToken", message=message)


def expired_token(message: str = "Token has expired") -> Refused:
    """The token was ours. The status is 400, not 401."""
    return Refused(status=400, error="ExpiredToken", message=message)


def revoked_token() -> Refused:
    """The session was ended."""
    return expired_token("Token has been revoked")


def auth_missing() -> Refused:
    """There is no token at all."""
    return Refused(status=401, error="AuthMissing", message="Authentication Required")


def invalid_swap(what: str, cid: str | None) -> Refused:
    """Somebody else was faster: the record or the repository is not at the expected content."""
    return Refused(status=400, error="InvalidSwap", message=f"{what} was at {cid or 'null'}")


def record_not_found(uri: str) -> Refused:
    """There is no such record."""
    message = f"Could not locate record: {uri}"
    return Refused(status=400, error="RecordNotFound", message=message)


def internal_error() -> Refused:
    """The reference server fails where it should refuse, as for a record key that is taken."""
    return Refused(status=500, error="InternalServerError", message="Internal Server Error")
