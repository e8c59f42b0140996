"""The tokens of a session: issued to whoever signed in, shown once, read when they come back.

Refresh tokens are a chain. Each carries its place and a code, which is made of the session, the
place, a secret salt of the session and a key that the database has not. So nothing has to be kept
of those that were used: whatever comes back either is a place in the chain or never was of ours.
And what follows a token is the same however often, and by however many at once, it is traded.
"""

import hmac
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from allin_gql.core.parts import SETTINGS
from allin_gql.core.text import is_encodable
from allin_gql.core.tokens import SIGNER, fingerprint, keyed_code
from allin_gql.domains.identity.errors import RefreshTokenInvalid
from allin_gql.domains.identity.models import Session, User

_REFRESH_PREFIX = "allin_rt_"
_ID_LENGTH = 32  # hexadecimal characters
_LONGEST = 200  # characters; ours have about 110


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """A session's tokens, shown once."""

    user: User
    access_token: str = field(repr=False)
    access_token_expires_at: datetime
    refresh_token: str = field(repr=False)
    refresh_token_expires_at: datetime


def issue_tokens(user: User, session: Session) -> SignedIn:
    """Issue the tokens of a session as it stands now."""
    access_token, expires_at = SIGNER.current.issue(user_id=user.id, session_id=session.id)
    secret = secret_at(session.id, session.refresh_salt, session.refresh_number)
    return SignedIn(
        user=user,
        access_token=access_token,
        access_token_expires_at=expires_at,
        refresh_token=f"{_REFRESH_PREFIX}{session.id.hex}{secret}",
        refresh_token_expires_at=session.expires_at,
    )


def parse_refresh_token(token: str) -> tuple[UUID, str]:
    """Tell the session and the secret of a refresh token. Raises `RefreshTokenInvalid`."""
    body = token.strip().removeprefix(_REFRESH_PREFIX)
    is_possible = len(body) <= _LONGEST and is_encodable(body)
    try:
        return UUID(hex=body[:_ID_LENGTH] if is_possible else ""), body[_ID_LENGTH:]
    except ValueError:
        raise RefreshTokenInvalid("This is not a refresh token.", path=("refreshToken",)) from None


def secret_at(session_id: UUID, salt: bytes, number: int) -> str:
    """The secret at a place in a session's chain."""
    purpose = f"refresh|{number}|{salt.hex()}"
    return f"{number:x}-{keyed_code(SETTINGS.current.mail_token_key, purpose, session_id)}"


def is_current(session: Session, secret: str) -> bool:
    """Whether a secret is that of the refresh token that works now."""
    return hmac.compare_digest(session.refresh_fingerprint, fingerprint(secret))


def number_of(session: Session, secret: str) -> int | None:
    """The place of a secret in a session's chain; nothing for what never was in it."""
    try:
        number = int(secret.partition("-")[0], 16)
    except ValueError:
        return None
    if not 0 <= number <= session.refresh_number:
        return None
    expected = secret_at(session.id, session.refresh_salt, number)
    return number if hmac.compare_digest(expected.encode(), secret.encode()) else None


def session_end(*, created_at: datetime, at: datetime) -> datetime:
    """When a session ends that is used now and not again: idle, or at its greatest age."""
    settings = SETTINGS.current
    return min(at + settings.session_idle_lifetime, created_at + settings.session_lifetime)
