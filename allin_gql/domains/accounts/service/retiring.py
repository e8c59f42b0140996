"""Taking credentials away from an account, and keeping them just until they are revoked."""

import logging

from allin_gql.core.clock import now
from allin_gql.core.ids import new_id
from allin_gql.core.unit_of_work import UnitOfWork
from allin_gql.core.vault import Place, SealBroken
from allin_gql.domains.accounts import jobs, repository
from allin_gql.domains.accounts.models import RetiredCredentials, SocialAccount
from allin_gql.domains.accounts.service.sealing import (
    credentials_place,
    open_credentials,
    seal_credentials,
)
from allin_gql.domains.accounts.values import SEALED_RETIRED
from allin_gql.platforms.base import Credentials

_log = logging.getLogger(__name__)


async def retire_credentials(work: UnitOfWork, account: SocialAccount) -> None:
    """Take an account's credentials away, to be revoked after the commit; the row is not saved."""
    if account.credentials is None:
        return
    try:
        credentials = open_credentials(account.credentials, credentials_place(account.id))
    except SealBroken:
        # Nobody can revoke what nobody can read; that must not keep the account connected.
        _log.exception("the credentials of account %s were dropped without revoking", account.id)
    else:
        await retire(work, account, credentials)
    account.credentials = None


async def retire(work: UnitOfWork, account: SocialAccount, credentials: Credentials) -> None:
    """Have credentials of an account revoked after the commit."""
    retired = RetiredCredentials(id=new_id(), account_id=account.id, due_at=now())
    retired.credentials = seal_credentials(credentials, retired_place(retired))
    await repository.add_retired(retired)
    work.enqueue(jobs.revoke_credentials, retired.id)


def retired_place(retired: RetiredCredentials) -> Place:
    """Where retired credentials are stored."""
    return SEALED_RETIRED.place(retired.id)
