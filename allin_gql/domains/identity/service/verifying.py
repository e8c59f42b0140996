"""Proving an address: by the code of a letter that was sent there."""

from datetime import timedelta

from allin_gql.core.clock import now
from allin_gql.core.unit_of_work import UnitOfWork, unit_of_work
from allin_gql.domains.identity import mails, repository
from allin_gql.domains.identity.errors import VerificationTokenInvalid
from allin_gql.domains.identity.models import User
from allin_gql.domains.mail.service import send_letter
from allin_gql.domains.mail.values import MailedCode, read_code

_PURPOSE = "verify-email"
_LIFETIME = timedelta(hours=24)


async def verify_email(token: str) -> User:
    """Prove an address by the code of a mail. Raises `VerificationTokenInvalid`."""
    token_id = read_code(_PURPOSE, token)
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
    letter = mails.VerifyEmail(name=user.name, code=MailedCode(purpose=_PURPOSE, row=token.id))
    await send_letter(work, letter, to=user.email, user_id=user.id)
