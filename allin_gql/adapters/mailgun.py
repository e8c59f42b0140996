"""Mail over Mailgun's HTTP API.

    POST /v3/{domain}/messages   multipart, basic auth `api:<key>`; 200 {"id", "message": "Queued…"}
    GET  /v3/{domain}/events     what became of a message, by its id without brackets

The id of a message is ours (`h:Message-Id`), so that it can be asked for when no answer came. An
answer of 5xx says nothing: Mailgun has been seen to send what it had answered so. Events come late,
by up to half an hour (documentation.mailgun.com, “Event Polling”): what is not there may still be
on its way, so that nothing is ever taken for surely absent.
"""

import asyncio
from datetime import datetime, timedelta
from http import HTTPStatus
from uuid import UUID

import httpx2
from pydantic import BaseModel, Field, ValidationError

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

_CONNECT_SECONDS = 5.0
_EARLIER = timedelta(minutes=5)  # their clock may be behind ours
_MAX_EVENTS = 100  # of one message; it has a handful
_UNREACHED = (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout)
_FAILURES = (httpx2.HTTPError, TimeoutError, OSError)
# Only these are about the message itself; others an operator can put right within a day.
_FINAL = frozenset({HTTPStatus.BAD_REQUEST, HTTPStatus.REQUEST_ENTITY_TOO_LARGE})


class _Queued(BaseModel):
    id: str


class _Headers(BaseModel):
    message_id: str | None = Field(None, alias="message-id")


class _EventMessage(BaseModel):
    headers: _Headers | None = None


class _Event(BaseModel):
    event: str
    message: _EventMessage | None = None

    @property
    def message_id(self) -> str | None:
        headers = self.message and self.message.headers
        return headers.message_id if headers else None


class _Events(BaseModel):
    items: list[_Event]


class MailgunMailer:
    """Hands messages to Mailgun."""

    can_look = True

    def __init__(
        self,
        *,
        base_url: str,
        domain: str,
        api_key: str,
        sender: str,
        timeout: timedelta,
        transport: httpx2.AsyncBaseTransport | None = None,
    ) -> None:
        self.timeout = timeout
        self._sender = sender
        self._client = httpx2.AsyncClient(
            base_url=f"{base_url.rstrip('/')}/v3/{domain}/",
            auth=("api", api_key),
            timeout=httpx2.Timeout(timeout.total_seconds(), connect=_CONNECT_SECONDS),
            transport=transport,
        )

    async def send(self, message: Message, *, begin: Begin) -> None:
        """Hand over one message once."""
        parts = {
            "from": self._sender,
            "to": message.to,
            "subject": message.subject,
            "text": message.text,
            "html": message.html,
            "h:Message-Id": f"<{message_id(message.id, sender=self._sender)}>",
            "h:Auto-Submitted": "auto-generated",
            "o:tracking": "no",  # nothing in a letter is to be counted or led elsewhere
        }
        await begin()
        try:
            async with asyncio.timeout(self.timeout.total_seconds()):
                answer = await self._client.post(
                    "messages", files=[(name, (None, value)) for name, value in parts.items()]
                )
        except _UNREACHED as error:
            raise MailNotSent(f"Mailgun could not be reached: {_named(error)}") from error
        except _FAILURES as error:
            raise MailUnknown(f"Mailgun did not answer: {_named(error)}") from error
        problem = _judged(answer)
        if problem is not None:
            raise problem

    async def look(self, mail_id: UUID, *, since: datetime) -> Sighting:
        """Ask by its id for what became of a message."""
        known_as = message_id(mail_id, sender=self._sender)
        asked = {
            "message-id": known_as,
            "begin": str((since - _EARLIER).timestamp()),
            "ascending": "yes",
            "limit": str(_MAX_EVENTS),
        }
        try:
            async with asyncio.timeout(self.timeout.total_seconds()):
                answer = await self._client.get("events", params=asked)
            answer.raise_for_status()
            events = _Events.model_validate_json(answer.content).items
        except (*_FAILURES, ValidationError) as error:
            raise MailProblem(f"Mailgun could not be asked: {type(error).__name__}") from error
        # The filter is not to be relied on: an id in another form is answered with all events.
        kinds = {one.event for one in events if one.message_id == known_as}
        if kinds - {"rejected"}:
            return Sighting.TAKEN
        return Sighting.REFUSED if kinds else Sighting.NOT_SEEN

    async def close(self) -> None:
        """Give back connections."""
        await self._client.aclose()


def _judged(answer: httpx2.Response) -> MailProblem | None:
    """What an answer means; nothing, if the message was taken."""
    status = answer.status_code
    if status == HTTPStatus.OK and _is_queued(answer.content):
        return None
    sentence = f"Mailgun answered {status}: {said(answer.text)}"
    if answer.is_success or answer.is_server_error:
        return MailUnknown(sentence)
    return MailNotSent(sentence, is_final=status in _FINAL, retry_after=_retry_after(answer))


def _is_queued(content: bytes) -> bool:
    try:
        return bool(_Queued.model_validate_json(content).id)
    except ValidationError:
        return False


def _retry_after(answer: httpx2.Response) -> timedelta | None:
    seconds = answer.headers.get("retry-after", "")
    is_number = seconds.isascii() and seconds.isdigit()
    return timedelta(seconds=int(seconds[:6])) if is_number else None


def _named(error: Exception) -> str:
    return f"{type(error).__name__} {said(error)}".strip()
