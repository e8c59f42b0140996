"""Mail over SMTP."""

from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

import aiosmtplib

from allin_gql.core.parts import Part

_TIMEOUT = 20  # seconds for the whole conversation
_DEFAULT_PORTS = {"smtp": 25, "smtps": 465}


class MailNotSent(Exception):
    """The mail server did not take the message."""


class Mailer:
    """Hands messages to one mail server, such as `smtp://user:password@host:587`."""

    def __init__(self, smtp_url: str, *, sender: str) -> None:
        url = urlsplit(smtp_url)
        if url.scheme not in _DEFAULT_PORTS or not url.hostname:
            raise ValueError("ALLIN_SMTP_URL must look like smtp://host:25 or smtps://host:465")
        self._host = url.hostname
        self._port = url.port or _DEFAULT_PORTS[url.scheme]
        self._username = unquote(url.username) if url.username else None
        self._password = unquote(url.password) if url.password else None
        self._use_tls = url.scheme == "smtps"
        self._sender = sender

    async def send(self, *, to: str, subject: str, text: str, html: str, message_id: str) -> None:
        """Send one message. Raises `MailNotSent`; a repeat carries the same `message_id`."""
        message = EmailMessage()
        message["From"] = self._sender
        message["To"] = to
        message["Subject"] = subject
        message["Message-ID"] = f"<{message_id}@allin>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(text)
        message.add_alternative(html, subtype="html")
        try:
            await aiosmtplib.send(
                message,
                hostname=self._host,
                port=self._port,
                username=self._username,
                password=self._password,
                use_tls=self._use_tls,
                timeout=_TIMEOUT,
            )
        except (aiosmtplib.SMTPException, OSError) as error:
            raise MailNotSent(
                f"{self._host}:{self._port} did not take the mail: {error}"
            ) from error


MAILER: Part[Mailer] = Part("the mailer (ALLIN_SMTP_URL)")
