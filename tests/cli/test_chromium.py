"""A machine without Chromium gets it by itself, or is told what is left out."""

import shutil
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "chromium"
CHMOD = shutil.which("chmod")
NEEDED = ("bash", "env", "sh")
LEFT_OUT = "THE TESTS IN A BROWSER (tests/browser) ARE LEFT OUT"


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """The folder of all commands of a machine that has next to nothing."""
    for name in NEEDED:
        (tmp_path / name).symlink_to(shutil.which(name) or name)
    command(tmp_path, "id", "echo 0")
    return tmp_path


def command(machine: Path, name: str, script: str) -> None:
    file = machine / name
    file.unlink(missing_ok=True)
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)


def run(machine: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [SCRIPT], env={"PATH": str(machine)}, capture_output=True, text=True, check=False
    )


def installs(machine: Path, *, after_update: bool = False) -> str:
    """What an `apt-get` does that writes down how it is called."""
    is_known = f'[ -e "{machine}/updated" ]' if after_update else "true"
    done = f'printf "#!/bin/sh" > "{machine}/chromium" && "{CHMOD}" +x "{machine}/chromium"'
    return (
        f'echo "$*" >> "{machine}/calls"\n'
        f'case "$*" in\n*update*) : > "{machine}/updated" ;;\n*) {is_known} && {done} ;;\nesac'
    )


def calls(machine: Path) -> list[str]:
    file = machine / "calls"
    return file.read_text().splitlines() if file.exists() else []


def test_who_has_it_is_asked_for_nothing(machine: Path) -> None:
    command(machine, "chromium", "exit 0")
    command(machine, "apt-get", installs(machine))

    done = run(machine)

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert calls(machine) == []


def test_it_is_installed_quietly(machine: Path) -> None:
    command(machine, "apt-get", installs(machine))

    done = run(machine)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("\n") == 1
    assert calls(machine) == ["-qq install -y --no-install-recommends chromium"]


def test_a_machine_that_knows_no_packages_yet_learns_of_them(machine: Path) -> None:
    command(machine, "apt-get", installs(machine, after_update=True))

    done = run(machine)

    assert (done.returncode, done.stderr) == (0, "")
    assert [call.split()[1] for call in calls(machine)] == ["install", "update", "install"]


def test_who_may_become_root_without_a_password_does(machine: Path) -> None:
    command(machine, "id", "echo 1000")
    command(machine, "sudo", 'shift; exec "$@"')
    command(machine, "true", "exit 0")
    command(machine, "apt-get", installs(machine))

    assert run(machine).returncode == 0

    assert calls(machine) == ["-qq install -y --no-install-recommends chromium"]


@pytest.mark.parametrize("case", ["no apt-get", "no root", "no network"])
def test_where_it_cannot_be_a_loud_sentence_says_what_is_left_out(machine: Path, case: str) -> None:
    if case != "no apt-get":
        command(machine, "apt-get", "exit 1" if case == "no network" else installs(machine))
    if case == "no root":
        command(machine, "id", "echo 1000")
        command(machine, "sudo", "exit 1")

    done = run(machine)

    assert done.returncode == 1
    assert LEFT_OUT in done.stderr
    assert calls(machine) == []
