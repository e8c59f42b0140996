"""Proving an address: by the code of a letter that was sent there."""

import hmac
from datetime import timedelta
from uuid import UUID

from allin_gql.core.clock import now
from allin_gql.core.parts import SETTINGS
from allin_gql.core.tokens import keyed_code
from allin_gql.core.unit_of_work import UnitOfWork, unit_of_work
from allin_gql.domains.identity import jobs, repository
from allin_gql.domains.identity.errors import VerificationTokenInvalid
from allin_gql.domains.identity.models import User
from allin_gql.domains.identity.values import MailTemplate

_LIFETIME = timedelta(hours=24)


async def verify_email(token: str) -> User:
    """Prove an address by the code of a mail. Raises `VerificationTokenInvalid`."""
    token_id = _parse_code(token)
    async with unit_of_work():
        taken = token_id and await repository.take_verification_token(token_id, now())
        if not taken:
            raise VerificationTokenInvalid(
                "This code is wrong, was used, or is older than a day; register again to get a new"
                " one.",
                path=("token",),
            )
        await repository.mark_email_verified(taken.user_id, now())
    return await repository.user_by_id(taken.user_id)


async def send_verification(work: UnitOfWork, user: User) -> None:
    """Send a code to the address of a user."""
    token = await repository.add_verification_token(user.id, expires_at=now() + _LIFETIME)
    mail = await repository.add_mail(
        MailTemplate.VERIFY_EMAIL, user_id=user.id, subject_id=token.id, due_at=now()
    )
    work.enqueue(jobs.send_mail, mail.id)


def mailed_code(token_id: UUID) -> str:
    """The code that proves an address, made of its row."""
    return token_id.hex + keyed_code(SETTINGS.current.mail_token_key, "verify-email", token_id)


def _parse_code(token: str) -> UUID | None:
    try:
        token_id = UUID(hex=token.strip()[:32])
    except ValueError:
        return None
    expected = mailed_code(token_id).encode()
    is_right = hmac.compare_digest(expected, token.strip().encode(errors="replace"))
    return token_id if is_right else None
