"""Another address: it is the person's when it is proved, and the old one can be brought back.

Both are told: the new one gets the code that proves it, the old one a code for the way back. That
one works for seven days, also before anything has changed, and nobody else gets the address so
long. Of an address that nobody has proved there is no way back: it may be another's.
"""

from allin_gql.core.access import Viewer, require_proof
from allin_gql.core.clock import now
from allin_gql.core.unit_of_work import UnitOfWork, unit_of_work
from allin_gql.domains.identity import mails, repository
from allin_gql.domains.identity.errors import EmailTokenInvalid, EmailUnchanged
from allin_gql.domains.identity.models import User
from allin_gql.domains.identity.service import letters, security
from allin_gql.domains.identity.service.addresses import checked_email
from allin_gql.domains.identity.values import Purpose, SecurityEventKind
from allin_gql.domains.mail.service import require_mailer, send_letter
from allin_gql.domains.mail.values import read_code


async def request_email_change(viewer: Viewer, email: str) -> str:
    """Ask for another address; returns it. Nothing changes before it is proved.

    The answer, and the time it takes, is the same for an address that somebody has.
    """
    require_proof(viewer)
    require_mailer()
    email = checked_email(email)
    user = await repository.user_by_id(viewer.user_id)
    if email == user.email:
        raise EmailUnchanged("This is your address already.", path=("email",))
    await letters.ask_for_letter(email)
    async with unit_of_work(actor_id=user.id) as work:
        await repository.withdraw_rights(user.id, [Purpose.CHANGE_EMAIL], now())
        await _write_to_new(work, user, email)
        if user.email_verified_at is not None:
            code = await letters.give_right(Purpose.RESTORE_EMAIL, user.id, email=user.email)
            letter = mails.EmailChanging(name=user.name, new_email=email, code=code)
            await letters.tell(work, letter, user)
        await security.note(work, user.id, SecurityEventKind.EMAIL_CHANGE_REQUESTED)
    return email


async def confirm_email_change(token: str) -> User:
    """Change the address by the code that was sent to the new one. Raises `EmailTokenInvalid`."""
    async with unit_of_work() as work:
        right = await _taken(Purpose.CHANGE_EMAIL, token)
        user, new_email = right.user, right.email
        holder = await repository.holder_of(new_email)
        if holder is not None and holder.id != user.id:
            raise _refused()
        await _set_email(user, new_email)
        await repository.withdraw_rights(
            user.id, [Purpose.RESET_PASSWORD, Purpose.VERIFY_EMAIL], now()
        )
        if user.email_verified_at is not None:
            code = await letters.give_right(Purpose.RESTORE_EMAIL, user.id, email=user.email)
            letter = mails.EmailChanged(name=user.name, new_email=new_email, code=code)
            await letters.tell(work, letter, user)
        await security.note(work, user.id, SecurityEventKind.EMAIL_CHANGED)
    return await repository.user_by_id(user.id)


async def restore_email(token: str) -> User:
    """Bring an address back by the code that was sent there; all sessions end.

    Whoever changed it may know the password: the letter that tells of it has a code for a new one.
    Raises `EmailTokenInvalid`.
    """
    async with unit_of_work() as work:
        right = await _taken(Purpose.RESTORE_EMAIL, token)
        user, email = right.user, right.email
        await _set_email(user, email)
        await repository.end_all_sessions(user.id, now())
        await repository.withdraw_rights(
            user.id, [Purpose.CHANGE_EMAIL, Purpose.RESET_PASSWORD, Purpose.VERIFY_EMAIL], now()
        )
        # A thief who changed it again has been told ways back as well: the earliest is the owner's.
        await repository.withdraw_rights(
            user.id, [Purpose.RESTORE_EMAIL], now(), since=right.created_at
        )
        code = await letters.give_right(Purpose.RESET_PASSWORD, user.id, email=email)
        letter = mails.EmailRestored(name=user.name, code=code)
        await send_letter(work, letter, to=email, user_id=user.id)
        if user.email != email:  # who had it until now may be the person, and not the thief
            await letters.tell(work, mails.EmailTakenBack(name=user.name), user)
        await security.note(work, user.id, SecurityEventKind.EMAIL_RESTORED)
    return await repository.user_by_id(user.id)


async def _write_to_new(work: UnitOfWork, user: User, email: str) -> None:
    holder = await repository.holder_of(email)
    if holder is not None and holder.id != user.id:
        await letters.give_nobody(Purpose.CHANGE_EMAIL)
        await letters.tell(work, mails.AlreadyRegistered(name=holder.name), holder)
        return
    code = await letters.give_right(Purpose.CHANGE_EMAIL, user.id, email=email)
    letter = mails.ConfirmEmail(name=user.name, code=code)
    await send_letter(work, letter, to=email, user_id=user.id)


async def _taken(purpose: Purpose, token: str) -> repository.Granted:
    right_id = read_code(purpose, token)
    right = right_id and await repository.take_right(right_id, purpose, now())
    if not right:
        raise _refused()
    return right


async def _set_email(user: User, email: str) -> None:
    if not await repository.set_email(user.id, email, now()):
        raise _refused()


def _refused() -> EmailTokenInvalid:
    return EmailTokenInvalid(
        "This code is wrong, was used or is too old, or the address is somebody else's by now.",
        path=("token",),
    )
