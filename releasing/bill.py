"""Writes the bill of materials of a release: every package of others that ships, as CycloneDX.

Python's packages are those of `requirements.lock`; those of GraphiQL are what its bundle was made
of. What only builds or tests is left out. `SOURCE_DATE_EPOCH` gives it a date, without it has none,
so that the same release has the same bill.
"""

import argparse
import base64
import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL

from releasing.locks import ROOT, SHIPPED, SHIPPED_NODE

OUT: Final = ROOT / "dist/allin.cdx.json"

_VERSION: Final = SchemaVersion.V1_6
_HASHES: Final = {"sha512": "SHA-512", "sha1": "SHA-1"}
_TOP: Final = "node_modules/"


class BillWrong(Exception):
    """What was written is no bill by its own schema."""


def make_bill() -> dict[str, Any]:
    """Make the bill. Raises `BillWrong`."""
    bill = _python_bill()
    bill["components"] += _node_components(json.loads(SHIPPED_NODE.read_text()))
    wrong = JsonStrictValidator(_VERSION).validate_str(json.dumps(bill))
    if wrong is not None:
        raise BillWrong(str(wrong))
    return bill


def main() -> int:
    """Write the bill to where releases are made, or to a file that is named."""
    parser = argparse.ArgumentParser(prog="scripts/sbom", description=__doc__)
    parser.add_argument("out", nargs="?", type=Path, default=OUT)
    out: Path = parser.parse_args().out
    bill = make_bill()
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(f"{json.dumps(bill, indent=2)}\n")
    print(f"{out} has {len(bill['components'])} components, by CycloneDX {bill['specVersion']}.")
    return 0


def _python_bill() -> dict[str, Any]:
    made = subprocess.run(
        [
            *(sys.executable, "-m", "cyclonedx_py", "requirements", str(SHIPPED)),
            *("--pyproject", str(ROOT / "pyproject.toml"), "--sv", _VERSION.to_version()),
            *("--output-reproducible", "--no-validate"),  # it is done at the end, for all of it
        ],
        capture_output=True,
        check=True,
    )
    bill: dict[str, Any] = json.loads(made.stdout)
    return bill


def _node_components(lock: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        _node_component(place.rpartition(_TOP)[2], place, package)
        for place, package in sorted(lock["packages"].items())
        if place and not package.get("dev")
    ]


def _node_component(name: str, place: str, package: dict[str, Any]) -> dict[str, Any]:
    scope, _, bare = name.rpartition("/")
    algorithm, _, digest = package["integrity"].partition("-")
    url = PackageURL("npm", scope or None, bare, package["version"])
    component: dict[str, Any] = {
        "bom-ref": f"npm:{place.removeprefix(_TOP)}",
        "type": "library",
        "name": bare,
        "version": package["version"],
        "purl": url.to_string(),
        "hashes": [
            {"alg": _HASHES[algorithm], "content": base64.b64decode(digest, validate=True).hex()}
        ],
    }
    if scope:
        component["group"] = scope
    if "license" in package:
        component["licenses"] = [{"expression": package["license"]}]
    return component


if __name__ == "__main__":
    raise SystemExit(main())
