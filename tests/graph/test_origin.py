"""Whoever asks for something, it is known from where and by which session, by every way in."""

from typing import Any
from uuid import UUID

import httpx2
import jwt
import pytest

from allin_gql.core.origin import NOWHERE, Origin, current_origin
from allin_gql.domains.identity import repository as identity
from allin_gql.domains.organizations import repository as organizations
from allin_gql.domains.posts import repository as posts
from tests.domains.identity.browser import Browser
from tests.domains.posts.writing import CREATE
from tests.fixtures.people import PASSWORD, Person
from tests.fixtures.world import World
from tests.graph.sockets import EVENTS, socket_of, stream_of


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[Origin]:
    """From where is done what is done."""
    origins: list[Origin] = []

    def watch(module: Any, name: str) -> None:
        real = getattr(module, name)

        async def watched(*arguments: Any, **more: Any) -> Any:
            origins.append(current_origin())
            return await real(*arguments, **more)

        monkeypatch.setattr(module, name, watched)

    watch(posts, "add_post")
    watch(organizations, "events_after")
    watch(identity, "user_by_email")
    return origins


def session_of(person: Person) -> UUID:
    claims = jwt.decode(person.access_token or "", options={"verify_signature": False})
    return UUID(claims["sid"])


async def create(person: Person, *, user_agent: str) -> httpx2.Response:
    headers = {**person.headers, "user-agent": user_agent}
    body = {"query": CREATE, "variables": {"input": {"text": "hello"}}}
    answer = await person.http.post("/graphql", json=body, headers=headers)
    assert answer.json()["data"]["createPost"]["text"] == "hello"
    return answer


async def test_what_is_asked_over_http_comes_from_an_address_and_a_session(
    owner: Person, seen: list[Origin]
) -> None:
    answer = await create(owner, user_agent="tests/1")

    assert seen == [
        Origin(
            address="127.0.0.1",
            user_agent="tests/1",
            session_id=session_of(owner),
            request_id=answer.headers["x-request-id"],
        )
    ]


async def test_what_nobody_asks_for_comes_from_nowhere(owner: Person, seen: list[Origin]) -> None:
    await owner.do(CREATE, text="hello")

    assert len(seen) == 1
    assert current_origin() is NOWHERE


async def test_who_is_nobody_yet_has_an_address_and_no_session(
    world: World, owner: Person, seen: list[Origin]
) -> None:
    await Browser(world.http).start(owner.email, PASSWORD)

    assert [(origin.address, origin.session_id) for origin in seen] == [("127.0.0.1", None)]


async def test_what_is_followed_over_a_socket_comes_from_its_session(
    address: str, owner: Person, stranger: Person, seen: list[Origin]
) -> None:
    async with socket_of(f"ws://{address}/graphql", owner) as one:
        async with socket_of(f"ws://{address}/graphql", stranger) as other:
            await other.subscribe("1", EVENTS)
            await other.next()
        await one.subscribe("1", EVENTS)
        await one.next()
        ids = [other.request_id, one.request_id]

    looks = dict.fromkeys((origin.session_id, origin.request_id) for origin in seen)
    assert list(looks) == [(session_of(stranger), ids[0]), (session_of(owner), ids[1])]
    assert {origin.address for origin in seen} == {"127.0.0.1"}


async def test_each_event_of_a_stream_comes_from_its_session(
    address: str, owner: Person, seen: list[Origin]
) -> None:
    async with stream_of(f"http://{address}", owner, EVENTS) as frames:
        await anext(frames)
        await owner.do(CREATE, text="hello")
        await anext(frames)

    assert len(seen) >= 3  # two looks, and what was done in between
    assert {origin.session_id for origin in seen} == {session_of(owner)}


async def test_a_client_that_calls_itself_anything_is_noted_as_far_as_it_can_be_read(
    owner: Person, seen: list[Origin]
) -> None:
    await create(owner, user_agent="a\tb" + "c" * 300)

    (origin,) = seen
    assert origin.user_agent == "a\tb" + "c" * 196 + "…"
