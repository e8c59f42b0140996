"""A1: a refresh token works once, for one device; what comes back later ends its session."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest

from allin_gql.core.clock import now
from allin_gql.core.database import fetch
from allin_gql.domains.identity.service import refreshing
from tests.fixtures.people import Person, log_in
from tests.fixtures.world import World

ME = "{ me { email } }"
REFRESH = """
mutation Refresh($input: RefreshSessionInput!) {
  refreshSession(input: $input) {
    __typename
    ... on SignedIn { accessToken refreshToken refreshTokenExpiresAt }
    ... on Problem { code path }
  }
}
"""
REFUSED = {"__typename": "Problem", "code": "REFRESH_TOKEN_INVALID", "path": []}
LIVING = """
SELECT s.id FROM sessions s JOIN users u ON u.id = s.user_id
WHERE u.email = $1 AND s.ended_at IS NULL
"""
OLDER = """
UPDATE sessions SET created_at = created_at - $2::interval, expires_at = expires_at - $3::interval
WHERE user_id = (SELECT id FROM users WHERE email = $1)
"""
REUSED = """
SELECT e.address FROM security_events e JOIN users u ON u.id = e.user_id
WHERE u.email = $1 AND e.kind = 'REFRESH_TOKEN_REUSED'
"""
SUBJECT = "A session of yours at AllIN was ended"


async def refresh(person: Person, token: str | None, agent: str = "one/1.0") -> dict[str, Any]:
    """Trade a token, calling oneself so."""
    body = {"query": REFRESH, "variables": {"input": {"refreshToken": token}}}
    answer = await person.http.post("/graphql", json=body, headers={"user-agent": agent})
    found: dict[str, Any] = answer.json()["data"]["refreshSession"]
    return found


async def living(person: Person) -> int:
    return len(await fetch(LIVING, person.email))


def mails_about_reuse(world: World, person: Person) -> int:
    mails = world.mailbox.mails
    return sum(mail.to == person.email and mail.subject == SUBJECT for mail in mails)


async def test_the_next_token_continues_the_session(owner: Person) -> None:
    first = await refresh(owner, owner.refresh_token)

    second = await refresh(owner, first["refreshToken"])

    tokens = {owner.refresh_token, first["refreshToken"], second["refreshToken"]}
    assert len(tokens) == 3
    owner.access_token = second["accessToken"]
    assert await owner.ask(ME) == {"me": {"email": owner.email}}


async def test_fifty_refreshes_at_once_leave_one_living_token(owner: Person) -> None:
    answers = await asyncio.gather(*(refresh(owner, owner.refresh_token) for _ in range(50)))

    (token,) = {answer["refreshToken"] for answer in answers}
    assert len({answer["accessToken"] for answer in answers}) == 50
    assert (await refresh(owner, token))["__typename"] == "SignedIn"
    assert await living(owner) == 1


async def test_an_ancestor_that_comes_back_leaves_none(world: World, owner: Person) -> None:
    tokens = [owner.refresh_token]
    for _ in range(3):
        answer = await refresh(owner, tokens[-1])
        tokens.append(answer["refreshToken"])
        owner.access_token = answer["accessToken"]
    assert await owner.ask(ME) == {"me": {"email": owner.email}}

    reused = await refresh(owner, tokens[0])

    assert reused == REFUSED
    assert [await refresh(owner, token) for token in tokens] == [REFUSED] * 4
    assert (await owner.refused(ME))["extensions"]["code"] == "UNAUTHENTICATED"
    assert await living(owner) == 0
    await world.jobs.perform()
    assert mails_about_reuse(world, owner) == 1
    assert len(await fetch(REUSED, owner.email)) == 1


async def test_within_ten_seconds_the_same_device_gets_the_same_successor(owner: Person) -> None:
    first = await refresh(owner, owner.refresh_token)

    again = await refresh(owner, owner.refresh_token)

    assert again["refreshToken"] == first["refreshToken"]
    assert await living(owner) == 1


async def test_the_same_device_is_too_late_after_them(
    owner: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    await refresh(owner, owner.refresh_token)
    late = now() + timedelta(seconds=10)
    monkeypatch.setattr(refreshing, "now", lambda: late)

    assert await refresh(owner, owner.refresh_token) == REFUSED

    assert await living(owner) == 0


async def test_another_device_is_a_thief_at_once(world: World, owner: Person) -> None:
    await refresh(owner, owner.refresh_token, agent="one/1.0")

    assert await refresh(owner, owner.refresh_token, agent="two/1.0") == REFUSED

    assert await living(owner) == 0
    await world.jobs.perform()
    assert mails_about_reuse(world, owner) == 1


async def test_the_leeway_is_for_the_last_token_only(owner: Person) -> None:
    first = await refresh(owner, owner.refresh_token)
    await refresh(owner, first["refreshToken"])

    assert await refresh(owner, owner.refresh_token) == REFUSED

    assert await living(owner) == 0


@pytest.mark.parametrize("wrong", ["", "0-", "0-" + "0" * 64, "x", "-1-" + "0" * 64, "9" * 150])
async def test_what_never_was_a_token_ends_nothing(owner: Person, wrong: str) -> None:
    session = str(owner.refresh_token)[: len("allin_rt_") + 32]
    await refresh(owner, owner.refresh_token)

    assert (await refresh(owner, session + wrong))["code"] == "REFRESH_TOKEN_INVALID"

    assert await living(owner) == 1


async def test_other_sessions_go_on(owner: Person) -> None:
    other = Person(http=owner.http, email=owner.email)
    await log_in(other)
    first = await refresh(owner, owner.refresh_token)
    await refresh(owner, first["refreshToken"])

    assert await refresh(owner, owner.refresh_token) == REFUSED

    assert await other.ask(ME) == {"me": {"email": owner.email}}


async def test_a_session_ends_at_its_greatest_age_however_it_is_used(owner: Person) -> None:
    await fetch(OLDER, owner.email, timedelta(days=29, hours=23, minutes=59), timedelta(0))

    answer = await refresh(owner, owner.refresh_token)

    left = answer["refreshTokenExpiresAt"]
    assert now() < datetime.fromisoformat(left) <= now() + timedelta(minutes=1)


async def test_a_session_that_was_idle_for_a_week_has_ended(owner: Person) -> None:
    await fetch(OLDER, owner.email, timedelta(0), timedelta(days=7))

    assert await refresh(owner, owner.refresh_token) == REFUSED

    assert (await owner.refused(ME))["extensions"]["code"] == "UNAUTHENTICATED"


async def test_no_token_stands_in_the_table(owner: Person) -> None:
    answer = await refresh(owner, owner.refresh_token)

    rows = str(await fetch("SELECT * FROM sessions"))

    for token in (owner.refresh_token, answer["refreshToken"]):
        assert str(token)[-64:] not in rows
