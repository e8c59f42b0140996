"""The writer's jobs, and what the clock does for it."""

from datetime import timedelta
from uuid import UUID

from allin_gql.domains.ai import jobs, service
from workers.actor import performs, ticks

_REQUESTS_AT_ONCE = 20


@performs(jobs.write_drafts)
async def write_drafts(draft_request_id: UUID) -> None:
    """Write the drafts of one request."""
    await service.write_drafts(draft_request_id)


@ticks(every=timedelta(seconds=5))
async def ring_for_drafts() -> None:
    """Find the requests that nobody was called for."""
    await service.ring_for_drafts(_REQUESTS_AT_ONCE)
