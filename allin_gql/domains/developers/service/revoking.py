"""Revoking: a key ends before its time, or the older of its two secrets does."""

from uuid import UUID

from allin_gql.core.access import Viewer, require_session
from allin_gql.core.clock import now
from allin_gql.core.unit_of_work import unit_of_work
from allin_gql.domains.developers import repository
from allin_gql.domains.developers.events import ApiKeyRevoked
from allin_gql.domains.developers.models import ApiKey
from allin_gql.domains.developers.service.checking import find_key


async def revoke_api_key(viewer: Viewer, key_id: UUID, *, is_only_old_secret: bool) -> ApiKey:
    """End a key that the viewer made or may manage, at once and everywhere.

    It takes no proof: whoever fears for a key must not be kept waiting. What has ended stays so.
    """
    require_session(viewer)
    async with unit_of_work(actor_id=viewer.user_id) as work:
        key = await find_key(viewer, key_id)
        ended = await _end_old_secret(key) if is_only_old_secret else await _end(key)
        if ended is not None:
            work.emit(
                ApiKeyRevoked(
                    organization_id=key.organization_id,
                    subject_id=key.id,
                    name=key.name,
                    is_only_old_secret=is_only_old_secret,
                    changes=ended,
                )
            )
    return key


async def _end(key: ApiKey) -> dict[str, tuple[object, object]] | None:
    if key.revoked_at is not None:
        return None
    key.revoked_at, key.remind_at = now(), None
    await repository.save_key(key)
    return {"revokedAt": (None, key.revoked_at.isoformat())}


async def _end_old_secret(key: ApiKey) -> dict[str, tuple[object, object]] | None:
    at = now()
    good = [one for one in await repository.secrets_of(key.id) if one.expires_at > at]
    if len(good) < 2:  # noqa: PLR2004  # the one that is left is the key's
        return None
    await repository.end_secret(good[0].id, at=at)
    return {"expiresAt": (good[0].expires_at.isoformat(), at.isoformat())}
