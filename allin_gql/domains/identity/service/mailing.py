"""The outbox: letters leave by a worker, and are tried again until they have left."""

import logging
from datetime import timedelta
from uuid import UUID

from allin_gql.adapters.mailer import MAILER, MailNotSent
from allin_gql.core.unit_of_work import unit_of_work
from allin_gql.domains.identity import jobs, mails, repository
from allin_gql.domains.identity.service.verifying import mailed_code

_log = logging.getLogger(__name__)

_MAIL_LEASE = timedelta(seconds=60)  # longer than the mailer's own timeout
_MAIL_ATTEMPTS = 8  # with the delays below the last one is after about a day


async def send_mail(mail_id: UUID) -> None:
    """Send one mail of the outbox. Work for nobody: called by a worker."""
    mail = await repository.claim_mail(mail_id, lease=_MAIL_LEASE)
    if mail is None:
        return
    code = mailed_code(mail.subject_id) if mail.subject_id else ""
    letter = mails.write(mail, mail.user, code=code)
    try:
        await MAILER.current.send(
            to=mail.user.email,
            subject=letter.subject,
            text=letter.text,
            message_id=str(mail.id),
        )
    except MailNotSent as error:
        _log.warning("mail %s was not sent at attempt %d: %s", mail.id, mail.attempts, error)
        if mail.attempts >= _MAIL_ATTEMPTS:
            await repository.finish_mail(mail.id, is_sent=False)
        else:
            await repository.repeat_mail(mail.id, after=timedelta(seconds=5 * 4**mail.attempts))
    else:
        await repository.finish_mail(mail.id, is_sent=True)


async def ring_for_mails(limit: int) -> None:
    """Call workers for mails that wait. Work for nobody: called by the clock."""
    async with unit_of_work() as work:
        for mail_id in await repository.due_mails(limit):
            work.enqueue(jobs.send_mail, mail_id)
