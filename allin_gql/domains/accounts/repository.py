"""Every query of accounts."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from allin_gql.core.database import fetch
from allin_gql.core.shapes import Rows, table
from allin_gql.domains.accounts.models import (
    AccountConnection,
    PlatformApp,
    RetiredCredentials,
    SocialAccount,
)
from allin_gql.domains.accounts.values import AccountState

_TRY_RENEWAL_LOCK = "SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS is_locked"
_CLAIM_RETIRED = """
UPDATE retired_credentials SET attempts = attempts + 1, due_at = now() + $2
WHERE id = $1 AND due_at <= now()
RETURNING id
"""
_DUE_RETIRED = "SELECT id FROM retired_credentials WHERE due_at <= now() ORDER BY due_at LIMIT $1"
_REPEAT_RETIRED = "UPDATE retired_credentials SET due_at = now() + $2 WHERE id = $1"


def accounts_of(
    organization_id: UUID, *, platform: str | None = None, state: AccountState | None = None
) -> Rows:
    """An organization's accounts: all, or those of a platform, or in a state."""
    accounts = Rows(table=table(SocialAccount), organization_id=organization_id)
    if platform is not None:
        accounts = accounts.where("t.platform = {}", platform)
    if state is not None:
        accounts = accounts.where("t.state = {}", state)
    return accounts


async def account_by_id(organization_id: UUID, account_id: UUID) -> SocialAccount | None:
    """One account of an organization."""
    return await SocialAccount.get_or_none(organization_id=organization_id, id=account_id)


async def accounts_by_id(
    organization_id: UUID, account_ids: Sequence[UUID]
) -> dict[UUID, SocialAccount]:
    """Accounts of an organization by id, for a batch; those that it does not have are left out."""
    rows = await SocialAccount.filter(organization_id=organization_id, id__in=list(account_ids))
    return {row.id: row for row in rows}


async def account_for_update(organization_id: UUID, account_id: UUID) -> SocialAccount | None:
    """One account of an organization, locked until the transaction ends."""
    accounts = SocialAccount.filter(organization_id=organization_id, id=account_id)
    return await accounts.select_for_update().first()


async def account_for_nobody(account_id: UUID) -> SocialAccount | None:
    """An account as it is now, whoever has it; for work that nobody asked for."""
    return await SocialAccount.get_or_none(id=account_id)


async def accounts_alike_for_nobody(account: SocialAccount) -> list[SocialAccount]:
    """Every row of any organization, this one included, that is the same account out there."""
    return await SocialAccount.filter(
        platform=account.platform, server=account.server, external_id=account.external_id
    )


async def claim_account(account: SocialAccount) -> SocialAccount:
    """Add an account, or find the one that is the same; either is locked."""
    await SocialAccount.bulk_create([account], ignore_conflicts=True)
    return (
        await SocialAccount.filter(
            organization_id=account.organization_id,
            platform=account.platform,
            server=account.server,
            external_id=account.external_id,
        )
        .select_for_update()
        .get()
    )


async def save_account(account: SocialAccount) -> None:
    """Write down an account that is locked."""
    await account.save()


async def lock_renewal(account_id: UUID) -> bool:
    """Become the one who renews an account's credentials, until the transaction ends.

    Never waits: who is not the one gets `False`. It is no lock on the row, so that disconnecting,
    and rows that refer to the account, need not wait for a platform.
    """
    rows = await fetch(_TRY_RENEWAL_LOCK, f"accounts.renewal|{account_id}")
    return bool(rows[0]["is_locked"])


async def account_for_nobody_for_update(account_id: UUID) -> SocialAccount | None:
    """An account as it is now, whoever has it, locked until the transaction ends."""
    return await SocialAccount.filter(id=account_id).select_for_update().first()


async def platform_app(platform: str, server: str, *, redirect_uri: str) -> PlatformApp | None:
    """AllIN as a server knows it, if it does."""
    return await PlatformApp.get_or_none(
        platform=platform, server=server, redirect_uri=redirect_uri
    )


async def add_platform_app(app: PlatformApp) -> PlatformApp:
    """Add a registration; gives the one that stands, which another may have added just before."""
    await PlatformApp.bulk_create([app], ignore_conflicts=True)
    return await PlatformApp.get(
        platform=app.platform, server=app.server, redirect_uri=app.redirect_uri
    )


async def add_connection(connection: AccountConnection) -> None:
    """Add a consent that is asked for."""
    await connection.save(force_create=True)


async def redirect_uri_of(state_fingerprint: bytes) -> str | None:
    """Where the server behind a connection sends people back to, whoever began it."""
    connection = (
        await AccountConnection.filter(state_fingerprint=state_fingerprint)
        .select_related("app")
        .first()
    )
    return None if connection is None else connection.app.redirect_uri


async def take_connection(
    organization_id: UUID, session_id: UUID, *, state_fingerprint: bytes, at: datetime
) -> AccountConnection | None:
    """Use up a connection, with its app; nothing when it is not there for this session to use."""
    mine = AccountConnection.filter(
        organization_id=organization_id, session_id=session_id, state_fingerprint=state_fingerprint
    )
    if not await mine.filter(used_at=None, expires_at__gt=at).update(used_at=at):
        return None
    return await mine.select_related("app").get()


async def return_connection(organization_id: UUID, connection_id: UUID) -> None:
    """Let a connection be used again, as its use came to nothing."""
    await AccountConnection.filter(organization_id=organization_id, id=connection_id).update(
        used_at=None
    )


async def delete_connections(organization_id: UUID, *, expired_before: datetime) -> None:
    """Forget connections that nobody can use any more."""
    await AccountConnection.filter(
        organization_id=organization_id, expires_at__lt=expired_before
    ).delete()


async def add_retired(retired: RetiredCredentials) -> None:
    """Add credentials to be revoked."""
    await retired.save(force_create=True)


async def claim_retired(retired_id: UUID, *, lease: timedelta) -> RetiredCredentials | None:
    """Take due credentials, with their account, for the time of a lease; nothing when not due."""
    if not await fetch(_CLAIM_RETIRED, retired_id, lease):
        return None
    return await RetiredCredentials.get(id=retired_id).select_related("account")


async def due_retired(limit: int) -> list[UUID]:
    """Credentials that wait to be revoked, or whose worker has died."""
    return [row["id"] for row in await fetch(_DUE_RETIRED, limit)]


async def repeat_retired(retired_id: UUID, *, after: timedelta) -> None:
    """Try to revoke again later."""
    await fetch(_REPEAT_RETIRED, retired_id, after)


async def delete_retired(retired_id: UUID) -> None:
    """Forget credentials: they are revoked, or never will be."""
    await RetiredCredentials.filter(id=retired_id).delete()


async def accounts_with_credentials(organization_id: UUID, *, limit: int) -> list[SocialAccount]:
    """Some accounts of an organization that have credentials, locked until the transaction ends."""
    accounts = SocialAccount.filter(organization_id=organization_id, credentials__isnull=False)
    return await accounts.order_by("id").limit(limit).select_for_update()


async def has_retired(organization_id: UUID) -> bool:
    """Whether credentials of an organization's accounts wait to be revoked."""
    return await RetiredCredentials.filter(account__organization_id=organization_id).exists()
