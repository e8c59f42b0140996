"""Registering: a person who wants to use AllIN, and an organization of their own."""

from contextlib import suppress

from allin_gql.core.clock import now
from allin_gql.core.ids import new_id
from allin_gql.core.passwords import PASSWORDS
from allin_gql.core.text import checked_text
from allin_gql.core.unit_of_work import UnitOfWork, unit_of_work
from allin_gql.domains.identity import mails, repository
from allin_gql.domains.identity.events import UserRegistered
from allin_gql.domains.identity.models import User
from allin_gql.domains.identity.service import letters
from allin_gql.domains.identity.service.addresses import checked_email
from allin_gql.domains.identity.service.passwords import checked_password
from allin_gql.domains.identity.service.profile import MAX_NAME, checked_name
from allin_gql.domains.identity.service.verifying import send_verification
from allin_gql.domains.identity.values import Purpose
from allin_gql.domains.mail.service import require_mailer


async def register(*, email: str, password: str, name: str, organization_name: str | None) -> str:
    """Sign a person up and send the mail that proves the address; returns the address.

    The answer, and the time it takes, is the same for an address that is known already: its owner
    gets a mail that says so.
    """
    require_mailer()
    email = checked_email(email)
    name = checked_name(name)
    password = checked_password(password, email=email, name=name)
    organization = checked_text(
        organization_name or f"{name}'s organization"[:MAX_NAME],
        label="organization's name",
        path=("organizationName",),
        maximum=MAX_NAME,
    )
    await letters.ask_for_letter(email)
    password_hash = await PASSWORDS.current.hash(password)
    async with unit_of_work() as work:
        holder = await repository.holder_of(email)
        # Who registered first and who does now may be two: a code of the first proves nothing more.
        holder_id = repository.NOBODY if holder is None else holder.id
        await repository.withdraw_rights(holder_id, [Purpose.VERIFY_EMAIL], now())
        if holder is None:
            await _rehearse_nothing()
            user = await _add(work, email, name, password_hash, organization)
            if user is not None:
                await send_verification(work, user)
        else:
            await _rehearse(name, password_hash, organization)
            await _remind(work, holder, email)
    return email


async def _add(
    work: UnitOfWork, email: str, name: str, password_hash: str, organization: str
) -> User | None:
    """Add a user; nothing for an address that was taken since it was looked for."""
    user = await repository.add_user(email=email, name=name, password_hash=password_hash)
    if user is not None:
        work.emit(UserRegistered(user_id=user.id, organization_name=organization))
    return user


class _Rehearsed(Exception):
    """What was done is to be taken back."""


async def _rehearse(name: str, password_hash: str, organization: str) -> None:
    """Do the work of adding a user, and take it back: how long it takes tells nothing then."""
    with suppress(_Rehearsed):
        async with unit_of_work() as work:
            nobody = f"{new_id().hex}@rehearsal.invalid"
            await _add(work, nobody, name, password_hash, organization)
            await work.settle()
            raise _Rehearsed


async def _rehearse_nothing() -> None:
    """Begin and take back as a rehearsal does, where there is none."""
    with suppress(_Rehearsed):
        async with unit_of_work():
            raise _Rehearsed


async def _remind(work: UnitOfWork, user: User, email: str) -> None:
    """Tell whoever has an address that it was given again, there.

    Where nobody has proved it, somebody may have registered before its owner, with a password of
    their own. So the owner is asked to choose one, which proves the address and ends all sessions.
    """
    if user.email_verified_at is None and user.email == email:
        code = await letters.give_right(Purpose.RESET_PASSWORD, user.id, email=email)
        await letters.tell(work, mails.RegisteredAgain(name=user.name, code=code), user)
        return
    await letters.give_nobody(Purpose.VERIFY_EMAIL)
    await letters.tell(work, mails.AlreadyRegistered(name=user.name), user)
