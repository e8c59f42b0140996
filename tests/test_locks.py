"""The locks pin all that pyproject.toml names, by hash, and say nothing of where it came from."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LOCKS = sorted(ROOT.glob("requirements*.lock"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())


def name_of(requirement: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[^\w.-]", requirement.strip())[0]).lower()


def pinned(lock: Path) -> dict[str, str]:
    """Each package's own line, by its name."""
    lines = lock.read_text().splitlines()
    return {name_of(line): line for line in lines if not line.startswith(" ")}


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_package_is_pinned_by_hash_and_from_nowhere_in_particular(lock: Path) -> None:
    text = lock.read_text()

    for line in pinned(lock).values():
        assert re.match(r"[\w.-]+==[\w.]+( ; .+)? \\$", line), line
    assert text.count("==") <= text.count("--hash=sha256:")
    assert "://" not in text
    assert "--" not in text.replace("--hash=sha256:", "")


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_all_that_the_project_names_is_pinned(lock: str) -> None:
    named = [*PROJECT["project"]["dependencies"]]
    if "dev" in lock:
        named += PROJECT["dependency-groups"]["dev"]

    assert {name_of(one) for one in named} - set(pinned(ROOT / lock)) == set()


def test_tests_run_with_the_versions_that_production_runs_with() -> None:
    run, dev = (pinned(ROOT / f"requirements{kind}.lock") for kind in ("", "-dev"))

    assert {name: line for name, line in run.items() if dev.get(name) != line} == {}
