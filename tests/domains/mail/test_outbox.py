"""The outbox: each letter leaves once, is tried again if it surely has not, and is forgotten."""

import asyncio
import logging
from datetime import timedelta

import pytest

from allin_gql.adapters.mailer import MAILER, MailNotSent, MailProblem, MailUnknown, Sighting
from allin_gql.core.clock import now
from allin_gql.core.database import fetch
from allin_gql.core.unit_of_work import unit_of_work
from allin_gql.domains.identity.mails import AlreadyRegistered
from allin_gql.domains.mail import mails, service
from allin_gql.domains.mail.models import OutgoingMail
from allin_gql.domains.mail.values import LOOKS, WAITS
from tests.domains.mail.outbox import ScriptedMailer, make_due, row, wait_of, write
from tests.fixtures.world import World


@pytest.fixture
async def mailer(world: World, monkeypatch: pytest.MonkeyPatch) -> ScriptedMailer:
    await fetch("DELETE FROM outgoing_mails")
    made = ScriptedMailer()
    monkeypatch.setattr(MAILER, "_value", made)
    assert world.jobs.messages == []
    return made


async def test_a_letter_leaves_once_and_its_row_keeps_no_words(
    world: World, mailer: ScriptedMailer
) -> None:
    mail_id = await write(world)
    await service.send_mail(mail_id)
    await service.send_mail(mail_id)

    mail = await OutgoingMail.get(id=mail_id)
    assert [message.to for message in mailer.messages] == ["ada@example.org"]
    assert (mail.state, mail.attempts, mail.due_at) == ("SENT", 1, None)
    assert mail.sent_at is not None
    assert mail.parameters == {}


async def test_a_letter_of_a_refused_change_never_leaves(
    world: World, mailer: ScriptedMailer
) -> None:
    with pytest.raises(LookupError):
        await _write_and_fail()

    assert world.jobs.messages == []
    assert await fetch("SELECT 1 FROM outgoing_mails") == []
    assert mailer.messages == []


async def _write_and_fail() -> None:
    async with unit_of_work() as work:
        await service.send_letter(work, AlreadyRegistered(name="Ada"), to="ada@example.org")
        raise LookupError


async def test_what_was_surely_not_taken_is_tried_again_with_growing_waits(
    world: World, mailer: ScriptedMailer
) -> None:
    mailer.script = [MailNotSent("refused")] * (len(WAITS) + 1)
    mail_id = await write(world)

    waits = []
    for _ in WAITS:
        await service.send_mail(mail_id)
        waits.append(await wait_of(mail_id))
        await service.send_mail(mail_id)  # too early: nothing happens
        await make_due(mail_id)
    await service.send_mail(mail_id)

    given_up = await OutgoingMail.get(id=mail_id)
    assert waits == list(WAITS)
    assert timedelta(hours=18) < sum(WAITS, timedelta()) < timedelta(hours=24)
    assert len(mailer.messages) == 8
    assert (given_up.state, given_up.attempts, given_up.due_at) == ("FAILED", 8, None)
    assert (given_up.problem, given_up.parameters) == ("refused", {})


async def test_after_a_refusal_that_passes_it_is_sent(world: World, mailer: ScriptedMailer) -> None:
    mailer.script = [MailNotSent("busy", retry_after=timedelta(minutes=7))]
    mail_id = await write(world)

    await service.send_mail(mail_id)
    asked_for = await wait_of(mail_id)
    await make_due(mail_id)
    await service.ring_for_mails(10)
    await world.jobs.perform()

    assert asked_for == timedelta(minutes=7)
    assert (await row(mail_id))["state"] == "SENT"
    assert len(mailer.messages) == 2


async def test_an_address_that_is_refused_for_good_is_not_tried_again(
    world: World, mailer: ScriptedMailer
) -> None:
    mailer.script = [MailNotSent("no such user", is_final=True)]
    mail_id = await write(world)

    await service.send_mail(mail_id)

    assert (await row(mail_id))["state"] == "FAILED"


