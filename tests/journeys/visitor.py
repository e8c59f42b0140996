"""Somebody who uses a running system from outside, over HTTP, as a person would."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx2

from tests.domains.publishing.engine import CREATE, PUBLICATION, SCHEDULE
from tests.fixtures.accounts import APP_PASSWORDS, COMPLETE, START, WITH_PASSWORD
from tests.fixtures.people import LOG_IN, PASSWORD, REGISTER, VERIFY, Person
from tests.journeys.processes import System

PATIENCE = 45.0  # seconds
LOOK_AGAIN = 0.1  # seconds
AT_REST = frozenset({"PUBLISHED", "FAILED", "NEEDS_REVIEW", "CANCELLED"})


@dataclass
class Visitor:
    """A person and the system that they use."""

    system: System
    person: Person

    async def connect(self, network: str) -> str:
        """Connect maya's account on a network; gives its id."""
        if network == "bluesky":
            account = await self.person.do(
                WITH_PASSWORD,
                platform="BLUESKY",
                identifier="maya.test",
                password=APP_PASSWORDS["maya"],
            )
        else:
            started = await self.person.do(START, platform="MASTODON")
            consent = f"{started['authorizationUrl']}&auto=allow&as=maya"
            agreed = await self.person.http.get(consent)
            back = httpx2.URL(agreed.headers["location"]).params
            account = await self.person.do(COMPLETE, state=back["state"], code=back["code"])
        assert account["__typename"] == "SocialAccount", account
        account_id: str = account["id"]
        return account_id

    async def schedule(self, text: str, *account_ids: str, **when: str) -> list[str]:
        """Write a post and schedule it, for now unless `dueAt` is given; its publications."""
        post = await self.person.do(CREATE, text=text)
        done = await self.person.do(
            SCHEDULE, postId=post["id"], socialAccountIds=list(account_ids), **when
        )
        assert done["__typename"] == "ScheduledPost", done
        return [publication["id"] for publication in done["publications"]]

    async def read(self, publication_id: str) -> dict[str, Any]:
        data = await self.person.ask(PUBLICATION, id=publication_id)
        publication: dict[str, Any] = data["publication"]
        return publication

    async def posted(self, network: str, text: str) -> int:
        """How often a text is on a timeline."""
        timeline = await self.person.http.get(f"{self.system.sandbox}/_sandbox/timelines/{network}")
        return sum(post["text"] == text for post in timeline.json())

    async def settled(self, publication_id: str) -> dict[str, Any]:
        """The publication as soon as nothing more will happen to it by itself."""
        publication: dict[str, Any] = {}
        try:
            async with asyncio.timeout(PATIENCE):
                while publication.get("state") not in AT_REST:
                    await asyncio.sleep(LOOK_AGAIN)
                    publication = await self.read(publication_id)
        except TimeoutError:
            logs = self.system.logs()
            raise AssertionError(f"it did not settle: {publication}\n{logs}") from None
        return publication


@asynccontextmanager
async def visit(system: System) -> AsyncIterator[Visitor]:
    """Register somebody, who proves their address and logs in; somebody has to send the mail."""
    async with httpx2.AsyncClient(base_url=system.api, timeout=PATIENCE) as http:
        person = Person(http=http, email=f"ada{id(http)}@example.org")
        await person.do(REGISTER, email=person.email, password=PASSWORD, name="Ada")
        code = await _mailed_code(system, http, person.email)
        await person.do(VERIFY, token=code)
        signed_in = await person.do(LOG_IN, email=person.email, password=PASSWORD)
        person.access_token = signed_in["accessToken"]
        yield Visitor(system=system, person=person)


async def _mailed_code(system: System, http: httpx2.AsyncClient, email: str) -> str:
    async with asyncio.timeout(PATIENCE):
        while True:
            mails = await http.get(f"{system.sandbox}/_sandbox/mailbox", params={"to": email})
            if mails.json():
                found = re.search(r"\b[0-9a-f]{96}\b", mails.json()[0]["text"])
                assert found is not None
                return found.group()
            await asyncio.sleep(LOOK_AGAIN)
