"""Signing in with a factor: after the password, or with a passkey by itself."""

import hmac
from base64 import urlsafe_b64decode
from collections.abc import Mapping
from typing import Any

from allin_gql.core.unit_of_work import unit_of_work
from allin_gql.domains.authenticators import repository
from allin_gql.domains.authenticators.service import ceremonies, passkeys
from allin_gql.domains.authenticators.service.checking import (
    guess_of_factor,
    method_of,
    refused,
    use_code,
    use_passkey,
)
from allin_gql.domains.authenticators.values import ChallengePurpose, PasskeyCeremony, Proof
from allin_gql.domains.identity import service as identity
from allin_gql.domains.identity.service import SecondFactorDemanded, SignedIn
from allin_gql.domains.identity.values import Client, SignInMethod


async def complete_sign_in(*, challenge: str, proof: Proof, client: Client) -> SignedIn:
    """Start the session that a password was right for, by a second factor.

    Raises `SignInChallengeInvalid`, `SecondFactorWrong` or `PasskeyInvalid`.
    """
    asked = await identity.find_challenge(challenge, client)
    method = method_of(proof)
    is_known = await identity.knows_network(asked.user_id, client)
    async with guess_of_factor(asked.user_id, client, is_known=is_known) as guess:
        await identity.count_try(asked)
        async with unit_of_work() as work:
            user = await identity.take_challenge(asked)
            if method is SignInMethod.PASSKEY:
                answered = ceremonies.read_assertion(proof.passkey, path=("passkey",))
                if not hmac.compare_digest(answered.challenge, challenge_bytes(challenge)):
                    raise refused(answered)
                await use_passkey(answered, user_id=asked.user_id)
            else:
                await use_code(work, asked.user_id, proof)
            signed_in = await identity.start_session(
                work, user, client, methods=(SignInMethod.PASSWORD, method)
            )
        guess.was_right()
    return signed_in


async def passkey_options(demanded: SecondFactorDemanded) -> Mapping[str, Any] | None:
    """What a browser is asked for a passkey as the second factor; nothing where there is none."""
    if SignInMethod.PASSKEY not in demanded.methods:
        return None
    return ceremonies.request_options(
        challenge=challenge_bytes(demanded.challenge),
        milliseconds=passkeys.milliseconds(passkeys.CHALLENGE_LIFETIME),
        known=await repository.all_passkeys_of(demanded.user_id),
    )


async def start_passkey_sign_in() -> PasskeyCeremony:
    """Ask for whatever passkey a device has for us; so nothing is told of anybody."""
    challenge, expires_at = await passkeys.make_challenge(ChallengePurpose.SIGN_IN, session_id=None)
    options = ceremonies.request_options(
        challenge=challenge, milliseconds=passkeys.milliseconds(passkeys.CHALLENGE_LIFETIME)
    )
    return PasskeyCeremony(options=options, expires_at=expires_at)


async def complete_passkey_sign_in(credential: object, client: Client) -> SignedIn:
    """Start a session by a passkey alone, which is two factors. Raises `PasskeyInvalid`."""
    answered = ceremonies.read_assertion(credential, path=("credential",))
    await passkeys.take_challenge(answered, ChallengePurpose.SIGN_IN, session_id=None)
    async with unit_of_work() as work:
        passkey = await use_passkey(answered, user_id=None)
        user = await identity.find_user(passkey.user_id)
        return await identity.start_session(work, user, client, methods=(SignInMethod.PASSKEY,))


def challenge_bytes(challenge: str) -> bytes:
    """What a passkey signs as a second factor: the challenge that the password was right for."""
    return urlsafe_b64decode(f"{challenge.strip()}==")
