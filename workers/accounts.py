"""Accounts' jobs."""

from datetime import timedelta
from uuid import UUID

from allin_gql.domains.accounts import jobs, service
from workers.actor import performs, ticks

_REVOCATIONS_AT_ONCE = 100


@performs(jobs.revoke_credentials)
async def revoke_credentials(retired_id: UUID) -> None:
    """Revoke credentials that are used no longer."""
    await service.revoke_credentials(retired_id)


@ticks(every=timedelta(seconds=5))
async def ring_for_revocations() -> None:
    """Find the credentials that nobody was called for."""
    await service.ring_for_revocations(_REVOCATIONS_AT_ONCE)
