"""Secrets are made once and kept private; what a person set always wins."""

import os
from pathlib import Path

import pytest

from allin_gql.adapters.embedded.folder import hold_folder
from allin_gql.cli.endpoints import Endpoints, read_endpoints, write_endpoints
from allin_gql.cli.environment import (
    given,
    local_settings,
    supply,
    supply_local,
    supply_sandbox,
    variable_of,
)
from allin_gql.cli.kept_secrets import RINGS, SINGLE_KEYS, keep_secrets, read_secrets
from allin_gql.cli.main import main
from allin_gql.settings import KeyRing, Settings

ENDPOINTS = Endpoints(
    graphql="http://127.0.0.1:8000/graphql",
    websocket="ws://127.0.0.1:8000/graphql",
    graphiql="http://127.0.0.1:8000/graphiql",
    health="http://127.0.0.1:8000/health",
    database_url="postgres://allin_app@/allin?host=/tmp",
    owner_database_url="postgres://allin@/allin?host=/tmp",
    redis_url="unix:///tmp/redis.sock?db=0",
    sandbox="http://127.0.0.1:8001",
    mailbox="http://127.0.0.1:8001/mailbox",
    smtp="smtp://127.0.0.1:8002",
    timelines={"mastodon": "http://127.0.0.1:8001/timelines/mastodon"},
)


@pytest.fixture(autouse=True)
def start_from_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for field in Settings.model_fields:
        # Set before it is removed, so that the test's own changes are taken back.
        monkeypatch.setenv(variable_of(field), "")
        monkeypatch.delenv(variable_of(field))
    monkeypatch.setenv("ALLIN_DATA_DIR", str(tmp_path))


def test_secrets_are_made_once_and_private(tmp_path: Path) -> None:
    first = keep_secrets(tmp_path)
    second = keep_secrets(tmp_path)

    assert first == second == read_secrets(tmp_path)
    assert set(first) == {*RINGS, *SINGLE_KEYS}
    assert (tmp_path / "secrets.env").stat().st_mode & 0o777 == 0o600
    assert KeyRing.parse(first["ALLIN_SIGNING_KEYS"]).ids() == ("k1",)


def test_a_secret_that_is_missing_is_added_without_touching_the_others(tmp_path: Path) -> None:
    first = keep_secrets(tmp_path)
    file = tmp_path / "secrets.env"
    lines = [line for line in file.read_text().splitlines() if "PEPPER" not in line]
    file.write_text("\n".join(lines) + "\n")

    second = keep_secrets(tmp_path)

    changed = {name for name in first if first[name] != second[name]}
    assert changed == {"ALLIN_PASSWORD_PEPPER"}


def test_what_a_person_set_wins(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ALLIN_PORT", "1")
    (tmp_path / ".env").write_text("ALLIN_HOST=filed\n")

    supply({"ALLIN_PORT": "2", "ALLIN_HOST": "supplied", "ALLIN_MAIL_FROM": "supplied"})

    assert given("ALLIN_PORT") == "1"
    assert given("ALLIN_HOST") == "filed"
    assert "ALLIN_HOST" not in os.environ
    assert given("ALLIN_MAIL_FROM") == "supplied"


def test_commands_next_to_a_running_system_use_its_services(tmp_path: Path) -> None:
    keep_secrets(tmp_path)
    write_endpoints(tmp_path, ENDPOINTS)
    lock = hold_folder(tmp_path)

    settings = local_settings()
    lock.release()

    assert settings.database_url == ENDPOINTS.database_url
    assert settings.owner_database_url == ENDPOINTS.owner_database_url
    assert settings.redis_url == ENDPOINTS.redis_url
    assert settings.mastodon_server == "http://127.0.0.1:8001/mastodon"
    assert settings.openai_base_url == "http://127.0.0.1:8001/openai/v1"


@pytest.mark.parametrize(
    "variable, smtp_url", [("ALLIN_MAIL_FROM", ENDPOINTS.smtp), ("ALLIN_MAILGUN_DOMAIN", None)]
)
def test_mail_goes_to_the_sandbox_where_no_other_way_was_set(
    monkeypatch: pytest.MonkeyPatch, variable: str, smtp_url: str | None
) -> None:
    monkeypatch.setenv("ALLIN_SMTP_URL", "")  # so that the test's own changes are taken back
    monkeypatch.setenv(variable, "mg.example.org")

    supply_sandbox("http://127.0.0.1:8001", ENDPOINTS.smtp or "")

    assert given("ALLIN_SMTP_URL") == smtp_url


def test_a_system_that_has_stopped_is_not_used(tmp_path: Path) -> None:
    write_endpoints(tmp_path, ENDPOINTS)

    supply_local()

    assert given("DATABASE_URL") is None


def test_endpoints_are_private_and_read_back(tmp_path: Path) -> None:
    file = write_endpoints(tmp_path, ENDPOINTS)

    assert read_endpoints(tmp_path) == ENDPOINTS
    assert file.stat().st_mode & 0o777 == 0o600
    file.write_text("{}")
    assert read_endpoints(tmp_path) is None


def test_the_secrets_command_prints_new_ones_each_time(capsys: pytest.CaptureFixture[str]) -> None:
    printed = []
    for _ in range(2):
        assert main(["secrets"]) == 0
        printed.append(capsys.readouterr().out.splitlines())

    assert [line.split("=")[0] for line in printed[0]] == [*RINGS, *SINGLE_KEYS]
    assert not set(printed[0]) & set(printed[1])


def test_every_field_has_its_variable() -> None:
    assert variable_of("database_url") == variable_of("DATABASE_URL") == "DATABASE_URL"
    assert variable_of("signing_keys") == "ALLIN_SIGNING_KEYS"
