"""Recovery codes: ten, each stands in for a lost factor once."""

import asyncio
import hashlib

from allin_gql.core.database import fetch
from tests.domains.authenticators.factors import (
    COMPLETE,
    FACTOR,
    PROVE,
    RENEW_CODES,
    challenged,
    enroll,
    outdate_proof,
    stored,
)
from tests.fixtures.people import Person


async def test_a_code_stands_in_for_the_factor_once(owner: Person, anonymous: Person) -> None:
    _, codes = await enroll(owner)
    first, second = await challenged(owner), await challenged(owner)

    used = await anonymous.do(COMPLETE, challenge=first["challenge"], recoveryCode=codes[3])
    again = await anonymous.do(COMPLETE, challenge=second["challenge"], recoveryCode=codes[3])

    assert used["__typename"] == "SignedIn"
    assert (again["code"], again["path"]) == ("SECOND_FACTOR_WRONG", ["input", "recoveryCode"])
    assert (await owner.ask(FACTOR))["secondFactor"]["recoveryCodesLeft"] == 9


async def test_of_two_who_use_a_code_at_once_one_succeeds(owner: Person, anonymous: Person) -> None:
    _, codes = await enroll(owner)
    asked = [await challenged(owner) for _ in range(8)]

    done = await asyncio.gather(
        *(
            anonymous.do(COMPLETE, challenge=one["challenge"], recoveryCode=codes[0])
            for one in asked
        )
    )

    assert sorted(one["__typename"] for one in done) == ["Problem"] * 7 + ["SignedIn"]


async def test_a_code_is_read_as_people_write_it(owner: Person, anonymous: Person) -> None:
    _, codes = await enroll(owner)
    asked = await challenged(owner)
    written = codes[0].upper().replace("-", " ").replace("0", "O").replace("1", "l")

    done = await anonymous.do(COMPLETE, challenge=asked["challenge"], recoveryCode=f" {written} ")

    assert done["__typename"] == "SignedIn"


async def test_codes_have_120_bits_and_only_digests_are_kept(owner: Person) -> None:
    _, codes = await enroll(owner)

    rows = await fetch(
        "SELECT fingerprint FROM recovery_codes"
        " WHERE user_id = (SELECT id FROM users WHERE email = $1)",
        owner.email,
    )

    plain = [code.replace("-", "") for code in codes]
    assert [len(code) for code in plain] == [24] * 10
    assert {bytes(row["fingerprint"]) for row in rows} == {
        hashlib.sha256(code.encode()).digest() for code in plain
    }


async def test_new_codes_take_the_place_of_all_others(owner: Person, anonymous: Person) -> None:
    _, old = await enroll(owner)

    renewed = await owner.do(RENEW_CODES)

    first, second = await challenged(owner), await challenged(owner)
    new = renewed["recoveryCodes"]
    assert len(new) == 10
    assert set(new).isdisjoint(old)
    refused = await anonymous.do(COMPLETE, challenge=first["challenge"], recoveryCode=old[0])
    accepted = await anonymous.do(COMPLETE, challenge=second["challenge"], recoveryCode=new[0])
    assert refused["code"] == "SECOND_FACTOR_WRONG"
    assert accepted["__typename"] == "SignedIn"


async def test_codes_are_renewed_only_with_a_proof_and_a_factor(owner: Person) -> None:
    without = await owner.do(RENEW_CODES)
    await enroll(owner)
    await outdate_proof(owner)
    before = await stored(owner)

    unproved = await owner.do(RENEW_CODES)

    assert (without["code"], unproved["code"]) == ("SECOND_FACTOR_MISSING", "PROOF_NEEDED")
    assert await stored(owner) == before


async def test_no_code_of_another_person_works(
    owner: Person, stranger: Person, anonymous: Person
) -> None:
    await enroll(owner)
    _, theirs = await enroll(stranger)
    asked = await challenged(owner)

    refused = await anonymous.do(COMPLETE, challenge=asked["challenge"], recoveryCode=theirs[0])

    assert refused["code"] == "SECOND_FACTOR_WRONG"
    assert (await stranger.ask(FACTOR))["secondFactor"]["recoveryCodesLeft"] == 10


async def test_once_all_are_used_they_are_not_offered_any_more(owner: Person) -> None:
    _, codes = await enroll(owner)
    for code in codes:
        await owner.do(PROVE, recoveryCode=code)

    asked = await challenged(owner)

    assert asked["methods"] == ["TOTP"]
