"""Between a right password and a session: a challenge for who has a second factor.

Identity knows whether there is one and by which ways it can be shown; the factors themselves are
authenticators', which keeps this up to date (`set_second_factors`) and trades challenges for
sessions.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from allin_gql.core.clock import now
from allin_gql.core.throttle.parties import network_of
from allin_gql.core.tokens import fingerprint, new_secret
from allin_gql.core.unit_of_work import unit_of_work
from allin_gql.domains.identity import repository
from allin_gql.domains.identity.errors import SignInChallengeInvalid
from allin_gql.domains.identity.models import SignInChallenge, User
from allin_gql.domains.identity.values import Client, SignInMethod

CHALLENGE_LIFETIME = timedelta(minutes=5)
CHALLENGE_TRIES = 5  # of a million codes, of which three are right


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondFactorDemanded:
    """A password was right; the session waits for a second factor."""

    user_id: UUID
    challenge: str = field(repr=False)
    methods: Sequence[SignInMethod]
    expires_at: datetime


async def demand_second_factor(user: User, client: Client) -> SecondFactorDemanded:
    """Give a challenge to whoever knew the password. Called within a unit of work."""
    challenge, expires_at = new_secret(), now() + CHALLENGE_LIFETIME
    await repository.add_sign_in_challenge(
        SignInChallenge(
            user_id=user.id,
            fingerprint=fingerprint(challenge),
            network=network_of(client.address),
            user_agent=client.user_agent,
            expires_at=expires_at,
        )
    )
    return SecondFactorDemanded(
        user_id=user.id,
        challenge=challenge,
        methods=[SignInMethod(method) for method in user.second_factors],
        expires_at=expires_at,
    )


async def find_challenge(challenge: str, client: Client) -> SignInChallenge:
    """Find the challenge that a client was given. Raises `SignInChallengeInvalid`."""
    found = await repository.sign_in_challenge(
        fingerprint(challenge.strip().encode(errors="replace").decode()),
        network=network_of(client.address),
        user_agent=client.user_agent,
        at=now(),
    )
    if found is None:
        raise _invalid()
    return found


async def count_try(challenge: SignInChallenge) -> None:
    """Count a try at a challenge. Raises `SignInChallengeInvalid` when there is none left.

    It is counted for good, whatever is found wrong with the factor afterwards.
    """
    async with unit_of_work():
        await lock_user(challenge.user_id)  # before its challenge, as whoever ends them does
        is_left = await repository.try_sign_in_challenge(challenge.id, tries=CHALLENGE_TRIES)
    if not is_left:
        raise _invalid()


async def take_challenge(challenge: SignInChallenge) -> User:
    """Use up a challenge, for which a session starts. It comes first in a unit of work.

    The user is locked, so that what ends their sessions ends this sign-in, or the session that it
    starts. Raises `SignInChallengeInvalid`.
    """
    user = await lock_user(challenge.user_id)
    if not await repository.take_sign_in_challenge(challenge.id, now()):
        raise _invalid()
    return user


async def lock_user(user_id: UUID) -> User:
    """Read a user, and let nobody else change what they sign in with until the transaction ends."""
    return await repository.user_for_update(user_id)


async def set_second_factors(user_id: UUID, methods: Sequence[SignInMethod]) -> None:
    """Write down by which ways a user can show a second factor; none is asked for if by none."""
    await repository.set_second_factors(user_id, [method.value for method in methods])


async def mark_proved(session_id: UUID, method: SignInMethod) -> None:
    """Note that the person of a session has just proved that it is them."""
    await repository.mark_proved(
        session_id, now(), method=method, is_factor=method is not SignInMethod.PASSWORD
    )


def _invalid() -> SignInChallengeInvalid:
    return SignInChallengeInvalid(
        "This sign-in was not completed in time, or was tried too often; log in again.",
        path=("challenge",),
    )
