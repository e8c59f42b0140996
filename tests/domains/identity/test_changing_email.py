"""Another address: proved before it counts, both told, and a way back for whoever had it."""

from datetime import timedelta
from typing import Any

from allin_gql.core.database import fetch
from tests.fixtures.people import LOG_IN, PASSWORD, REGISTER, Person, mailed_code, register
from tests.fixtures.world import World

ME = "{ me { email } }"
REQUEST = """
mutation Request($input: RequestEmailChangeInput!) {
  requestEmailChange(input: $input) {
    __typename
    ... on LetterRequested { email }
    ... on Problem { code path }
  }
}
"""
CONFIRM = """
mutation Confirm($input: ConfirmEmailChangeInput!) {
  confirmEmailChange(input: $input) {
    __typename
    ... on User { email isEmailVerified }
    ... on Problem { code path }
  }
}
"""
RESTORE = """
mutation Restore($input: RestoreEmailInput!) {
  restoreEmail(input: $input) { __typename ... on User { email } ... on Problem { code path } }
}
"""
PROOF = """
UPDATE sessions SET proved_at = proved_at - $2::interval
WHERE user_id = (SELECT id FROM users WHERE email = $1)
"""


async def request(world: World, person: Person, email: str) -> dict[str, Any]:
    answer = await person.do(REQUEST, email=email)
    await world.jobs.perform()
    return answer


async def changed(world: World, person: Person) -> tuple[str, str]:
    """Change an address; gives the new one and the code for the way back."""
    new = f"new-{person.email}"
    await request(world, person, new)
    way_back = mailed_code(world, person.email)
    done = await person.do(CONFIRM, token=mailed_code(world, new))
    assert done == {"__typename": "User", "email": new, "isEmailVerified": True}
    await world.jobs.perform()
    return new, way_back


async def test_the_address_changes_when_the_new_one_is_proved(world: World, owner: Person) -> None:
    new = f"new-{owner.email}"

    asked = await request(world, owner, new)
    before = await owner.ask(ME)
    await owner.do(CONFIRM, token=mailed_code(world, new))

    assert asked == {"__typename": "LetterRequested", "email": new}
    assert before == {"me": {"email": owner.email}}
    assert await owner.ask(ME) == {"me": {"email": new}}


async def test_both_addresses_are_told(world: World, owner: Person) -> None:
    new, _ = await changed(world, owner)

    told = [(mail.to, mail.subject) for mail in world.mailbox.mails][-3:]

    assert told == [
        (new, "Confirm your new address for AllIN"),
        (owner.email, "Your address at AllIN is about to change"),
        (owner.email, "Your address at AllIN was changed"),
    ]


async def test_the_way_back_works_for_days_and_ends_all_sessions(
    world: World, owner: Person
) -> None:
    _, way_back = await changed(world, owner)
    await fetch("UPDATE mailed_rights SET expires_at = expires_at - interval '6 days 23 hours'")

    done = await Person(http=owner.http).do(RESTORE, token=way_back)

    assert done == {"__typename": "User", "email": owner.email}
    assert (await owner.refused(ME))["extensions"]["code"] == "UNAUTHENTICATED"
    assert (await owner.do(LOG_IN, email=owner.email, password=PASSWORD))[
        "__typename"
    ] == "SignedIn"


async def test_it_keeps_the_address_before_anything_has_changed(
    world: World, owner: Person
) -> None:
    new = f"new-{owner.email}"
    await request(world, owner, new)

    await owner.do(RESTORE, token=mailed_code(world, owner.email))

    refused = await owner.do(CONFIRM, token=mailed_code(world, new))
    assert (refused["code"], refused["path"]) == ("EMAIL_TOKEN_INVALID", ["input", "token"])


async def test_a_thief_who_changes_it_again_cannot_take_it_back(
    world: World, owner: Person
) -> None:
    first, way_back = await changed(world, owner)
    thief = Person(http=owner.http, email=first, access_token=owner.access_token)
    _, thiefs_way_back = await changed(world, thief)

    await owner.do(RESTORE, token=way_back)

    refused = await owner.do(RESTORE, token=thiefs_way_back)
    assert refused["code"] == "EMAIL_TOKEN_INVALID"
    assert await fetch("SELECT 1 AS one FROM users WHERE email = $1", owner.email) == [{"one": 1}]


async def test_nobody_else_gets_the_address_meanwhile(
    world: World, owner: Person, stranger: Person, anonymous: Person
) -> None:
    new, way_back = await changed(world, owner)

    await anonymous.do(REGISTER, email=owner.email, password=PASSWORD, name="Eve")
    await request(world, stranger, owner.email)

    assert await fetch("SELECT 1 FROM users WHERE email = $1", owner.email) == []
    assert world.mailbox.last_to(new).subject == "You are registered with AllIN already"
    assert (await owner.do(RESTORE, token=way_back))["__typename"] == "User"


async def test_an_address_that_somebody_has_is_answered_alike_and_its_owner_told(
    world: World, owner: Person, stranger: Person
) -> None:
    answer = await request(world, owner, stranger.email)

    assert answer == {"__typename": "LetterRequested", "email": stranger.email}
    assert world.mailbox.last_to(stranger.email).subject == "You are registered with AllIN already"


async def test_it_takes_a_proof_of_the_last_minutes(world: World, owner: Person) -> None:
    await fetch(PROOF, owner.email, timedelta(minutes=5))

    refused = await request(world, owner, f"new-{owner.email}")

    assert refused["code"] == "PROOF_NEEDED"
    assert [mail.to for mail in world.mailbox.mails if mail.to.startswith("new-")] == []


async def test_the_same_address_is_no_change(world: World, owner: Person) -> None:
    refused = await request(world, owner, owner.email.upper())

    assert (refused["code"], refused["path"]) == ("EMAIL_UNCHANGED", ["input", "email"])


async def test_only_the_last_that_was_asked_for_counts(world: World, owner: Person) -> None:
    first, second = f"first-{owner.email}", f"second-{owner.email}"
    await request(world, owner, first)
    await request(world, owner, second)

    refused = await owner.do(CONFIRM, token=mailed_code(world, first))

    assert refused["code"] == "EMAIL_TOKEN_INVALID"
    assert (await owner.do(CONFIRM, token=mailed_code(world, second)))["email"] == second


async def test_the_address_that_is_left_by_the_way_back_is_told(
    world: World, owner: Person
) -> None:
    new, way_back = await changed(world, owner)

    await Person(http=owner.http).do(RESTORE, token=way_back)
    await world.jobs.perform()

    assert world.mailbox.last_to(new).subject == "This is your address at AllIN no longer"
    assert world.mailbox.last_to(owner.email).subject == "Your address at AllIN is yours again"


async def test_of_an_address_that_was_never_proved_there_is_no_way_back(
    world: World, anonymous: Person
) -> None:
    squatter = await register(world, "squatter")
    left, new = squatter.email, f"new-{squatter.email}"
    await request(world, squatter, new)

    await squatter.do(CONFIRM, token=mailed_code(world, new))
    await anonymous.do(REGISTER, email=left, password=PASSWORD, name="Ada")
    await world.jobs.perform()

    subjects = [mail.subject for mail in world.mailbox.mails if mail.to == left]
    assert subjects == ["Verify your e-mail address for AllIN"] * 2
    assert (await squatter.ask(ME)) == {"me": {"email": new}}
    assert (await anonymous.do(LOG_IN, email=left, password=PASSWORD))["__typename"] == "SignedIn"
