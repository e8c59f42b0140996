"""What a person has to fix is told in one sentence, with exit code 2 and no traceback."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from allin_gql.cli.main import main

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(autouse=True)
def start_from_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("DATABASE_URL", "REDIS_URL", "ALLIN_ENVIRONMENT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ALLIN_DATA_DIR", str(tmp_path / "data"))


def complaint_of(*arguments: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "allin_gql.cli", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", **environment},
    )
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    return done.stderr


@pytest.mark.parametrize("which", ["--port", "--sandbox-port"])
def test_a_taken_port(which: str, tmp_path: Path) -> None:
    with socket.socket() as taken, socket.socket() as free:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        free.bind(("127.0.0.1", 0))
        ports = {"--port": str(free.getsockname()[1])}
        free.close()
        ports[which] = str(taken.getsockname()[1])
        options = [part for pair in ports.items() for part in pair]

        complaint = complaint_of("up", "--data-dir", str(tmp_path / "d"), *options)

    owner = "the API" if which == "--port" else "the sandbox"
    assert complaint == (
        f"allin: Port {ports[which]} on 127.0.0.1, which {owner} is to use, is taken; "
        f"stop what uses it, or choose another with {which}.\n"
    )


def test_a_wrong_setting_names_its_variable_and_not_its_value(tmp_path: Path) -> None:
    complaint = complaint_of(
        "up", "--data-dir", str(tmp_path / "d"), ALLIN_PORT="many", ALLIN_SIGNING_KEYS="hunter2"
    )

    assert complaint.startswith("allin: A setting is wrong: ALLIN_PORT: Input should be a valid")
    assert "ALLIN_SIGNING_KEYS: expected id:base64 of 32 bytes" in complaint
    assert "hunter2" not in complaint


def test_missing_secrets_in_production(tmp_path: Path) -> None:
    complaint = complaint_of(
        "up", "--data-dir", str(tmp_path / "d"), ALLIN_ENVIRONMENT="production"
    )

    assert complaint == (
        "allin: ALLIN_SIGNING_KEYS, ALLIN_CREDENTIAL_KEYS, ALLIN_PASSWORD_PEPPER, "
        "ALLIN_MAIL_TOKEN_KEY are missing; `allin secrets` prints new ones.\n"
    )
    assert not (tmp_path / "d" / "secrets.env").exists()


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    complaint = complaint_of("up", "--data-dir", str(tmp_path / "file" / "data"))

    assert complaint == (
        f"allin: The data folder {tmp_path}/file/data can't be made (Not a directory); "
        "choose another with --data-dir.\n"
    )


def test_a_database_that_cannot_be_reached(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://allin:hunter2@127.0.0.1:1/allin")

    assert main(["migrate"]) == 2

    complaint = capsys.readouterr().err
    assert complaint.startswith("allin: The database can't be reached (")
    assert "hunter2" not in complaint


def test_no_python_that_is_new_enough(tmp_path: Path) -> None:
    for tool in ("dirname", "bash", "env"):
        (tmp_path / tool).symlink_to(Path("/usr/bin") / tool)
    old = tmp_path / "python3"
    old.write_text("#!/bin/bash\nexit 1\n")
    old.chmod(0o755)

    done = subprocess.run(
        ["/bin/bash", str(ROOT / "scripts" / "up")],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": str(tmp_path)},
    )

    assert done.returncode == 2
    assert done.stderr == (
        "AllIN needs Python 3.11 or later and none was found; "
        "install one, or set ALLIN_PYTHON to it.\n"
    )
