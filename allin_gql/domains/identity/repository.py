"""Every query of identity."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from allin_gql.core.clock import now
from allin_gql.core.database import fetch
from allin_gql.core.shapes import Rows, table
from allin_gql.domains.identity.models import Session, SignInChallenge, User, VerificationToken
from allin_gql.domains.identity.values import Client, SignInMethod, is_two_factors

_SET_SECOND_FACTORS = """
UPDATE users SET second_factors = to_jsonb($2::text[]),
    second_factor_since = CASE WHEN cardinality($2::text[]) > 0
        THEN coalesce(second_factor_since, now()) END
WHERE id = $1
"""
_TRY_SIGN_IN_CHALLENGE = """
UPDATE sign_in_challenges SET tries = tries + 1 WHERE id = $1 AND tries < $2 RETURNING id
"""
_MARK_PROVED = """
UPDATE sessions SET proved_at = $2,
    methods = CASE WHEN methods ? $3 THEN methods ELSE methods || to_jsonb($3::text) END,
    second_factor_at = CASE WHEN $4 THEN $2 ELSE second_factor_at END
WHERE id = $1
"""


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


async def user_for_update(user_id: UUID) -> User:
    """A user, locked until the transaction ends."""
    return await User.filter(id=user_id).select_for_update().get()


async def set_second_factors(user_id: UUID, methods: Sequence[str]) -> None:
    """Write down by which ways a user can show a second factor, and since when there is one."""
    await fetch(_SET_SECOND_FACTORS, user_id, list(methods))


async def add_sign_in_challenge(challenge: SignInChallenge) -> None:
    """Add a challenge, and forget those of its user that nobody can use any more."""
    await SignInChallenge.filter(user_id=challenge.user_id, expires_at__lte=now()).delete()
    await challenge.save(force_create=True)


async def sign_in_challenge(
    fingerprint: bytes, *, network: str, user_agent: str | None, at: datetime
) -> SignInChallenge | None:
    """A challenge that is good still, and for this client."""
    return await SignInChallenge.get_or_none(
        fingerprint=fingerprint,
        network=network,
        user_agent=user_agent,
        used_at=None,
        expires_at__gt=at,
    )


async def try_sign_in_challenge(challenge_id: UUID, *, tries: int) -> bool:
    """Count a try; not when there is none left."""
    return bool(await fetch(_TRY_SIGN_IN_CHALLENGE, challenge_id, tries))


async def take_sign_in_challenge(challenge_id: UUID, at: datetime) -> bool:
    """Use up a challenge; not if it is used up."""
    challenges = SignInChallenge.filter(id=challenge_id, used_at=None, expires_at__gt=at)
    return bool(await challenges.update(used_at=at))


async def mark_proved(session_id: UUID, at: datetime, *, method: str, is_factor: bool) -> None:
    """Note that the person of a session has proved that it is them, and by what."""
    await fetch(_MARK_PROVED, session_id, at, method, is_factor)


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
    methods: Sequence[SignInMethod],
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
        methods=[method.value for method in methods],
        second_factor_at=at if is_two_factors(methods) else None,
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
