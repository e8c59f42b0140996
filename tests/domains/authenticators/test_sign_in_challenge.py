"""The challenge between a password and a factor: once, soon, by the same client, five times."""

import httpx2
import pytest

from allin_gql.core.database import fetch
from allin_gql.core.throttle import attempts
from tests.domains.authenticators.factors import (
    COMPLETE,
    COMPLETE_PASSKEY_SIGN_IN,
    LOG_IN,
    ME,
    challenged,
    enroll,
    register_passkey,
    stored,
)
from tests.fixtures.people import PASSWORD, Person
from tests.fixtures.world import API, World


async def test_a_challenge_works_once(owner: Person, anonymous: Person) -> None:
    _, codes = await enroll(owner)
    asked = await challenged(owner)
    await anonymous.do(COMPLETE, challenge=asked["challenge"], recoveryCode=codes[0])
    before = await stored(owner)

    refused = await anonymous.do(COMPLETE, challenge=asked["challenge"], recoveryCode=codes[1])

    assert refused["code"] == "SIGN_IN_CHALLENGE_INVALID"
    assert await stored(owner) == before


async def test_a_challenge_ends_after_five_minutes(owner: Person, anonymous: Person) -> None:
    _, codes = await enroll(owner)
    asked = await challenged(owner)
    await fetch("UPDATE sign_in_challenges SET expires_at = expires_at - interval '5 minutes'")

    refused = await anonymous.do(COMPLETE, challenge=asked["challenge"], recoveryCode=codes[0])

    assert refused["code"] == "SIGN_IN_CHALLENGE_INVALID"


async def test_after_five_wrong_factors_the_next_has_to_wait_with_whatever_challenge(
    owner: Person, anonymous: Person
) -> None:
    totp, codes = await enroll(owner)
    asked = await challenged(owner)
    before = await stored(owner)

    wrong = [
        await anonymous.do(COMPLETE, challenge=asked["challenge"], totpCode=totp.wrong_code())
        for _ in range(5)
    ]
    another = await challenged(owner)
    right = [
        await anonymous.do(COMPLETE, challenge=one["challenge"], recoveryCode=codes[0])
        for one in (asked, another)
    ]

    assert {one["code"] for one in wrong} == {"SECOND_FACTOR_WRONG"}
    assert {one["code"] for one in right} == {"RATE_LIMITED"}
    assert right[1]["numbers"][0]["name"] == "retryAfterSeconds"
    assert await stored(owner) == before


async def test_wrong_factors_lock_nobody_out_who_is_signed_in(
    owner: Person, anonymous: Person
) -> None:
    totp, _ = await enroll(owner)
    asked = await challenged(owner)
    for _ in range(5):
        await anonymous.do(COMPLETE, challenge=asked["challenge"], totpCode=totp.wrong_code())

    await owner.ask(ME)


