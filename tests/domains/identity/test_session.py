"""Register, prove the address, log in, stay in, log out."""

import pytest

from allin_gql.adapters.mailer import MAILER
from allin_gql.core.database import fetch
from tests.fixtures.people import (
    LOG_IN,
    PASSWORD,
    REGISTER,
    VERIFY,
    Person,
    join,
    log_in,
    mailed_code,
    register,
)
from tests.fixtures.world import World

ME = "{ me { id email name isEmailVerified memberships { role organization { name } } } }"
LOG_OUT = """
mutation LogOut($input: LogOutInput!) {
  logOut(input: $input) { __typename ... on SignedOut { isEverywhere } ... on Problem { code } }
}
"""


async def test_who_registers_owns_an_organization(world: World) -> None:
    person = await register(world, "ada")

    me = (await person.ask(ME))["me"]

    assert me["email"] == person.email
    assert me["isEmailVerified"] is False
    assert me["memberships"] == [
        {"role": "OWNER", "organization": {"name": "Ada's organization"}},
    ]


async def test_the_code_from_the_mail_proves_the_address_once(world: World) -> None:
    person = await register(world, "ada")
    code = mailed_code(world, person.email)

    first = await person.do(VERIFY, token=code)
    second = await person.do(VERIFY, token=code)

    assert first["isEmailVerified"] is True
    assert second["code"] == "VERIFICATION_TOKEN_INVALID"
    assert second["path"] == ["input", "token"]


async def test_nobody_registers_where_no_mail_can_be_sent(
    anonymous: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(MAILER, "_value", None)

    refused = await anonymous.do(
        REGISTER, email="nomail@example.org", password=PASSWORD, name="Nobody"
    )

    assert refused["code"] == "MAIL_NOT_CONFIGURED"
    assert "ALLIN_SMTP_URL" in refused["message"]
    assert await fetch("SELECT 1 FROM users WHERE email = 'nomail@example.org'") == []


async def test_a_known_address_gets_the_same_answer_and_a_mail_that_says_so(
    world: World, owner: Person, anonymous: Person
) -> None:
    answer = await anonymous.do(REGISTER, email=owner.email, password="another one 123", name="Eve")
    await world.jobs.perform()

    assert answer == {"__typename": "Registration", "email": owner.email}
    assert world.mailbox.last_to(owner.email).subject == "You are registered with AllIN already"
    assert (await anonymous.do(LOG_IN, email=owner.email, password="another one 123"))[
        "code"
    ] == "CREDENTIALS_WRONG"
    await log_in(owner)


async def test_wrong_passwords_and_unknown_people_are_told_the_same(
    owner: Person, anonymous: Person
) -> None:
    wrong = await anonymous.do(LOG_IN, email=owner.email, password="wrong password")
    unknown = await anonymous.do(LOG_IN, email="nobody@example.org", password=PASSWORD)

    assert wrong == unknown
    assert wrong["code"] == "CREDENTIALS_WRONG"


async def test_a_password_longer_than_bcrypt_takes_counts_in_full(world: World) -> None:
    long = "".join(chr(0x3041 + number * 7 % 80) for number in range(80))  # 240 bytes
    person = Person(http=world.http, email="long@example.org")
    await person.do(REGISTER, email=person.email, password=long, name="Long")

    right = await person.do(LOG_IN, email=person.email, password=long)
    cut = await person.do(LOG_IN, email=person.email, password=long[:-1])

    assert right["__typename"] == "SignedIn"
    assert cut["code"] == "CREDENTIALS_WRONG"


async def test_logging_out_holds_at_once(owner: Person) -> None:
    await owner.ask(ME)

    done = await owner.do(LOG_OUT)

    assert done == {"__typename": "SignedOut", "isEverywhere": False}
    assert (await owner.refused(ME))["extensions"]["code"] == "UNAUTHENTICATED"
    assert (await owner.do(LOG_OUT))["code"] == "UNAUTHENTICATED"


async def test_logging_out_everywhere_ends_the_other_sessions(world: World) -> None:
    person = await join(world, "ada")
    other = Person(http=person.http, email=person.email)
    await log_in(other)

    await person.do(LOG_OUT, everywhere=True)

    assert (await other.refused(ME))["extensions"]["code"] == "UNAUTHENTICATED"
