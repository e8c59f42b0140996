"""Whoever follows docs/api/README.md gets from nobody to a post that is live."""

from typing import Any

import pytest

from tests.domains.publishing.engine import Engine
from tests.fixtures.accounts import decide
from tests.fixtures.people import Person, mailed_code
from tests.fixtures.world import World
from tests.graph.documented import read_operations
from tests.graph.listening import listening
from tests.graph.sockets import stream_of

EXAMPLES = read_operations()


class Integrator:
    """Somebody who changes nothing of the examples but what no document can hold."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.person = Person(http=world.http)
        self.things: dict[str, str] = {}

    async def ask(self, name: str) -> Any:
        """Ask a query as it is documented."""
        one = EXAMPLES[name]
        return (await self.person.ask(one.text, **one.variables_for(self.things)))[name]

    async def do(self, name: str, **own: Any) -> dict[str, Any]:
        """Perform a mutation as it is documented; None takes a field away."""
        one = EXAMPLES[name]
        given = one.variables_for(self.things)["input"] | own
        input_ = {key: value for key, value in given.items() if value is not None}
        done: dict[str, Any] = (await self.person.ask(one.text, input=input_))[name]
        assert "code" not in done, done
        return done

    async def sign_in(self, email: str) -> None:
        """“Who is asking”, step by step."""
        await self.do("register", email=email)
        await self.world.jobs.perform()
        await self.do("verifyEmail", token=mailed_code(self.world, email))
        first = await self.do("logIn", email=email)
        second = await self.do("refreshSession", refreshToken=first["refreshToken"])
        self.person.access_token = second["accessToken"]

    async def connect(self) -> None:
        """“Connect an account”, by consent."""
        started = await self.do("startAccountConnection")
        returned = await decide(self.world, started, handle="integrator")
        account = await self.do("completeAccountConnection", **returned)
        self.things["account"] = account["id"]

    async def have_drafts(self) -> dict[str, Any]:
        """“Let the AI write”; gives the request when it is finished."""
        self.things["draft_request"] = (await self.do("requestDrafts"))["id"]
        await self.world.jobs.perform()
        drafts: dict[str, Any] = await self.ask("draftRequest")
        return drafts

    async def publish(self) -> dict[str, Any]:
        """“Publish”, now; gives the publication once the workers are through."""
        self.things["post"] = (await self.do("createPost"))["id"]
        scheduled = await self.do("schedulePost", dueAt=None, timeZone=None)
        self.things["publication"] = scheduled["publications"][0]["id"]
        await Engine(self.world, self.person, "mastodon", self.things["account"]).turn()
        publication: dict[str, Any] = await self.ask("publication")
        return publication


@pytest.fixture
def integrator(world: World) -> Integrator:
    return Integrator(world)


async def test_the_guide_leads_from_nobody_to_a_post_that_is_live(integrator: Integrator) -> None:
    await integrator.sign_in("integrator@example.org")
    me = await integrator.ask("me")
    await integrator.connect()
    drafts = await integrator.have_drafts()
    publication = await integrator.publish()

    assert (me["email"], me["isEmailVerified"]) == ("integrator@example.org", True)
    assert me["memberships"][0]["organization"]["name"] == "Sunrise Bakery"
    assert drafts["state"] == "FINISHED"
    # They are written at the same time, and come in the order in which they were ready.
    assert sorted(draft["platform"] for draft in drafts["drafts"]) == ["BLUESKY", "MASTODON"]
    assert (publication["state"], publication["cause"]) == ("PUBLISHED", None)
    live = await integrator.world.sandbox.get("/_sandbox/timelines/mastodon")
    assert publication["url"] in {post["url"] for post in live.json()}


async def test_who_comes_back_with_the_last_number_misses_nothing(integrator: Integrator) -> None:
    await integrator.sign_in("returning@example.org")
    await integrator.connect()
    await integrator.publish()

    async with listening() as address:
        url, example = f"http://{address}", EXAMPLES["organizationEvents"]
        async with stream_of(url, integrator.person, example.text, after=0) as frames:
            first = (await anext(frames))["data"]["organizationEvents"]
        async with stream_of(url, integrator.person, example.text, after=first["number"]) as frames:
            rest = [(await anext(frames))["data"]["organizationEvents"] for _ in range(5)]

    assert [first["number"], *(event["number"] for event in rest)] == [1, 2, 3, 4, 5, 6]
    assert [first["type"], *(event["type"] for event in rest)] == [
        "organization.created",
        "account.connected",
        "post.created",
        "publication.scheduled",
        "publication.publishing",
        "publication.published",
    ]
