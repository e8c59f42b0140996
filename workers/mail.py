"""Mail's jobs, and what the clock does for it."""

from datetime import timedelta
from uuid import UUID

from allin_gql.domains.mail import jobs, service
from workers.actor import performs, ticks

_MAILS_AT_ONCE = 100
_FORGOTTEN_AT_ONCE = 1_000


@performs(jobs.send_mail)
async def send_mail(mail_id: UUID) -> None:
    """Send one mail."""
    await service.send_mail(mail_id)


@performs(jobs.look_for_mail)
async def look_for_mail(mail_id: UUID) -> None:
    """Look for one mail that may have left."""
    await service.look_for_mail(mail_id)


@ticks(every=timedelta(seconds=5))
async def ring_for_mails() -> None:
    """Find the mails that nobody was called for."""
    await service.ring_for_mails(_MAILS_AT_ONCE)


@ticks(every=timedelta(seconds=5))
async def suspect_abandoned() -> None:
    """Find the mails that dead workers were sending."""
    await service.suspect_abandoned(_MAILS_AT_ONCE)


@ticks(every=timedelta(minutes=1))
async def forget_mails() -> None:
    """Delete the mails that were written long ago."""
    await service.forget_mails(_FORGOTTEN_AT_ONCE)
