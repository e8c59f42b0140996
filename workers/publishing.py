"""Publishing's jobs, and what the clock does for it."""

from datetime import timedelta
from uuid import UUID

from allin_gql.domains.publishing import jobs
from allin_gql.domains.publishing.service import reconciling, sending
from workers.actor import performs, ticks

_CLAIM_BATCH = 100  # one look must end before the next
_EVERY_TICK = timedelta(0)  # as often as the clock ticks


@performs(jobs.publish)
async def publish(publication_id: UUID) -> None:
    """Send one claimed publication."""
    await sending.publish(publication_id)


@performs(jobs.reconcile)
async def reconcile(publication_id: UUID) -> None:
    """Ask for one publication whose outcome is unknown."""
    await reconciling.reconcile(publication_id)


@ticks(every=_EVERY_TICK)
async def claim_due() -> None:
    """Claim all that is due, batch by batch."""
    while await sending.claim_due(_CLAIM_BATCH) == _CLAIM_BATCH:
        pass


@ticks(every=timedelta(seconds=1))
async def recover_abandoned() -> None:
    """Take what dead workers left."""
    await sending.recover_abandoned(_CLAIM_BATCH)


@ticks(every=timedelta(seconds=1))
async def ring_for_unknown() -> None:
    """Have platforms asked for what is unknown."""
    await reconciling.ring_for_unknown(_CLAIM_BATCH)
