"""An application with codes: enrolled in two steps, given up; and recovery codes made anew."""

from datetime import timedelta
from uuid import UUID

from allin_gql.core.access import Viewer, require_proof, require_session, require_verified
from allin_gql.core.clock import now
from allin_gql.core.ids import new_id
from allin_gql.core.unit_of_work import unit_of_work
from allin_gql.domains.authenticators import repository
from allin_gql.domains.authenticators.errors import (
    SecondFactorMissing,
    SecondFactorWrong,
    TotpEnrolledAlready,
    TotpEnrollmentMissing,
)
from allin_gql.domains.authenticators.models import TotpSecret
from allin_gql.domains.authenticators.service import codes, totp
from allin_gql.domains.authenticators.service.changing import finish_change
from allin_gql.domains.authenticators.service.checking import guess_of_factor
from allin_gql.domains.authenticators.values import TotpEnrollment
from allin_gql.domains.identity import service as identity
from allin_gql.domains.identity.values import Client, SecurityEventKind, SignInMethod

_ENROLLMENT_LIFETIME = timedelta(minutes=15)
_ENROLLED = "An application is enrolled already; disable it first."


async def start_totp_enrollment(viewer: Viewer) -> TotpEnrollment:
    """Make a secret for a person's application; it is no factor before it is confirmed."""
    require_session(viewer)
    require_proof(viewer)
    require_verified(viewer)
    secret, totp_id = totp.new_secret(), new_id()
    expires_at = now() + _ENROLLMENT_LIFETIME
    async with unit_of_work(actor_id=viewer.user_id):
        user = await identity.lock_user(viewer.user_id)
        known = await repository.totp_of(viewer.user_id)
        if known is not None and known.confirmed_at is not None:
            raise TotpEnrolledAlready(_ENROLLED)
        await repository.add_totp(
            TotpSecret(
                id=totp_id,
                user_id=viewer.user_id,
                secret=totp.seal(secret, totp_id),
                expires_at=expires_at,
            )
        )
    uri = totp.uri(secret, email=user.email)
    return TotpEnrollment(secret=secret, uri=uri, expires_at=expires_at)


async def confirm_totp_enrollment(viewer: Viewer, code: str) -> list[str]:
    """Make a secret a factor by the first code of it; returns recovery codes if it is the first.

    Who confirms has started within fifteen minutes, which took a proof, in a session like this.
    """
    session_id = require_session(viewer)
    async with guess_of_factor(session_id, Client.here(), is_known=False) as guess:
        async with unit_of_work(actor_id=viewer.user_id) as work:
            await identity.lock_user(viewer.user_id)
            await _confirm(viewer.user_id, code)
            await identity.mark_proved(session_id, SignInMethod.TOTP)
            new_codes = await finish_change(work, viewer, SecurityEventKind.TOTP_ADDED)
        guess.was_right()
    return new_codes


async def _confirm(user_id: UUID, code: str) -> None:
    known = await repository.totp_of(user_id)
    if known is not None and known.confirmed_at is not None:
        raise TotpEnrolledAlready(_ENROLLED)
    if known is None or known.expires_at <= now():
        raise TotpEnrollmentMissing("There is no enrolment to be confirmed; start one.")
    step = totp.step_of(code, known)
    if step is None or not await repository.confirm_totp(known.id, step=step, at=now()):
        raise SecondFactorWrong("This is not the code of the application.", path=("code",))


async def disable_totp(viewer: Viewer) -> None:
    """Give an application up as a factor."""
    require_session(viewer)
    require_proof(viewer)
    async with unit_of_work(actor_id=viewer.user_id) as work:
        await identity.lock_user(viewer.user_id)
        if not await repository.delete_totp(viewer.user_id):
            raise SecondFactorMissing("There is no application with codes to be disabled.")
        await finish_change(work, viewer, SecurityEventKind.TOTP_REMOVED)


async def renew_recovery_codes(viewer: Viewer) -> list[str]:
    """Make ten new recovery codes in place of all others."""
    require_session(viewer)
    require_proof(viewer)
    async with unit_of_work(actor_id=viewer.user_id) as work:
        user = await identity.lock_user(viewer.user_id)
        if user.second_factor_since is None:
            raise SecondFactorMissing("Recovery codes stand in for a factor, and there is none.")
        new_codes = await codes.give_codes(viewer.user_id)
        await finish_change(work, viewer, SecurityEventKind.RECOVERY_CODES_RENEWED)
    return new_codes
