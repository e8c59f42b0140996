"""What AI leaves to workers."""

from uuid import UUID

from allin_gql.core.jobs import job


@job(queue="ai")
async def write_drafts(draft_request_id: UUID) -> None:
    """Write the drafts that a request has not got yet."""
