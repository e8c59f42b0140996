"""Mail over Mailgun's API, against the simulated one with its faults."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx2
import pytest
from starlette.applications import Starlette

from allin_gql.adapters.mailer import MailNotSent, MailProblem, MailUnknown, Message, Sighting
from allin_gql.adapters.mailgun import MailgunMailer
from allin_gql.core.clock import now
from allin_gql.sandbox.app import create_sandbox
from allin_gql.sandbox.faults import Fault, Kind, When
from allin_gql.settings import Settings
from tests.fixtures.world import SANDBOX, make_settings

MESSAGE = Message(
    id=UUID("01900000-0000-7001-8000-000000000001"),
    to="ada@example.org",
    subject="Grüße",
    text="Read this",
    html="<p>Read this</p>",
)
POST = "POST /v3/mg.allin.example/messages"


async def begin() -> None:
    """Nobody is told."""


@pytest.fixture
async def sandbox(tmp_path: Any) -> AsyncIterator[Starlette]:
    app = create_sandbox(make_settings(tmp_path), smtp=False, is_remembered=False)
    yield app
    app.state.world.store.close()


def mailgun(transport: httpx2.AsyncBaseTransport, *, seconds: float = 5) -> MailgunMailer:
    return MailgunMailer(
        base_url=f"{SANDBOX}/mailgun",
        domain="mg.allin.example",
        api_key="key",
        sender="AllIN <no-reply@allin.example>",
        timeout=timedelta(seconds=seconds),
        transport=transport,
    )


@pytest.fixture
async def mailer(sandbox: Starlette) -> AsyncIterator[MailgunMailer]:
    made = mailgun(httpx2.ASGITransport(app=sandbox))
    yield made
    await made.close()


def fail(sandbox: Starlette, kind: Kind, **more: Any) -> None:
    fault = Fault(network="mailgun", kind=kind, endpoint=POST, **more)
    sandbox.state.world.faults.add(fault)


async def test_a_message_is_in_the_mailbox_and_can_be_asked_for(
    sandbox: Starlette, mailer: MailgunMailer
) -> None:
    begun_at = now()
    before = await mailer.look(MESSAGE.id, since=begun_at)
    await mailer.send(MESSAGE, begin=begin)
    after = await mailer.look(MESSAGE.id, since=begun_at)

    (mail,) = sandbox.state.mailbox.mails("ada@example.org")
    assert (before, after) == (Sighting.NOT_SEEN, Sighting.TAKEN)
    assert await mailer.look(UUID(int=7), since=begun_at) is Sighting.NOT_SEEN
    assert (mail["subject"], mail["text"]) == ("Grüße", "Read this")
    assert mail["html"] == "<p>Read this</p>"
    assert mail["headers"]["Message-Id"] == "<01900000000070018000000000000001@allin.example>"


@pytest.mark.parametrize(
    "status, is_final", [(400, True), (401, False), (402, False), (404, False), (413, True)]
)
async def test_a_refusal_is_definite(
    sandbox: Starlette, mailer: MailgunMailer, status: int, *, is_final: bool
) -> None:
    fail(sandbox, Kind.ERROR, status=status, body='{"message": "ada@example.org is not allowed"}')

    with pytest.raises(MailNotSent) as refused:
        await mailer.send(MESSAGE, begin=begin)

    assert refused.value.is_final is is_final
    assert str(status) in str(refused.value)
    assert "ada@example.org" not in str(refused.value)


async def test_who_is_asked_too_often_says_how_long_to_wait(
    sandbox: Starlette, mailer: MailgunMailer
) -> None:
    fail(sandbox, Kind.RATE_LIMIT)

    with pytest.raises(MailNotSent) as refused:
        await mailer.send(MESSAGE, begin=begin)

    assert refused.value.retry_after == timedelta(seconds=60)
    assert sandbox.state.mailbox.mails() == []


@pytest.mark.parametrize("when", list(When))
@pytest.mark.parametrize("kind", [Kind.ERROR, Kind.RESET, Kind.TRUNCATE])
async def test_without_a_good_answer_it_is_unknown_and_can_be_looked_for(
    sandbox: Starlette, mailer: MailgunMailer, kind: Kind, when: When
) -> None:
    begun_at = now()
    fail(sandbox, kind, when=when)

    with pytest.raises(MailUnknown):
        await mailer.send(MESSAGE, begin=begin)

    is_there = when is When.AFTER or kind is Kind.TRUNCATE
    expected = Sighting.TAKEN if is_there else Sighting.NOT_SEEN
    assert await mailer.look(MESSAGE.id, since=begun_at) is expected


async def test_no_answer_in_time_is_unknown(sandbox: Starlette) -> None:
    fail(sandbox, Kind.HANG, when=When.AFTER, seconds=5)
    mailer = mailgun(httpx2.ASGITransport(app=sandbox), seconds=0.1)

    with pytest.raises(MailUnknown):
        await mailer.send(MESSAGE, begin=begin)

    assert len(sandbox.state.mailbox.mails()) == 1


async def test_who_cannot_be_reached_has_taken_nothing() -> None:
    def refuse(request: httpx2.Request) -> httpx2.Response:
        raise httpx2.ConnectError("refused", request=request)

    with pytest.raises(MailNotSent):
        await mailgun(httpx2.MockTransport(refuse)).send(MESSAGE, begin=begin)


@pytest.mark.parametrize(
    "status, body, expected",
    [
        (200, {"items": [{"event": "rejected"}]}, Sighting.REFUSED),
        (200, {"items": [{"event": "rejected"}, {"event": "accepted"}]}, Sighting.TAKEN),
        (200, {"items": [{"event": "delivered", "other": True}]}, Sighting.NOT_SEEN),
        (200, {"items": []}, Sighting.NOT_SEEN),
        (200, {"what": "?"}, None),
        (500, {}, None),
    ],
)
async def test_events_are_believed_if_they_name_the_message(
    status: int, body: dict[str, Any], expected: Sighting | None
) -> None:
    known_as = "01900000000070018000000000000001@allin.example"
    for item in body.get("items", []):
        item["message"] = {"headers": {"message-id": "x@y" if "other" in item else known_as}}
    asked: list[httpx2.URL] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        asked.append(request.url)
        return httpx2.Response(status, json=body)

    mailer = mailgun(httpx2.MockTransport(answer))

    if expected is None:
        with pytest.raises(MailProblem):
            await mailer.look(MESSAGE.id, since=now())
    else:
        assert await mailer.look(MESSAGE.id, since=now()) is expected
    assert asked[0].path == "/mailgun/v3/mg.allin.example/events"
    assert asked[0].params["message-id"] == known_as  # in brackets it would be no filter


def test_half_of_mailgun_is_refused_and_both_ways_too(tmp_path: Any) -> None:
    with pytest.raises(ValueError, match="ALLIN_MAILGUN_DOMAIN and ALLIN_MAILGUN_API_KEY belong"):
        make_settings(tmp_path, smtp_url=None, mailgun_domain="mg.example.org")
    with pytest.raises(ValueError, match="both are set"):
        make_settings(tmp_path, mailgun_domain="mg.example.org", mailgun_api_key="k")

    settings: Settings = make_settings(
        tmp_path, smtp_url=None, mailgun_domain="mg.example.org", mailgun_api_key="hunter2"
    )
    assert "hunter2" not in repr(settings)
