"""Every query of authenticators."""

from collections.abc import Sequence
from datetime import datetime
from typing import cast
from uuid import UUID

from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from allin_gql.core.database import fetch
from allin_gql.core.shapes import Rows, table
from allin_gql.domains.authenticators.models import (
    Passkey,
    PasskeyChallenge,
    RecoveryCode,
    TotpSecret,
)
from allin_gql.domains.authenticators.values import ChallengePurpose, Factors

# The condition is looked at again under the row's lock: of two at once with one code, one moves it.
_TAKE_TOTP_STEP = """
UPDATE totp_secrets SET last_step = $2
WHERE id = $1 AND confirmed_at IS NOT NULL AND (last_step IS NULL OR last_step < $2)
RETURNING id
"""
_FACTORS = """
SELECT users.second_factor_since,
    EXISTS (
        SELECT FROM totp_secrets WHERE user_id = users.id AND confirmed_at IS NOT NULL
    ) AS has_totp,
    (SELECT count(*) FROM passkeys WHERE user_id = users.id) AS passkeys,
    (
        SELECT count(*) FROM recovery_codes WHERE user_id = users.id AND used_at IS NULL
    ) AS recovery_codes_left
FROM users WHERE users.id = $1
"""
_FORGET_CHALLENGES = """
DELETE FROM passkey_challenges WHERE id IN (
    SELECT id FROM passkey_challenges WHERE expires_at <= $1
    ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED
)
RETURNING id
"""


async def factors_of(user_id: UUID) -> Factors:
    """Which factors a person has."""
    (row,) = await fetch(_FACTORS, user_id)
    return Factors(
        since=row["second_factor_since"],
        has_totp=row["has_totp"],
        passkeys=row["passkeys"],
        recovery_codes_left=row["recovery_codes_left"],
    )


async def totp_of(user_id: UUID) -> TotpSecret | None:
    """A person's secret, confirmed or not."""
    return await TotpSecret.get_or_none(user_id=user_id)


async def add_totp(secret: TotpSecret) -> None:
    """Add a secret that waits to be confirmed, in place of one that was never confirmed."""
    await TotpSecret.filter(user_id=secret.user_id, confirmed_at=None).delete()
    await secret.save(force_create=True)


async def confirm_totp(totp_id: UUID, *, step: int, at: datetime) -> bool:
    """Make a secret a factor; not if it is one or waited too long."""
    waiting = TotpSecret.filter(id=totp_id, confirmed_at=None, expires_at__gt=at)
    return bool(await waiting.update(confirmed_at=at, last_step=step))


async def take_totp_step(totp_id: UUID, step: int) -> bool:
    """Use up a step of a confirmed secret, with all steps before it; not if it is used up."""
    return bool(await fetch(_TAKE_TOTP_STEP, totp_id, step))


async def delete_totp(user_id: UUID) -> bool:
    """Forget a person's confirmed secret; tells whether there was one."""
    return bool(await TotpSecret.filter(user_id=user_id, confirmed_at__not_isnull=True).delete())


async def replace_recovery_codes(user_id: UUID, fingerprints: Sequence[bytes]) -> None:
    """Give a person other recovery codes; none are good any more but these."""
    await RecoveryCode.filter(user_id=user_id).delete()
    codes = [RecoveryCode(user_id=user_id, fingerprint=one) for one in fingerprints]
    await RecoveryCode.bulk_create(codes)


async def take_recovery_code(user_id: UUID, fingerprint: bytes, at: datetime) -> bool:
    """Use up a recovery code; not if it is another's, unknown or used up."""
    codes = RecoveryCode.filter(user_id=user_id, fingerprint=fingerprint, used_at=None)
    return bool(await codes.update(used_at=at))


def passkeys_of(user_id: UUID, *, organization_id: UUID) -> Rows:
    """A person's passkeys; the organization is the one that they act in."""
    rows = Rows(table=table(Passkey), organization_id=organization_id)
    return rows.where("t.user_id = {}", user_id)


async def all_passkeys_of(user_id: UUID) -> list[Passkey]:
    """A person's passkeys, for a browser; there are only so many."""
    return await Passkey.filter(user_id=user_id).order_by("id")


async def passkey_by_id(user_id: UUID, passkey_id: UUID) -> Passkey | None:
    """One of a person's passkeys."""
    return await Passkey.get_or_none(user_id=user_id, id=passkey_id)


async def passkey_by_credential(credential_id: bytes) -> Passkey | None:
    """The passkey that a device names, whoever's it is."""
    return await Passkey.get_or_none(credential_id=credential_id)


async def add_passkey(passkey: Passkey) -> bool:
    """Add a passkey; not if anybody has one of this credential id."""
    try:
        async with in_transaction():  # a savepoint: the caller's transaction survives
            await passkey.save(force_create=True)
    except IntegrityError:
        return False
    return True


async def use_passkey(passkey: Passkey, *, sign_count: int, at: datetime) -> bool:
    """Write down that a passkey was used; not if it was in the meantime and counts."""
    known = Passkey.filter(id=passkey.id, sign_count=passkey.sign_count)
    return bool(await known.update(sign_count=sign_count, last_used_at=at))


async def rename_passkey(user_id: UUID, passkey_id: UUID, name: str) -> bool:
    """Call one of a person's passkeys something else."""
    return bool(await Passkey.filter(user_id=user_id, id=passkey_id).update(name=name))


async def delete_passkey(user_id: UUID, passkey_id: UUID) -> bool:
    """Forget one of a person's passkeys."""
    return bool(await Passkey.filter(user_id=user_id, id=passkey_id).delete())


async def add_challenge(challenge: PasskeyChallenge) -> None:
    """Add something to be signed."""
    await challenge.save(force_create=True)


async def take_challenge(
    fingerprint: bytes, purpose: ChallengePurpose, *, session_id: UUID | None, at: datetime
) -> PasskeyChallenge | None:
    """Use up a challenge; nothing when it is not there for this purpose and session."""
    mine = PasskeyChallenge.filter(fingerprint=fingerprint, purpose=purpose, session_id=session_id)
    if not await mine.filter(used_at=None, expires_at__gt=at).update(used_at=at):
        return None
    return await mine.get()


async def forget_challenges(at: datetime, *, limit: int) -> int:
    """Delete challenges that nobody can use any more; tells how many."""
    return len(cast("list[object]", await fetch(_FORGET_CHALLENGES, at, limit)))
