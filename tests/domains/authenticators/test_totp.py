"""An application with codes as a second factor: enrolled, asked for, used once, given up."""

import asyncio
from urllib.parse import parse_qs, urlsplit

from allin_gql.core.database import fetch
from tests.domains.authenticators.factors import (
    COMPLETE,
    CONFIRM_TOTP,
    DISABLE_TOTP,
    FACTOR,
    LOG_IN,
    ME,
    PROVE,
    REFRESH,
    REQUEST_RESET,
    RESET,
    START_TOTP,
    Totp,
    all_at_once,
    challenged,
    enroll,
    forget_step,
    outdate_proof,
    stored,
)
from tests.fixtures.people import PASSWORD, Person, log_in, mailed_code
from tests.fixtures.world import World

NEW_PASSWORD = "four words that nobody joins"


async def test_an_application_is_enrolled_in_two_steps(owner: Person) -> None:
    started = await owner.do(START_TOTP)
    before = await owner.ask(FACTOR)
    confirmed = await owner.do(CONFIRM_TOTP, code=Totp(started["secret"]).code())

    uri = urlsplit(started["otpauthUri"])
    assert (uri.scheme, uri.netloc) == ("otpauth", "totp")
    assert parse_qs(uri.query) == {"secret": [started["secret"]], "issuer": ["AllIN"]}
    assert before["secondFactor"]["since"] is None
    assert len(set(confirmed["recoveryCodes"])) == 10
    assert confirmed["secondFactor"]["since"] is not None
    assert confirmed["secondFactor"]["hasTotp"] is True
    assert confirmed["secondFactor"]["recoveryCodesLeft"] == 10


async def test_a_wrong_code_confirms_nothing(owner: Person) -> None:
    started = await owner.do(START_TOTP)
    before = await stored(owner)

    refused = await owner.do(CONFIRM_TOTP, code=Totp(started["secret"]).wrong_code())

    assert (refused["code"], refused["path"]) == ("SECOND_FACTOR_WRONG", ["input", "code"])
    assert await stored(owner) == before


async def test_an_enrolment_that_waited_too_long_is_not_confirmed(owner: Person) -> None:
    started = await owner.do(START_TOTP)
    await fetch(
        "UPDATE totp_secrets SET expires_at = now()"
        " WHERE user_id = (SELECT id FROM users WHERE email = $1)",
        owner.email,
    )

    refused = await owner.do(CONFIRM_TOTP, code=Totp(started["secret"]).code())

    assert refused["code"] == "TOTP_ENROLLMENT_MISSING"
    assert (await owner.ask(FACTOR))["secondFactor"]["since"] is None


async def test_a_second_application_is_not_enrolled_beside_the_first(owner: Person) -> None:
    await enroll(owner)

    refused = await owner.do(START_TOTP)

    assert refused["code"] == "TOTP_ENROLLED_ALREADY"


async def test_the_secret_is_sealed_at_rest(owner: Person) -> None:
    totp, _ = await enroll(owner)

    (row,) = await fetch(
        "SELECT secret FROM totp_secrets WHERE user_id = (SELECT id FROM users WHERE email = $1)",
        owner.email,
    )

    assert row["secret"].startswith("v1.a.")
    assert totp.secret not in row["secret"]


async def test_a_password_alone_signs_nobody_in_who_has_a_factor(owner: Person) -> None:
    await enroll(owner)
    before = await stored(owner)

    asked = await Person(http=owner.http).do(LOG_IN, email=owner.email, password=PASSWORD)

    assert asked["__typename"] == "SecondFactorRequired"
    assert asked["methods"] == ["TOTP", "RECOVERY_CODE"]
    assert asked["passkeyOptions"] is None
    assert await stored(owner) == before


async def test_the_code_completes_the_sign_in(owner: Person, anonymous: Person) -> None:
    totp, _ = await enroll(owner)
    asked = await challenged(owner)

    signed_in = await anonymous.do(COMPLETE, challenge=asked["challenge"], totpCode=totp.code())

    assert signed_in["__typename"] == "SignedIn"
    await Person(http=owner.http, access_token=signed_in["accessToken"]).ask(ME)
    sessions = await fetch(
        "SELECT methods::text AS methods, second_factor_at IS NOT NULL AS strong FROM sessions"
        " WHERE user_id = (SELECT id FROM users WHERE email = $1) ORDER BY id DESC LIMIT 1",
        owner.email,
    )
    assert sessions == [{"methods": '["PASSWORD", "TOTP"]', "strong": True}]


