"""Every query of developers."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from allin_gql.core.database import fetch, fetch_records
from allin_gql.core.shapes import Rows, many, one, table
from allin_gql.domains.developers.models import ApiKey, ApiKeyAccount, ApiKeySecret
from allin_gql.domains.identity.models import User
from allin_gql.domains.organizations.models import Organization, OrganizationMember
from allin_gql.domains.organizations.repository import STANDING

MAKER_OF_KEY = one(User, source="user_id")
SECRETS_OF_KEY = many(ApiKeySecret, by="api_key_id")
ACCOUNTS_OF_KEY = many(ApiKeyAccount, by="api_key_id")

# What a key is good for now: of what its maker is, what it was given. It is asked at every request
# that comes with a key, once. While an organization is being deleted, none is good.
_RIGHTS = f"""
    keys.scopes, {STANDING},
    CASE WHEN keys.is_restricted THEN ARRAY(
        SELECT social_account_id FROM api_key_accounts WHERE api_key_id = keys.id
    ) END AS key_reach
"""  # noqa: S608  # of texts that are ours
_GOOD_KEY = """
JOIN api_keys AS keys ON keys.id = secrets.api_key_id
    AND keys.revoked_at IS NULL AND keys.expires_at > {at} AND secrets.expires_at > {at}
JOIN users ON users.id = keys.user_id
JOIN organization_members AS member ON member.id = keys.member_id
    AND member.user_id = keys.user_id AND member.organization_id = keys.organization_id
JOIN organizations ON organizations.id = keys.organization_id AND organizations.deletes_at IS NULL
"""
_WHO_ASKS = f"""
SELECT
    secrets.id AS secret_id, secrets.last_used_at, secrets.expires_at, keys.id, keys.user_id,
    keys.organization_id, keys.networks, users.email_verified_at, {_RIGHTS}
FROM api_key_secrets AS secrets {_GOOD_KEY.format(at="$2")}
WHERE secrets.fingerprint = $1
"""  # noqa: S608  # of texts that are ours
_STANDINGS = f"""
SELECT asked.place, {_RIGHTS}
FROM unnest($1::uuid[]) WITH ORDINALITY AS asked (secret_id, place)
JOIN api_key_secrets AS secrets ON secrets.id = asked.secret_id {_GOOD_KEY.format(at="$2")}
"""  # noqa: S608  # of texts that are ours
_NOTE_USE = """
UPDATE api_key_secrets SET last_used_at = $2, last_used_address = $3
WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < $4)
"""
_KNOWN_ACCOUNTS = """
SELECT id FROM social_accounts WHERE organization_id = $1 AND id = ANY($2::uuid[])
"""
_END_SECRETS = """
UPDATE api_key_secrets SET expires_at = $2 WHERE api_key_id = $1 AND expires_at > $2
"""
_TAKE_REMINDERS = """
UPDATE api_keys SET remind_at = NULL WHERE id IN (
    SELECT id FROM api_keys WHERE remind_at <= $1 ORDER BY remind_at LIMIT $2
    FOR UPDATE SKIP LOCKED
)
RETURNING id
"""


async def who_asks(fingerprint: bytes, *, at: datetime) -> Mapping[str, Any] | None:
    """The good key that has this secret, and what its maker is now; nothing if there is none."""
    rows = await fetch_records(_WHO_ASKS, fingerprint, at)
    return rows[0] if rows else None


async def standings(secret_ids: Sequence[UUID], *, at: datetime) -> dict[int, Mapping[str, Any]]:
    """What some secrets are good for now, by their place in the list; those that have ended, none.

    As `scopes`, `key_reach`, and how its maker stands in the organization.
    """
    rows = await fetch_records(_STANDINGS, list(secret_ids), at)
    return {row["place"] - 1: row for row in rows}


async def note_use(
    secret_id: UUID, *, address: str | None, at: datetime, unless_since: datetime
) -> None:
    """Remember that a secret was used, unless that is known since some time."""
    await fetch(_NOTE_USE, secret_id, at, address, unless_since)


def keys_of(
    organization_id: UUID, *, user_id: UUID | None = None, key_id: UUID | None = None
) -> Rows:
    """An organization's keys: all, or those of one member, or one."""
    keys = Rows(table=table(ApiKey), organization_id=organization_id)
    if user_id is not None:
        keys = keys.where("t.user_id = {}", user_id)
    return keys if key_id is None else keys.where("t.id = {}", key_id)


async def membership_for_update(organization_id: UUID, user_id: UUID) -> OrganizationMember:
    """What somebody is in the organization that they act in, locked against making more keys."""
    members = OrganizationMember.filter(organization_id=organization_id, user_id=user_id)
    return await members.select_for_update(no_key=True).get()


async def count_good(member_id: UUID, *, at: datetime) -> int:
    """How many keys of a member are good."""
    keys = ApiKey.filter(member_id=member_id, revoked_at__isnull=True, expires_at__gt=at)
    return await keys.count()


async def maker_of(key: ApiKey) -> tuple[User, Organization]:
    """Who made a key, and for which organization."""
    return await User.get(id=key.user_id), await Organization.get(id=key.organization_id)


async def known_accounts(organization_id: UUID, account_ids: Collection[UUID]) -> set[UUID]:
    """Those of some social accounts that the organization has."""
    rows = await fetch_records(_KNOWN_ACCOUNTS, organization_id, list(account_ids))
    return {UUID(int=row["id"].int) for row in rows}


async def add_key(key: ApiKey, account_ids: Collection[UUID]) -> None:
    """Add a key, and the accounts that it is restricted to."""
    await key.save(force_create=True)
    await ApiKeyAccount.bulk_create(
        [ApiKeyAccount(api_key_id=key.id, social_account_id=one) for one in account_ids]
    )


async def key_for_update(organization_id: UUID, key_id: UUID) -> ApiKey | None:
    """One key of an organization, locked until the transaction ends."""
    keys = ApiKey.filter(organization_id=organization_id, id=key_id)
    return await keys.select_for_update().first()


async def save_key(key: ApiKey) -> None:
    """Write down a key that is locked."""
    await key.save()


async def secrets_of(key_id: UUID) -> list[ApiKeySecret]:
    """The secrets of a key, the oldest first, ended ones included."""
    return await ApiKeySecret.filter(api_key_id=key_id).order_by("id")


async def add_secret(secret: ApiKeySecret) -> None:
    """Add a secret to a key."""
    await secret.save(force_create=True)


async def end_secrets(key_id: UUID, *, at: datetime) -> None:
    """Let the secrets of a key end at a time, where they would be good for longer."""
    await fetch(_END_SECRETS, key_id, at)


async def end_secret(secret_id: UUID, *, at: datetime) -> None:
    """Let one secret of a key end."""
    await ApiKeySecret.filter(id=secret_id).update(expires_at=at)


async def delete_secrets(key_id: UUID, *, ended_before: datetime) -> None:
    """Forget the secrets of a key that are good no longer."""
    await ApiKeySecret.filter(api_key_id=key_id, expires_at__lte=ended_before).delete()


async def take_reminders(limit: int, *, at: datetime) -> list[ApiKey]:
    """Keys whose makers have to be told that they end; each is given once."""
    rows = await fetch(_TAKE_REMINDERS, at, limit)
    return await ApiKey.filter(id__in=[row["id"] for row in rows]).order_by("id")
