"""Rights that letters give: a code that works once, for one purpose, for a time."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from allin_gql.core.clock import now
from allin_gql.core.throttle.attempts import ATTEMPTS, Secret
from allin_gql.core.unit_of_work import UnitOfWork
from allin_gql.domains.identity import repository
from allin_gql.domains.identity.models import User
from allin_gql.domains.identity.values import Client, Purpose
from allin_gql.domains.mail.service import pretend_letter, send_letter
from allin_gql.domains.mail.values import Letter, MailedCode

LIFETIMES: Final = {
    Purpose.VERIFY_EMAIL: timedelta(days=1),
    Purpose.RESET_PASSWORD: timedelta(hours=1),
    Purpose.CHANGE_EMAIL: timedelta(days=1),
    Purpose.RESTORE_EMAIL: timedelta(days=7),  # whoever is away for a weekend is told in time
}
_FORGOTTEN_AT_ONCE = 1_000  # rows; a statement has five seconds


async def give_right(purpose: Purpose, user_id: UUID, *, email: str | None = None) -> MailedCode:
    """Give a user the right to something, and the code for it that a letter carries."""
    expires_at = now() + LIFETIMES[purpose]
    right = await repository.add_right(purpose, user_id, expires_at=expires_at, email=email)
    return MailedCode(purpose=purpose, row=right.id)


async def tell(work: UnitOfWork, letter: Letter, user: User) -> None:
    """Send a letter to the address that a user has."""
    await send_letter(work, letter, to=user.email, user_id=user.id)


async def pretend(work: UnitOfWork, purpose: Purpose) -> None:
    """Do the work of giving a right to somebody, and give none to nobody."""
    await give_nobody(purpose)
    await pretend_letter(work)


async def give_nobody(purpose: Purpose) -> None:
    """Do the work of giving a right, and give it to nobody."""
    await repository.add_right(purpose, None, expires_at=now())


async def ask_for_letter(email: str) -> None:
    """Let somebody have a letter sent to an address, whosever it is. Raises `TooManyAttempts`."""
    client = Client.here()
    async with ATTEMPTS.current.guess(
        Secret.LETTER, account=email, address=client.address, is_known=False
    ):
        pass  # all of them count


async def forget_rights() -> None:
    """Delete codes that are good for nothing any more. Work for nobody: called by the clock."""
    while await repository.forget_rights(_FORGOTTEN_AT_ONCE) == _FORGOTTEN_AT_ONCE:
        pass
