"""Passkeys: made by a person's device, named, removed."""

import hashlib
import secrets
from datetime import datetime, timedelta
from uuid import UUID

from allin_gql.core.access import Viewer, require_proof, require_session, require_verified
from allin_gql.core.clock import now
from allin_gql.core.errors import NotFound
from allin_gql.core.text import checked_text
from allin_gql.core.unit_of_work import unit_of_work
from allin_gql.domains.authenticators import repository
from allin_gql.domains.authenticators.errors import PasskeyRegisteredAlready, TooManyPasskeys
from allin_gql.domains.authenticators.models import Passkey, PasskeyChallenge
from allin_gql.domains.authenticators.service import ceremonies
from allin_gql.domains.authenticators.service.ceremonies import Assertion, Registration
from allin_gql.domains.authenticators.service.changing import finish_change
from allin_gql.domains.authenticators.service.checking import refused
from allin_gql.domains.authenticators.values import ChallengePurpose, PasskeyCeremony
from allin_gql.domains.identity import service as identity
from allin_gql.domains.identity.values import SecurityEventKind, SignInMethod

MAX_PASSKEYS = 20
CHALLENGE_LIFETIME = timedelta(minutes=5)
_CHALLENGE_BYTES = 32
_HANDLE_BYTES = 64  # as much as there may be; a random one tells nothing of the person
_MAX_NAME = 100
_FORGOTTEN_AT_ONCE = 1_000  # rows; a statement has five seconds


async def start_passkey_registration(viewer: Viewer) -> PasskeyCeremony:
    """Ask a device for a new passkey of the person who is signed in."""
    require_session(viewer)
    require_proof(viewer)
    require_verified(viewer)
    known = await repository.all_passkeys_of(viewer.user_id)
    _require_room(known)
    handle = known[0].user_handle if known else secrets.token_bytes(_HANDLE_BYTES)
    challenge, expires_at = await make_challenge(
        ChallengePurpose.REGISTER, session_id=viewer.session_id, user_handle=handle
    )
    options = ceremonies.registration_options(
        await identity.find_user(viewer.user_id),
        handle=handle,
        known=known,
        challenge=challenge,
        milliseconds=milliseconds(CHALLENGE_LIFETIME),
    )
    return PasskeyCeremony(options=options, expires_at=expires_at)


async def finish_passkey_registration(
    viewer: Viewer, *, name: str, credential: object
) -> tuple[Passkey, list[str]]:
    """Take what the device made; returns it, and recovery codes if it is the first factor.

    Who finishes has started in this session within five minutes, which took a proof.
    """
    require_session(viewer)
    name = _checked_name(name)
    answered = ceremonies.read_registration(credential, path=("credential",))
    asked = await take_challenge(answered, ChallengePurpose.REGISTER, session_id=viewer.session_id)
    made = ceremonies.verify_registration(answered)
    passkey = Passkey(
        user_id=viewer.user_id,
        credential_id=made.credential_id,
        public_key=made.credential_public_key,
        user_handle=asked.user_handle,
        sign_count=made.sign_count,
        transports=ceremonies.transports_of(answered),
        name=name,
        is_backed_up=made.credential_backed_up,
    )
    async with unit_of_work(actor_id=viewer.user_id) as work:
        await identity.lock_user(viewer.user_id)
        _require_room(await repository.all_passkeys_of(viewer.user_id))
        if not await repository.add_passkey(passkey):
            raise PasskeyRegisteredAlready("This passkey is registered already.")
        await identity.mark_proved(require_session(viewer), SignInMethod.PASSKEY)
        return passkey, await finish_change(work, viewer, SecurityEventKind.PASSKEY_ADDED)


async def rename_passkey(viewer: Viewer, passkey_id: UUID, name: str) -> Passkey:
    """Call a passkey something else."""
    require_session(viewer)
    name = _checked_name(name)
    async with unit_of_work(actor_id=viewer.user_id):
        await repository.rename_passkey(viewer.user_id, passkey_id, name)
        passkey = await repository.passkey_by_id(viewer.user_id, passkey_id)
    if passkey is None:
        raise _unknown()
    return passkey


async def remove_passkey(viewer: Viewer, passkey_id: UUID) -> None:
    """Accept a passkey no longer; the device keeps its half until the person removes it there."""
    require_session(viewer)
    require_proof(viewer)
    async with unit_of_work(actor_id=viewer.user_id) as work:
        await identity.lock_user(viewer.user_id)
        if not await repository.delete_passkey(viewer.user_id, passkey_id):
            raise _unknown()
        await finish_change(work, viewer, SecurityEventKind.PASSKEY_REMOVED)


async def make_challenge(
    purpose: ChallengePurpose, *, session_id: UUID | None, user_handle: bytes | None = None
) -> tuple[bytes, datetime]:
    """Make something to be signed once, within five minutes; only its digest is kept."""
    challenge = secrets.token_bytes(_CHALLENGE_BYTES)
    expires_at = now() + CHALLENGE_LIFETIME
    async with unit_of_work():
        await repository.add_challenge(
            PasskeyChallenge(
                fingerprint=hashlib.sha256(challenge).digest(),
                purpose=purpose,
                session_id=session_id,
                user_handle=user_handle,
                expires_at=expires_at,
            )
        )
    return challenge, expires_at


async def take_challenge(
    answered: Assertion | Registration, purpose: ChallengePurpose, *, session_id: UUID | None
) -> PasskeyChallenge:
    """Use up the challenge that was signed. Raises `PasskeyInvalid`.

    It is used up for good, whatever is found wrong with the answer afterwards.
    """
    async with unit_of_work():
        taken = await repository.take_challenge(
            hashlib.sha256(answered.challenge).digest(),
            purpose,
            session_id=session_id,
            at=now(),
        )
    if taken is None:
        raise refused(answered)
    return taken


async def forget_challenges() -> None:
    """Delete challenges that are too old. Work for nobody: called by the clock."""
    async with unit_of_work():
        await repository.forget_challenges(now(), limit=_FORGOTTEN_AT_ONCE)


def milliseconds(duration: timedelta) -> int:
    """A duration as browsers take it."""
    return int(duration.total_seconds() * 1000)


def _checked_name(name: str) -> str:
    return checked_text(name, label="name of the passkey", path=("name",), maximum=_MAX_NAME)


def _require_room(known: list[Passkey]) -> None:
    if len(known) >= MAX_PASSKEYS:
        raise TooManyPasskeys(
            f"A person may have {MAX_PASSKEYS} passkeys; remove one that is not used any more.",
            numbers={"limit": MAX_PASSKEYS},
        )


def _unknown() -> NotFound:
    return NotFound("You have no such passkey.", path=("id",))
