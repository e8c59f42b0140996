"""Rotating: a key's next secret, beside the one in use or in its place."""

from datetime import datetime, timedelta
from uuid import UUID

from allin_gql.core.access import Viewer
from allin_gql.core.clock import now
from allin_gql.core.errors import InvalidInput
from allin_gql.core.unit_of_work import unit_of_work
from allin_gql.domains.developers import repository
from allin_gql.domains.developers.errors import ApiKeyRotating
from allin_gql.domains.developers.events import ApiKeyRotated
from allin_gql.domains.developers.models import ApiKey
from allin_gql.domains.developers.service.checking import (
    check_is_good,
    checked_expiry,
    find_own_key,
    require_owner_of_address,
)
from allin_gql.domains.developers.service.making import add_secret, set_end
from allin_gql.domains.developers.service.telling import tell_of_secret
from allin_gql.domains.developers.values import MAX_OVERLAP_HOURS, NewSecret


async def rotate_api_key(
    viewer: Viewer,
    key_id: UUID,
    *,
    overlap_hours: int,
    is_old_ended: bool,
    expires_at: datetime | None,
) -> tuple[ApiKey, NewSecret]:
    """Give the viewer's key another secret; those before it end after so many hours, or at once.

    With `expires_at` the key lives until then. Raises `ApiKeyRotating` when an older secret is good
    beside the last already, unless both are to end; `ApiKeyEnded`, `ExpiryInvalid`.
    """
    require_owner_of_address(viewer)
    _check_overlap(overlap_hours)
    until = None if expires_at is None else checked_expiry(expires_at)
    async with unit_of_work(actor_id=viewer.user_id) as work:
        key = await find_own_key(viewer, key_id)
        check_is_good(key)
        at = now()
        old_ends_at = at if is_old_ended else at + timedelta(hours=overlap_hours)
        old = await _end_old(key, at=at, old_ends_at=old_ends_at)
        changes: dict[str, tuple[object, object]] = {}
        if until is not None:
            changes["expiresAt"] = (key.expires_at.isoformat(), until.isoformat())
            set_end(key, until, at=at)
            await repository.save_key(key)
        made = await add_secret(key, at)
        work.emit(
            ApiKeyRotated(
                organization_id=key.organization_id,
                subject_id=key.id,
                name=key.name,
                hint=made.hint,
                old_ends_at=old_ends_at,
                changes={"hint": (old, made.hint), **changes},
            )
        )
        await tell_of_secret(work, key, made.hint, old_ends_at)
    return key, made


async def _end_old(key: ApiKey, *, at: datetime, old_ends_at: datetime) -> str | None:
    """Let what is good end; gives the hint of the last. Raises `ApiKeyRotating`."""
    good = [one for one in await repository.secrets_of(key.id) if one.expires_at > at]
    if len(good) > 1 and old_ends_at > at:
        raise ApiKeyRotating(
            f"The secret {good[0].hint} is good beside {good[-1].hint} until"
            f" {good[0].expires_at:%Y-%m-%d %H:%M} UTC.",
            path=("id",),
        )
    await repository.delete_secrets(key.id, ended_before=at)
    await repository.end_secrets(key.id, at=old_ends_at)
    return good[-1].hint if good else None


def _check_overlap(overlap_hours: int) -> None:
    if not 1 <= overlap_hours <= MAX_OVERLAP_HOURS:
        raise InvalidInput(
            f"The old secret may stay for 1 to {MAX_OVERLAP_HOURS} hours.",
            path=("overlapHours",),
            numbers={"minimum": 1, "maximum": MAX_OVERLAP_HOURS, "actual": overlap_hours},
        )
