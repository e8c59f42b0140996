"""What a thief who is a step ahead does not get, and does not keep."""

import asyncio

import pytest

from allin_gql.core.database import fetch
from allin_gql.core.passwords import PasswordHasher
from allin_gql.core.throttle import attempts
from tests.domains.authenticators.factors import (
    COMPLETE,
    CONFIRM_TOTP,
    FACTOR,
    ME,
    PASSKEYS,
    PROVE,
    RESET,
    START_PASSKEY,
    START_TOTP,
    Totp,
    challenged,
    enroll,
    outdate_proof,
    register_passkey,
    stored,
)
from tests.domains.developers.keys import make_key, program
from tests.domains.identity.test_passwords import CHANGE, NEW, reset_code, signs_in
from tests.fixtures.people import PASSWORD, REGISTER, VERIFY, Person, mailed_code, register
from tests.fixtures.world import World

THIEFS = "what a thief would like"


async def test_a_password_that_was_reset_meanwhile_is_not_changed(
    world: World, owner: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = await reset_code(world, owner)
    original = PasswordHasher.hash

    async def overtaken(self: PasswordHasher, password: str) -> str:
        if password == THIEFS:
            reset = Person(http=owner.http).do(RESET, token=code, password=NEW)
            assert (await asyncio.create_task(reset))["__typename"] == "User"
        return await original(self, password)

    monkeypatch.setattr(PasswordHasher, "hash", overtaken)

    refused = await owner.do(CHANGE, currentPassword=PASSWORD, newPassword=THIEFS)

    assert refused["code"] == "UNAUTHENTICATED"
    assert await signs_in(owner, NEW)
    assert not await signs_in(owner, THIEFS)


async def test_a_sign_in_that_waits_for_a_factor_ends_with_the_password(
    world: World, owner: Person, anonymous: Person
) -> None:
    totp, _ = await enroll(owner)
    asked = await challenged(owner)
    await anonymous.do(RESET, token=await reset_code(world, owner), password=NEW)
    before = await stored(owner)

    refused = await anonymous.do(COMPLETE, challenge=asked["challenge"], totpCode=totp.code())

    assert refused["code"] == "SIGN_IN_CHALLENGE_INVALID"
    assert await stored(owner) == before


async def test_a_password_alone_changes_none_of_who_has_a_factor(owner: Person) -> None:
    await enroll(owner)
    await outdate_proof(owner)

    refused = await owner.do(CHANGE, currentPassword=PASSWORD, newPassword=THIEFS)

    assert refused["code"] == "PROOF_NEEDED"


async def test_a_session_guesses_a_password_from_no_more_networks_than_one(
    owner: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes = []
    for number in range(21):
        monkeypatch.setattr(attempts, "network_of", lambda _, number=number: f"10.0.{number}.1")
        codes.append((await owner.do(PROVE, password=f"guess {number}"))["code"])

    assert codes == ["CREDENTIALS_WRONG"] * 20 + ["RATE_LIMITED"]


async def test_nor_a_factor(owner: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    totp, _ = await enroll(owner)
    codes = []
    for number in range(11):
        monkeypatch.setattr(attempts, "network_of", lambda _, number=number: f"10.0.{number}.1")
        codes.append((await owner.do(PROVE, totpCode=totp.wrong_code()))["code"])

    assert codes == ["SECOND_FACTOR_WRONG"] * 10 + ["RATE_LIMITED"]


async def test_guesses_of_others_make_nobody_wait_who_is_signed_in(
    owner: Person, anonymous: Person
) -> None:
    totp, _ = await enroll(owner)
    asked = await challenged(owner)
    for _ in range(5):
        await anonymous.do(COMPLETE, challenge=asked["challenge"], totpCode=totp.wrong_code())

    proved = await owner.do(PROVE, totpCode=totp.code())

    assert proved["__typename"] == "ProvedIdentity"


async def test_guesses_at_the_code_of_an_enrolment_are_counted(owner: Person) -> None:
    totp = Totp((await owner.do(START_TOTP))["secret"])

    codes = [(await owner.do(CONFIRM_TOTP, code=totp.wrong_code()))["code"] for _ in range(6)]

    assert codes == ["SECOND_FACTOR_WRONG"] * 5 + ["RATE_LIMITED"]
    assert (await owner.ask(FACTOR))["secondFactor"]["hasTotp"] is False


@pytest.mark.parametrize("start", [START_TOTP, START_PASSKEY], ids=["totp", "passkey"])
async def test_who_has_not_proved_the_address_gets_no_factor(world: World, start: str) -> None:
    early = await register(world, "early")

    refused = await early.do(start)

    assert refused["code"] == "EMAIL_NOT_VERIFIED"


async def test_who_registered_before_the_owner_of_the_address_keeps_nothing(
    world: World, anonymous: Person
) -> None:
    thief = await register(world, "early")
    first = mailed_code(world, thief.email)

    await anonymous.do(REGISTER, email=thief.email, password=NEW, name="Ada")
    await world.jobs.perform()

    letter = world.mailbox.last_to(thief.email)
    assert letter.subject == "Choose a password for AllIN"
    refused = await anonymous.do(VERIFY, token=first)
    assert refused["code"] == "VERIFICATION_TOKEN_INVALID"
    chosen = await anonymous.do(RESET, token=mailed_code(world, thief.email), password=NEW)
    assert chosen["__typename"] == "User"
    assert (await thief.refused(ME))["extensions"]["code"] == "UNAUTHENTICATED"
    assert await signs_in(thief, NEW)
    assert not await signs_in(thief, PASSWORD)
    verified = await fetch("SELECT email_verified_at FROM users WHERE email = $1", thief.email)
    assert verified[0]["email_verified_at"] is not None


async def test_registering_floods_no_mailbox(world: World, owner: Person) -> None:
    given = {"email": owner.email, "password": PASSWORD, "name": "Eve"}
    codes = [
        (answer := await Person(http=owner.http).do(REGISTER, **given)).get(
            "code", answer["__typename"]
        )
        for _ in range(6)
    ]
    await world.jobs.perform()

    assert codes == ["Registration"] * 4 + ["RATE_LIMITED"] * 2
    assert len([mail for mail in world.mailbox.mails if mail.to == owner.email]) == 1 + 4


async def test_a_code_to_an_address_that_was_changed_meanwhile_resets_nothing(
    world: World, owner: Person, anonymous: Person
) -> None:
    code = await reset_code(world, owner)
    before, owner.email = owner.email, f"new-{owner.email}"
    await fetch("UPDATE users SET email = $2 WHERE email = $1", before, owner.email)

    refused = await anonymous.do(RESET, token=code, password=THIEFS)

    assert refused["code"] == "RESET_TOKEN_INVALID"
    assert await signs_in(owner, PASSWORD)


async def test_a_key_reads_nothing_of_what_its_maker_signs_in_with(owner: Person) -> None:
    _, made = await register_passkey(owner)
    robot = program(owner, (await make_key(owner))["secret"])

    asked = [await robot.refused(document) for document in (FACTOR, PASSKEYS)]
    node = await robot.ask("query ($id: ID!) { node(id: $id) { id } }", id=made["passkey"]["id"])

    assert [one["extensions"]["code"] for one in asked] == ["SESSION_NEEDED"] * 2
    assert node == {"node": None}
