"""The page to try the API in: complete in the package, and closed to every other host."""

import gzip
import hashlib
import json
import re
from html import escape
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from allin_gql.graph import graphiql

POLICY = (
    "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; "
    "font-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
SOURCE = Path(graphiql.__file__).parent / "source"
MANIFEST = json.loads((graphiql.ASSETS / "manifest.json").read_text())
MOST = 2_000_000  # bytes of the whole folder: what a clone, an image and a browser carry
MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}


@pytest.fixture
def browser() -> TestClient:
    return TestClient(Starlette(routes=graphiql.graphiql_routes({})))


def unpacked(name: str) -> bytes:
    return gzip.decompress((graphiql.ASSETS / f"{name}.gz").read_bytes())


def referenced(html: str) -> list[str]:
    return re.findall(r"""(?:src|href)=["']?([^"'\s>]+)""", html)


def test_the_page_may_reach_its_own_host_only(browser: TestClient) -> None:
    page = browser.get("/graphiql")

    assert page.status_code == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.headers["content-security-policy"] == POLICY
    assert page.headers["x-content-type-options"] == "nosniff"
    assert page.headers["referrer-policy"] == "no-referrer"
    assert page.headers["cross-origin-opener-policy"] == "same-origin"
    assert page.headers["cross-origin-resource-policy"] == "same-origin"
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


def test_the_style_sheet_loads_the_icons_of_the_editor_and_nothing_else() -> None:
    css = unpacked(MANIFEST["entries"]["graphiql.css"]).decode()

    loaded = re.findall(r"""url\(["']?([^"')]+)""", css)

    assert "@import" not in css
    assert css.count("@font-face") == 1
    (font,) = {address for address in loaded if not address.startswith("data:image/")}
    assert font.removeprefix("./").partition("?")[0] in MANIFEST["served"]


def test_workers_come_from_the_package(browser: TestClient) -> None:
    script = unpacked(MANIFEST["entries"]["graphiql.js"]).decode()
    workers = [name for stem, name in MANIFEST["entries"].items() if stem.endswith("-worker.js")]

    assert len(workers) == 3
    for name in workers:
        assert f'"{name}"' in script
        worker = browser.get(f"/graphiql/assets/{name}")
        assert worker.headers["content-type"] == "text/javascript; charset=utf-8"
        assert worker.headers["content-security-policy"].startswith("default-src 'none';")


@pytest.mark.parametrize("accepted", ["gzip, deflate, br", "identity"])
def test_assets_travel_packed_to_whom_can_unpack_them(browser: TestClient, accepted: str) -> None:
    name = MANIFEST["entries"]["graphiql.js"]

    answer = browser.get(f"/graphiql/assets/{name}", headers={"accept-encoding": accepted})

    assert answer.headers.get("content-encoding") == ("gzip" if "gzip" in accepted else None)
    assert answer.headers["vary"] == "Accept-Encoding"
    assert answer.content == unpacked(name)


def test_the_places_that_help_are_linked() -> None:
    places = {"Mailbox": "http://127.0.0.1:8001/mailbox"}
    app = Starlette(routes=graphiql.graphiql_routes(places))

    html = TestClient(app).get("/graphiql").text

    assert f'data-places="{escape(json.dumps(places))}"' in html


@pytest.mark.parametrize("name", ["manifest.json", "nothing.js", "..%2f__init__.py", ""])
def test_nothing_else_is_served(browser: TestClient, name: str) -> None:
    assert browser.get(f"/graphiql/assets/{name}").status_code == 404


def test_the_path_of_the_api_reaches_the_page_as_text() -> None:
    app = Starlette(routes=graphiql.graphiql_routes({}, graphql_path='/api/"><script>'))

    html = TestClient(app).get("/graphiql").text

    assert 'data-graphql-path="/api/&quot;&gt;&lt;script&gt;"' in html


def test_the_assets_are_those_that_were_built() -> None:
    found = {path.name for path in graphiql.ASSETS.iterdir()}

    digests = {name: hashlib.sha256(unpacked(name)).hexdigest() for name in MANIFEST["served"]}

    assert digests == MANIFEST["served"]
    assert found == {f"{name}.gz" for name in digests} | {"LICENSES.txt", "manifest.json"}
    assert set(MANIFEST["entries"].values()) <= set(digests)


def test_the_assets_are_made_of_the_source() -> None:
    digests = {
        str(path.relative_to(SOURCE)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in SOURCE.rglob("*")
        if path.is_file() and "node_modules" not in path.parts
    }

    assert digests == MANIFEST["source"], "The source has changed: run scripts/graphiql."


def test_the_assets_stay_small() -> None:
    total = sum(path.stat().st_size for path in graphiql.ASSETS.iterdir())

    assert total < MOST


def test_the_licences_of_what_is_bundled_are_told() -> None:
    licences = (graphiql.ASSETS / "LICENSES.txt").read_text()
    wanted = json.loads((SOURCE / "package.json").read_text())["dependencies"]

    titles = {line.rpartition(" (")[0] for line in licences.splitlines()}

    assert {f"{name} {version}" for name, version in wanted.items()} - titles == set()
    assert "monaco-editor 0.52.2 (MIT)" in licences
    assert "Permission is hereby granted" in licences


def test_the_lock_file_names_versions_and_digests_but_no_address() -> None:
    lock = json.loads((SOURCE / "package-lock.json").read_text())
    packages = {name: entry for name, entry in lock["packages"].items() if name}

    assert [name for name, entry in packages.items() if "resolved" in entry] == []
    assert [name for name, entry in packages.items() if "integrity" not in entry] == []
