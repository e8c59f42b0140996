"""What publishing leaves to workers."""

from uuid import UUID

from allin_gql.core.jobs import job


@job(queue="publishing")
async def publish(publication_id: UUID) -> None:
    """Send one claimed publication to its platform."""


@job(queue="publishing")
async def reconcile(publication_id: UUID) -> None:
    """Ask a platform whether a publication of unknown outcome is there."""
