"""Every query of identity."""

from datetime import datetime
from uuid import UUID

from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from allin_gql.core.shapes import Rows, table
from allin_gql.domains.identity.models import Session, User, VerificationToken
from allin_gql.domains.identity.values import Client


async def user_by_email(email: str) -> User | None:
    """The user with this address, in lower case."""
    return await User.get_or_none(email=email)


def user_of(user_id: UUID, *, organization_id: UUID) -> Rows:
    """A user that a session names, who acts in an organization."""
    rows = Rows(table=table(User), organization_id=organization_id)
    return rows.where("t.id = {}", user_id)


async def user_by_id(user_id: UUID) -> User:
    """A user that a session or membership names."""
    return await User.get(id=user_id)


async def add_user(*, email: str, name: str, password_hash: str) -> User | None:
    """Add a user, or nothing when the address was taken in the meantime."""
    try:
        async with in_transaction():  # a savepoint: the caller's transaction survives
            return await User.create(email=email, name=name, password_hash=password_hash)
    except IntegrityError:
        return None


async def mark_email_verified(user_id: UUID, at: datetime) -> None:
    """Remember that the address is proved; the first time counts."""
    await User.filter(id=user_id, email_verified_at=None).update(email_verified_at=at)


async def add_verification_token(user_id: UUID, *, expires_at: datetime) -> VerificationToken:
    """Add the right to prove an address."""
    return await VerificationToken.create(user_id=user_id, expires_at=expires_at)


async def take_verification_token(token_id: UUID, at: datetime) -> VerificationToken | None:
    """Use up a token; nothing when it is unknown, used or too old."""
    taken = await VerificationToken.filter(id=token_id, used_at=None, expires_at__gt=at).update(
        used_at=at
    )
    return await VerificationToken.get(id=token_id) if taken else None


async def add_session(
    session_id: UUID,
    *,
    user_id: UUID,
    fingerprint: bytes,
    client: Client,
    at: datetime,
    expires_at: datetime,
) -> Session:
    """Add a session."""
    return await Session.create(
        id=session_id,
        user_id=user_id,
        refresh_fingerprint=fingerprint,
        address=client.address,
        user_agent=client.user_agent,
        last_used_at=at,
        proved_at=at,
        expires_at=expires_at,
    )


async def session_for_update(session_id: UUID) -> Session | None:
    """A session with its user, locked until the transaction ends."""
    session = await Session.filter(id=session_id).select_for_update().first()
    if session is not None:
        await session.fetch_related("user")
    return session


async def save_session(session: Session) -> None:
    """Write down a session that is locked."""
    await session.save()


async def end_session(session_id: UUID, at: datetime) -> None:
    """End one session."""
    await Session.filter(id=session_id, ended_at=None).update(ended_at=at)


async def end_all_sessions(user_id: UUID, at: datetime, *, but: UUID | None = None) -> None:
    """End every session of a user, or every one but one."""
    living = Session.filter(user_id=user_id, ended_at=None)
    await (living if but is None else living.exclude(id=but)).update(ended_at=at)