async def test_what_may_have_left_is_not_sent_again_and_seen_by_operators(
    world: World, mailer: ScriptedMailer, caplog: pytest.LogCaptureFixture
) -> None:
    mailer.script = [MailUnknown("the server went away")]
    mail_id = await write(world)

    with caplog.at_level(logging.INFO):
        await service.send_mail(mail_id)
        await service.ring_for_mails(10)
        await service.send_mail(mail_id)

    unknown = await row(mail_id)
    assert (unknown["state"], unknown["due_at"]) == ("UNKNOWN", None)
    assert unknown["problem"] == "the server went away"
    assert len(mailer.messages) == 1
    (line,) = [one for one in caplog.records if one.levelname == "ERROR"]
    assert line.getMessage() == f"mail {mail_id} may have been sent or not: the server went away"
    assert "ada@example.org" not in caplog.text


@pytest.mark.parametrize(
    "sighting, state", [(Sighting.TAKEN, "SENT"), (Sighting.REFUSED, "FAILED")]
)
async def test_what_may_have_left_is_looked_for_where_somebody_can_tell(
    world: World, mailer: ScriptedMailer, sighting: Sighting, state: str
) -> None:
    mailer.can_look = True
    mailer.script, mailer.sighting = [MailUnknown("no answer")], sighting
    mail_id = await write(world)
    await service.send_mail(mail_id)
    first_look = await wait_of(mail_id)

    await make_due(mail_id)
    world.jobs.messages.clear()
    await service.ring_for_mails(10)
    await world.jobs.perform()

    assert first_look == LOOKS[0]
    assert mailer.looks == [mail_id]
    assert (await row(mail_id))["state"] == state
    assert len(mailer.messages) == 1


async def test_what_is_not_found_is_looked_for_four_times_and_never_sent_again(
    world: World, mailer: ScriptedMailer
) -> None:
    mailer.can_look, mailer.script = True, [MailUnknown("no answer")]
    mail_id = await write(world)
    await service.send_mail(mail_id)

    waits = []
    for sighting in (Sighting.NOT_SEEN, MailProblem("away"), Sighting.NOT_SEEN):
        mailer.sighting = sighting
        await make_due(mail_id)
        await service.look_for_mail(mail_id)
        waits.append(await wait_of(mail_id))
    await make_due(mail_id)
    await service.look_for_mail(mail_id)
    last = await row(mail_id)

    assert waits == list(LOOKS[1:])
    assert (last["state"], last["due_at"], last["looks"]) == ("UNKNOWN", None, 4)
    assert len(mailer.messages) == 1


async def test_two_workers_that_race_for_a_letter_send_one(
    world: World, mailer: ScriptedMailer
) -> None:
    mail_id = await write(world)

    await asyncio.gather(*(service.send_mail(mail_id) for _ in range(10)))

    assert len(mailer.messages) == 1
    assert (await row(mail_id))["attempts"] == 1


async def test_who_was_held_up_before_the_point_sends_nothing(
    world: World, mailer: ScriptedMailer
) -> None:
    mail_id = await write(world)
    mailer.gate = asyncio.Event()
    slow = asyncio.create_task(service.send_mail(mail_id))
    await mailer.arrived.acquire()

    await make_due(mail_id)  # its lease has ended
    other = asyncio.create_task(service.send_mail(mail_id))
    await mailer.arrived.acquire()
    mailer.gate.set()
    await asyncio.gather(slow, other)

    assert len(mailer.messages) == 1
    assert ((await row(mail_id))["state"], (await row(mail_id))["attempts"]) == ("SENT", 2)


async def test_a_worker_that_died_while_it_sent_leaves_it_unknown(
    world: World, mailer: ScriptedMailer, caplog: pytest.LogCaptureFixture
) -> None:
    mail_id = await write(world)
    mailer.after = asyncio.Event()
    dying = asyncio.create_task(service.send_mail(mail_id))
    await mailer.taken.wait()
    dying.cancel()
    await asyncio.gather(dying, return_exceptions=True)

    await service.suspect_abandoned(10)
    early = (await row(mail_id))["state"]
    await make_due(mail_id)
    await service.suspect_abandoned(10)
    await service.ring_for_mails(10)

    late = await row(mail_id)
    assert (early, late["state"], late["due_at"]) == ("SENDING", "UNKNOWN", None)
    assert "died" in late["problem"]
    assert f"mail {mail_id} may have been sent or not" in caplog.text
    assert len(mailer.messages) == 1


