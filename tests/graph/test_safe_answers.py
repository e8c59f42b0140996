"""Every answer of every route, by every method, has the headers that keep browsers safe.

The routes are taken from the application: a new one is held to this without a word.
"""

import logging
import re
from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, WebSocketRoute

from allin_gql.app import create_app
from allin_gql.graph.endpoint.safe_answers import HTTPS_ONLY, SAFE
from allin_gql.graph.graphiql import ASSETS
from tests.fixtures.people import Person
from tests.fixtures.world import API, SANDBOX, World

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW")
ALLOWED, FOREIGN = "https://app.example", "https://evil.example"
# Of what may be kept: nothing in it is anybody's.
KEPT = {
    "/graphiql": "no-cache",
    "/graphiql/assets/{name}": "public, max-age=31536000, immutable",
    "/schema.graphql": "public, max-age=300",
}
ASSET = next(path.name.removesuffix(".gz") for path in ASSETS.glob("graphiql-*.js.gz"))
REQUESTS: dict[str, dict[str, Any]] = {
    "plain": {},
    "from an allowed page": {"headers": {"origin": ALLOWED}},
    "from a foreign page": {"headers": {"origin": FOREIGN}},
    "preflight": {"headers": {"origin": ALLOWED, "access-control-request-method": "POST"}},
    "foreign preflight": {"headers": {"origin": FOREIGN, "access-control-request-method": "POST"}},
    "of a browser": {"headers": {"accept": "text/html,*/*;q=0.1"}},
    "for nothing there is": {"headers": {"accept": "image/png"}},
    "empty JSON": {"headers": {"content-type": "application/json"}, "content": b"{}"},
    "broken JSON": {"headers": {"content-type": "application/json"}, "content": b"{"},
    "too long": {"headers": {"content-type": "application/json"}, "content": b" " * 300_000},
    "a form": {"data": {"query": "{ __typename }"}},
    "an operation": {"json": {"query": "{ me { id } }"}},
    "a way back": {"params": {"state": "s", "code": "<script>c</script>"}},
}


# Told here anew, so that none of them can be lost by mistake.
ALWAYS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex",
}


async def fail(_: Request) -> Response:
    raise RuntimeError("planted")


@pytest.fixture
def app(world: World) -> Starlette:
    app = create_app(world.settings.model_copy(update={"allowed_origins": (ALLOWED,)}))
    app.router.routes.append(Route("/broken", fail))
    return app


@pytest.fixture
async def http(app: Starlette) -> AsyncIterator[httpx2.AsyncClient]:
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app=app), base_url=API) as http:
        yield http


def addresses(app: Starlette) -> Iterator[tuple[str, str]]:
    """Every route, with addresses that it has."""
    for route in app.routes:
        if isinstance(route, WebSocketRoute):
            continue  # see below
        assert isinstance(route, Route), f"how is {route} asked?"
        for value in (ASSET, "nothing") if "{" in route.path else ("",):
            yield route.path, re.sub(r"{\w+}", value, route.path)
    yield "nowhere", "/nowhere"
    yield "nowhere", "/graphql/"


def assert_safe(answer: httpx2.Response, route: str) -> None:
    """Hold an answer's head against what every answer has to say."""
    headers = answer.headers
    assert {name: headers.get_list(name) for name in ALWAYS} == {
        name: [value] for name, value in ALWAYS.items()
    }
    assert "camera=(), " in headers["permissions-policy"]
    (policy,) = headers.get_list("content-security-policy")
    directives = dict(part.strip().partition(" ")[::2] for part in policy.split(";"))
    assert directives["default-src"] == "'none'"
    assert directives["frame-ancestors"] == "'none'"
    assert not re.search(r"unsafe|\*|https?:|blob:", policy)
    if headers.get("content-type", "").startswith("text/html"):
        assert directives["base-uri"] == directives["form-action"] == "'none'"
    allowed = {"no-store", "no-store, no-transform"}
    if answer.status_code == 200 and route in KEPT:
        allowed.add(KEPT[route])
    (keeping,) = headers.get_list("cache-control")
    assert keeping in allowed, (route, keeping)
    assert headers.get_list("x-request-id")
    assert headers.get("access-control-allow-origin") in {None, ALLOWED}
    assert "access-control-allow-credentials" not in headers
    assert "server" not in headers


