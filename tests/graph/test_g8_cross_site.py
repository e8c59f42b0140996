"""G8: what another site makes a signed-in browser send is refused, whatever it looks like."""

import itertools
from collections.abc import AsyncIterator

import httpx2
import pytest

from allin_gql.app import create_app
from tests.domains.identity.browser import Browser
from tests.fixtures.people import PASSWORD, Person
from tests.fixtures.world import API, World
from tests.graph.stored import everything

ALLOWED, FOREIGN = "https://app.example", "https://evil.example"
JSON = ("application/json", "application/json; charset=utf-8", "APPLICATION/JSON")
# The first five need no preflight; nor would JSON, if a browser had a fault.
OTHERS = (
    "text/plain",
    'text/plain; x="application/json"',
    "text/plain;application/json",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/graphql",
    "application/jsonp",
    "application/json, text/plain",
    "",
)
SITES = ("same-origin", "same-site", "cross-site", "none", "rubbish", None)
ORIGINS = (API, ALLOWED, FOREIGN, "null", None)
ME = b'{"query": "{ me { id } }"}'
LOG_OUT = b'{"query": "mutation { logOut(input: {everywhere: true}) { __typename } }"}'
SESSION_PATHS = ("/session/start", "/session/continue", "/session/end")


@pytest.fixture
async def http(world: World) -> AsyncIterator[httpx2.AsyncClient]:
    app = create_app(world.settings.model_copy(update={"allowed_origins": (ALLOWED,)}))
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app=app), base_url=API) as http:
        yield http


@pytest.fixture
async def browser(http: httpx2.AsyncClient, owner: Person) -> Browser:
    """Somebody who is signed in on a page of ours."""
    browser = Browser(http)
    await browser.start(owner.email, PASSWORD)
    assert browser.cookies
    return browser


def headers_of(
    browser: Browser, content_type: str, site: str | None, origin: str | None
) -> dict[str, str]:
    sent = {
        "content-type": content_type,
        "sec-fetch-site": site,
        "origin": origin,
        "cookie": "; ".join(f"{name}={value}" for name, value in browser.cookies.items()),
    }
    return {name: value for name, value in sent.items() if value}


def is_ours(site: str | None, origin: str | None) -> bool:
    """Whether a page of ours sends this: the browser says so, or its origin does."""
    return site == "same-origin" or (site is None and origin == API)


async def test_g8_the_session_in_a_cookie_is_for_json_from_pages_of_the_same_origin(
    http: httpx2.AsyncClient, browser: Browser, world: World
) -> None:
    before = await everything(world)
    for path, content_type, site, origin in itertools.product(
        SESSION_PATHS, (*JSON, *OTHERS), SITES, ORIGINS
    ):
        if content_type in JSON and is_ours(site, origin):
            continue  # this is what is answered: see below
        headers = headers_of(browser, content_type, site, origin)
        answer = await http.post(path, content=b"{}", headers=headers)
        http.cookies.clear()

        wanted = 403 if content_type in JSON else 415
        assert answer.status_code == wanted, (path, content_type, site, origin)
        assert answer.json()["problem"]["code"] == "BAD_REQUEST"
        assert "set-cookie" not in answer.headers
        assert "access-control-allow-credentials" not in answer.headers
    assert await everything(world) == before

    for content_type, site, origin in itertools.product(JSON, SITES, ORIGINS):
        if is_ours(site, origin):
            headers = headers_of(browser, content_type, site, origin)
            answer = await http.post("/session/continue", content=b"{}", headers=headers)
            assert answer.json()["session"]["accessToken"], (content_type, site, origin)
            http.cookies.clear()


async def test_g8_the_api_knows_nobody_by_a_cookie(
    http: httpx2.AsyncClient, browser: Browser, world: World
) -> None:
    before = await everything(world)
    for content_type, site, origin, body in itertools.product(
        (*JSON, *OTHERS), SITES, ORIGINS, (ME, LOG_OUT)
    ):
        headers = headers_of(browser, content_type, site, origin)
        answer = await http.post("/graphql", content=body, headers=headers)

        case = (content_type, site, origin)
        assert answer.headers.get("access-control-allow-origin") == (
            ALLOWED if origin == ALLOWED else None
        ), case
        if content_type in JSON:
            assert '"UNAUTHENTICATED"' in answer.text or '"Problem"' in answer.text, case
        else:
            assert answer.status_code == 415, case
    assert await everything(world) == before


@pytest.mark.parametrize("path", ["/graphql", *SESSION_PATHS])
async def test_g8_nothing_is_asked_by_get_with_a_cookie(
    world: World, browser: Browser, path: str
) -> None:
    app = create_app(world.settings.model_copy(update={"environment": "production"}))
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app=app), base_url=API) as http:
        for site, origin in itertools.product(SITES, ORIGINS):
            headers = headers_of(browser, "", site, origin)
            params = {"query": "mutation { logOut(input: {}) { __typename } }"}
            answer = await http.get(path, params=params, headers=headers)

            assert answer.status_code == 405
            assert answer.headers["allow"] == "POST"


@pytest.mark.parametrize("path", ["/graphql", "/schema.graphql", "/connect/callback/tag"])
async def test_g8_a_preflight_is_answered_to_pages_on_the_list(
    http: httpx2.AsyncClient, path: str
) -> None:
    asked = {
        "origin": ALLOWED,
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization, content-type, x-allin-organization",
    }
    answer = await http.options(path, headers=asked)

    assert answer.status_code == 200
    assert answer.headers["access-control-allow-origin"] == ALLOWED
    assert answer.headers["access-control-allow-methods"] == "GET, POST"
    assert "access-control-allow-credentials" not in answer.headers  # so no cookie is ever sent
    assert "Origin" in answer.headers["vary"]


@pytest.mark.parametrize(
    "changed",
    [
        {"origin": FOREIGN},
        {"origin": "null"},
        {"origin": f"{ALLOWED}.evil.example"},
        {"origin": ALLOWED.replace("https", "http")},
        {"origin": f"{ALLOWED}:8443"},
        {"origin": ALLOWED.upper()},
        {"access-control-request-method": "PUT"},
        {"access-control-request-headers": "x-anything"},
    ],
    ids=str,
)
async def test_g8_any_other_preflight_is_refused(
    http: httpx2.AsyncClient, changed: dict[str, str]
) -> None:
    asked = {"origin": ALLOWED, "access-control-request-method": "POST", **changed}

    answer = await http.options("/graphql", headers=asked)

    assert answer.status_code == 400
    told = answer.headers.get("access-control-allow-origin")
    assert told == (None if "origin" in changed else ALLOWED)


async def test_g8_without_a_list_no_page_of_another_origin_is_let_in(world: World) -> None:
    asked = {"origin": ALLOWED, "access-control-request-method": "POST"}

    preflight = await world.http.options("/graphql", headers=asked)
    simple = await world.http.post("/graphql", content=ME, headers={"origin": ALLOWED})

    assert preflight.status_code == 400
    assert "access-control-allow-origin" not in preflight.headers | simple.headers
