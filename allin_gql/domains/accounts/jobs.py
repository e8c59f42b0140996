"""What accounts leaves to workers."""

from uuid import UUID

from allin_gql.core.jobs import job


@job(queue="accounts")
async def revoke_credentials(retired_id: UUID) -> None:
    """Give credentials that are used no longer back to their platform."""
