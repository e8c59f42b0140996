"""Every query of identity."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final, NamedTuple
from uuid import UUID

from tortoise.exceptions import IntegrityError
from tortoise.queryset import QuerySet
from tortoise.transactions import in_transaction

from allin_gql.core.clock import now
from allin_gql.core.database import fetch
from allin_gql.core.shapes import Rows, table
from allin_gql.domains.identity.models import (
    MailedRight,
    SecurityEvent,
    Session,
    SignInChallenge,
    User,
)
from allin_gql.domains.identity.values import (
    Client,
    Purpose,
    SecurityEventKind,
)

NOBODY: Final = UUID(int=0)  # asked for where there is no user, so that both take as long

_HOLDER = """
SELECT id FROM users WHERE email = $1
UNION ALL
SELECT user_id FROM mailed_rights
WHERE email = $1 AND purpose = 'restore-email' AND used_at IS NULL AND expires_at > now()
    AND user_id IS NOT NULL
LIMIT 1
"""
_KNOWS_NETWORK = """
SELECT EXISTS (
    SELECT FROM sessions WHERE user_id = $1 AND network = $2 AND last_used_at > $3
) OR EXISTS (
    SELECT FROM security_events WHERE user_id = $1 AND network = $2 AND occurred_at > $3
        AND kind IN ('SIGNED_IN', 'SIGNED_IN_FROM_NEW_DEVICE', 'PASSWORD_RESET')
) AS is_known
"""
_KNOWS_DEVICE = """
SELECT EXISTS (
    SELECT FROM sessions WHERE user_id = $1
) AND NOT EXISTS (
    SELECT FROM sessions
    WHERE user_id = $1 AND network = $2 AND device IS NOT DISTINCT FROM $3 AND last_used_at > $4
) AND NOT EXISTS (
    SELECT FROM security_events
    WHERE user_id = $1 AND network = $2 AND device IS NOT DISTINCT FROM $3 AND occurred_at > $4
        AND kind IN ('SIGNED_IN', 'SIGNED_IN_FROM_NEW_DEVICE')
) AS is_new
"""
_FORGET_RIGHTS = """
DELETE FROM mailed_rights WHERE id IN (
    SELECT id FROM mailed_rights WHERE expires_at <= now() - interval '1 day'
    ORDER BY expires_at LIMIT $1 FOR UPDATE SKIP LOCKED
)
RETURNING id
"""
_FORGET_SESSIONS = """
DELETE FROM sessions WHERE id IN (
    SELECT id FROM sessions
    WHERE ended_at <= now() - interval '90 days' OR expires_at <= now() - interval '90 days'
    LIMIT $1 FOR UPDATE SKIP LOCKED
)
RETURNING id
"""
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


class Granted(NamedTuple):
    """A right that a letter gave, and whose it is."""

    id: UUID
    user: User
    email: str
    created_at: datetime


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


async def user_or_nobody(user_id: UUID) -> User | None:
    """A user that something names which outlives people."""
    return await User.get_or_none(id=user_id)


async def add_user(*, email: str, name: str, password_hash: str) -> User | None:
    """Add a user, or nothing when the address was taken in the meantime."""
    try:
        async with in_transaction():  # a savepoint: the caller's transaction survives
            return await User.create(email=email, name=name, password_hash=password_hash)
    except IntegrityError:
        return None


async def user_for_update(user_id: UUID) -> User:
    """A user, locked until the transaction ends, but for what only names them."""
    return await User.filter(id=user_id).select_for_update(no_key=True).get()


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


async def set_password(user_id: UUID, password_hash: str) -> None:
    """Write down another password of a user."""
    await User.filter(id=user_id).update(password_hash=password_hash)


async def set_name(user_id: UUID, name: str) -> None:
    """Write down how a user wants to be called."""
    await User.filter(id=user_id).update(name=name)


async def set_email(user_id: UUID, email: str, at: datetime) -> bool:
    """Give a user another address, which is proved; nothing is done for one that is taken."""
    try:
        async with in_transaction():  # as above
            await User.filter(id=user_id).update(email=email, email_verified_at=at)
    except IntegrityError:
        return False
    return True


async def holder_of(email: str) -> User | None:
    """The user who has this address, or may have it back."""
    rows = await fetch(_HOLDER, email)
    return await User.get_or_none(id=rows[0]["id"] if rows else NOBODY)


async def add_right(
    purpose: Purpose, user_id: UUID | None, *, expires_at: datetime, email: str | None = None
) -> MailedRight:
    """Add what a letter lets a user do once, or a row for nobody."""
    return await MailedRight.create(
        purpose=purpose, user_id=user_id, email=email, expires_at=expires_at
    )


async def find_right(right_id: UUID, purpose: Purpose, at: datetime) -> Granted | None:
    """What a user may do once; nothing when it is unknown, nobody's, used or too old."""
    right = await _good(right_id, purpose, at).select_related("user").first()
    return None if right is None or right.user is None else _granted(right, right.user)


