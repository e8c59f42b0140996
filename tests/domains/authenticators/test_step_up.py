"""Step-up: who is signed in proves again that it is them, for what hurts."""

import pytest

from tests.domains.authenticators.authenticator import Device
from tests.domains.authenticators.factors import (
    PROVE,
    START_PASSKEY,
    START_PROOF,
    START_TOTP,
    enroll,
    outdate_proof,
    register_passkey,
    stored,
)
from tests.fixtures.people import PASSWORD, Person, log_in


async def test_a_password_proves_who_has_no_factor(owner: Person) -> None:
    await outdate_proof(owner)
    before = await owner.do(START_TOTP)

    proved = await owner.do(PROVE, password=PASSWORD)

    assert before["code"] == "PROOF_NEEDED"
    assert proved["__typename"] == "ProvedIdentity"
    assert (await owner.do(START_TOTP))["__typename"] == "TotpEnrollment"


async def test_a_wrong_password_proves_nothing(owner: Person) -> None:
    await outdate_proof(owner)
    before = await stored(owner)

    refused = await owner.do(PROVE, password="wrong password")

    assert (refused["code"], refused["path"]) == ("CREDENTIALS_WRONG", ["input", "password"])
    assert await stored(owner) == before


async def test_who_has_a_factor_does_not_prove_by_the_password_alone(owner: Person) -> None:
    await enroll(owner)
    await outdate_proof(owner)
    before = await stored(owner)

    refused = await owner.do(PROVE, password=PASSWORD)

    assert (refused["code"], refused["path"]) == ("PROOF_TOO_WEAK", ["input", "password"])
    assert await stored(owner) == before


async def test_a_code_proves_once(owner: Person) -> None:
    totp, _ = await enroll(owner)
    await outdate_proof(owner)
    code = totp.code()

    proved = await owner.do(PROVE, totpCode=code)
    await outdate_proof(owner)
    again = await owner.do(PROVE, totpCode=code)

    assert proved["__typename"] == "ProvedIdentity"
    assert again["code"] == "SECOND_FACTOR_WRONG"
    assert (await owner.do(START_TOTP))["code"] == "PROOF_NEEDED"


async def test_a_passkey_proves(owner: Person) -> None:
    device, _ = await register_passkey(owner)
    await outdate_proof(owner)
    options = (await owner.do(START_PROOF))["options"]
    signed = device.get(options)

    proved = await owner.do(PROVE, passkey=signed)
    await outdate_proof(owner)
    again = await owner.do(PROVE, passkey=signed)

    assert [one["type"] for one in options["allowCredentials"]] == ["public-key"]
    assert proved["__typename"] == "ProvedIdentity"
    assert again["code"] == "PASSKEY_INVALID"


async def test_a_proof_of_another_session_or_person_proves_nothing(
    owner: Person, stranger: Person
) -> None:
    device, _ = await register_passkey(owner)
    theirs, _ = await register_passkey(stranger)
    await outdate_proof(owner)
    their_options = (await stranger.do(START_PROOF))["options"]
    own_options = (await owner.do(START_PROOF))["options"]
    before = await stored(owner)

    foreign_challenge = await owner.do(PROVE, passkey=device.get(their_options))
    foreign_passkey = await owner.do(PROVE, passkey=theirs.get(own_options))
    unknown_passkey = await owner.do(PROVE, passkey=Device().get(own_options))

    assert foreign_challenge["code"] == "PASSKEY_INVALID"
    assert foreign_passkey["code"] == "PASSKEY_INVALID"
    assert unknown_passkey["code"] == "PASSKEY_INVALID"
    assert await stored(owner) == before


async def test_a_challenge_for_a_new_passkey_is_none_for_a_proof(owner: Person) -> None:
    device, _ = await register_passkey(owner)
    make = (await owner.do(START_PASSKEY))["options"]
    prove = (await owner.do(START_PROOF))["options"]
    before = await stored(owner)

    signed = device.get({**prove, "challenge": make["challenge"]})
    refused = await owner.do(PROVE, passkey=signed)

    assert (refused["code"], refused["path"]) == ("PASSKEY_INVALID", ["input", "passkey"])
    assert await stored(owner) == before


async def test_a_proof_holds_in_its_own_session_only(owner: Person) -> None:
    other = Person(http=owner.http, email=owner.email)
    await log_in(other)
    await outdate_proof(owner)

    await owner.do(PROVE, password=PASSWORD)

    assert (await owner.do(START_TOTP))["__typename"] == "TotpEnrollment"
    assert (await other.do(START_TOTP))["code"] == "PROOF_NEEDED"


@pytest.mark.parametrize("given", [{}, {"password": PASSWORD, "totpCode": "123456"}])
async def test_exactly_one_way_is_taken(owner: Person, given: dict[str, str]) -> None:
    refused = await owner.do(PROVE, **given)

    assert refused["code"] == "ONE_FACTOR_EXPECTED"


async def test_nobody_proves_anything(anonymous: Person) -> None:
    refused = await anonymous.do(PROVE, password=PASSWORD)

    assert refused["code"] == "UNAUTHENTICATED"
