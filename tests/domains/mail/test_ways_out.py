"""From the outbox to real faces of the outside: a mail server that misbehaves, Mailgun's faults."""

from collections.abc import AsyncIterator
from datetime import timedelta

import httpx2
import pytest

from allin_gql.adapters.mailer import MAILER
from allin_gql.adapters.mailgun import MailgunMailer
from allin_gql.adapters.smtp import SmtpMailer
from allin_gql.core.database import fetch
from allin_gql.domains.mail import service
from tests.adapters.mail_server import CLOSE, mail_server
from tests.domains.mail.outbox import make_due, row, write
from tests.fixtures.world import SANDBOX, World

SENDER = "AllIN <no-reply@allin.example>"
TIMEOUT = timedelta(seconds=5)


@pytest.fixture(autouse=True)
async def empty_outbox(world: World) -> None:
    await world.sandbox.delete("/_sandbox/mailbox")
    await fetch("DELETE FROM outgoing_mails")


def use_smtp(monkeypatch: pytest.MonkeyPatch, port: int) -> None:
    mailer = SmtpMailer(f"smtp://127.0.0.1:{port}", sender=SENDER, timeout=TIMEOUT)
    monkeypatch.setattr(MAILER, "_value", mailer)


@pytest.fixture
async def mailgun(world: World, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[None]:
    mailer = MailgunMailer(
        base_url=f"{SANDBOX}/mailgun",
        domain="mg.allin.example",
        api_key="key",
        sender=SENDER,
        timeout=timedelta(seconds=1),
        transport=httpx2.ASGITransport(app=world.sandbox_app),
    )
    monkeypatch.setattr(MAILER, "_value", mailer)
    yield
    await mailer.close()


async def test_a_server_that_goes_away_after_the_dot_gets_one_mail(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    mail_id = await write(world)
    async with mail_server(END=CLOSE) as server:
        use_smtp(monkeypatch, server.port)
        await service.send_mail(mail_id)
        await make_due(mail_id)
        await service.ring_for_mails(10)
        await world.jobs.perform()

    assert len(server.taken) == 1
    assert (await row(mail_id))["state"] == "UNKNOWN"


async def test_a_server_that_comes_back_gets_the_mail(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    mail_id = await write(world)
    async with mail_server() as server:
        pass
    use_smtp(monkeypatch, server.port)
    await service.send_mail(mail_id)
    refused = await row(mail_id)
    await make_due(mail_id)

    async with mail_server() as server:
        use_smtp(monkeypatch, server.port)
        await service.send_mail(mail_id)

    assert (refused["state"], refused["attempts"]) == ("WAITING", 1)
    assert "did not take the message" in refused["problem"]
    assert (await row(mail_id))["state"] == "SENT"
    assert len(server.taken) == 1


@pytest.mark.usefixtures("mailgun")
@pytest.mark.parametrize(
    "fault, state, attempts",
    [
        ({"kind": "rate_limit"}, "SENT", 2),
        ({"kind": "error", "status": 401}, "SENT", 2),
        ({"kind": "error", "status": 400}, "FAILED", 1),
        ({"kind": "error", "status": 500, "when": "after"}, "SENT", 1),
        ({"kind": "reset", "when": "after"}, "SENT", 1),
        ({"kind": "hang", "when": "after", "seconds": 5}, "SENT", 1),
        ({"kind": "error", "status": 500, "when": "before"}, "UNKNOWN", 1),
        ({"kind": "reset", "when": "before"}, "UNKNOWN", 1),
    ],
)
async def test_whatever_mailgun_does_nobody_gets_a_mail_twice(
    world: World, fault: dict[str, object], state: str, attempts: int
) -> None:
    ordered = {"network": "mailgun", "endpoint": "POST /v3/*", **fault}
    assert (await world.sandbox.post("/_sandbox/faults", json=ordered)).status_code == 201
    mail_id = await write(world)

    await world.jobs.perform()
    for _ in range(3):
        await make_due(mail_id)
        await service.ring_for_mails(10)
        await world.jobs.perform()

    found = await row(mail_id)
    mails = (await world.sandbox.get("/_sandbox/mailbox")).json()
    assert (found["state"], found["attempts"]) == (state, attempts)
    assert len(mails) == (1 if state == "SENT" else 0)
