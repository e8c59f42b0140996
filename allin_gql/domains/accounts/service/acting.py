"""Acting for an account: the one place that opens credentials, renews them, or finds them dead."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TypeVar
from uuid import UUID

from allin_gql.core.unit_of_work import UnitOfWork, unit_of_work
from allin_gql.domains.accounts import repository
from allin_gql.domains.accounts.events import AccountNeedsReconnect
from allin_gql.domains.accounts.models import SocialAccount
from allin_gql.domains.accounts.service.retiring import retire
from allin_gql.domains.accounts.service.sealing import (
    credentials_place,
    has_same_credentials,
    platform_account,
    seal_credentials,
)
from allin_gql.domains.accounts.values import AccountState, foreign_text
from allin_gql.platforms.base import Account, Credentials, Network
from allin_gql.platforms.errors import (
    MAX_PLATFORM_MESSAGE,
    AuthExpired,
    AuthRevoked,
    PlatformError,
    Transient,
)
from allin_gql.platforms.registry import PLATFORMS

T = TypeVar("T")
Call = Callable[[Network, Account], Awaitable[T]]

_PATIENCE = timedelta(seconds=30)  # longer than one renewal, which is one call to a platform
_FIRST_PAUSE = 0.02  # seconds between two looks whether another has renewed; doubles
_LONGEST_PAUSE = 0.5


async def act(account_id: UUID, call: Call[T]) -> T:
    """Make a call with an account's credentials. Work for nobody; opens no transaction around it.

    When the platform says that the credentials are too old, they are renewed, by one caller for all
    that act at this moment, and the call is made once more: nothing had happened. When it says that
    they are dead, the account needs to be connected again.

    Raises what `call` raises; `AuthRevoked` also for an account that may not be used, and
    `Transient` when the credentials could not be renewed now.
    """
    account = await _active(account_id)
    try:
        return await _call(account, call)
    except AuthExpired:
        account = await _renewed(account)
    except AuthRevoked as error:
        account = await _replacement(account, error)
    try:
        return await _call(account, call)
    except AuthRevoked as error:
        await _mark_dead(account, error)
        raise


async def _active(account_id: UUID) -> SocialAccount:
    account = await repository.account_for_nobody(account_id)
    if account is None:
        raise AuthRevoked("The account is not there any more.")
    if account.state is AccountState.DISCONNECTED:
        raise AuthRevoked(f"{account.handle} was disconnected; connect it again.")
    if account.state is not AccountState.ACTIVE:
        raise AuthRevoked(f"{account.handle} has to be connected again before it can be used.")
    return account


async def _call(account: SocialAccount, call: Call[T]) -> T:
    return await call(_network(account), platform_account(account))


def _network(account: SocialAccount) -> Network:
    return PLATFORMS.current.by_name(account.platform)


async def _replacement(refused: SocialAccount, error: AuthRevoked) -> SocialAccount:
    """The account as it was connected anew meanwhile; otherwise marks it and raises the error."""
    await _mark_dead(refused, error)
    current = await repository.account_for_nobody(refused.id)
    if current is None or not _has_other_credentials(current, refused):
        raise error
    return current


async def _mark_dead(refused: SocialAccount, error: AuthRevoked) -> None:
    async with unit_of_work() as work:
        await _mark_dead_in(work, refused, error)


async def _mark_dead_in(work: UnitOfWork, refused: SocialAccount, error: AuthRevoked) -> None:
    # Only the credentials that were refused are dead: others may have come in the meantime.
    current = await repository.account_for_nobody_for_update(refused.id)
    if current is not None and _is_unchanged(current, refused):
        current.state = AccountState.NEEDS_RECONNECT
        await repository.save_account(current)
        work.emit(
            AccountNeedsReconnect(
                organization_id=refused.organization_id,
                subject_id=refused.id,
                platform=refused.platform,
                handle=refused.handle,
                reason=foreign_text(str(error), MAX_PLATFORM_MESSAGE),
            )
        )


async def _renewed(stale: SocialAccount) -> SocialAccount:
    """The account with newer credentials than these, whoever renews them.

    Waiting is looking again and again, for no statement may take long (`database`).
    """
    deadline = time.monotonic() + _PATIENCE.total_seconds()
    pause = _FIRST_PAUSE
    while True:
        current = await _active(stale.id)
        if _has_other_credentials(current, stale):
            return current
        # Not given up when the caller is: a renewed token that is not stored is an account lost.
        if await asyncio.shield(asyncio.create_task(_renew(stale))):
            continue
        if time.monotonic() > deadline:
            raise Transient(f"The access of {stale.handle} is being renewed for too long.")
        await asyncio.sleep(pause)
        pause = min(2 * pause, _LONGEST_PAUSE)


async def _renew(stale: SocialAccount) -> bool:
    """Renew credentials unless somebody else is at it or has been; `False` when one is at it.

    Raises `AuthRevoked` after noting it, or `Transient`; nothing has changed then.
    """
    refusal: AuthRevoked | None = None
    async with unit_of_work() as work:
        if not await repository.lock_renewal(stale.id):
            return False
        current = await repository.account_for_nobody(stale.id)
        if current is None or not _is_unchanged(current, stale):
            return True
        try:
            credentials = await _ask_for_renewal(stale)
        except AuthRevoked as error:
            refusal = error
            await _mark_dead_in(work, stale, error)
        else:
            await _store(work, stale, credentials)
    if refusal is not None:
        raise refusal
    return True


async def _ask_for_renewal(stale: SocialAccount) -> Credentials:
    try:
        return await _network(stale).refresh(platform_account(stale))
    except AuthRevoked:
        raise
    except PlatformError as error:
        # Whatever it is, it does not say that the credentials are dead.
        raise Transient(
            str(error),
            status=error.status,
            platform_code=error.platform_code,
            platform_message=error.platform_message,
            retry_at=error.retry_at,
        ) from error


async def _store(work: UnitOfWork, stale: SocialAccount, credentials: Credentials) -> None:
    current = await repository.account_for_nobody_for_update(stale.id)
    if current is None or not _is_unchanged(current, stale):
        # Disconnected or connected again while the platform was asked: nobody needs these.
        await retire(work, stale, credentials)
        return
    current.credentials = seal_credentials(credentials, credentials_place(stale.id))
    await repository.save_account(current)


def _is_unchanged(current: SocialAccount, stale: SocialAccount) -> bool:
    return current.state is AccountState.ACTIVE and has_same_credentials(current, stale)


def _has_other_credentials(current: SocialAccount, refused: SocialAccount) -> bool:
    return current.state is AccountState.ACTIVE and not has_same_credentials(current, refused)
