"""kill -9 of the worker after the platform has taken the post: one post, one publication."""

import asyncio
import re
import time
from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx2
import pytest

from tests.domains.publishing.engine import CREATE, PUBLICATION, SCHEDULE
from tests.fixtures.accounts import APP_PASSWORDS, COMPLETE, START, WITH_PASSWORD
from tests.fixtures.people import LOG_IN, PASSWORD, REGISTER, VERIFY, Person
from tests.fixtures.services import Services, fresh_database
from tests.journeys.processes import System, run_system

_PATIENCE = 45.0  # seconds
_LOOK_AGAIN = 0.1  # seconds


@pytest.fixture(scope="module")
def system(services: Services, worker_id: str) -> Iterator[System]:
    database_url = fresh_database(services, f"journey_{worker_id}")
    with run_system(services, database_url, services.redis_database(15)) as running:
        yield running


@pytest.fixture
async def person(system: System) -> AsyncIterator[Person]:
    """Somebody who registered while a worker that lives was there to send the mail."""
    worker = system.start("allin_gql.cli", "worker")
    async with httpx2.AsyncClient(base_url=system.api) as http:
        person = Person(http=http, email=f"ada{id(http)}@example.org")
        await person.do(REGISTER, email=person.email, password=PASSWORD, name="Ada")
        code = await _mailed_code(system, http, person.email)
        await person.do(VERIFY, token=code)
        signed_in = await person.do(LOG_IN, email=person.email, password=PASSWORD)
        person.access_token = signed_in["accessToken"]
        worker.terminate()
        await asyncio.to_thread(worker.wait, _PATIENCE)
        yield person


@pytest.mark.parametrize("network", ["mastodon", "bluesky"])
async def test_a_worker_killed_after_the_answer_ends_with_one_post(
    system: System, person: Person, network: str
) -> None:
    text = f"killed in the middle of it on {network}"
    account_id = await _connect(person, network)
    post = await person.do(CREATE, text=text)
    scheduled = await person.do(SCHEDULE, postId=post["id"], socialAccountIds=[account_id])
    publication_id = scheduled["publications"][0]["id"]

    dying = system.start("tests.journeys.dying_worker")
    killed_by = await asyncio.to_thread(dying.wait, _PATIENCE)
    posts_when_killed = await _posted(system, person, network, text)
    state_when_killed = (await _read(person, publication_id))["state"]
    worker = system.start("allin_gql.cli", "worker")
    publication = await _settled(system, person, publication_id)

    worker.kill()  # the next test's dying worker has to be the only one

    assert killed_by == -9
    assert posts_when_killed == 1
    assert state_when_killed == "PUBLISHING"
    assert publication["state"] == "PUBLISHED"
    assert [attempt["number"] for attempt in publication["attempts"]] == [1]
    assert await _posted(system, person, network, text) == 1


async def _mailed_code(system: System, http: httpx2.AsyncClient, email: str) -> str:
    async with asyncio.timeout(_PATIENCE):
        while True:
            mails = await http.get(f"{system.sandbox}/_sandbox/mailbox", params={"to": email})
            if mails.json():
                found = re.search(r"\b[0-9a-f]{96}\b", mails.json()[0]["text"])
                assert found is not None
                return found.group()
            await asyncio.sleep(_LOOK_AGAIN)


async def _connect(person: Person, network: str) -> str:
    if network == "bluesky":
        account = await person.do(
            WITH_PASSWORD,
            platform="BLUESKY",
            identifier="maya.test",
            password=APP_PASSWORDS["maya"],
        )
    else:
        started = await person.do(START, platform="MASTODON")
        agreed = await person.http.get(f"{started['authorizationUrl']}&auto=allow&as=maya")
        returned = httpx2.URL(agreed.headers["location"]).params
        account = await person.do(COMPLETE, state=returned["state"], code=returned["code"])
    assert account["__typename"] == "SocialAccount", account
    account_id: str = account["id"]
    return account_id


async def _posted(system: System, person: Person, network: str, text: str) -> int:
    timeline = await person.http.get(f"{system.sandbox}/_sandbox/timelines/{network}")
    return sum(post["text"] == text for post in timeline.json())


async def _read(person: Person, publication_id: str) -> dict[str, Any]:
    data = await person.ask(PUBLICATION, id=publication_id)
    publication: dict[str, Any] = data["publication"]
    return publication


async def _settled(system: System, person: Person, publication_id: str) -> dict[str, Any]:
    deadline = time.monotonic() + _PATIENCE
    publication = await _read(person, publication_id)
    while publication["state"] not in {"PUBLISHED", "FAILED", "NEEDS_REVIEW"}:
        assert time.monotonic() < deadline, f"not settled: {publication}\n{system.logs()}"
        await asyncio.sleep(_LOOK_AGAIN)
        publication = await _read(person, publication_id)
    return publication
