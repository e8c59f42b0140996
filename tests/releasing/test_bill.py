"""The bill of materials of a release: all that ships, and nothing that does not."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from releasing import bill as making
from releasing.bill import BillWrong, make_bill
from releasing.locks import SHIPPED, SHIPPED_NODE


@pytest.fixture(scope="module")
def bill() -> dict[str, Any]:
    with pytest.MonkeyPatch.context() as patch:
        for name in ("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY"):  # nobody out there is needed
            patch.setenv(name, "http://127.0.0.1:9")
        return make_bill()


def test_it_lists_what_ships_with_its_digests(bill: dict[str, Any]) -> None:
    python = re.findall(r"^([\w.-]+)==([^ ;\\]+)", SHIPPED.read_text(), re.MULTILINE)
    node = {
        (place.rpartition("node_modules/")[2], package["version"])
        for place, package in json.loads(SHIPPED_NODE.read_text())["packages"].items()
        if place and not package.get("dev")
    }
    listed = {component["purl"].replace("%40", "@") for component in bill["components"]}

    assert {url.partition("?")[0] for url in listed} == {
        *(f"pkg:pypi/{name}@{version}" for name, version in python),
        *(f"pkg:npm/{name}@{version}" for name, version in node),
    }
    assert {"pkg:pypi/starlette", "pkg:npm/graphiql"} <= {url.rpartition("@")[0] for url in listed}
    assert not any("pytest" in url or "esbuild" in url for url in listed)
    for component in bill["components"]:
        sources = component.get("externalReferences", [component])
        assert all(hashed["content"] for source in sources for hashed in source["hashes"])


def test_it_says_of_what_it_is(bill: dict[str, Any]) -> None:
    about = bill["metadata"]["component"]

    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert (about["name"], about["version"]) == ("allin", "0.1.0")


def test_what_is_no_bill_by_its_schema_is_not_written(
    bill: dict[str, Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    wrong = {**bill, "components": [{"type": "sandwich", "name": "cheese"}]}
    monkeypatch.setattr(making, "_python_bill", lambda: wrong)
    monkeypatch.setattr("sys.argv", ["sbom", str(tmp_path / "dist/bill.json")])

    with pytest.raises(BillWrong, match="sandwich"):
        making.main()

    assert not (tmp_path / "dist").exists()


def test_the_command_writes_it(
    bill: dict[str, Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(making, "make_bill", lambda: bill)
    monkeypatch.setattr("sys.argv", ["sbom", str(tmp_path / "dist/bill.json")])

    assert making.main() == 0

    assert json.loads((tmp_path / "dist/bill.json").read_text()) == bill
