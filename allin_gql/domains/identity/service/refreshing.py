"""Refreshing: a refresh token is traded for the next pair, and works once.

One that was traded before ends its session: of the two who had it, one is not the person. But the
same device may ask twice at once (two tabs, an answer that was lost), so for some seconds it gets
the same successor again. A device is told by its network and its whole user agent, as it is for
programs and browsers alike: a thief who has a token is elsewhere, or so near that they have all
else, too. And they get no second branch of it: whichever of the two goes on first, the other shows
an old token soon.
"""

import logging
from datetime import timedelta
from typing import Final

from allin_gql.core.clock import now
from allin_gql.core.tokens import fingerprint
from allin_gql.core.unit_of_work import UnitOfWork, unit_of_work
from allin_gql.domains.identity import mails, repository
from allin_gql.domains.identity.errors import RefreshTokenInvalid
from allin_gql.domains.identity.models import Session
from allin_gql.domains.identity.service import letters, security
from allin_gql.domains.identity.service.issuing import (
    SignedIn,
    is_current,
    issue_tokens,
    number_of,
    parse_refresh_token,
    secret_at,
    session_end,
)
from allin_gql.domains.identity.values import Client, SecurityEventKind

_log = logging.getLogger(__name__)

LEEWAY: Final = timedelta(seconds=10)  # two tabs at once, or a reload before the answer came


async def refresh_session(refresh_token: str) -> SignedIn:
    """Trade a refresh token for the next pair. Raises `RefreshTokenInvalid`."""
    session_id, secret = parse_refresh_token(refresh_token)
    client = Client.here()
    async with unit_of_work() as work:
        session = await repository.session_for_update(session_id)
        is_fresh = session is not None and await _is_traded(work, session, secret, client)
    if session is None or not is_fresh:
        raise RefreshTokenInvalid("This refresh token is not valid any more; log in again.")
    return issue_tokens(session.user, session)


async def _is_traded(work: UnitOfWork, session: Session, secret: str, client: Client) -> bool:
    """Trade a secret of a session that is locked, if it may be; says whether it was."""
    if session.ended_at is not None or session.expires_at <= now():
        return False
    if is_current(session, secret):
        await _advance(session, client)
        return True
    number = number_of(session, secret)
    if number is None:
        return False  # a guess; whoever makes one must not be able to end what is another's
    if number == session.refresh_number - 1 and _is_repeated(session, client):
        return True
    await _end_for_reuse(work, session, client)
    return False


async def _advance(session: Session, client: Client) -> None:
    at = now()
    session.refresh_number += 1
    secret = secret_at(session.id, session.refresh_salt, session.refresh_number)
    session.refresh_fingerprint = fingerprint(secret)
    session.refreshed_at = session.last_used_at = at
    session.address, session.user_agent = client.address, client.user_agent
    session.network, session.device = client.network, client.device
    session.expires_at = session_end(created_at=session.created_at, at=at)
    await repository.save_session(session)


def _is_repeated(session: Session, client: Client) -> bool:
    """Whether the device that traded the last token has just done so."""
    if session.refreshed_at is None or now() - session.refreshed_at >= LEEWAY:
        return False
    return (session.network, session.user_agent) == (client.network, client.user_agent)


async def _end_for_reuse(work: UnitOfWork, session: Session, client: Client) -> None:
    at = now()
    session.ended_at = at
    await repository.save_session(session)
    _log.warning("session %s was ended: an old refresh token came back", session.id)
    await security.note(work, session.user.id, SecurityEventKind.REFRESH_TOKEN_REUSED, client)
    letter = mails.RefreshTokenReused(
        name=session.user.name, at=at, address=client.address, device=client.device
    )
    await letters.tell(work, letter, session.user)
