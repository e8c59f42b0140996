"""Privacy's jobs, and what the clock does for it."""

from datetime import timedelta
from uuid import UUID

from allin_gql.domains.privacy import jobs, service
from workers.actor import performs, ticks

_EXPORTS_AT_ONCE = 20
_ERASURES_AT_ONCE = 20


@performs(jobs.make_export)
async def make_export(export_id: UUID) -> None:
    """Write the next files of an export."""
    await service.make_export(export_id)


@performs(jobs.erase)
async def erase(erasure_id: UUID) -> None:
    """Take the next steps of an erasure."""
    await service.erase(erasure_id)


@ticks(every=timedelta(seconds=5))
async def ring_for_exports() -> None:
    """Find the exports that nobody was called for."""
    await service.ring_for_exports(_EXPORTS_AT_ONCE)


@ticks(every=timedelta(seconds=5))
async def ring_for_erasures() -> None:
    """Find the erasures that are due."""
    await service.ring_for_erasures(_ERASURES_AT_ONCE)


@ticks(every=timedelta(seconds=30))
async def plan_ended_organizations() -> None:
    """Find the organizations whose delay is over."""
    await service.plan_ended_organizations(_ERASURES_AT_ONCE)


@ticks(every=timedelta(minutes=5))
async def expire_exports() -> None:
    """Delete the exports that are older than a week."""
    await service.expire_exports(_EXPORTS_AT_ONCE)
