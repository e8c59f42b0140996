"""A7: where somebody is signed in, what happened to how they sign in, and ending it at once."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import asyncpg
import pytest

from allin_gql.core.clock import now
from allin_gql.core.database import fetch
from allin_gql.domains.identity import service
from allin_gql.domains.identity.models import Session
from allin_gql.domains.identity.values import device_of
from tests.domains.identity.test_passwords import CHANGE, NEW, RESET, reset_code
from tests.domains.identity.test_refreshing import refresh
from tests.domains.identity.test_session import LOG_OUT
from tests.fixtures.people import LOG_IN, PASSWORD, Person, join, log_in
from tests.fixtures.services import as_owner
from tests.fixtures.world import World
from tests.graph.listening import listening
from tests.graph.sockets import socket_of

ME = "{ me { email } }"
SESSIONS = "{ me { sessions { nodes { id device address isCurrent lastUsedAt } totalCount } } }"
EVENTS = "{ me { securityEvents { nodes { id kind device address } } } }"
END = """
mutation End($input: EndSessionInput!) {
  endSession(input: $input) { __typename ... on SessionsEnded { count } ... on Problem { code } }
}
"""
END_OTHERS = """
mutation End($input: EndOtherSessionsInput!) {
  endOtherSessions(input: $input) { __typename ... on SessionsEnded { count } }
}
"""
FORBIDDEN = 4403
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
EDGE = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
    " Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0"
)
SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15"
    " (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1"
)
USED = """
UPDATE sessions SET last_used_at = last_used_at - $2::interval
WHERE user_id = (SELECT id FROM users WHERE email = $1)
"""


async def sessions(person: Person) -> list[dict[str, Any]]:
    nodes: list[dict[str, Any]] = (await person.ask(SESSIONS))["me"]["sessions"]["nodes"]
    return nodes


async def kinds(person: Person) -> list[str]:
    nodes = (await person.ask(EVENTS))["me"]["securityEvents"]["nodes"]
    return [node["kind"] for node in nodes]


async def second_of(person: Person, agent: str = FIREFOX) -> Person:
    """Another session of somebody, by another device."""
    body = {
        "query": LOG_IN,
        "variables": {"input": {"email": person.email, "password": PASSWORD}},
    }
    answer = await person.http.post("/graphql", json=body, headers={"user-agent": agent})
    tokens = answer.json()["data"]["logIn"]
    return Person(
        http=person.http,
        email=person.email,
        access_token=tokens["accessToken"],
        refresh_token=tokens["refreshToken"],
    )


async def test_a_person_sees_where_they_are_signed_in(owner: Person) -> None:
    await second_of(owner)

    told = [(one["device"], one["address"], one["isCurrent"]) for one in await sessions(owner)]

    assert told == [
        ("Firefox on Linux", "127.0.0.1", False),
        ("python-httpx2", "127.0.0.1", True),
    ]


async def test_one_is_ended_at_once(owner: Person) -> None:
    other = await second_of(owner)
    (theirs,) = [one["id"] for one in await sessions(owner) if not one["isCurrent"]]

    assert await owner.do(END, id=theirs) == {"__typename": "SessionsEnded", "count": 1}

    assert (await other.refused(ME))["extensions"]["code"] == "UNAUTHENTICATED"
    assert (await refresh(other, other.refresh_token))["code"] == "REFRESH_TOKEN_INVALID"
    assert len(await sessions(owner)) == 1
    assert (await owner.do(END, id=theirs))["code"] == "NOT_FOUND"


async def test_all_others_are_ended_at_once(owner: Person) -> None:
    others = [await second_of(owner), await second_of(owner)]

    assert (await owner.do(END_OTHERS))["count"] == 2

    for other in others:
        assert (await other.refused(ME))["extensions"]["code"] == "UNAUTHENTICATED"
    assert (await owner.do(END_OTHERS))["count"] == 0


async def test_nobody_ends_or_sees_anothers(owner: Person, stranger: Person) -> None:
    (own,) = await sessions(owner)

    assert (await stranger.do(END, id=own["id"]))["code"] == "NOT_FOUND"

    node = f'{{ node(id: "{own["id"]}") {{ __typename }} }}'
    assert await stranger.ask(node) == {"node": None}
    assert await owner.ask(node) == {"node": {"__typename": "Session"}}
    assert await owner.ask(ME)


async def log_out_everywhere(world: World, person: Person) -> None:  # noqa: ARG001  # one of several ways
    await (await second_of(person)).do(LOG_OUT, everywhere=True)


async def end_it(world: World, person: Person) -> None:  # noqa: ARG001  # as above
    other = await second_of(person)
    (theirs,) = [one["id"] for one in await sessions(other) if not one["isCurrent"]]
    await other.do(END, id=theirs)


async def end_others(world: World, person: Person) -> None:  # noqa: ARG001  # as above
    await (await second_of(person)).do(END_OTHERS)


async def change_password(world: World, person: Person) -> None:  # noqa: ARG001  # as above
    await (await second_of(person)).do(CHANGE, currentPassword=PASSWORD, newPassword=NEW)


async def reset_password(world: World, person: Person) -> None:
    await person.do(RESET, token=await reset_code(world, person), password=NEW)


async def reuse_a_token(world: World, person: Person) -> None:  # noqa: ARG001  # as above
    first = await refresh(person, person.refresh_token)
    await refresh(person, first["refreshToken"])
    await refresh(person, person.refresh_token)


@pytest.mark.parametrize(
    "end",
    [log_out_everywhere, end_it, end_others, change_password, reset_password, reuse_a_token],
)
async def test_whatever_ends_a_session_closes_its_socket(
    world: World, owner: Person, end: Callable[[World, Person], Awaitable[None]]
) -> None:
    async with listening() as address, socket_of(f"ws://{address}/graphql", owner) as socket:
        await end(world, owner)

        assert await socket.closing() == FORBIDDEN


async def test_the_last_use_is_written_once_a_minute(owner: Person) -> None:
    await fetch(USED, owner.email, timedelta(seconds=50))
    (before,) = await sessions(owner)
    await fetch(USED, owner.email, timedelta(seconds=11))

    (after,) = await sessions(owner)

    assert before["lastUsedAt"] < (now() - timedelta(seconds=49)).isoformat()
    assert after["lastUsedAt"] > (now() - timedelta(seconds=30)).isoformat()


async def test_what_happened_is_told_the_newest_first(owner: Person) -> None:
    await second_of(owner)
    await owner.do(END_OTHERS)

    assert await kinds(owner) == [
        "OTHER_SESSIONS_ENDED",
        "SIGNED_IN_FROM_NEW_DEVICE",
        "EMAIL_VERIFIED",
        "SIGNED_IN",
    ]


async def test_a_letter_tells_of_a_new_device_once(world: World, owner: Person) -> None:
    for _ in range(2):
        await second_of(owner)
    await log_in(Person(http=owner.http, email=owner.email))
    await world.jobs.perform()

    subjects = [mail.subject for mail in world.mailbox.mails if mail.to == owner.email]
    assert subjects.count("You signed in to AllIN from a new device") == 1
    assert "Firefox on Linux" in world.mailbox.last_to(owner.email).text


async def test_a_device_that_was_away_for_90_days_is_new(world: World, owner: Person) -> None:
    await fetch(USED, owner.email, timedelta(days=90))
    owner_of_database = await asyncpg.connect(as_owner(world.settings.database_url or ""))
    await owner_of_database.execute(
        "UPDATE security_events SET occurred_at = occurred_at - interval '90 days'"
    )
    await owner_of_database.close()

    await log_in(Person(http=owner.http, email=owner.email))

    await world.jobs.perform()
    subject = world.mailbox.last_to(owner.email).subject
    assert subject == "You signed in to AllIN from a new device"


@pytest.mark.parametrize(
    "agent,device",
    [
        (FIREFOX, "Firefox on Linux"),
        (EDGE, "Edge on Windows"),
        (SAFARI, "Safari on iPhone"),
        ("python-httpx2/2.16", "python-httpx2"),
        ("curl/8.5.0", "curl"),
        ("<script>", "<script>"),
        ("", None),
        (None, None),
    ],
)
def test_a_device_is_told_in_words(agent: str | None, device: str | None) -> None:
    assert device_of(agent) == device


async def test_what_ended_ninety_days_ago_is_forgotten(world: World, owner: Person) -> None:
    ended = {}
    for column, days in (("ended_at", 91), ("ended_at", 89), ("expires_at", 91)):
        other = await join(world, "other")
        session = await Session.get(user__email=other.email)
        await Session.filter(id=session.id).update(**{column: now() - timedelta(days=days)})
        ended[column, days] = session.id

    await service.forget_sessions()

    left = [told for told, key in ended.items() if await Session.exists(id=key)]
    assert left == [("ended_at", 89)]
    assert (await owner.ask(ME))["me"]["email"] == owner.email