@pytest.mark.parametrize("method", METHODS)
async def test_every_answer_is_safe(app: Starlette, http: httpx2.AsyncClient, method: str) -> None:
    seen: dict[str, set[int]] = {}
    for route, address in addresses(app):
        for name, request in REQUESTS.items():
            answer = await http.request(method, address, **request)
            try:
                assert_safe(answer, route)
            except AssertionError as error:
                raise AssertionError(f"{method} {address}, {name}: {error}") from error
            seen.setdefault(address, set()).add(answer.status_code)

    assert seen["/nowhere"] >= {404} or method == "OPTIONS"
    if method == "POST":
        assert seen["/graphql"] >= {200, 400, 406, 413, 415}
    if method == "GET":
        assert {307} <= seen["/"]
        assert {400} == seen["/connect/callback/nothing"]
        assert {500} == seen["/broken"]


async def test_so_is_what_carries_data_and_what_is_followed(
    http: httpx2.AsyncClient, owner: Person
) -> None:
    for accept in ("application/json", "application/graphql-response+json", "text/event-stream"):
        headers = {**owner.headers, "accept": accept}
        answer = await http.post("/graphql", json={"query": "{ me { id } }"}, headers=headers)

        assert "user_" in answer.text
        assert_safe(answer, "/graphql")
        assert answer.headers["cache-control"].startswith("no-store")


async def test_what_fails_is_told_like_a_fault_and_logged(
    http: httpx2.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        answer = await http.get("/broken")

    (error,) = answer.json()["errors"]
    assert answer.status_code == 500
    assert error["extensions"]["code"] == "INTERNAL_SERVER_ERROR"
    assert error["extensions"]["requestId"] == answer.headers["x-request-id"]
    assert "planted" not in answer.text
    assert [record.exc_text for record in caplog.records if "planted" in (record.exc_text or "")]


@pytest.mark.parametrize(
    "public_url, told",
    [("https://allin.example", HTTPS_ONLY["Strict-Transport-Security"]), (API, None)],
)
async def test_where_https_is_spoken_nothing_else_shall_be(
    world: World, public_url: str, told: str | None
) -> None:
    app = create_app(world.settings.model_copy(update={"public_url": public_url}))
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app=app), base_url=API) as http:
        answers = [await http.get(path) for path in ("/graphiql", "/nowhere", "/graphql")]

    assert {answer.headers.get("strict-transport-security") for answer in answers} == {told}


async def test_nothing_is_made_of_the_host_that_a_client_names(
    app: Starlette, http: httpx2.AsyncClient
) -> None:
    headers = {"host": "evil.example:81", "x-forwarded-host": "evil.example"}
    for _, address in addresses(app):
        answer = await http.get(address, headers=headers)

        assert "evil.example" not in answer.text + str(answer.headers)


async def denied(app: Starlette, path: str, origin: str) -> list[dict[str, Any]]:
    """What is said to a page that asks for a socket, and gets none."""
    said: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "websocket.connect"}

    async def send(message: Any) -> None:
        said.append(message)

    scope = {
        "type": "websocket",
        "path": path,
        "headers": [(b"origin", origin.encode()), (b"host", b"127.0.0.1:8000")],
        "query_string": b"",
        "subprotocols": ["graphql-transport-ws"],
        "extensions": {"websocket.http.response": {}},
        "client": ("127.0.0.1", 5),
    }
    await app(scope, receive, send)
    return said


@pytest.mark.parametrize("path", ["/graphql", "/graphiql", "/nowhere"])
async def test_a_socket_that_is_refused_is_refused_safely(app: Starlette, path: str) -> None:
    start, body = await denied(app, path, FOREIGN)

    assert (start["type"], start["status"]) == ("websocket.http.response.start", 403)
    headers = httpx2.Headers(start["headers"])
    for name, value in SAFE.items():
        assert headers.get_list(name) == [value]
    assert body["body"] == b"This page may not open a socket here."


async def test_pages_of_the_sandbox_have_a_policy_each(world: World) -> None:
    seen = 0
    async with httpx2.AsyncClient(
        transport=httpx2.ASGITransport(app=world.sandbox_app), base_url=SANDBOX
    ) as http:
        for route in world.sandbox_app.routes:
            path = re.sub(r"{\w+(:\w+)?}", "1", getattr(route, "path", "/"))
            answer = await http.get(path)
            if answer.headers.get("content-type", "").startswith("text/html"):
                seen += 1
                policy = answer.headers["content-security-policy"]
                assert "default-src 'none'" in policy, path
                # A mail's own styles are shown, in a frame without scripts.
                assert not re.search(r"(script|default)-src [^;]*(unsafe|\*)", policy), path
                assert answer.headers["x-content-type-options"] == "nosniff", path

    assert seen > 2
