"""What follows when a person's factors have changed: it is known, told, and ends other sessions."""

from allin_gql.core.access import Viewer
from allin_gql.core.clock import now
from allin_gql.core.origin import current_origin
from allin_gql.core.unit_of_work import UnitOfWork
from allin_gql.domains.authenticators import mails, repository
from allin_gql.domains.authenticators.service import codes
from allin_gql.domains.authenticators.values import Factors
from allin_gql.domains.identity import service as identity
from allin_gql.domains.identity.models import User
from allin_gql.domains.identity.values import SecurityEventKind as Kind
from allin_gql.domains.identity.values import SignInMethod
from allin_gql.domains.mail.service import send_letter

_TOLD = {
    Kind.TOTP_ADDED: "An application that makes codes was enrolled as your second factor.",
    Kind.TOTP_REMOVED: "The application that makes codes is your second factor no longer.",
    Kind.RECOVERY_CODES_RENEWED: "You have new recovery codes; the old ones are good no longer.",
    Kind.PASSKEY_ADDED: "A passkey was added: whoever has its device can sign in as you.",
    Kind.PASSKEY_REMOVED: "A passkey was removed.",
}


async def finish_change(work: UnitOfWork, viewer: Viewer, change: Kind) -> list[str]:
    """Write down which factors a person has now, and tell them; end their other sessions.

    Recovery codes come with the first factor and go with the last; the new ones are returned. The
    caller has locked the user, so that one change comes after another.
    """
    user = await identity.find_user(viewer.user_id)
    factors = await repository.factors_of(user.id)
    new_codes: list[str] = []
    if not (factors.has_totp or factors.passkeys):
        await repository.replace_recovery_codes(user.id, [])
    elif factors.since is None:
        new_codes = await codes.give_codes(user.id)
    await identity.set_second_factors(user.id, _methods(await repository.factors_of(user.id)))
    await identity.end_other_sessions(work, user.id, but=viewer.session_id)
    await identity.note(work, user.id, change)
    letter = mails.SecondFactorChanged(
        name=user.name, change=_TOLD[change], at=now(), address=current_origin().address
    )
    await send_letter(work, letter, to=user.email, user_id=user.id)
    return new_codes


async def note_recovery_code_used(work: UnitOfWork, user: User) -> None:
    """Tell a person that one of their codes was used, and offer codes no more after the last."""
    factors = await repository.factors_of(user.id)
    if not factors.recovery_codes_left:
        await identity.set_second_factors(user.id, _methods(factors))
    await identity.note(work, user.id, Kind.RECOVERY_CODE_USED)
    letter = mails.RecoveryCodeUsed(
        name=user.name,
        left=factors.recovery_codes_left,
        at=now(),
        address=current_origin().address,
    )
    await send_letter(work, letter, to=user.email, user_id=user.id)


def _methods(factors: Factors) -> list[SignInMethod]:
    has = {
        SignInMethod.TOTP: factors.has_totp,
        SignInMethod.PASSKEY: bool(factors.passkeys),
        SignInMethod.RECOVERY_CODE: bool(factors.recovery_codes_left),
    }
    return [method for method, is_there in has.items() if is_there]
