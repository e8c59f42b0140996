"""The tokens of a session: issued to whoever signed in, shown once, read when they come back."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from allin_gql.core.parts import SETTINGS
from allin_gql.core.tokens import SIGNER
from allin_gql.domains.identity.errors import RefreshTokenInvalid
from allin_gql.domains.identity.models import Session, User

_REFRESH_PREFIX = "allin_rt_"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """A session's tokens, shown once."""

    user: User
    access_token: str = field(repr=False)
    access_token_expires_at: datetime
    refresh_token: str = field(repr=False)
    refresh_token_expires_at: datetime


def issue_tokens(user: User, session: Session, secret: str) -> SignedIn:
    """Issue the tokens of a session whose refresh token has this secret."""
    access_token, expires_at = SIGNER.current.issue(user_id=user.id, session_id=session.id)
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
    try:
        return UUID(hex=body[:32]), body[32:]
    except ValueError:
        raise RefreshTokenInvalid("This is not a refresh token.", path=("refreshToken",)) from None


def session_end(*, created_at: datetime, at: datetime) -> datetime:
    """When a session ends that is used now and not again: idle, or at its greatest age."""
    settings = SETTINGS.current
    return min(at + settings.session_idle_lifetime, created_at + settings.session_lifetime)
