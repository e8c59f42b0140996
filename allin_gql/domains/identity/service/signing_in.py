"""Signing in: by address and password, or by whatever else has proved who somebody is."""

from collections.abc import Sequence
from uuid import UUID

from allin_gql.core.clock import now
from allin_gql.core.ids import new_id
from allin_gql.core.passwords import PASSWORDS
from allin_gql.core.throttle.attempts import ATTEMPTS, Secret
from allin_gql.core.tokens import fingerprint, new_secret
from allin_gql.core.unit_of_work import UnitOfWork, unit_of_work
from allin_gql.domains.identity import repository
from allin_gql.domains.identity.errors import CredentialsWrong
from allin_gql.domains.identity.models import User
from allin_gql.domains.identity.service.addresses import is_sane
from allin_gql.domains.identity.service.issuing import SignedIn, issue_tokens, session_end
from allin_gql.domains.identity.service.passwords import MAX_PASSWORD
from allin_gql.domains.identity.service.second_factors import (
    SecondFactorDemanded,
    demand_second_factor,
)
from allin_gql.domains.identity.values import Client, SignInMethod


async def log_in(*, email: str, password: str, client: Client) -> SignedIn | SecondFactorDemanded:
    """Start a session, or ask who has a second factor for it.

    Raises `CredentialsWrong`, as slowly for unknown people as for known.
    """
    found = await find_by_password(email=email, password=password)
    async with unit_of_work() as work:
        # Checking a password takes a quarter of a second, in which it or the factors may change.
        user = await repository.user_for_update(found.id)
        if user.password_hash != found.password_hash:
            raise _wrong()
        if user.second_factor_since is not None:
            return await demand_second_factor(user, client)
        return await start_session(work, user, client, methods=(SignInMethod.PASSWORD,))


async def find_by_password(*, email: str, password: str) -> User:
    """Find the user to whom an address and a password belong. Raises `CredentialsWrong`."""
    user = await repository.user_by_email(email.strip().lower()) if is_sane(email) else None
    is_right = await PASSWORDS.current.verify(
        password[:MAX_PASSWORD], user.password_hash if user else None
    )
    if user is None or not is_right or len(password) > MAX_PASSWORD:
        raise _wrong()
    return user


async def check_password(user: User, password: str, client: Client) -> None:
    """Check the password of somebody who is signed in. It comes before any unit of work.

    Raises `CredentialsWrong`, after some of them `TooManyAttempts`.
    """
    async with ATTEMPTS.current.guess(
        # Whoever has a session is on a network that is known.
        Secret.PASSWORD,
        account=user.email,
        address=client.address,
        is_known=True,
    ) as guess:
        is_right = await PASSWORDS.current.verify(password[:MAX_PASSWORD], user.password_hash)
        if not is_right or len(password) > MAX_PASSWORD:
            raise CredentialsWrong("This is not your password.", path=("password",))
        guess.was_right()


async def find_user(user_id: UUID) -> User:
    """Find a user that is known."""
    return await repository.user_by_id(user_id)


async def start_session(
    work: UnitOfWork,  # noqa: ARG001  # has to be called within one
    user: User,
    client: Client,
    *,
    methods: Sequence[SignInMethod],
) -> SignedIn:
    """Start a session for somebody who has just proved who they are, and issue its tokens.

    It is written within the unit of work in which the proof (a code, a challenge) is used up; the
    tokens are of no use before that is committed.
    """
    at = now()
    session_id, secret = new_id(), new_secret()
    session = await repository.add_session(
        session_id,
        user_id=user.id,
        fingerprint=fingerprint(secret),
        client=client,
        methods=methods,
        at=at,
        expires_at=session_end(created_at=at, at=at),
    )
    return issue_tokens(user, session, secret)


def _wrong() -> CredentialsWrong:
    return CredentialsWrong("The e-mail address and the password do not belong together.")
