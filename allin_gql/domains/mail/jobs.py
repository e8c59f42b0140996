"""What mail leaves to workers."""

from uuid import UUID

from allin_gql.core.jobs import job


@job(queue="mail")
async def send_mail(mail_id: UUID) -> None:
    """Send one mail of the outbox."""


@job(queue="mail")
async def look_for_mail(mail_id: UUID) -> None:
    """Ask what became of one mail that may have left."""