async def take_right(right_id: UUID, purpose: Purpose, at: datetime) -> Granted | None:
    """Use up a right; nothing when it cannot be found."""
    if not await _good(right_id, purpose, at).update(used_at=at):
        return None
    right = await MailedRight.get(id=right_id).select_related("user")
    return None if right.user is None else _granted(right, right.user)


def _good(right_id: UUID, purpose: Purpose, at: datetime) -> QuerySet[MailedRight]:
    return MailedRight.filter(
        id=right_id, purpose=purpose, used_at=None, expires_at__gt=at, user_id__not_isnull=True
    )


def _granted(right: MailedRight, user: User) -> Granted:
    email = right.email or user.email
    return Granted(id=right.id, user=user, email=email, created_at=right.created_at)


async def withdraw_rights(
    user_id: UUID, purposes: Collection[Purpose], at: datetime, *, since: datetime | None = None
) -> None:
    """Use up whatever letters let a user do, or those since some moment."""
    rights = MailedRight.filter(user_id=user_id, purpose__in=list(purposes), used_at=None)
    await (rights if since is None else rights.filter(created_at__gte=since)).update(used_at=at)


async def forget_rights(limit: int) -> int:
    """Delete some that have been good for nothing for a while; tells how many."""
    return len(await fetch(_FORGET_RIGHTS, limit))


async def add_session(session: Session) -> None:
    """Add a session."""
    await session.save(force_create=True)


async def is_known_network(user_id: UUID | None, network: str, *, since: datetime) -> bool:
    """Whether a user has been signed in from a network; asked for nobody, too."""
    (row,) = await fetch(_KNOWS_NETWORK, user_id or NOBODY, network, since)
    return bool(row["is_known"])


async def is_new_device(user_id: UUID, client: Client, *, since: datetime) -> bool:
    """Whether a user has been signed in, but not lately from this network by such a device."""
    rows = await fetch(_KNOWS_DEVICE, user_id, client.network, client.device, since)
    return bool(rows[0]["is_new"])


async def forget_sessions(limit: int) -> int:
    """Delete some sessions that ended more than 90 days ago; how many there were."""
    return len(await fetch(_FORGET_SESSIONS, limit))


def sessions_of(user_id: UUID, organization_id: UUID) -> Rows:
    """A user's living sessions, for the user, who acts in an organization."""
    rows = Rows(table=table(Session), organization_id=organization_id)
    living = "t.user_id = {} AND t.ended_at IS NULL AND t.expires_at > {}"
    return rows.where(living, user_id, now())


async def touch_session(session_id: UUID, *, at: datetime, before: datetime) -> None:
    """Remember that a session is in use, unless that is known to be so lately."""
    await Session.filter(id=session_id, last_used_at__lt=before).update(last_used_at=at)


async def add_security_event(user_id: UUID, kind: SecurityEventKind, client: Client) -> None:
    """Write down what happened to a user."""
    await SecurityEvent.create(
        user_id=user_id,
        kind=kind,
        address=client.address,
        user_agent=client.user_agent,
        network=client.network,
        device=client.device,
    )


def security_events_of(user_id: UUID, organization_id: UUID) -> Rows:
    """What happened to a user, for the user, who acts in an organization."""
    rows = Rows(table=table(SecurityEvent), organization_id=organization_id)
    return rows.where("t.user_id = {}", user_id)


async def session_for_update(session_id: UUID) -> Session | None:
    """A session with its user, locked until the transaction ends."""
    session = await Session.filter(id=session_id).select_for_update().first()
    if session is not None:
        await session.fetch_related("user")
    return session


async def save_session(session: Session) -> None:
    """Write down a session that is locked."""
    await session.save()


async def end_session(session_id: UUID, at: datetime, *, of: UUID | None = None) -> bool:
    """End one session, if it is living, and that user's if one is named; says whether it was."""
    living = Session.filter(id=session_id, ended_at=None, expires_at__gt=at)
    return bool(await (living if of is None else living.filter(user_id=of)).update(ended_at=at))


async def end_all_sessions(user_id: UUID, at: datetime, *, but: UUID | None = None) -> int:
    """End every living session of a user, or every one but one; tells how many.

    With them goes whatever sign-in waits for a second factor.
    """
    await SignInChallenge.filter(user_id=user_id, used_at=None).update(used_at=at)
    living = Session.filter(user_id=user_id, ended_at=None, expires_at__gt=at)
    return await (living if but is None else living.filter(id__not=but)).update(ended_at=at)