async def test_who_comes_back_late_with_an_answer_is_believed(
    world: World, mailer: ScriptedMailer
) -> None:
    mail_id = await write(world)
    mailer.after = asyncio.Event()
    slow = asyncio.create_task(service.send_mail(mail_id))
    await mailer.taken.wait()
    await make_due(mail_id)
    await service.suspect_abandoned(10)
    suspected = (await row(mail_id))["state"]

    mailer.after.set()
    await slow

    assert (suspected, (await row(mail_id))["state"]) == ("UNKNOWN", "SENT")


async def test_a_letter_that_cannot_be_written_is_given_up_and_hurts_no_other(
    world: World, mailer: ScriptedMailer, monkeypatch: pytest.MonkeyPatch
) -> None:
    poisoned, good = await write(world), await write(world, "bob@example.org")
    real = mails.write

    def write_for_bob(mail: OutgoingMail) -> mails.Words:
        if mail.id == poisoned:
            raise LookupError
        return real(mail)

    monkeypatch.setattr(mails, "write", write_for_bob)

    for _ in range(9):
        await fetch("UPDATE outgoing_mails SET due_at = now() WHERE state = 'WAITING'")
        await service.ring_for_mails(10)
        for message in list(world.jobs.messages):
            await asyncio.gather(service.send_mail(*message.ids), return_exceptions=True)
        world.jobs.messages.clear()

    assert (await row(poisoned))["state"] == "FAILED"
    assert (await row(good))["state"] == "SENT"
    assert [message.to for message in mailer.messages] == ["bob@example.org"]


async def test_a_letter_whose_code_has_expired_is_not_sent_any_more(
    world: World, mailer: ScriptedMailer
) -> None:
    past, future = await write(world), await write(world, "bob@example.org")
    for mail_id, minutes in ((past, -1), (future, 1)):
        moment = (now() + timedelta(minutes=minutes)).isoformat()
        await fetch(
            "UPDATE outgoing_mails SET parameters = parameters || "
            "jsonb_build_object('expires_at', jsonb_build_object('moment', $2::TEXT)) "
            "WHERE id = $1",
            mail_id,
            moment,
        )

    await world.jobs.perform()

    assert (await row(past))["state"] == "FAILED"
    assert (await row(future))["state"] == "SENT"
    assert [message.to for message in mailer.messages] == ["bob@example.org"]


async def test_without_a_way_out_letters_wait(
    world: World, mailer: ScriptedMailer, monkeypatch: pytest.MonkeyPatch
) -> None:
    mail_id = await write(world)
    monkeypatch.setattr(MAILER, "_value", None)

    await service.send_mail(mail_id)

    waiting = await row(mail_id)
    assert (waiting["state"], waiting["attempts"]) == ("WAITING", 0)
    assert mailer.messages == []


async def test_letters_are_forgotten_after_thirty_days(
    world: World, mailer: ScriptedMailer
) -> None:
    old, young = await write(world), await write(world)
    for mail_id, days in ((old, 31), (young, 29)):
        await fetch(
            "UPDATE outgoing_mails SET created_at = now() - $2::INTERVAL WHERE id = $1",
            mail_id,
            timedelta(days=days),
        )

    await service.forget_mails(10)

    assert [found["id"] for found in await fetch("SELECT id FROM outgoing_mails")] == [young]
    assert mailer.messages == []


async def test_letters_are_deleted_with_the_person_that_they_name(
    world: World, mailer: ScriptedMailer
) -> None:
    (user,) = await fetch(
        "INSERT INTO users (id, email, name, password_hash, created_at) "
        "VALUES (gen_random_uuid(), 'gone@example.org', 'Gone', '', now()) RETURNING id"
    )
    async with unit_of_work() as work:
        letter = AlreadyRegistered(name="Gone")
        await service.send_letter(work, letter, to="gone@example.org", user_id=user["id"])
    other = await write(world)

    await fetch("DELETE FROM users WHERE id = $1", user["id"])

    assert [found["id"] for found in await fetch("SELECT id FROM outgoing_mails")] == [other]
    assert mailer.messages == []
