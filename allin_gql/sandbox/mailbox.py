"""The mailbox of everybody: a mail server that delivers nothing and shows everything."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.smtp import SMTP, Envelope, Session

from allin_gql.sandbox.intake import clean
from allin_gql.sandbox.store import Document
from allin_gql.sandbox.world import World

_KIND = "mail"


class Mailbox:
    """Every mail that was sent, to whomever."""

    def __init__(self, world: World) -> None:
        self._world = world

    def receive(self, sender: str, recipients: list[str], raw: bytes) -> None:
        """Keep a mail as it came in over SMTP."""
        message = message_from_bytes(raw, policy=policy.default)
        self.keep(
            sender=sender,
            recipients=recipients,
            subject=str(message.get("subject", "")),
            text=_part(message, "plain"),
            html=_part(message, "html"),
            headers={name: str(value) for name, value in message.items()},
        )

    def keep(
        self,
        *,
        sender: str,
        recipients: list[str],
        subject: str,
        text: str | None,
        html: str | None,
        headers: Mapping[str, str],
    ) -> None:
        """Keep a mail, however it came in."""
        number = str(len(self._world.store.list(_KIND)) + 1)
        mail = {
            "id": number,
            "from": sender,
            "to": recipients,
            "subject": subject,
            "text": text,
            "html": html,
            "headers": dict(headers),
            "receivedAt": self._world.clock.now().isoformat(),
        }
        self._world.store.put(_KIND, number, clean(mail))

    def mails(self, to: str | None = None) -> list[Document]:
        """Answer all mails, or those to one address, newest first."""
        return [
            mail
            for mail in reversed(self._world.store.list(_KIND))
            if to is None or to.lower() in map(str.lower, mail["to"])
        ]

    def mail(self, mail_id: str) -> Document | None:
        """Answer one mail."""
        return self._world.store.get(_KIND, mail_id)

    def empty(self) -> None:
        """Throw every mail away."""
        for mail in self._world.store.list(_KIND):
            self._world.store.delete(_KIND, mail["id"])


@asynccontextmanager
async def smtp_listener(mailbox: Mailbox, host: str, port: int) -> AsyncIterator[int]:
    """Listen for mail; gives the port, which is a free one when 0 was asked for."""
    loop = asyncio.get_running_loop()
    handler = _Handler(mailbox)
    server = await loop.create_server(
        lambda: SMTP(handler, enable_SMTPUTF8=True, hostname="sandbox", loop=loop), host, port
    )
    async with server:
        yield server.sockets[0].getsockname()[1]


class _Handler:
    """What aiosmtpd calls when a mail is complete."""

    def __init__(self, mailbox: Mailbox) -> None:
        self._mailbox = mailbox

    async def handle_DATA(self, _: SMTP, __: Session, envelope: Envelope) -> str:  # noqa: N802  # its name there
        content = envelope.content or b""
        raw = content.encode() if isinstance(content, str) else content
        self._mailbox.receive(envelope.mail_from or "", list(envelope.rcpt_tos), raw)
        return "250 Message accepted for delivery"


def _part(message: EmailMessage, kind: str) -> str | None:
    try:
        part = message.get_body(preferencelist=(kind,))
        return str(part.get_content()) if part is not None else None
    except (LookupError, ValueError, AttributeError, KeyError):
        return None  # a mail that lies about its parts is still shown, without them
