"""Making: a key for the member who asks, whose secret is told once."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from allin_gql.core.access import Viewer
from allin_gql.core.clock import now
from allin_gql.core.ids import IdKind, new_id, public_id
from allin_gql.core.tokens import fingerprint
from allin_gql.core.unit_of_work import unit_of_work
from allin_gql.domains.developers import repository
from allin_gql.domains.developers.events import ApiKeyCreated
from allin_gql.domains.developers.models import ApiKey, ApiKeySecret
from allin_gql.domains.developers.service.admitting import installation_mode
from allin_gql.domains.developers.service.checking import (
    check_room,
    checked_accounts,
    checked_expiry,
    checked_name,
    checked_networks,
    checked_scopes,
    require_owner_of_address,
)
from allin_gql.domains.developers.service.telling import tell_of_key
from allin_gql.domains.developers.values import (
    REMIND_BEFORE,
    KeyWanted,
    NewSecret,
    hint_of,
    new_key,
)


async def create_api_key(viewer: Viewer, wanted: KeyWanted) -> tuple[ApiKey, NewSecret]:
    """Make a key with rights that the viewer has. Raises `ScopeNotHeld`, `NetworkInvalid` ..."""
    require_owner_of_address(viewer)
    name = checked_name(wanted.name)
    scopes = checked_scopes(viewer, wanted.scopes)
    expires_at = checked_expiry(wanted.expires_at)
    networks = checked_networks(wanted.networks)
    account_ids = await checked_accounts(viewer, wanted.account_ids)
    at = now()
    async with unit_of_work(actor_id=viewer.user_id) as work:
        member = await repository.membership_for_update(viewer.organization_id, viewer.user_id)
        await check_room(member.id)
        key = ApiKey(
            id=new_id(),
            organization_id=viewer.organization_id,
            user_id=viewer.user_id,
            member_id=member.id,
            name=name,
            scopes=scopes,
            networks=networks,
            is_restricted=wanted.account_ids is not None,
            created_at=at,
        )
        set_end(key, expires_at, at=at)
        await repository.add_key(key, account_ids)
        made = await add_secret(key, at)
        work.emit(_created(key, made.hint, account_ids))
        await tell_of_key(work, key, made.hint)
    return key, made


def set_end(key: ApiKey, expires_at: datetime, *, at: datetime) -> None:
    """Let a key end at a time, and its maker be told before, if that is not very soon."""
    key.expires_at = expires_at
    is_long = expires_at - at > REMIND_BEFORE
    key.remind_at = expires_at - REMIND_BEFORE if is_long else None


async def add_secret(key: ApiKey, at: datetime) -> NewSecret:
    """Give a key another secret, good until the key ends."""
    secret = new_key(installation_mode())
    made = NewSecret(secret=secret, hint=hint_of(secret), expires_at=key.expires_at)
    await repository.add_secret(
        ApiKeySecret(
            id=new_id(),
            api_key_id=key.id,
            fingerprint=fingerprint(secret),
            hint=made.hint,
            created_at=at,
            expires_at=made.expires_at,
        )
    )
    return made


def _created(key: ApiKey, hint: str, account_ids: Sequence[UUID]) -> ApiKeyCreated:
    accounts = [public_id(IdKind.SOCIAL_ACCOUNT, one) for one in account_ids]
    return ApiKeyCreated(
        organization_id=key.organization_id,
        subject_id=key.id,
        name=key.name,
        hint=hint,
        expires_at=key.expires_at,
        changes={
            "name": (None, key.name),
            "scopes": (None, key.scopes),
            "expiresAt": (None, key.expires_at.isoformat()),
            "networks": (None, key.networks),
            "socialAccountIds": (None, accounts if key.is_restricted else None),
        },
    )
