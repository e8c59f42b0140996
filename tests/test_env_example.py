"""`.env.example` names every variable there is, and shows its default."""

import re
from pathlib import Path

import pytest

from allin_gql.cli.environment import variable_of
from allin_gql.cli.kept_secrets import RINGS, SINGLE_KEYS
from allin_gql.settings import Settings, load_settings

ROOT = Path(__file__).parent.parent
LINE = re.compile(r"#(?P<name>[A-Z_]+)=(?P<value>.*?)  # (?P<example>example: )?(?P<about>.+)")
VARIABLES = {variable_of(field): field for field in Settings.model_fields}


@pytest.fixture(name="lines")
def parse_lines() -> dict[str, re.Match[str]]:
    lines = (ROOT / ".env.example").read_text().splitlines()
    found = [LINE.fullmatch(line) for line in lines if re.match(r"#[A-Z_]+=", line)]
    assert None not in found
    return {match["name"]: match for match in found if match}


def test_every_setting_is_described_and_nothing_else(lines: dict[str, re.Match[str]]) -> None:
    composition = (ROOT / "docker-compose.yml").read_text()
    only_composed = set(re.findall(r"\$\{([A-Z_]+)", composition)) - set(VARIABLES)

    assert set(lines) == set(VARIABLES) | only_composed


def test_the_values_shown_are_the_defaults(
    lines: dict[str, re.Match[str]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)  # no .env of whoever runs this
    for name in (*VARIABLES, *lines):
        monkeypatch.delenv(name, raising=False)
    for name, match in lines.items():
        if not match["example"] or name in {*RINGS, *SINGLE_KEYS}:
            monkeypatch.setenv(name, match["value"])
    settings = load_settings()

    for name, match in lines.items():
        if name in VARIABLES and not match["example"]:
            field = VARIABLES[name]
            assert getattr(settings, field) == Settings.model_fields[field].default, name


def test_nothing_is_set_by_a_plain_copy() -> None:
    lines = (ROOT / ".env.example").read_text().splitlines()

    assert [line for line in lines if line and not line.startswith("#")] == []
