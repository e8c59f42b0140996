"""Mail over SMTP (RFC 5321).

The step that cannot be taken back is DATA: a server that has the final dot may have the message,
whatever happens to the connection afterwards. How the conversation ends after that (RSET, QUIT)
changes nothing about it.
"""

import asyncio
import contextlib
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any
from urllib.parse import unquote, urlsplit
from uuid import UUID

import aiosmtplib
from aiosmtplib import SMTPResponse

from allin_gql.adapters.mailer import (
    Begin,
    MailNotSent,
    MailProblem,
    MailUnknown,
    Message,
    Sighting,
    message_id,
    said,
)
from allin_gql.core.clock import now

_DEFAULT_PORTS = {"smtp": 25, "smtps": 465}
_FAREWELL_SECONDS = 2.0  # to a server that has taken the message
_ACCEPTED = 250
_LEAST_REFUSAL = 400
_LEAST_FINAL = 500
_FAILURES = (aiosmtplib.SMTPException, OSError, TimeoutError, ValueError)


class SmtpMailer:
    """Hands messages to one mail server, such as `smtp://user:password@host:587`."""

    can_look = False

    def __init__(self, smtp_url: str, *, sender: str, timeout: timedelta) -> None:
        url = urlsplit(smtp_url)
        if url.scheme not in _DEFAULT_PORTS or not url.hostname:
            raise ValueError("ALLIN_SMTP_URL must look like smtp://host:25 or smtps://host:465")
        self.timeout = timeout
        self._sender = sender
        self._host = url.hostname
        self._options: dict[str, Any] = {
            "hostname": url.hostname,
            "port": url.port or _DEFAULT_PORTS[url.scheme],
            "username": unquote(url.username) if url.username else None,
            "password": unquote(url.password) if url.password else None,
            "use_tls": url.scheme == "smtps",
            "timeout": timeout.total_seconds(),
        }

    async def send(self, message: Message, *, begin: Begin) -> None:
        """Hand over one message once."""
        seconds = self.timeout.total_seconds()
        conversation = _Conversation(begin, self._options)
        try:
            async with asyncio.timeout(seconds) as deadline:
                conversation.deadline = deadline
                await conversation.connect()
                await conversation.send_message(self._written(message))
        except _FAILURES as error:
            problem = self._judged(conversation, error)
            if problem is not None:
                raise problem from error
        finally:
            with contextlib.suppress(*_FAILURES):
                if conversation.is_taken:
                    await conversation.quit(timeout=_FAREWELL_SECONDS)
            conversation.close()

    async def look(self, mail_id: UUID, *, since: datetime) -> Sighting:  # noqa: ARG002  # there is nobody to ask
        """No mail server tells what it has taken."""
        return Sighting.NOT_SEEN

    async def close(self) -> None:
        """Nothing is kept open."""

    def _written(self, message: Message) -> EmailMessage:
        written = EmailMessage()
        written["From"] = self._sender
        written["To"] = message.to
        written["Subject"] = message.subject
        written["Date"] = format_datetime(now())
        written["Message-ID"] = f"<{message_id(message.id, sender=self._sender)}>"
        written["Auto-Submitted"] = "auto-generated"
        written.set_content(message.text)
        written.add_alternative(message.html, subtype="html")
        return written

    def _judged(self, conversation: "_Conversation", error: Exception) -> MailProblem | None:
        """What a failure means; nothing, if the message was taken before it."""
        answer = conversation.answer
        if conversation.is_taken:
            return None
        if answer is not None and answer.code >= _LEAST_REFUSAL:
            sentence = f"{self._host} refused the message: {answer.code} {said(answer.message)}"
            return MailNotSent(sentence, is_final=answer.code >= _LEAST_FINAL)
        what = f"{type(error).__name__} {said(error)}".strip()
        if conversation.has_begun:
            return MailUnknown(f"{self._host} did not say whether it took the message: {what}")
        return MailNotSent(
            f"{self._host} did not take the message: {what}", is_final=_is_final(error)
        )


class _Conversation(aiosmtplib.SMTP):
    """A conversation that remembers how far it came."""

    deadline: asyncio.Timeout

    def __init__(self, begin: Begin, options: dict[str, Any]) -> None:
        super().__init__(**options)
        self._begin = begin
        self.has_begun = False
        self.answer: SMTPResponse | None = None

    @property
    def is_taken(self) -> bool:
        """Whether the server has said that the message is its own now."""
        return self.answer is not None and self.answer.code == _ACCEPTED

    async def data(self, message: str | bytes, **options: Any) -> SMTPResponse:  # noqa: ANN401  # what the library gives
        """Send the message itself, which cannot be taken back."""
        await self._begin()
        self.has_begun = True
        self.deadline.reschedule(asyncio.get_running_loop().time() + (self.timeout or 0))
        try:
            self.answer = await super().data(message, **options)
        except aiosmtplib.SMTPDataError as error:
            self.answer = SMTPResponse(error.code, error.message)
            raise
        return self.answer


def _is_final(error: Exception) -> bool:
    """Whether it is the address that is refused, and for good."""
    if isinstance(error, aiosmtplib.SMTPRecipientsRefused):
        return all(one.code >= _LEAST_FINAL for one in error.recipients)
    return isinstance(error, ValueError)
