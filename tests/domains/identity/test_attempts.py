"""A4: failing sign-ins are counted by account and network; waits are told, nobody is locked out."""

import pytest

from allin_gql.core.throttle import attempts as module
from allin_gql.core.throttle.attempts import ATTEMPTS, Attempts
from allin_gql.core.throttle.counting import RedisCounts
from tests.domains.identity.browser import Browser
from tests.fixtures.people import LOG_IN, PASSWORD, Person
from tests.fixtures.world import World

WRONG = "a wrong password"


async def log_in_with(person: Person, password: str) -> str:
    """The code of a refusal, or what came."""
    answer = await Person(http=person.http).do(LOG_IN, email=person.email, password=password)
    return str(answer.get("code", answer["__typename"]))


async def test_the_eleventh_in_a_quarter_of_an_hour_has_to_wait(owner: Person) -> None:
    codes = [await log_in_with(owner, WRONG) for _ in range(11)]

    assert codes == ["CREDENTIALS_WRONG"] * 10 + ["RATE_LIMITED"]


async def test_how_long_is_told(owner: Person) -> None:
    for _ in range(10):
        await log_in_with(owner, WRONG)

    refused = await Person(http=owner.http).do(LOG_IN, email=owner.email, password=PASSWORD)

    (number,) = refused["numbers"]
    assert number["name"] == "retryAfterSeconds"
    assert 890 <= number["value"] <= 900
    assert refused["retryable"] is True


async def test_an_address_that_nobody_has_is_counted_alike(anonymous: Person) -> None:
    anonymous.email = "nobody-at-all@example.org"

    codes = [await log_in_with(anonymous, WRONG) for _ in range(11)]

    assert codes == ["CREDENTIALS_WRONG"] * 10 + ["RATE_LIMITED"]


async def test_pages_and_the_api_count_together(world: World, owner: Person) -> None:
    browser = Browser(world.http)
    for _ in range(5):
        await log_in_with(owner, WRONG)
        assert (await browser.start(owner.email, WRONG))["problem"]["code"] == "CREDENTIALS_WRONG"

    answer = await browser.send("/session/start", email=owner.email, password=PASSWORD)

    assert answer.status_code == 429
    assert answer.json()["problem"]["code"] == "RATE_LIMITED"
    assert 890 <= int(answer.headers["retry-after"]) <= 900
    assert browser.cookies == {}


async def test_a_spray_over_a_thousand_accounts_is_stopped_at_a_hundred(
    anonymous: Person,
) -> None:
    codes = []
    for number in range(110):
        anonymous.email = f"spray{number}@example.org"
        codes.append(await log_in_with(anonymous, WRONG))

    assert codes == ["CREDENTIALS_WRONG"] * 100 + ["RATE_LIMITED"] * 10


async def test_an_owner_where_they_are_known_does_not_wait_for_others(owner: Person) -> None:
    for number in range(30):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(module, "network_of", lambda _, number=number: f"10.0.{number}.1")
            await log_in_with(owner, WRONG)

    assert await log_in_with(owner, PASSWORD) == "SignedIn"


async def test_a_right_password_is_not_counted(owner: Person) -> None:
    codes = [await log_in_with(owner, PASSWORD) for _ in range(15)]

    assert codes == ["SignedIn"] * 15


async def test_without_redis_guesses_are_counted_as_before_and_people_get_in(
    owner: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = RedisCounts("redis://127.0.0.1:1/0")
    monkeypatch.setattr(ATTEMPTS, "_value", Attempts(gone))

    right = await log_in_with(owner, PASSWORD)
    codes = [await log_in_with(owner, WRONG) for _ in range(11)]

    assert right == "SignedIn"
    assert codes == ["CREDENTIALS_WRONG"] * 10 + ["RATE_LIMITED"]
    await gone.close()
