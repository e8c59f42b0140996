"""Disconnecting: access ends here at once, and at the platform as soon as it answers."""

import logging
from datetime import timedelta
from uuid import UUID

from allin_gql.core.access import Permission, Viewer, require
from allin_gql.core.errors import NotFound
from allin_gql.core.unit_of_work import UnitOfWork, unit_of_work
from allin_gql.core.vault import SealBroken
from allin_gql.domains.accounts import jobs, repository
from allin_gql.domains.accounts.events import AccountDisconnected
from allin_gql.domains.accounts.models import RetiredCredentials, SocialAccount
from allin_gql.domains.accounts.service.retiring import retire_credentials, retired_place
from allin_gql.domains.accounts.service.sealing import (
    account_with,
    credentials_place,
    open_credentials,
)
from allin_gql.domains.accounts.values import AccountState
from allin_gql.platforms.base import Credentials
from allin_gql.platforms.errors import PlatformError
from allin_gql.platforms.registry import PLATFORMS

_log = logging.getLogger(__name__)

_LEASE = timedelta(seconds=60)  # longer than a platform is given to answer
_AT_ONCE = 50  # accounts in a transaction
_ATTEMPTS = 8  # with the delays below the last one is after about a day


async def disconnect_account(viewer: Viewer, account_id: UUID) -> SocialAccount:
    """Take the organization's access to an account away; the account stays for its history.

    Raises `NotFound`. Does not wait for the platform: the credentials leave the account in the same
    transaction, and a job revokes them.
    """
    require(viewer, Permission.CONNECT_ACCOUNTS)
    async with unit_of_work(actor_id=viewer.user_id) as work:
        account = await repository.account_for_update(viewer.organization_id, account_id)
        if account is None or not viewer.reaches(account_id):
            raise NotFound("There is no such account in this organization.", path=("id",))
        if account.state is not AccountState.DISCONNECTED:
            await retire_credentials(work, account)
            before, account.state = account.state, AccountState.DISCONNECTED
            await repository.save_account(account)
            work.emit(
                AccountDisconnected(
                    organization_id=account.organization_id,
                    subject_id=account.id,
                    platform=account.platform,
                    handle=account.handle,
                    changes={"state": (before, account.state)},
                )
            )
    return account


async def retire_all(work: UnitOfWork, organization_id: UUID) -> bool:
    """Take away the access to the next accounts of an organization that ends; False at the end.

    Work for nobody. It is told by no event: nobody is left to read it.
    """
    accounts = await repository.accounts_with_credentials(organization_id, limit=_AT_ONCE)
    for account in accounts:
        await retire_credentials(work, account)
        account.state = AccountState.DISCONNECTED
        await repository.save_account(account)
    return len(accounts) == _AT_ONCE


async def has_access_left(organization_id: UUID) -> bool:
    """Whether access that was taken away is still to be given back to a platform."""
    return await repository.has_retired(organization_id)


async def revoke_credentials(retired_id: UUID) -> None:
    """Revoke retired credentials and forget them. Work for nobody: called by a worker."""
    retired = await repository.claim_retired(retired_id, lease=_LEASE)
    if retired is None:
        return
    try:
        await _revoke(retired)
    except PlatformError as error:
        _log.warning("credentials %s, attempt %d: %s", retired.id, retired.attempts, error)
        if error.is_retryable and retired.attempts < _ATTEMPTS:
            delay = timedelta(seconds=5 * 4**retired.attempts)
            await repository.repeat_retired(retired.id, after=delay)
            return
    except SealBroken:
        _log.exception("credentials %s were dropped without revoking", retired.id)
    await repository.delete_retired(retired.id)


async def ring_for_revocations(limit: int) -> None:
    """Call workers for credentials that wait to be revoked. Work for nobody: by the clock."""
    async with unit_of_work() as work:
        for retired_id in await repository.due_retired(limit):
            work.enqueue(jobs.revoke_credentials, retired_id)


async def _revoke(retired: RetiredCredentials) -> None:
    credentials = open_credentials(retired.credentials, retired_place(retired))
    account = retired.account
    if not await _is_in_use(account, credentials):
        network = PLATFORMS.current.by_name(account.platform)
        await network.revoke(account_with(account, credentials))


async def _is_in_use(account: SocialAccount, credentials: Credentials) -> bool:
    """Whether the very same credentials let somebody act.

    Mastodon gives one token to all who connect an account by one app (`reuse_access_token` in its
    Doorkeeper initializer): revoking it for one organization would end it for every other, or for
    the same one that has connected again meanwhile.
    """
    alike = await repository.accounts_alike_for_nobody(account)
    return any(_holds(other, credentials) for other in alike)


def _holds(account: SocialAccount, credentials: Credentials) -> bool:
    if account.credentials is None or account.state is not AccountState.ACTIVE:
        return False
    try:
        own = open_credentials(account.credentials, credentials_place(account.id))
    except SealBroken:  # nobody can act with them, so nobody loses anything
        return False
    return own == credentials
