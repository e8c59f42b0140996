"""What can be done about mail: put a letter into the outbox, and send what is in it."""

import logging
from datetime import timedelta
from uuid import UUID

from allin_gql.adapters.mailer import MAILER, MailNotSent
from allin_gql.core.clock import now
from allin_gql.core.unit_of_work import UnitOfWork, unit_of_work
from allin_gql.domains.mail import jobs, mails, repository
from allin_gql.domains.mail.errors import MailNotConfigured
from allin_gql.domains.mail.values import Letter, stored

_log = logging.getLogger(__name__)

_LEASE = timedelta(seconds=60)  # longer than the mailer's own timeout
_ATTEMPTS = 8  # with the delays below the last one is after about a day


def require_mailer() -> None:
    """Let pass where mail can be sent, or raise `MailNotConfigured`."""
    if not MAILER.is_set:
        raise MailNotConfigured("No mail can be sent from here: ALLIN_SMTP_URL is not set.")


async def send_letter(
    work: UnitOfWork,
    letter: Letter,
    *,
    to: str,
    user_id: UUID | None = None,
    organization_id: UUID | None = None,
) -> None:
    """Send a letter once the unit of work is committed.

    It is deleted with the user and with the organization that it names, sent or not: a letter that
    is to outlive one of them, such as a farewell, does not name it.
    """
    mail = await repository.add_mail(
        to_address=to,
        template=letter.template,
        parameters=stored(letter),
        user_id=user_id,
        organization_id=organization_id,
        due_at=now(),
    )
    work.enqueue(jobs.send_mail, mail.id)


async def send_mail(mail_id: UUID) -> None:
    """Send one mail of the outbox. Work for nobody: called by a worker."""
    mail = await repository.claim(mail_id, lease=_LEASE)
    if mail is None:
        return
    words = mails.write(mail)
    try:
        await MAILER.current.send(
            to=mail.to_address,
            subject=words.subject,
            text=words.text,
            html=words.html,
            message_id=str(mail.id),
        )
    except MailNotSent as error:
        _log.warning("mail %s was not sent at attempt %d: %s", mail.id, mail.attempts, error)
        if mail.attempts >= _ATTEMPTS:
            await repository.finish(mail.id, is_sent=False)
        else:
            await repository.put_back(mail.id, after=timedelta(seconds=5 * 4**mail.attempts))
    else:
        await repository.finish(mail.id, is_sent=True)


async def ring_for_mails(limit: int) -> None:
    """Call workers for mails that wait. Work for nobody: called by the clock."""
    async with unit_of_work() as work:
        for mail_id in await repository.due(limit):
            work.enqueue(jobs.send_mail, mail_id)