async def test_a_clock_may_be_one_step_off_and_no_more(owner: Person, anonymous: Person) -> None:
    totp, _ = await enroll(owner)
    outcomes = {}
    for steps in (-2, -1, 1, 2):
        asked = await challenged(owner)
        code = totp.code(steps=steps)
        done = await anonymous.do(COMPLETE, challenge=asked["challenge"], totpCode=code)
        outcomes[steps] = done["__typename"]
        await forget_step(owner)

    assert outcomes == {-2: "Problem", -1: "SignedIn", 1: "SignedIn", 2: "Problem"}


async def test_a_code_works_once(owner: Person, anonymous: Person) -> None:
    totp, _ = await enroll(owner)
    code = totp.code()
    first = await challenged(owner)
    await anonymous.do(COMPLETE, challenge=first["challenge"], totpCode=code)
    before = await stored(owner)
    second = await challenged(owner)

    refused = await anonymous.do(COMPLETE, challenge=second["challenge"], totpCode=code)

    assert refused["code"] == "SECOND_FACTOR_WRONG"
    assert refused["path"] == ["input", "totpCode"]
    assert await stored(owner) == before


async def test_an_older_code_does_not_work_after_a_newer_one(
    owner: Person, anonymous: Person
) -> None:
    totp, _ = await enroll(owner)
    first, second = await challenged(owner), await challenged(owner)
    await anonymous.do(COMPLETE, challenge=first["challenge"], totpCode=totp.code(steps=1))

    refused = await anonymous.do(COMPLETE, challenge=second["challenge"], totpCode=totp.code())

    assert refused["code"] == "SECOND_FACTOR_WRONG"


async def test_of_several_who_use_a_code_at_once_one_succeeds(world: World, owner: Person) -> None:
    totp, _ = await enroll(owner)
    code = totp.code()

    async with all_at_once(world, owner, 4):
        done = await asyncio.gather(*(owner.do(PROVE, totpCode=code) for _ in range(4)))

    refused = [one["code"] for one in done if one["__typename"] == "Problem"]
    assert refused == ["SECOND_FACTOR_WRONG"] * 3


async def test_of_several_who_sign_in_by_a_code_at_once_one_succeeds(
    owner: Person, anonymous: Person
) -> None:
    totp, _ = await enroll(owner)
    asked = [await challenged(owner) for _ in range(4)]
    code = totp.code()

    done = await asyncio.gather(
        *(anonymous.do(COMPLETE, challenge=one["challenge"], totpCode=code) for one in asked)
    )

    refused = [one["code"] for one in done if one["__typename"] == "Problem"]
    assert refused == ["SECOND_FACTOR_WRONG"] * 3


async def test_enrolling_ends_the_other_sessions_and_their_refresh_tokens(owner: Person) -> None:
    other = Person(http=owner.http, email=owner.email)
    await log_in(other)

    await enroll(owner)

    assert (await other.refused(ME))["extensions"]["code"] == "UNAUTHENTICATED"
    refused = await other.do(REFRESH, refreshToken=other.refresh_token)
    assert refused["code"] == "REFRESH_TOKEN_INVALID"
    await owner.ask(ME)


async def test_giving_up_the_last_factor_ends_other_sessions_and_takes_the_codes_along(
    owner: Person, anonymous: Person
) -> None:
    totp, _ = await enroll(owner)
    asked = await challenged(owner)
    signed_in = await anonymous.do(COMPLETE, challenge=asked["challenge"], totpCode=totp.code())
    other = Person(http=owner.http, access_token=signed_in["accessToken"])

    done = await owner.do(DISABLE_TOTP)

    assert done["secondFactor"] == {
        "since": None,
        "hasTotp": False,
        "passkeys": 0,
        "recoveryCodesLeft": 0,
    }
    assert done["recoveryCodes"] == []
    assert (await other.refused(ME))["extensions"]["code"] == "UNAUTHENTICATED"
    await log_in(owner)


async def test_changing_a_factor_takes_a_fresh_proof(owner: Person) -> None:
    await outdate_proof(owner)
    start = await owner.do(START_TOTP)
    await log_in(owner)
    await enroll(owner)
    await outdate_proof(owner)
    before = await stored(owner)

    disable = await owner.do(DISABLE_TOTP)

    assert (start["code"], disable["code"]) == ("PROOF_NEEDED", "PROOF_NEEDED")
    assert await stored(owner) == before


async def test_a_new_password_does_not_do_without_the_factor(
    world: World, owner: Person, anonymous: Person
) -> None:
    await enroll(owner)
    await anonymous.do(REQUEST_RESET, email=owner.email)
    await world.jobs.perform()

    await anonymous.do(RESET, token=mailed_code(world, owner.email), password=NEW_PASSWORD)

    asked = await anonymous.do(LOG_IN, email=owner.email, password=NEW_PASSWORD)
    assert asked["__typename"] == "SecondFactorRequired"
    assert asked["methods"] == ["TOTP", "RECOVERY_CODE"]
