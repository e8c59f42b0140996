"""Signing in: by address and password, or by whatever else has proved who somebody is."""

from allin_gql.core.clock import now
from allin_gql.core.ids import new_id
from allin_gql.core.passwords import PASSWORDS
from allin_gql.core.tokens import fingerprint, new_secret
from allin_gql.core.unit_of_work import UnitOfWork, unit_of_work
from allin_gql.domains.identity import repository
from allin_gql.domains.identity.errors import CredentialsWrong
from allin_gql.domains.identity.models import User
from allin_gql.domains.identity.service.addresses import is_sane
from allin_gql.domains.identity.service.issuing import SignedIn, issue_tokens, session_end
from allin_gql.domains.identity.service.passwords import MAX_PASSWORD
from allin_gql.domains.identity.values import Client


async def log_in(*, email: str, password: str, client: Client) -> SignedIn:
    """Start a session. Raises `CredentialsWrong`, as slowly for unknown people as for known."""
    user = await find_by_password(email=email, password=password)
    async with unit_of_work() as work:
        return await start_session(work, user, client)


async def find_by_password(*, email: str, password: str) -> User:
    """Find the user to whom an address and a password belong. Raises `CredentialsWrong`."""
    user = await repository.user_by_email(email.strip().lower()) if is_sane(email) else None
    is_right = await PASSWORDS.current.verify(
        password[:MAX_PASSWORD], user.password_hash if user else None
    )
    if user is None or not is_right or len(password) > MAX_PASSWORD:
        raise CredentialsWrong("The e-mail address and the password do not belong together.")
    return user


async def start_session(work: UnitOfWork, user: User, client: Client) -> SignedIn:  # noqa: ARG001  # has to be called within one
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
        at=at,
        expires_at=session_end(created_at=at, at=at),
    )
    return issue_tokens(user, session, secret)