async def test_a_challenge_is_good_for_five_factors(
    owner: Person, anonymous: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    totp, codes = await enroll(owner)
    asked = await challenged(owner)
    for _ in range(4):
        await anonymous.do(COMPLETE, challenge=asked["challenge"], totpCode=totp.wrong_code())
    # Guesses are counted for another network; the challenge still is for this one.
    monkeypatch.setattr(attempts, "network_of", lambda _: "10.0.0.1")

    fifth = await anonymous.do(COMPLETE, challenge=asked["challenge"], totpCode=totp.wrong_code())
    sixth = await anonymous.do(COMPLETE, challenge=asked["challenge"], recoveryCode=codes[0])

    assert fifth["code"] == "SECOND_FACTOR_WRONG"
    assert sixth["code"] == "SIGN_IN_CHALLENGE_INVALID"


async def test_a_challenge_is_for_the_client_that_knew_the_password(
    world: World, owner: Person
) -> None:
    _, codes = await enroll(owner)
    asked = await challenged(owner)
    app = world.http._transport.app  # type: ignore[attr-defined]  # noqa: SLF001  # the one there is
    elsewhere = httpx2.ASGITransport(app=app, client=("198.51.100.7", 1))

    async with httpx2.AsyncClient(transport=elsewhere, base_url=API) as http:
        moved = await Person(http=http).do(
            COMPLETE, challenge=asked["challenge"], recoveryCode=codes[0]
        )
    other = await owner.http.post(
        "/graphql",
        json={
            "query": COMPLETE,
            "variables": {"input": {"challenge": asked["challenge"], "recoveryCode": codes[0]}},
        },
        headers={"accept": "application/json", "user-agent": "another browser"},
    )

    assert moved["code"] == "SIGN_IN_CHALLENGE_INVALID"
    assert other.json()["data"]["completeSignIn"]["code"] == "SIGN_IN_CHALLENGE_INVALID"


async def test_only_a_digest_of_a_challenge_is_kept(owner: Person) -> None:
    await enroll(owner)
    asked = await challenged(owner)

    rows = await fetch("SELECT * FROM sign_in_challenges")

    assert len(asked["challenge"]) == 43
    assert asked["challenge"] not in repr(rows)


@pytest.mark.parametrize("challenge", ["", "x", "é\ud800".encode("utf-16", "surrogatepass").hex()])
async def test_what_was_never_a_challenge_is_refused(anonymous: Person, challenge: str) -> None:
    refused = await anonymous.do(COMPLETE, challenge=challenge, totpCode="123456")

    assert refused["code"] == "SIGN_IN_CHALLENGE_INVALID"


async def test_exactly_one_factor_is_taken(owner: Person, anonymous: Person) -> None:
    _, codes = await enroll(owner)
    asked = await challenged(owner)
    challenge = asked["challenge"]

    none = await anonymous.do(COMPLETE, challenge=challenge)
    two = await anonymous.do(
        COMPLETE, challenge=challenge, totpCode="123456", recoveryCode=codes[0]
    )

    assert (none["code"], two["code"]) == ("ONE_FACTOR_EXPECTED", "ONE_FACTOR_EXPECTED")
    assert two["numbers"] == [{"name": "actual", "value": 2.0}]


async def test_a_passkey_completes_a_sign_in_by_signing_the_challenge(
    owner: Person, anonymous: Person
) -> None:
    device, _ = await register_passkey(owner)
    asked = await challenged(owner)

    done = await anonymous.do(
        COMPLETE, challenge=asked["challenge"], passkey=device.get(asked["passkeyOptions"])
    )

    assert asked["methods"] == ["PASSKEY", "RECOVERY_CODE"]
    assert done["__typename"] == "SignedIn"


async def test_a_passkey_for_one_challenge_completes_no_other(
    owner: Person, anonymous: Person
) -> None:
    device, _ = await register_passkey(owner)
    first, second = await challenged(owner), await challenged(owner)
    signed = device.get(first["passkeyOptions"])
    before = await stored(owner)

    other = await anonymous.do(COMPLETE, challenge=second["challenge"], passkey=signed)
    alone = await anonymous.do(COMPLETE_PASSKEY_SIGN_IN, credential=signed)

    assert (other["code"], other["path"]) == ("PASSKEY_INVALID", ["input", "passkey"])
    assert alone["code"] == "PASSKEY_INVALID"
    assert await stored(owner) == before


async def test_a_passkey_of_another_person_completes_nothing(
    owner: Person, stranger: Person, anonymous: Person
) -> None:
    await register_passkey(owner)
    theirs, _ = await register_passkey(stranger)
    asked = await challenged(owner)
    before = await stored(owner)

    refused = await anonymous.do(
        COMPLETE, challenge=asked["challenge"], passkey=theirs.get(asked["passkeyOptions"])
    )

    assert refused["code"] == "PASSKEY_INVALID"
    assert await stored(owner) == before


async def test_a_wrong_password_is_told_as_ever(owner: Person, anonymous: Person) -> None:
    await enroll(owner)

    wrong = await anonymous.do(LOG_IN, email=owner.email, password="wrong password")
    unknown = await anonymous.do(LOG_IN, email="nobody@example.org", password=PASSWORD)

    assert wrong == unknown
    assert wrong["code"] == "CREDENTIALS_WRONG"
