"""The page to try the API in: complete in the package, and closed to every other host."""

import hashlib
import json
import re
from pathlib import Path

import pytest
from graphql import OperationDefinitionNode, parse
from starlette.applications import Starlette
from starlette.testclient import TestClient

from allin_gql.graph import graphiql

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
SOURCE = Path(graphiql.__file__).parent / "source"
MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}


@pytest.fixture
def browser() -> TestClient:
    return TestClient(Starlette(routes=graphiql.graphiql_routes()))


def referenced(html: str) -> list[str]:
    return re.findall(r"""(?:src|href)=["']?([^"'\s>]+)""", html)


def test_the_page_may_reach_its_own_host_only(browser: TestClient) -> None:
    page = browser.get("/graphiql")

    assert page.status_code == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.headers["content-security-policy"] == POLICY
    assert page.headers["x-content-type-options"] == "nosniff"
    assert page.headers["referrer-policy"] == "no-referrer"
    assert page.headers["cache-control"] == "no-cache"
    assert "<title>AllIN · GraphiQL</title>" in page.text


def test_everything_that_the_page_needs_comes_from_the_package(browser: TestClient) -> None:
    references = referenced(browser.get("/graphiql").text)

    assert len(references) == 3
    for reference in references:
        assert reference.startswith("/graphiql/assets/")
        asset = browser.get(reference)
        assert asset.status_code == 200
        assert asset.headers["content-type"] == MEDIA_TYPES[Path(reference).suffix]
        assert asset.headers["x-content-type-options"] == "nosniff"
        assert asset.headers["cache-control"] == "public, max-age=31536000, immutable"
        digest = hashlib.sha256(asset.content).hexdigest()
        assert digest[:12] in reference


def test_the_page_has_no_script_and_no_style_of_its_own(browser: TestClient) -> None:
    html = browser.get("/graphiql").text

    assert re.findall(r"<script[^>]*>([^<]*)</script>", html) == [""]
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=", html)


def test_the_style_sheet_loads_nothing() -> None:
    entries = json.loads((graphiql.ASSETS / "manifest.json").read_text())["entries"]
    css = (graphiql.ASSETS / entries["graphiql.css"]).read_text()

    loaded = re.findall(r"""url\(["']?([^)"']{0,20})""", css)

    assert "@import" not in css
    assert "@font-face" not in css
    assert [address for address in loaded if not address.startswith("data:image/")] == []


@pytest.mark.parametrize("name", ["manifest.json", "nothing.js", "..%2f__init__.py", ""])
def test_nothing_else_is_served(browser: TestClient, name: str) -> None:
    assert browser.get(f"/graphiql/assets/{name}").status_code == 404


def test_the_path_of_the_api_reaches_the_page_as_text() -> None:
    app = Starlette(routes=graphiql.graphiql_routes('/api/"><script>'))

    html = TestClient(app).get("/graphiql").text

    assert 'data-graphql-path="/api/&quot;&gt;&lt;script&gt;"' in html


def test_the_assets_are_those_that_were_built() -> None:
    manifest = json.loads((graphiql.ASSETS / "manifest.json").read_text())

    digests = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in graphiql.ASSETS.iterdir()
        if path.name != "manifest.json"
    }

    assert digests == manifest["sha256"]
    assert set(manifest["entries"].values()) <= set(digests)


def test_the_assets_stay_small() -> None:
    total = sum(path.stat().st_size for path in graphiql.ASSETS.iterdir())

    assert total < 3_000_000


def test_the_first_tab_is_the_one_in_the_source() -> None:
    entries = json.loads((graphiql.ASSETS / "manifest.json").read_text())["entries"]
    script = (graphiql.ASSETS / entries["graphiql.js"]).read_text()
    welcome = (SOURCE / "welcome.graphql").read_text()

    names = [
        definition.name.value
        for definition in parse(welcome).definitions
        if isinstance(definition, OperationDefinitionNode) and definition.name
    ]

    assert names == ["Register", "VerifyEmail", "LogIn", "Me"]
    assert welcome in script or json.dumps(welcome)[1:-1] in script  # else run scripts/graphiql


def test_the_licences_of_what_is_bundled_are_told() -> None:
    licences = (graphiql.ASSETS / "LICENSES.txt").read_text()
    wanted = json.loads((SOURCE / "package.json").read_text())["dependencies"]

    titles = {line.rpartition(" (")[0] for line in licences.splitlines()}

    assert {f"{name} {version}" for name, version in wanted.items()} - titles == set()
    assert "codemirror 5" in licences
    assert "Permission is hereby granted" in licences


def test_the_lock_file_names_versions_and_digests_but_no_address() -> None:
    lock = json.loads((SOURCE / "package-lock.json").read_text())
    packages = {name: entry for name, entry in lock["packages"].items() if name}

    assert [name for name, entry in packages.items() if "resolved" in entry] == []
    assert [name for name, entry in packages.items() if "integrity" not in entry] == []
