"""Analytics' jobs, and what the clock does for it."""

from datetime import timedelta
from uuid import UUID

from allin_gql.domains.analytics import jobs, service
from workers.actor import performs, ticks

_ACCOUNTS_AT_ONCE = 100


@performs(jobs.collect_metrics)
async def collect_metrics(social_account_id: UUID) -> None:
    """Read the counters of one account's publications."""
    await service.collect_metrics(social_account_id)


@ticks(every=timedelta(seconds=2))
async def ring_for_metrics() -> None:
    """Find the accounts that are due for a look."""
    await service.ring_for_metrics(_ACCOUNTS_AT_ONCE)
