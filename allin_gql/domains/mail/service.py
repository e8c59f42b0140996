"""What can be done about mail: put a letter into the outbox, send what is in it, forget it.

claim (fence, lease) -> write the words -> come to the point -> SENDING, committed -> hand over
"""

import logging
from contextlib import suppress
from datetime import timedelta
from uuid import UUID

from allin_gql.adapters.mailer import (
    MAILER,
    MailNotSent,
    MailProblem,
    MailUnknown,
    Message,
    Sighting,
)
from allin_gql.core.clock import now
from allin_gql.core.ids import new_id
from allin_gql.core.unit_of_work import UnitOfWork, unit_of_work
from allin_gql.domains.mail import jobs, mails, repository
from allin_gql.domains.mail.errors import MailNotConfigured
from allin_gql.domains.mail.models import OutgoingMail
from allin_gql.domains.mail.values import LOOKS, WAITS, Letter, MailState, expires_at, stored

_log = logging.getLogger(__name__)

_MAX_ATTEMPTS = len(WAITS) + 1
_MARGIN = timedelta(seconds=2)  # between the end of a step and the end of its lease
_LONGEST_WAIT = timedelta(days=1)  # whatever a server says
_KEPT = timedelta(days=30)
_DIED = "The worker that sent it died, or was stopped, before it heard an answer."


class _Overtaken(Exception):
    """Another worker has it by now, or may have: this one sends nothing."""


def require_mailer() -> None:
    """Let pass where mail can be sent, or raise `MailNotConfigured`."""
    if not MAILER.is_set:
        raise MailNotConfigured(
            "No mail can be sent from here: neither ALLIN_SMTP_URL nor ALLIN_MAILGUN_DOMAIN is set."
        )


async def send_letter(
    work: UnitOfWork,
    letter: Letter,
    *,
    to: str,
    user_id: UUID | None = None,
    organization_id: UUID | None = None,
) -> UUID:
    """Send a letter once the unit of work is committed; gives the id of its mail.

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
    return mail.id


async def pretend_letter(work: UnitOfWork) -> None:
    """Do the work of sending a letter, and send none: how long it takes tells nobody which it was.

    The row is taken back at once, and the job finds nothing.
    """
    with suppress(_TakenBack):
        async with unit_of_work():
            await repository.add_mail(
                to_address="",
                template="",
                parameters={},
                user_id=None,
                organization_id=None,
                due_at=now(),
            )
            raise _TakenBack
    work.enqueue(jobs.send_mail, new_id())


class _TakenBack(Exception):
    """What was written is not to stay."""


async def send_mail(mail_id: UUID) -> None:
    """Send one mail of the outbox. Work for nobody: called by a worker."""
    if not MAILER.is_set:
        return
    lease = MAILER.current.timeout + _MARGIN
    mail = await repository.claim(mail_id, lease=lease)
    if mail is None:
        return
    useless = _why_useless(mail)
    if useless is not None:
        await _give_up(mail, useless)
        return

    async def begin() -> None:
        if not await repository.begin(mail, lease=lease):
            raise _Overtaken

    try:
        await MAILER.current.send(_message(mail), begin=begin)
    except _Overtaken:
        _log.warning("mail %s was overtaken at attempt %d", mail.id, mail.attempts)
    except MailNotSent as problem:
        await _not_sent(mail, problem)
    except MailUnknown as problem:
        await _suspect(mail, str(problem))
    else:
        await repository.mark_sent(mail)


async def look_for_mail(mail_id: UUID) -> None:
    """Ask what became of a mail that may have left. Work for nobody: called by a worker."""
    mail = await repository.claim_look(mail_id, then=list(LOOKS[1:]))
    if mail is None or not MAILER.is_set:
        return
    try:
        sighting = await MAILER.current.look(mail.id, since=mail.created_at)
    except MailProblem as problem:
        _log.warning("mail %s was not looked for: %s", mail.id, problem)
        return
    _log.info("mail %s was looked for: %s", mail.id, sighting)
    if sighting is Sighting.TAKEN:
        await repository.mark_sent(mail)
    elif sighting is Sighting.REFUSED:
        await _give_up(mail, "It was refused.")


async def ring_for_mails(limit: int) -> None:
    """Call workers for mails that wait or are to be looked for. Called by the clock."""
    async with unit_of_work() as work:
        for mail_id in await repository.due(MailState.WAITING, limit):
            work.enqueue(jobs.send_mail, mail_id)
        for mail_id in await repository.due(MailState.UNKNOWN, limit):
            work.enqueue(jobs.look_for_mail, mail_id)


async def suspect_abandoned(limit: int) -> None:
    """Give up what dead workers were sending: it may have left. Called by the clock."""
    async with unit_of_work():
        abandoned = await repository.suspect_abandoned(
            limit, look_after=_first_look(), problem=_DIED
        )
    for mail_id in abandoned:
        _log.error("mail %s may have been sent or not: %s", mail_id, _DIED)


async def forget_mails(limit: int) -> None:
    """Delete mails that were written long ago. Called by the clock."""
    async with unit_of_work():
        await repository.forget(limit, age=_KEPT)


def _why_useless(mail: OutgoingMail) -> str | None:
    if mail.attempts > _MAX_ATTEMPTS:
        return "Workers took it up, and none came to an end with it."
    end = expires_at(mail.parameters)
    return "It could not be sent before its code expired." if end and end <= now() else None


def _message(mail: OutgoingMail) -> Message:
    words = mails.write(mail)
    return Message(
        id=mail.id, to=mail.to_address, subject=words.subject, text=words.text, html=words.html
    )


async def _not_sent(mail: OutgoingMail, problem: MailNotSent) -> None:
    _log.warning("mail %s was not sent at attempt %d: %s", mail.id, mail.attempts, problem)
    if problem.is_final or mail.attempts >= _MAX_ATTEMPTS:
        await _give_up(mail, str(problem))
        return
    asked_for = min(problem.retry_after or timedelta(0), _LONGEST_WAIT)
    after = max(WAITS[mail.attempts - 1], asked_for)
    await repository.put_back(mail, after=after, problem=str(problem))


async def _give_up(mail: OutgoingMail, problem: str) -> None:
    if await repository.give_up(mail, problem=problem):
        _log.error("mail %s was given up after attempt %d: %s", mail.id, mail.attempts, problem)


async def _suspect(mail: OutgoingMail, problem: str) -> None:
    if await repository.suspect(mail, look_after=_first_look(), problem=problem):
        _log.error("mail %s may have been sent or not: %s", mail.id, problem)


def _first_look() -> timedelta | None:
    """When to look for a mail that may have left, if anybody can tell."""
    return LOOKS[0] if MAILER.is_set and MAILER.current.can_look else None
