"""kill -9 of the worker after Mailgun has taken the mail: one mail, and the row finds out."""

import asyncio
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest

from allin_gql.cli.databases import connection_to
from tests.fixtures.people import PASSWORD, REGISTER, Person
from tests.fixtures.services import Services, fresh_database
from tests.journeys.processes import System, run_system
from tests.journeys.visitor import LOOK_AGAIN, PATIENCE

ADDRESS = "ada@example.org"


@pytest.fixture(scope="module")
def system(services: Services, worker_id: str) -> Iterator[System]:
    database_url = fresh_database(services, f"killed_mail_{worker_id}")
    redis_url = services.redis_database(12)
    with run_system(
        services,
        database_url,
        redis_url,
        ALLIN_SMTP_URL="",
        ALLIN_MAILGUN_DOMAIN="mg.allin.example",
        ALLIN_MAILGUN_API_KEY="key",
        ALLIN_MAILGUN_BASE_URL="{sandbox}/mailgun",
        ALLIN_MAIL_TIMEOUT="PT1S",
    ) as running:
        yield running


async def test_a_mail_worker_killed_after_the_answer_sends_one_mail(system: System) -> None:
    async with httpx2.AsyncClient(base_url=system.api) as http:
        done = await Person(http=http).do(REGISTER, email=ADDRESS, password=PASSWORD, name="Ada")
    assert done["__typename"] == "Registration"

    dying = system.start("tests.journeys.dying_mail_worker")
    killed_by = await asyncio.to_thread(dying.wait, PATIENCE)
    when_killed = await row(system)
    worker = system.start("allin_gql.cli", "worker")
    unknown = await row(system, "UNKNOWN")
    await ask(system, "UPDATE outgoing_mails SET due_at = now()")  # two minutes later
    found = await row(system, "SENT")
    worker.kill()

    assert killed_by == -9
    assert when_killed["state"] == "SENDING"
    assert unknown["attempts"] == found["attempts"] == 1
    assert "died" in unknown["problem"]
    assert await mails(system) == 1


async def mails(system: System) -> int:
    async with httpx2.AsyncClient() as http:
        answer = await http.get(f"{system.sandbox}/_sandbox/mailbox", params={"to": ADDRESS})
    return len(answer.json())


async def ask(system: System, sql: str) -> list[dict[str, Any]]:
    async with connection_to(system.environment["DATABASE_URL"]) as connection:
        return [dict(one) for one in await connection.fetch(sql)]


async def row(system: System, state: str | None = None) -> dict[str, Any]:
    """The mail, as soon as it is in a state."""
    found: dict[str, Any] = {}
    try:
        async with asyncio.timeout(PATIENCE):
            while True:
                (found,) = await ask(system, "SELECT * FROM outgoing_mails")
                if state in {None, found["state"]}:
                    return found
                await asyncio.sleep(LOOK_AGAIN)
    except TimeoutError:
        raise AssertionError(f"it is not {state}: {found}\n{system.logs()}") from None
