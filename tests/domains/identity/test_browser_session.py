"""Sign in on a page of ours: the session is in a cookie, the page gets access tokens for it."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from allin_gql.core.database import fetch
from allin_gql.core.parts import SETTINGS
from allin_gql.domains.identity.service import refreshing
from tests.domains.identity.browser import Browser
from tests.fixtures.people import PASSWORD, Person
from tests.fixtures.world import World

COOKIE = "allin_session_8000"
ME = "{ me { email } }"
SESSIONS = """
SELECT s.id, s.ended_at FROM sessions s JOIN users u ON u.id = s.user_id WHERE u.email = $1
ORDER BY s.created_at
"""


@pytest.fixture
def browser(world: World) -> Browser:
    return Browser(world.http)


@pytest.fixture
async def signed_in(browser: Browser, owner: Person) -> dict[str, Any]:
    """The owner's session in the browser."""
    session: dict[str, Any] = (await browser.start(owner.email, PASSWORD))["session"]
    return session


async def living_sessions(person: Person) -> int:
    return sum(row["ended_at"] is None for row in await fetch(SESSIONS, person.email))


def bearer(browser: Browser, world: World, session: dict[str, Any]) -> Person:
    assert browser.cookies
    return Person(http=world.http, access_token=session["accessToken"])


async def test_who_signs_in_gets_an_access_token_for_the_page(
    world: World, browser: Browser, owner: Person
) -> None:
    answer = await browser.start(owner.email, PASSWORD)

    session = answer["session"]
    assert session["user"] == {"name": "Owner", "email": owner.email, "isEmailVerified": True}
    assert 595 <= session["expiresIn"] <= 600
    me = await bearer(browser, world, session).ask(ME)
    assert me == {"me": {"email": owner.email}}


async def test_the_refresh_token_is_in_a_cookie_that_no_script_reads(
    browser: Browser, signed_in: dict[str, Any]
) -> None:
    cookie = browser.last_cookie

    assert cookie is not None
    assert cookie.key == COOKIE
    assert cookie.value.startswith("allin_rt_")
    assert cookie["httponly"]
    assert cookie["samesite"] == "strict"
    assert cookie["path"] == "/session"
    assert 7 * 86_400 - 5 <= int(cookie["max-age"]) <= 7 * 86_400
    assert cookie["domain"] == ""
    assert cookie.value not in str(signed_in)


