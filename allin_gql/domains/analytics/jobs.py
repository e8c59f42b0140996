"""What analytics leaves to workers."""

from uuid import UUID

from allin_gql.core.jobs import job


@job(queue="analytics")
async def collect_metrics(social_account_id: UUID) -> None:
    """Read the counters of all publications of an account that are due for a look."""
