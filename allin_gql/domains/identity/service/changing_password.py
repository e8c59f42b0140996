"""Another password: by the one that is in use, or by a letter for who forgot it."""

from uuid import UUID

from allin_gql.core.access import Viewer, require_proof, require_session
from allin_gql.core.clock import now
from allin_gql.core.errors import Unauthenticated
from allin_gql.core.passwords import PASSWORDS
from allin_gql.core.unit_of_work import UnitOfWork, unit_of_work
from allin_gql.domains.identity import mails, repository
from allin_gql.domains.identity.errors import CredentialsWrong, ResetTokenInvalid
from allin_gql.domains.identity.models import User
from allin_gql.domains.identity.service import letters, security
from allin_gql.domains.identity.service.addresses import checked_email
from allin_gql.domains.identity.service.passwords import check_length, checked_password
from allin_gql.domains.identity.service.signing_in import check_password
from allin_gql.domains.identity.values import Client, Purpose, SecurityEventKind
from allin_gql.domains.mail.service import require_mailer
from allin_gql.domains.mail.values import read_code


async def change_password(viewer: Viewer, *, current: str, new: str) -> User:
    """Choose another password; all other sessions end. Raises `CredentialsWrong` and the like.

    Who has a second factor proves it besides: whoever has found the password has not found that.
    """
    session_id = require_session(viewer)
    user = await repository.user_by_id(viewer.user_id)
    if user.second_factor_since is not None:
        require_proof(viewer)
    await check_password(user, current, Client.here(), session_id=session_id, path=())
    checked_password(new, email=user.email, name=user.name, path="newPassword")
    password_hash = await PASSWORDS.current.hash(new)
    async with unit_of_work(actor_id=viewer.user_id) as work:
        # Hashing takes a while, in which the owner may have put an end to this by another way.
        user = await _still_the_same(user, session_id)
        await repository.set_password(user.id, password_hash)
        await repository.end_all_sessions(user.id, now(), but=session_id)
        await _told_of_change(work, user, SecurityEventKind.PASSWORD_CHANGED)
    return user


async def request_password_reset(email: str) -> str:
    """Send a code for a new password to a user's address; returns the address.

    The answer, and the time it takes, is the same for an address that nobody has.
    """
    require_mailer()
    email = checked_email(email)
    await letters.ask_for_letter(email)
    async with unit_of_work() as work:
        user = await repository.user_by_email(email)
        if user is None:
            await letters.pretend(work, Purpose.RESET_PASSWORD)
        else:
            code = await letters.give_right(Purpose.RESET_PASSWORD, user.id, email=user.email)
            await letters.tell(work, mails.PasswordReset(name=user.name, code=code), user)
    return email


async def reset_password(token: str, password: str) -> User:
    """Choose a new password by the code of a letter; all sessions end, and none is started.

    So a second factor is asked for as ever. The code works once. Raises `ResetTokenInvalid`.
    """
    check_length(password)
    right_id = read_code(Purpose.RESET_PASSWORD, token)
    right = right_id and await repository.find_right(right_id, Purpose.RESET_PASSWORD, now())
    if not right or right.email != right.user.email:
        raise _reset_refused()
    user = right.user
    checked_password(password, email=user.email, name=user.name)
    password_hash = await PASSWORDS.current.hash(password)
    async with unit_of_work(actor_id=user.id) as work:
        locked = await repository.user_for_update(user.id)
        is_taken = await repository.take_right(right.id, Purpose.RESET_PASSWORD, now())
        if not is_taken or right.email != locked.email:
            raise _reset_refused()
        await repository.set_password(user.id, password_hash)
        await repository.mark_email_verified(user.id, now())  # who has the code reads its mail
        await repository.end_all_sessions(user.id, now())
        await _told_of_change(work, user, SecurityEventKind.PASSWORD_RESET)
    return await repository.user_by_id(user.id)


async def _still_the_same(user: User, session_id: UUID) -> User:
    """Lock a user, if neither the password nor the session has come to an end since it was read."""
    locked = await repository.user_for_update(user.id)
    session = await repository.session_for_update(session_id)
    if session is None or session.ended_at is not None:
        raise Unauthenticated("This session has ended; log in again.")
    if locked.password_hash != user.password_hash:
        raise CredentialsWrong("This is not your password any more.")
    return locked


async def _told_of_change(work: UnitOfWork, user: User, kind: SecurityEventKind) -> None:
    client = Client.here()
    await repository.withdraw_rights(user.id, [Purpose.RESET_PASSWORD], now())
    await security.note(work, user.id, kind)
    letter = mails.PasswordChanged(
        name=user.name, at=now(), address=client.address, device=client.device
    )
    await letters.tell(work, letter, user)


def _reset_refused() -> ResetTokenInvalid:
    return ResetTokenInvalid(
        "This code is wrong, was used, or is older than an hour; ask for a new one.",
        path=("token",),
    )