async def test_over_https_the_cookie_is_bound_to_its_host(
    browser: Browser, owner: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = SETTINGS.current.model_copy(update={"public_url": "https://allin.example"})
    monkeypatch.setattr(SETTINGS, "_value", settings)

    await browser.start(owner.email, PASSWORD)

    cookie = browser.last_cookie
    assert cookie is not None
    assert cookie.key == "__Host-allin_session"
    assert (cookie["secure"], cookie["path"], cookie["domain"]) == (True, "/", "")
    assert (cookie["httponly"], cookie["samesite"]) == (True, "strict")
    assert (await browser.resume())["session"]["user"]["email"] == owner.email


async def test_a_wrong_password_starts_nothing(browser: Browser, owner: Person) -> None:
    before = await living_sessions(owner)

    refused = await browser.start(owner.email, "another one 123")

    assert refused["problem"]["code"] == "CREDENTIALS_WRONG"
    assert browser.cookies == {}
    assert await living_sessions(owner) == before


async def test_a_reload_continues_the_session_with_the_next_token(
    world: World, browser: Browser, owner: Person, signed_in: dict[str, Any]
) -> None:
    first = browser.cookies[COOKIE]

    answer = await browser.resume()

    assert answer["session"]["user"]["email"] == owner.email
    assert answer["session"]["accessToken"] != signed_in["accessToken"]
    assert browser.cookies[COOKIE] != first
    me = await bearer(browser, world, answer["session"]).ask(ME)
    assert me == {"me": {"email": owner.email}}


async def test_nobody_is_signed_in_without_a_cookie(browser: Browser) -> None:
    assert await browser.resume() == {"session": None}
    assert browser.last_cookie is None


async def test_fifty_tabs_at_once_get_one_and_the_same_token(
    world: World, browser: Browser, owner: Person, signed_in: dict[str, Any]
) -> None:
    assert signed_in
    tabs = [Browser(world.http) for _ in range(50)]
    for tab in tabs:
        tab.cookies = dict(browser.cookies)

    answers = await asyncio.gather(*(tab.resume() for tab in tabs))

    assert {answer["session"]["user"]["email"] for answer in answers} == {owner.email}
    assert len({tab.cookies[COOKIE] for tab in tabs}) == 1
    assert (await tabs[0].resume())["session"] is not None


@pytest.mark.usefixtures("signed_in")
async def test_an_old_token_after_the_leeway_ends_the_session(
    world: World, browser: Browser, owner: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    thief = Browser(world.http)
    thief.cookies = dict(browser.cookies)
    await browser.resume()
    before = await living_sessions(owner)
    monkeypatch.setattr(refreshing, "LEEWAY", timedelta(0))

    assert await thief.resume() == {"session": None}

    assert thief.cookies == {}
    assert await living_sessions(owner) == before - 1
    assert await browser.resume() == {"session": None}
    assert browser.cookies == {}


@pytest.mark.usefixtures("signed_in")
async def test_the_leeway_is_for_the_last_token_only(
    world: World, browser: Browser, owner: Person
) -> None:
    thief = Browser(world.http)
    thief.cookies = dict(browser.cookies)
    await browser.resume()
    await browser.resume()
    before = await living_sessions(owner)

    assert await thief.resume() == {"session": None}

    assert await living_sessions(owner) == before - 1


async def test_signing_out_ends_the_session_at_once(
    world: World, browser: Browser, owner: Person, signed_in: dict[str, Any]
) -> None:
    token = browser.cookies[COOKIE]
    person = bearer(browser, world, signed_in)
    before = await living_sessions(owner)

    assert await browser.end() == {"session": None}

    assert browser.cookies == {}
    assert await living_sessions(owner) == before - 1
    assert (await person.refused(ME))["extensions"]["code"] == "UNAUTHENTICATED"
    browser.cookies = {COOKIE: token}
    assert await browser.resume() == {"session": None}


@pytest.mark.usefixtures("signed_in")
async def test_a_browser_has_one_session_at_a_time(
    browser: Browser, owner: Person, stranger: Person
) -> None:
    before = await living_sessions(owner)

    answer = await browser.start(stranger.email, PASSWORD)

    assert answer["session"]["user"]["email"] == stranger.email
    assert await living_sessions(owner) == before - 1


@pytest.mark.usefixtures("signed_in")
async def test_the_api_never_looks_at_the_cookie(world: World, browser: Browser) -> None:
    name, value = next(iter(browser.cookies.items()))
    for cookie in (f"{name}={value}", f"__Host-allin_session={value}"):
        answer = await world.http.post("/graphql", json={"query": ME}, headers={"cookie": cookie})

        (error,) = answer.json()["errors"]
        assert error["extensions"]["code"] == "UNAUTHENTICATED"


REFUSED: dict[str, tuple[dict[str, Any], int]] = {
    "a form": ({"headers": {"content-type": "application/x-www-form-urlencoded"}}, 415),
    "a form with a file": ({"headers": {"content-type": "multipart/form-data; boundary=x"}}, 415),
    "plain text": ({"headers": {"content-type": "text/plain"}}, 415),
    "text that mentions JSON": (
        {"headers": {"content-type": 'text/plain; x="application/json"'}},
        415,
    ),
    "another site": ({"headers": {"sec-fetch-site": "cross-site"}}, 403),
    "a neighbour on the same site": ({"headers": {"sec-fetch-site": "same-site"}}, 403),
    "an address that a person typed": ({"headers": {"sec-fetch-site": "none"}}, 403),
    "GET": ({"method": "GET"}, 405),
    "PUT": ({"method": "PUT"}, 405),
    "no JSON": ({"content": b"{"}, 400),
    "a list": ({"content": b"[]"}, 400),
    "deep JSON": ({"content": b"[" * 16_000}, 400),
    "a long body": ({"content": b" " * 20_000}, 413),
}


@pytest.mark.parametrize("path", ["/session/start", "/session/continue", "/session/end"])
@pytest.mark.parametrize("case", REFUSED)
@pytest.mark.usefixtures("signed_in")
async def test_what_no_page_of_ours_sends_is_refused_and_changes_nothing(
    browser: Browser, owner: Person, case: str, path: str
) -> None:
    before, cookies = await living_sessions(owner), dict(browser.cookies)
    given, status = REFUSED[case]

    answer = await browser.send(path, **given)

    assert answer.status_code == status
    assert answer.json()["problem"]["code"] == "BAD_REQUEST"
    assert ("allow" in answer.headers) == (status == 405)
    assert browser.cookies == cookies
    assert await living_sessions(owner) == before
    assert (await browser.resume())["session"]["user"]["email"] == owner.email


@pytest.mark.parametrize(
    "origin,status",
    [
        ("http://127.0.0.1:8000", 200),
        ("http://127.0.0.1:8001", 403),
        ("http://127.0.0.1", 403),
        ("https://evil.example", 403),
        ("null", 403),
        ("", 403),
    ],
)
async def test_without_the_browsers_own_word_the_origin_decides(
    world: World, origin: str, status: int
) -> None:
    headers = {"content-type": "application/json"} | ({"origin": origin} if origin else {})

    answer = await world.http.post("/session/continue", json={}, headers=headers)

    assert answer.status_code == status


@pytest.mark.parametrize("given", [{}, {"email": "a@b.example"}, {"email": 1, "password": "x"}])
async def test_starting_takes_an_address_and_a_password(
    browser: Browser, given: dict[str, Any]
) -> None:
    answer = await browser.send("/session/start", **given)

    assert answer.status_code == 400
    assert browser.cookies == {}


@pytest.mark.parametrize("value", ["x", "allin_rt_", "allin_rt_" + "0" * 32, '"quoted"'])
async def test_a_cookie_that_is_not_of_ours_is_dropped(browser: Browser, value: str) -> None:
    browser.cookies = {COOKIE: value}

    assert await browser.resume() == {"session": None}

    assert browser.cookies == {}


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_every_answer_is_private_and_inert(browser: Browser, method: str) -> None:
    answer = await browser.send("/session/continue", method=method)

    wanted = {
        "cache-control": "no-store",
        "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
        "cross-origin-resource-policy": "same-origin",
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
    }
    assert {name: answer.headers[name] for name in wanted} == wanted
    assert "access-control-allow-origin" not in answer.headers
