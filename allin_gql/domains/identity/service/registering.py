"""Registering: a person who wants to use AllIN, and an organization of their own."""

from allin_gql.core.passwords import PASSWORDS
from allin_gql.core.text import checked_text
from allin_gql.core.unit_of_work import UnitOfWork, unit_of_work
from allin_gql.domains.identity import mails, repository
from allin_gql.domains.identity.events import UserRegistered
from allin_gql.domains.identity.service.addresses import checked_email
from allin_gql.domains.identity.service.passwords import checked_password
from allin_gql.domains.identity.service.verifying import send_verification
from allin_gql.domains.mail.service import require_mailer, send_letter

_MAX_NAME = 100


async def register(*, email: str, password: str, name: str, organization_name: str | None) -> str:
    """Sign a person up and send the mail that proves the address; returns the address.

    The answer, and the time it takes, is the same for an address that is known already: its owner
    gets a mail that says so.
    """
    require_mailer()
    email = checked_email(email)
    password = checked_password(password)
    name = checked_text(name, label="name", path=("name",), maximum=_MAX_NAME)
    organization = checked_text(
        organization_name or f"{name}'s organization"[:_MAX_NAME],
        label="organization's name",
        path=("organizationName",),
        maximum=_MAX_NAME,
    )
    password_hash = await PASSWORDS.current.hash(password)
    async with unit_of_work() as work:
        user = await repository.add_user(email=email, name=name, password_hash=password_hash)
        if user is not None:
            work.emit(UserRegistered(user_id=user.id, organization_name=organization))
            await send_verification(work, user)
        else:
            await _remind(work, email)
    return email


async def _remind(work: UnitOfWork, email: str) -> None:
    user = await repository.user_by_email(email)
    if user is None:
        return
    if user.email_verified_at is None:
        await send_verification(work, user)
        return
    letter = mails.AlreadyRegistered(name=user.name)
    await send_letter(work, letter, to=user.email, user_id=user.id)
