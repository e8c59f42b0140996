"""A key's next secret: beside the one in use for a while, or at once in its place."""

import asyncio
from datetime import datetime, timedelta

from allin_gql.core.clock import now
from tests.domains.developers.keys import (
    REVOKE,
    ROTATE,
    WHO,
    make_key,
    program,
    read_key,
    rotate,
    set_secret,
)
from tests.fixtures.accounts import events_of
from tests.fixtures.people import Person, member
from tests.fixtures.world import World
from tests.graph.stored import everything


async def is_good(owner: Person, secret: str) -> bool:
    answer = (await program(owner, secret).post(WHO)).json()
    if "errors" not in answer:
        return True
    (error,) = answer["errors"]
    assert error["extensions"]["code"] == "UNAUTHENTICATED"
    return False


async def test_both_are_good_until_the_time_of_the_old_one(world: World, owner: Person) -> None:
    key = await make_key(owner)

    made = await rotate(owner, key, overlapHours=2)

    old, new = made["apiKey"]["secrets"]
    ends = datetime.fromisoformat(old["expiresAt"])
    assert abs(ends - now() - timedelta(hours=2)) < timedelta(seconds=5)
    assert new["expiresAt"] == key["apiKey"]["expiresAt"]
    assert [await is_good(owner, one["secret"]) for one in (key, made)] == [True, True]
    await world.jobs.perform()
    assert world.mailbox.last_to(owner.email).subject == "Your API key has a new secret"
    assert (await events_of(owner))[-1].type == "api_key.rotated"


async def test_a_leaked_old_secret_stops_at_its_time(owner: Person) -> None:
    key = await make_key(owner)
    made = await rotate(owner, key)
    assert await is_good(owner, key["secret"])

    await set_secret(key, expires_at=now())

    assert [await is_good(owner, one["secret"]) for one in (key, made)] == [False, True]


async def test_without_a_word_the_old_one_has_a_day(owner: Person) -> None:
    made = await rotate(owner, await make_key(owner))

    ends = datetime.fromisoformat(made["apiKey"]["secrets"][0]["expiresAt"])
    assert abs(ends - now() - timedelta(hours=24)) < timedelta(seconds=5)


async def test_an_old_secret_never_outlives_its_key(owner: Person) -> None:
    ends = now() + timedelta(hours=1)
    made = await rotate(owner, await make_key(owner, expiresAt=ends.isoformat()), overlapHours=168)

    assert {datetime.fromisoformat(one["expiresAt"]) for one in made["apiKey"]["secrets"]} == {ends}


async def test_there_are_never_more_than_two(world: World, owner: Person) -> None:
    key = await make_key(owner)
    made = await rotate(owner, key)
    before = await everything(world)

    problem = await owner.do(ROTATE, id=key["apiKey"]["id"])

    assert problem["code"] == "API_KEY_ROTATING"
    assert key["apiKey"]["secrets"][0]["hint"] in problem["message"]
    assert await everything(world) == before
    assert [await is_good(owner, one["secret"]) for one in (key, made)] == [True, True]


async def test_twenty_rotations_at_once_leave_two_secrets(owner: Person) -> None:
    key = await make_key(owner)

    told = await asyncio.gather(*[owner.do(ROTATE, id=key["apiKey"]["id"]) for _ in range(20)])

    assert sorted(one.get("code", "made") for one in told) == ["API_KEY_ROTATING"] * 19 + ["made"]
    assert len((await read_key(owner, key))["secrets"]) == 2


async def test_what_has_leaked_ends_at_once_however_many_there_are(owner: Person) -> None:
    key = await make_key(owner)
    second = await rotate(owner, key)

    third = await rotate(owner, key, endOldAtOnce=True)

    assert [await is_good(owner, one["secret"]) for one in (key, second, third)] == [
        False,
        False,
        True,
    ]
    fourth = await rotate(owner, key)
    assert len(fourth["apiKey"]["secrets"]) == 2


async def test_the_old_one_may_go_when_it_is_used_no_more(owner: Person) -> None:
    key = await make_key(owner)
    made = await rotate(owner, key)
    await is_good(owner, made["secret"])
    old, new = (await read_key(owner, key))["secrets"]
    assert (old["lastUsedAt"], new["lastUsedAt"] is not None) == (None, True)

    after = await owner.do(REVOKE, id=key["apiKey"]["id"], onlyOldSecret=True)
    again = await owner.do(REVOKE, id=key["apiKey"]["id"], onlyOldSecret=True)

    assert after["state"] == again["state"] == "ACTIVE"
    assert [await is_good(owner, one["secret"]) for one in (key, made)] == [False, True]
    assert [event.type for event in await events_of(owner)].count("api_key.revoked") == 1


async def test_rotating_can_give_it_another_year(owner: Person) -> None:
    key = await make_key(owner, expiresAt=(now() + timedelta(days=3)).isoformat())
    until = now() + timedelta(days=364)

    made = await rotate(owner, key, expiresAt=until.isoformat())

    assert datetime.fromisoformat(made["apiKey"]["expiresAt"]) == until
    assert datetime.fromisoformat(made["apiKey"]["secrets"][1]["expiresAt"]) == until


async def test_nobody_rotates_the_keys_of_others(world: World, owner: Person) -> None:
    editor = await member(world, owner, "EDITOR")
    key, own = await make_key(editor), await make_key(owner)

    of_an_owner = await owner.do(ROTATE, id=key["apiKey"]["id"])
    of_an_editor = await editor.do(ROTATE, id=own["apiKey"]["id"])

    assert of_an_owner["code"] == "NOT_ALLOWED"
    assert of_an_editor["code"] == "NOT_FOUND"


async def test_what_has_ended_is_not_rotated(owner: Person) -> None:
    key = await make_key(owner)
    await owner.do(REVOKE, id=key["apiKey"]["id"])

    problem = await owner.do(ROTATE, id=key["apiKey"]["id"])

    assert problem["code"] == "API_KEY_ENDED"
    assert "revoked" in problem["message"]
