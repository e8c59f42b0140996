"""TOTP: a secret shared with a person's application, and the codes that it makes (RFC 6238).

Six digits, 30 seconds, SHA-1: what every application takes. A code is good in its step and in the
ones beside it, as clocks differ; and once, for its step and all before are used up by it.
"""

import hmac
from uuid import UUID

import pyotp

from allin_gql.core.clock import now
from allin_gql.core.vault import VAULT
from allin_gql.domains.authenticators import repository
from allin_gql.domains.authenticators.models import TotpSecret
from allin_gql.domains.authenticators.values import SEALED_TOTP_SECRET

ISSUER = "AllIN"  # as applications show it
DIGITS = 6
_DRIFT = 1  # steps that a clock may be early or late


def new_secret() -> str:
    """Make a secret of 160 bits, as RFC 4226 asks for, in base 32."""
    return pyotp.random_base32()


def uri(secret: str, *, email: str) -> str:
    """What an application reads from a QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=ISSUER)


def seal(secret: str, totp_id: UUID) -> str:
    """Encrypt a secret for its row."""
    return VAULT.current.seal(secret.encode(), SEALED_TOTP_SECRET.place(totp_id))


def step_of(code: str, row: TotpSecret) -> int | None:
    """The newest step that a code may be of now, if it is of any that is not used up."""
    digits = "".join(code.split())
    if len(digits) != DIGITS or not digits.isascii() or not digits.isdigit():
        return None
    application = pyotp.TOTP(
        VAULT.current.open(row.secret, SEALED_TOTP_SECRET.place(row.id)).decode()
    )
    current = application.timecode(now())
    last = -1 if row.last_step is None else row.last_step
    found = [
        step
        for step in range(current - _DRIFT, current + _DRIFT + 1)
        if hmac.compare_digest(application.generate_otp(step), digits) and step > last
    ]
    return max(found, default=None)


async def take_code(user_id: UUID, code: str) -> bool:
    """Use up a code of a person's application; not if it is wrong or used up."""
    row = await repository.totp_of(user_id)
    if row is None or row.confirmed_at is None:
        return False
    step = step_of(code, row)
    return step is not None and await repository.take_totp_step(row.id, step)
