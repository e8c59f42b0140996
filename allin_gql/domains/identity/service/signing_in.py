"""Signing in: by address and password, or by whatever else has proved who somebody is."""

import logging
from collections.abc import Sequence
from datetime import timedelta
from typing import Final
from uuid import UUID

from allin_gql.core.clock import now
from allin_gql.core.ids import new_id
from allin_gql.core.passwords import PASSWORDS
from allin_gql.core.throttle.attempts import ATTEMPTS, Secret
from allin_gql.core.tokens import fingerprint, new_salt
from allin_gql.core.unit_of_work import UnitOfWork, unit_of_work
from allin_gql.domains.identity import mails, repository
from allin_gql.domains.identity.errors import CredentialsWrong
from allin_gql.domains.identity.models import Session, User
from allin_gql.domains.identity.service import letters, security
from allin_gql.domains.identity.service.addresses import is_sane
from allin_gql.domains.identity.service.issuing import (
    SignedIn,
    issue_tokens,
    secret_at,
    session_end,
)
from allin_gql.domains.identity.service.passwords import MAX_PASSWORD
from allin_gql.domains.identity.service.second_factors import (
    SecondFactorDemanded,
    demand_second_factor,
)
from allin_gql.domains.identity.values import (
    Client,
    SecurityEventKind,
    SignInMethod,
    is_two_factors,
)

_log = logging.getLogger(__name__)

KNOWN_FOR: Final = timedelta(days=90)  # a network, and a device on it, after it was used last


async def log_in(*, email: str, password: str, client: Client) -> SignedIn | SecondFactorDemanded:
    """Start a session, or ask who has a second factor for it.

    Raises `CredentialsWrong`, as slowly for unknown people as for known.
    """
    found = await find_by_password(email=email, password=password, client=client)
    async with unit_of_work(actor_id=found.id) as work:
        # Checking a password takes a quarter of a second, in which it or the factors may change.
        user = await repository.user_for_update(found.id)
        if user.password_hash != found.password_hash:
            raise _wrong()
        if user.second_factor_since is not None:
            return await demand_second_factor(user, client)
        return await start_session(work, user, client, methods=(SignInMethod.PASSWORD,))


async def find_by_password(*, email: str, password: str, client: Client) -> User:
    """Find the user to whom an address and a password belong. It comes before any unit of work.

    Raises `CredentialsWrong`, and `TooManyAttempts` before anything is compared. All is done, and
    counted, for an address that nobody has as for one that somebody has.
    """
    email = email.strip().lower()
    user = await repository.user_by_email(email) if is_sane(email) else None
    is_known = await knows_network(user.id if user else None, client)
    async with ATTEMPTS.current.guess(
        Secret.PASSWORD, account=email, address=client.address, is_known=is_known
    ) as guess:
        is_right = await PASSWORDS.current.verify(
            password[:MAX_PASSWORD], user.password_hash if user else None
        )
        if user is None or not is_right or len(password) > MAX_PASSWORD:
            _log.info("a sign-in was refused: %s", user.id if user else "nobody has the address")
            raise _wrong()
        guess.was_right()
    return user


async def knows_network(user_id: UUID | None, client: Client) -> bool:
    """Whether a user has been signed in lately from a client's network; asked for nobody, too."""
    return await repository.is_known_network(user_id, client.network, since=now() - KNOWN_FOR)


async def check_password(
    user: User,
    password: str,
    client: Client,
    *,
    session_id: UUID,
    path: tuple[str, ...] = ("password",),
) -> None:
    """Check the password of somebody who is signed in. It comes before any unit of work.

    It is counted for the session: a thief has it on however many networks, and nobody outside of
    it can make its owner wait. Raises `CredentialsWrong`, after some of them `TooManyAttempts`.
    """
    async with ATTEMPTS.current.guess(
        Secret.PASSWORD,
        account=str(session_id),
        address=client.address,
        is_known=False,
    ) as guess:
        is_right = await PASSWORDS.current.verify(password[:MAX_PASSWORD], user.password_hash)
        if not is_right or len(password) > MAX_PASSWORD:
            raise CredentialsWrong("This is not your password.", path=path)
        guess.was_right()


async def find_user(user_id: UUID) -> User:
    """Find a user that is known."""
    return await repository.user_by_id(user_id)


async def start_session(
    work: UnitOfWork, user: User, client: Client, *, methods: Sequence[SignInMethod]
) -> SignedIn:
    """Start a session for somebody who has just proved who they are, and issue its tokens.

    It is written within the unit of work in which the proof (a code, a challenge) is used up; the
    tokens are of no use before that is committed.
    """
    at = now()
    is_new = await repository.is_new_device(user.id, client, since=at - KNOWN_FOR)
    session_id, salt = new_id(), new_salt()
    session = Session(
        id=session_id,
        user_id=user.id,
        refresh_salt=salt,
        refresh_fingerprint=fingerprint(secret_at(session_id, salt, 0)),
        address=client.address,
        user_agent=client.user_agent,
        network=client.network,
        device=client.device,
        methods=[method.value for method in methods],
        second_factor_at=at if is_two_factors(methods) else None,
        created_at=at,
        last_used_at=at,
        proved_at=at,
        expires_at=session_end(created_at=at, at=at),
    )
    await repository.add_session(session)
    await _note_sign_in(work, user, client, is_new=is_new)
    return issue_tokens(user, session)


async def _note_sign_in(work: UnitOfWork, user: User, client: Client, *, is_new: bool) -> None:
    if not is_new:
        await security.note(work, user.id, SecurityEventKind.SIGNED_IN, client)
        return
    await security.note(work, user.id, SecurityEventKind.SIGNED_IN_FROM_NEW_DEVICE, client)
    letter = mails.NewDevice(name=user.name, at=now(), address=client.address, device=client.device)
    await letters.tell(work, letter, user)


def _wrong() -> CredentialsWrong:
    return CredentialsWrong("The e-mail address and the password do not belong together.")
