"""Refreshing: a refresh token is traded for the next pair, and works once."""

import hmac
import logging
from datetime import timedelta
from uuid import UUID

from allin_gql.core.clock import now
from allin_gql.core.parts import SETTINGS
from allin_gql.core.text import is_encodable
from allin_gql.core.tokens import fingerprint, keyed_code, new_secret
from allin_gql.core.unit_of_work import unit_of_work
from allin_gql.domains.identity import repository
from allin_gql.domains.identity.errors import RefreshTokenInvalid
from allin_gql.domains.identity.models import Session
from allin_gql.domains.identity.service.issuing import (
    SignedIn,
    issue_tokens,
    parse_refresh_token,
    session_end,
)

_log = logging.getLogger(__name__)


async def refresh_session(refresh_token: str, *, leeway: timedelta | None = None) -> SignedIn:
    """Trade a refresh token for the next pair. Raises `RefreshTokenInvalid`.

    A token that was traded before ends the session: either this caller or the earlier one is not
    the person who logged in. Within the leeway, if there is one, it gives the same next token
    again, never a second one: a browser that leaves a page has asked and never hears the answer.
    """
    session_id, secret = parse_refresh_token(refresh_token)
    next_secret = new_secret() if leeway is None else _successor(session_id, secret)
    async with unit_of_work():
        session = await repository.session_for_update(session_id)
        is_fresh = session is not None and (
            (leeway is not None and _is_repeated(session, next_secret, leeway))
            or _take_refresh(session, secret, next_secret)
        )
        if session is not None:
            await repository.save_session(session)
    if session is None or not is_fresh:
        raise RefreshTokenInvalid("This refresh token is not valid any more; log in again.")
    return issue_tokens(session.user, session, next_secret)


def _successor(session_id: UUID, secret: str) -> str:
    """The secret that follows another in a browser: the same each time, and known to us alone."""
    printable = secret if is_encodable(secret) else ""
    return keyed_code(SETTINGS.current.mail_token_key, f"refresh|{printable}", session_id)


def _is_repeated(session: Session, next_secret: str, leeway: timedelta) -> bool:
    """Whether the same token was traded a moment ago, so that its successor is the current one."""
    at = now()
    is_living = session.ended_at is None and session.expires_at > at
    is_recent = at - session.last_used_at < leeway
    is_same = hmac.compare_digest(session.refresh_fingerprint, fingerprint(next_secret))
    return is_living and is_recent and is_same


def _take_refresh(session: Session, secret: str, next_secret: str) -> bool:
    at = now()
    if session.ended_at is not None or session.expires_at <= at:
        return False
    expected = fingerprint(secret) if is_encodable(secret) else b""
    if not hmac.compare_digest(session.refresh_fingerprint, expected):
        session.ended_at = at
        _log.warning("session %s was ended: an old refresh token came back", session.id)
        return False
    session.refresh_fingerprint = fingerprint(next_secret)
    session.last_used_at = at
    session.expires_at = session_end(created_at=session.created_at, at=at)
    return True
