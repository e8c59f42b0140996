"""Known holes in packages: each is told and fails, and what could not be asked is not good news."""

import json
from typing import Any

import pytest

from releasing import advisories
from releasing.advisories import Finding, read_npm_audit, read_pip_audit, verdict
from releasing.locks import NODE, PYTHON, ROOT

UNKNOWN = {"name": "b", "skip_reason": "b (2) is not known there"}
HOLE = {"id": "PYSEC-1", "aliases": ["CVE-2026-1"], "fix_versions": ["1.1"]}
NPM_HOLE = {"name": "left", "range": "<2", "url": "https://example.org/GHSA-1", "severity": "low"}


def pip_audit(*packages: dict[str, Any]) -> Finding:
    return read_pip_audit("a.lock", json.dumps({"dependencies": packages, "fixes": []}), "")


def package(*holes: dict[str, Any]) -> dict[str, Any]:
    return {"name": "a", "version": "1.0", "vulns": list(holes)}


def npm_audit(**vulnerabilities: Any) -> Finding:
    told = {
        "vulnerabilities": vulnerabilities,
        "metadata": {"dependencies": {"total": 7, "prod": 7}},
    }
    return read_npm_audit("package-lock.json", json.dumps(told), "")


@pytest.mark.parametrize(
    "finding, sentence, usual, required",
    [
        (pip_audit(package()), "a.lock: 0 known holes in 1 packages.", 0, 0),
        (pip_audit(package(HOLE)), "a.lock: 1 known holes in 1 packages.", 1, 1),
        (
            pip_audit(package(), UNKNOWN),
            "a.lock: 0 known holes in 1 packages. 1 NOT CHECKED: b (2) is not known there",
            0,
            1,
        ),
        (
            pip_audit(UNKNOWN),
            "a.lock: NOT CHECKED for known holes: b (2) is not known there",
            0,
            1,
        ),
        (
            read_pip_audit("a.lock", "", "Traceback\nNo route to host\n"),
            "a.lock: NOT CHECKED for known holes: No route to host",
            0,
            1,
        ),
        (npm_audit(), "package-lock.json: 0 known holes in 7 packages.", 0, 0),
        (
            npm_audit(left={"via": [NPM_HOLE]}, right={"via": ["left"]}),
            "package-lock.json: 1 known holes in 7 packages.",
            1,
            1,
        ),
        (
            read_npm_audit("package-lock.json", '{"message": "405 Method Not Allowed"}', "x"),
            "package-lock.json: NOT CHECKED for known holes: 405 Method Not Allowed",
            0,
            1,
        ),
    ],
)
def test_what_was_found_is_told_and_decides(
    capsys: pytest.CaptureFixture[str],
    finding: Finding,
    sentence: str,
    usual: int,
    required: int,
) -> None:
    assert verdict([finding], is_required=False) == usual
    assert verdict([finding], is_required=True) == required

    assert capsys.readouterr().out.startswith(f"{sentence}\n")


def test_a_hole_is_told_by_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    verdict([pip_audit(package(HOLE)), npm_audit(left={"via": [NPM_HOLE]})], is_required=False)

    told = capsys.readouterr().out.splitlines()
    assert told[1::2] == ["  a 1.0: PYSEC-1", "  left <2: https://example.org/GHSA-1"]


def test_a_hole_that_does_not_concern_us_is_let_through_by_its_id(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(advisories, "ACCEPTED", {"CVE-2026-1": "why", "GHSA-1": "why"})

    assert pip_audit(package(HOLE)).holes == ()
    assert npm_audit(left={"via": [NPM_HOLE]}).holes == ()


def test_every_lock_is_asked_for() -> None:
    found = {
        *ROOT.glob("requirements*.lock"),
        *(path for path in ROOT.rglob("package-lock.json") if "node_modules" not in path.parts),
    }
    shipped = {ROOT / "requirements.lock", ROOT / "requirements-redis.lock"}  # are in another

    assert {*PYTHON, *NODE} == {path for path in found if ".venv" not in path.parts} - shipped


@pytest.mark.parametrize("is_required", [True, False])
def test_where_no_source_is_reached_it_is_told_and_fails_only_if_it_is_required(
    is_required: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("HTTPS_PROXY", "https_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.setenv("CI_ADVISORIES", "required" if is_required else "")
    monkeypatch.setattr(advisories, "PYTHON", PYTHON[1:])
    monkeypatch.setattr(advisories, "NODE", ())

    assert advisories.main() == is_required

    told = capsys.readouterr().out
    assert told.startswith("requirements-redis-build.lock: NOT CHECKED for known holes: ")
