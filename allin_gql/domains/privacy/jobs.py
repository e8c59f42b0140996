"""What privacy leaves to workers."""

from uuid import UUID

from allin_gql.core.jobs import job


@job(queue="privacy")
async def make_export(export_id: UUID) -> None:
    """Write the next files of an export."""


@job(queue="privacy")
async def erase(erasure_id: UUID) -> None:
    """Take the next steps of an erasure."""
