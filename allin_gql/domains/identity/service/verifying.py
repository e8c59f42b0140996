"""Proving an address: by the code of a letter that was sent there."""

from allin_gql.core.clock import now
from allin_gql.core.unit_of_work import UnitOfWork, unit_of_work
from allin_gql.domains.identity import mails, repository
from allin_gql.domains.identity.errors import VerificationTokenInvalid
from allin_gql.domains.identity.models import User
from allin_gql.domains.identity.service import letters, security
from allin_gql.domains.identity.service.addresses import checked_email
from allin_gql.domains.identity.values import Purpose, SecurityEventKind
from allin_gql.domains.mail.service import require_mailer
from allin_gql.domains.mail.values import read_code


async def verify_email(token: str) -> User:
    """Prove an address by the code of a mail. Raises `VerificationTokenInvalid`."""
    right_id = read_code(Purpose.VERIFY_EMAIL, token)
    async with unit_of_work() as work:
        taken = right_id and await repository.take_right(right_id, Purpose.VERIFY_EMAIL, now())
        # One that was sent to another address, before that was changed, proves nothing of this one.
        if not taken or taken.email != taken.user.email:
            raise VerificationTokenInvalid(
                "This code is wrong, was used, or is older than a day; ask for a new one.",
                path=("token",),
            )
        await repository.mark_email_verified(taken.user.id, now())
        await security.note(work, taken.user.id, SecurityEventKind.EMAIL_VERIFIED)
    return await repository.user_by_id(taken.user.id)


async def resend_verification(email: str) -> str:
    """Send a new code to an address that is not proved; returns the address.

    The answer, and the time it takes, is the same for any address.
    """
    require_mailer()
    email = checked_email(email)
    await letters.ask_for_letter(email)
    async with unit_of_work() as work:
        user = await repository.user_by_email(email)
        if user is not None and user.email_verified_at is None:
            await send_verification(work, user)
        else:
            await letters.pretend(work, Purpose.VERIFY_EMAIL)
    return email


async def send_verification(work: UnitOfWork, user: User) -> None:
    """Send a code to the address of a user."""
    code = await letters.give_right(Purpose.VERIFY_EMAIL, user.id, email=user.email)
    await letters.tell(work, mails.VerifyEmail(name=user.name, code=code), user)
