"""Step-up: who is signed in proves again that it is them, for what hurts."""

from allin_gql.core.access import Viewer, require_session
from allin_gql.core.unit_of_work import unit_of_work
from allin_gql.domains.authenticators import repository
from allin_gql.domains.authenticators.errors import ProofTooWeak
from allin_gql.domains.authenticators.service import ceremonies, passkeys
from allin_gql.domains.authenticators.service.checking import (
    guess_of_factor,
    method_of,
    use_code,
    use_passkey,
)
from allin_gql.domains.authenticators.values import ChallengePurpose, PasskeyCeremony, Proof
from allin_gql.domains.identity import service as identity
from allin_gql.domains.identity.values import Client, SignInMethod


async def prove_identity(viewer: Viewer, proof: Proof, client: Client) -> None:
    """Note that the person behind a session has just proved that it is them.

    Raises `CredentialsWrong`, `SecondFactorWrong` or `PasskeyInvalid`, after some of them
    `TooManyAttempts`; `ProofTooWeak` for a password of who has a second factor: whoever has found
    the password has not found that.
    """
    require_session(viewer)
    method = method_of(proof)
    if method is SignInMethod.PASSWORD:
        await _by_password(viewer, proof.password or "", client)
    elif method is SignInMethod.PASSKEY:
        await _by_passkey(viewer, proof)
    else:
        await _by_code(viewer, proof, method, client)


async def start_passkey_proof(viewer: Viewer) -> PasskeyCeremony:
    """Ask for one of the person's passkeys."""
    session_id = require_session(viewer)
    challenge, expires_at = await passkeys.make_challenge(
        ChallengePurpose.PROVE, session_id=session_id
    )
    options = ceremonies.request_options(
        challenge=challenge,
        milliseconds=passkeys.milliseconds(passkeys.CHALLENGE_LIFETIME),
        known=await repository.all_passkeys_of(viewer.user_id),
    )
    return PasskeyCeremony(options=options, expires_at=expires_at)


async def _by_password(viewer: Viewer, password: str, client: Client) -> None:
    user = await identity.find_user(viewer.user_id)
    if user.second_factor_since is not None:
        raise ProofTooWeak("You have a second factor: prove yourself by that.", path=("password",))
    session_id = require_session(viewer)
    await identity.check_password(user, password, client, session_id=session_id)
    async with unit_of_work(actor_id=viewer.user_id):
        await identity.mark_proved(session_id, SignInMethod.PASSWORD)


async def _by_passkey(viewer: Viewer, proof: Proof) -> None:
    session_id = require_session(viewer)
    answered = ceremonies.read_assertion(proof.passkey, path=("passkey",))
    await passkeys.take_challenge(answered, ChallengePurpose.PROVE, session_id=session_id)
    async with unit_of_work(actor_id=viewer.user_id):
        await use_passkey(answered, user_id=viewer.user_id)
        await identity.mark_proved(session_id, SignInMethod.PASSKEY)


async def _by_code(viewer: Viewer, proof: Proof, method: SignInMethod, client: Client) -> None:
    session_id = require_session(viewer)
    async with guess_of_factor(session_id, client, is_known=False) as guess:
        async with unit_of_work(actor_id=viewer.user_id) as work:
            await use_code(work, viewer.user_id, proof)
            await identity.mark_proved(session_id, method)
        guess.was_right()
