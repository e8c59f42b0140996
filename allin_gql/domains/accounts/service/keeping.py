"""Keeping what a connection brought: the account, new or known, and its credentials, sealed."""

from typing import Any

from allin_gql.core.access import Viewer
from allin_gql.core.clock import now
from allin_gql.core.events import changed
from allin_gql.core.unit_of_work import unit_of_work
from allin_gql.domains.accounts import repository
from allin_gql.domains.accounts.errors import PlatformRefused
from allin_gql.domains.accounts.events import AccountConnected, AccountReconnected
from allin_gql.domains.accounts.models import SocialAccount
from allin_gql.domains.accounts.service.retiring import retire_credentials
from allin_gql.domains.accounts.service.sealing import (
    credentials_place,
    limits_as_json,
    seal_credentials,
)
from allin_gql.domains.accounts.values import AccountState, foreign_text
from allin_gql.platforms.base import Connected

_MAX_NAME = 255  # characters of a handle, a name, an external id
_MAX_ADDRESS = 1_024


async def keep_account(viewer: Viewer, platform: str, connected: Connected) -> SocialAccount:
    """Add a connected account to the viewer's organization, or connect the one it has again.

    Raises `PlatformRefused` when the platform did not say who it is.
    """
    described = _described(viewer, platform, connected)
    async with unit_of_work(actor_id=viewer.user_id) as work:
        account = await repository.claim_account(described)
        is_new = account.id == described.id
        before = {} if is_new else _connection_of(account)
        if not is_new:
            await retire_credentials(work, account)
            _describe_anew(account, described)
        account.credentials = seal_credentials(connected.credentials, credentials_place(account.id))
        await repository.save_account(account)
        event = AccountConnected if is_new else AccountReconnected
        work.emit(
            event(
                organization_id=account.organization_id,
                subject_id=account.id,
                platform=platform,
                handle=account.handle,
                changes=changed(before, _connection_of(account)),
            )
        )
    return account


def _connection_of(account: SocialAccount) -> dict[str, Any]:
    return {
        "handle": account.handle,
        "server": account.server,
        "state": account.state,
        "scopes": account.scopes,
        "connectedAt": account.connected_at,
    }


def _described(viewer: Viewer, platform: str, connected: Connected) -> SocialAccount:
    profile = connected.profile
    return SocialAccount(
        organization_id=viewer.organization_id,
        platform=platform,
        server=connected.server,
        external_id=_checked_key(profile.external_id, connected.server),
        handle=_checked_key(profile.handle, connected.server),
        display_name=foreign_text(profile.display_name, _MAX_NAME),
        url=_web_address(profile.url) or connected.server,
        avatar_url=_web_address(profile.avatar_url),
        state=AccountState.ACTIVE,
        scopes=[foreign_text(scope, _MAX_NAME) for scope in connected.scopes],
        limits=limits_as_json(connected.limits),
        connected_at=now(),
    )


def _describe_anew(account: SocialAccount, described: SocialAccount) -> None:
    account.handle = described.handle
    account.display_name = described.display_name
    account.url = described.url
    account.avatar_url = described.avatar_url
    account.state = described.state
    account.scopes = described.scopes
    account.limits = described.limits
    account.connected_at = described.connected_at


def _checked_key(text: str, server: str) -> str:
    # What accounts are told apart by is taken as it is or not at all.
    if not text or text != foreign_text(text, _MAX_NAME):
        raise PlatformRefused(f"{server} does not say properly whose account this is.")
    return text


def _web_address(address: str | None) -> str | None:
    # Clients make links of it; a hostile server must not choose what they run.
    if address is None or not address.startswith(("https://", "http://")):
        return None
    return address if address == foreign_text(address, _MAX_ADDRESS) else None
