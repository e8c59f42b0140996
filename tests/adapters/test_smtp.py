"""Mail over SMTP: what was surely not taken is told apart from what may have been."""

from datetime import timedelta
from email import message_from_string, policy
from uuid import UUID

import pytest

from allin_gql.adapters.mailer import MailNotSent, MailUnknown, Message
from allin_gql.adapters.smtp import SmtpMailer
from tests.adapters.mail_server import CLOSE, SILENCE, MailServer, mail_server

SENDER = "AllIN <no-reply@allin.example>"
MESSAGE = Message(
    id=UUID("01900000-0000-7001-8000-000000000001"),
    to="ada@example.org",
    subject="Grüße",
    text="Read\n.this\n",
    html="<p>Read this</p>",
)


class Begun:
    """Counts how often a message came to the point of no return."""

    def __init__(self) -> None:
        self.times = 0

    async def __call__(self) -> None:
        self.times += 1


async def send(server: MailServer, begun: Begun, *, seconds: float = 5) -> None:
    mailer = SmtpMailer(
        f"smtp://127.0.0.1:{server.port}", sender=SENDER, timeout=timedelta(seconds=seconds)
    )
    await mailer.send(MESSAGE, begin=begun)


async def test_a_message_is_handed_over_with_text_and_page() -> None:
    begun = Begun()
    async with mail_server() as server:
        await send(server, begun)

    (raw,) = server.taken
    message = message_from_string(raw, policy=policy.default)
    assert begun.times == 1
    assert server.commands == ["EHLO", "MAIL", "RCPT", "DATA", "QUIT"]
    assert message["Message-ID"] == "<01900000000070018000000000000001@allin.example>"
    assert message["From"] == SENDER
    assert message["Date"] is not None
    text, page = message.iter_parts()
    assert [text.get_content_type(), page.get_content_type()] == ["text/plain", "text/html"]


@pytest.mark.parametrize(
    "answers",
    [
        {"EHLO": CLOSE, "HELO": CLOSE},
        {"EHLO": SILENCE},
        {"MAIL": "451 busy"},
        {"MAIL": "550 not from you"},
        {"RCPT": "450 greylisted"},
        {"RCPT": CLOSE},
    ],
)
async def test_what_fails_before_the_message_may_be_tried_again(answers: dict[str, str]) -> None:
    begun = Begun()
    async with mail_server(**answers) as server:
        with pytest.raises(MailNotSent) as refused:
            await send(server, begun, seconds=0.2 if SILENCE in answers.values() else 5)

    assert refused.value.is_final is False
    assert begun.times == 0
    assert server.taken == []


async def test_a_server_that_is_away_may_be_tried_again() -> None:
    begun = Begun()
    async with mail_server() as server:
        pass

    with pytest.raises(MailNotSent):
        await send(server, begun)

    assert begun.times == 0


async def test_an_address_that_is_refused_for_good_is_not_tried_again_and_not_told() -> None:
    async with mail_server(RCPT="550 5.1.1 <ada@example.org>: no such user") as server:
        with pytest.raises(MailNotSent) as refused:
            await send(server, Begun())

    assert refused.value.is_final is True
    assert "550" in str(refused.value)
    assert "ada@example.org" not in str(refused.value)


@pytest.mark.parametrize("answer, is_final", [("451 later", False), ("554 spam", True)])
async def test_a_refusal_of_the_message_is_definite(answer: str, *, is_final: bool) -> None:
    begun = Begun()
    async with mail_server(END=answer, RSET=CLOSE) as server:
        with pytest.raises(MailNotSent) as refused:
            await send(server, begun)

    assert refused.value.is_final is is_final
    assert begun.times == 1


@pytest.mark.parametrize("answer", [CLOSE, SILENCE, "nonsense", "199 what"])
async def test_what_was_sent_without_an_answer_is_unknown(answer: str) -> None:
    begun = Begun()
    async with mail_server(END=answer) as server:
        with pytest.raises(MailUnknown):
            await send(server, begun, seconds=0.3 if answer == SILENCE else 5)

    assert begun.times == 1
    assert len(server.taken) == 1


@pytest.mark.parametrize("answer", [CLOSE, "500 no manners"])
async def test_what_was_taken_is_taken_however_the_conversation_ends(answer: str) -> None:
    async with mail_server(QUIT=answer) as server:
        await send(server, Begun())

    assert len(server.taken) == 1


async def test_who_was_overtaken_sends_nothing() -> None:
    async def overtaken() -> None:
        raise LookupError

    async with mail_server() as server:
        mailer = SmtpMailer(
            f"smtp://127.0.0.1:{server.port}", sender=SENDER, timeout=timedelta(seconds=5)
        )
        with pytest.raises(LookupError):
            await mailer.send(MESSAGE, begin=overtaken)

    assert server.taken == []
    assert "DATA" not in server.commands
