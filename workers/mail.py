"""Mail's jobs."""

from datetime import timedelta
from uuid import UUID

from allin_gql.domains.mail import jobs, service
from workers.actor import performs, ticks

_MAILS_AT_ONCE = 100


@performs(jobs.send_mail)
async def send_mail(mail_id: UUID) -> None:
    """Send one mail."""
    await service.send_mail(mail_id)


@ticks(every=timedelta(seconds=5))
async def ring_for_mails() -> None:
    """Find the mails that nobody was called for."""
    await service.ring_for_mails(_MAILS_AT_ONCE)
