"""Change a password, or choose a new one by a letter; what may be one."""

from datetime import timedelta

import pytest

from allin_gql.core.database import fetch
from tests.fixtures.people import LOG_IN, PASSWORD, REGISTER, Person, log_in, mailed_code
from tests.fixtures.world import World

ME = "{ me { email } }"
NEW = "four words nobody joins"
CHANGE = """
mutation Change($input: ChangePasswordInput!) {
  changePassword(input: $input) { __typename ... on Problem { code path } }
}
"""
FORGOT = """
mutation Forgot($input: RequestPasswordResetInput!) {
  requestPasswordReset(input: $input) {
    __typename
    ... on LetterRequested { email }
    ... on Problem { code }
  }
}
"""
RESET = """
mutation Reset($input: ResetPasswordInput!) {
  resetPassword(input: $input) { __typename ... on User { email } ... on Problem { code path } }
}
"""
WEAK = [
    "password123",
    "Qwertyuiop!!",
    "123456789012",
    "football2024",
    "aaaaaaaaaaaa",
    "dragondragon",
]


async def signs_in(person: Person, password: str) -> bool:
    nobody = Person(http=person.http)
    answer = await nobody.do(LOG_IN, email=person.email, password=password)
    return bool(answer["__typename"] == "SignedIn")


async def reset_code(world: World, person: Person) -> str:
    await Person(http=person.http).do(FORGOT, email=person.email)
    await world.jobs.perform()
    return mailed_code(world, person.email)


async def test_a_changed_password_ends_all_other_sessions_and_is_told(
    world: World, owner: Person
) -> None:
    other = Person(http=owner.http, email=owner.email)
    await log_in(other)

    done = await owner.do(CHANGE, currentPassword=PASSWORD, newPassword=NEW)

    assert done["__typename"] == "User"
    assert await owner.ask(ME) == {"me": {"email": owner.email}}
    assert (await other.refused(ME))["extensions"]["code"] == "UNAUTHENTICATED"
    assert await signs_in(owner, NEW)
    assert not await signs_in(owner, PASSWORD)
    await world.jobs.perform()
    subjects = [mail.subject for mail in world.mailbox.mails if mail.to == owner.email]
    assert "Your password for AllIN was changed" in subjects


async def test_it_takes_the_password_that_is_in_use(owner: Person) -> None:
    refused = await owner.do(CHANGE, currentPassword="another one 123", newPassword=NEW)

    assert refused["code"] == "CREDENTIALS_WRONG"
    assert await signs_in(owner, PASSWORD)


async def test_guesses_at_it_are_counted(owner: Person) -> None:
    codes = [
        (await owner.do(CHANGE, currentPassword=f"guess {number}", newPassword=NEW))["code"]
        for number in range(11)
    ]

    assert codes == ["CREDENTIALS_WRONG"] * 10 + ["RATE_LIMITED"]


@pytest.mark.parametrize("weak", WEAK)
async def test_what_is_tried_first_may_not_be_one(owner: Person, weak: str) -> None:
    refused = await owner.do(CHANGE, currentPassword=PASSWORD, newPassword=weak)

    assert (refused["code"], refused["path"]) == ("PASSWORD_COMMON", ["input", "newPassword"])
    assert await signs_in(owner, PASSWORD)


async def test_nor_may_the_persons_own_name_or_address(anonymous: Person) -> None:
    for password in ("lovelaceada@example.org", "Ada Lovelace", "lovelaceada12"):
        refused = await anonymous.do(
            REGISTER, email="lovelaceada@example.org", password=password, name="Ada Lovelace"
        )
        assert refused["code"] == "PASSWORD_COMMON", password


async def test_a_code_from_a_letter_chooses_a_new_password_once(
    world: World, owner: Person
) -> None:
    code = await reset_code(world, owner)

    first = await owner.do(RESET, token=code, password=NEW)
    second = await owner.do(RESET, token=code, password="yet another four words")

    assert first == {"__typename": "User", "email": owner.email}
    assert (second["code"], second["path"]) == ("RESET_TOKEN_INVALID", ["input", "token"])
    assert await signs_in(owner, NEW)
    assert not await signs_in(owner, PASSWORD)


async def test_it_ends_all_sessions_and_starts_none(world: World, owner: Person) -> None:
    code = await reset_code(world, owner)

    await Person(http=owner.http).do(RESET, token=code, password=NEW)

    assert (await owner.refused(ME))["extensions"]["code"] == "UNAUTHENTICATED"
    living = await fetch(
        "SELECT 1 FROM sessions s JOIN users u ON u.id = s.user_id"
        " WHERE u.email = $1 AND s.ended_at IS NULL",
        owner.email,
    )
    assert living == []
    await world.jobs.perform()
    assert world.mailbox.last_to(owner.email).subject == "Your password for AllIN was changed"


async def test_a_code_is_good_for_an_hour(world: World, owner: Person) -> None:
    code = await reset_code(world, owner)
    await fetch(
        "UPDATE mailed_rights SET expires_at = expires_at - $1::interval", timedelta(hours=1)
    )

    assert (await owner.do(RESET, token=code, password=NEW))["code"] == "RESET_TOKEN_INVALID"

    assert await signs_in(owner, PASSWORD)


async def test_a_code_is_good_for_nothing_once_the_password_was_changed(
    world: World, owner: Person
) -> None:
    code = await reset_code(world, owner)
    await owner.do(CHANGE, currentPassword=PASSWORD, newPassword=NEW)

    refused = await owner.do(RESET, token=code, password="yet another four words")

    assert refused["code"] == "RESET_TOKEN_INVALID"
    assert await signs_in(owner, NEW)


async def test_a_code_for_something_else_resets_nothing(world: World, anonymous: Person) -> None:
    email = "purposes@example.org"
    await anonymous.do(REGISTER, email=email, password=PASSWORD, name="P")
    await world.jobs.perform()

    refused = await anonymous.do(RESET, token=mailed_code(world, email), password=NEW)

    assert refused["code"] == "RESET_TOKEN_INVALID"


async def test_nobodys_mailbox_is_flooded(world: World, owner: Person) -> None:
    answers = [
        (await Person(http=owner.http).do(FORGOT, email=owner.email))["__typename"]
        for _ in range(7)
    ]
    await world.jobs.perform()

    assert answers == ["LetterRequested"] * 4 + ["Problem"] * 3
    assert len([mail for mail in world.mailbox.mails if mail.to == owner.email]) == 1 + 4
