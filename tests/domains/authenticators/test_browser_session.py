"""The session of a browser on our own pages takes the second factor, too."""

from typing import Any

import pytest

from allin_gql.core.database import fetch
from tests.domains.authenticators.factors import enroll, register_passkey, stored
from tests.domains.identity.browser import Browser
from tests.fixtures.people import PASSWORD, Person
from tests.fixtures.world import World


@pytest.fixture
def browser(world: World) -> Browser:
    return Browser(world.http)


async def asked(browser: Browser, person: Person) -> dict[str, Any]:
    """What `/session/start` asks for besides the password."""
    answer = await browser.start(person.email, PASSWORD)
    demanded: dict[str, Any] = answer["secondFactor"]
    return demanded


async def complete(browser: Browser, **given: Any) -> dict[str, Any]:
    answer = await browser.send("/session/second-factor", **given)
    body: dict[str, Any] = answer.json()
    return body


async def test_the_password_alone_gives_no_cookie(browser: Browser, owner: Person) -> None:
    await enroll(owner)
    before = await stored(owner)

    demanded = await asked(browser, owner)

    assert demanded["methods"] == ["TOTP", "RECOVERY_CODE"]
    assert demanded["relyingPartyId"] == "localhost"
    assert 290 <= demanded["expiresIn"] <= 300
    assert browser.cookies == {}
    assert await stored(owner) == before


async def test_the_code_starts_the_session(browser: Browser, owner: Person) -> None:
    totp, _ = await enroll(owner)
    demanded = await asked(browser, owner)

    done = await complete(browser, challenge=demanded["challenge"], totpCode=totp.code())

    assert done["session"]["user"]["email"] == owner.email
    assert len(browser.cookies) == 1
    assert (await browser.resume())["session"]["user"]["email"] == owner.email


async def test_a_recovery_code_starts_the_session(browser: Browser, owner: Person) -> None:
    _, codes = await enroll(owner)
    demanded = await asked(browser, owner)

    done = await complete(browser, challenge=demanded["challenge"], recoveryCode=codes[0])

    assert done["session"]["user"]["email"] == owner.email


async def test_a_passkey_starts_the_session(browser: Browser, owner: Person) -> None:
    device, _ = await register_passkey(owner)
    demanded = await asked(browser, owner)
    options = {"challenge": demanded["challenge"], "rpId": demanded["relyingPartyId"]}

    done = await complete(browser, challenge=demanded["challenge"], passkey=device.get(options))

    assert done["session"]["user"]["email"] == owner.email


async def test_a_wrong_code_starts_nothing(browser: Browser, owner: Person) -> None:
    totp, _ = await enroll(owner)
    demanded = await asked(browser, owner)
    before = await stored(owner)

    refused = await complete(browser, challenge=demanded["challenge"], totpCode=totp.wrong_code())

    assert refused["problem"]["code"] == "SECOND_FACTOR_WRONG"
    assert browser.cookies == {}
    assert await stored(owner) == before


async def test_the_session_that_the_browser_had_ends(browser: Browser, owner: Person) -> None:
    await browser.start(owner.email, PASSWORD)
    totp, _ = await enroll(owner)
    demanded = await asked(browser, owner)

    await complete(browser, challenge=demanded["challenge"], totpCode=totp.code())

    living = await fetch(
        "SELECT methods::text AS methods FROM sessions WHERE ended_at IS NULL"
        " AND user_id = (SELECT id FROM users WHERE email = $1) ORDER BY id",
        owner.email,
    )
    assert [one["methods"] for one in living] == ['["PASSWORD", "TOTP"]', '["PASSWORD", "TOTP"]']


@pytest.mark.parametrize(
    "given", [{}, {"challenge": 1, "totpCode": "1"}, {"challenge": "x", "totpCode": 123456}]
)
async def test_what_is_no_factor_is_refused(browser: Browser, given: dict[str, Any]) -> None:
    answer = await browser.send("/session/second-factor", **given)

    assert answer.status_code == 400
    assert answer.json()["problem"]["code"] == "BAD_REQUEST"


async def test_only_pages_of_the_same_origin_ask_it(browser: Browser) -> None:
    answer = await browser.send(
        "/session/second-factor", headers={"sec-fetch-site": "cross-site"}, challenge="x"
    )

    assert answer.status_code == 403
