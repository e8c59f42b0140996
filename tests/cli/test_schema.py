"""`allin schema --promise`: a promise is renewed with a word about it, and never by breaking it."""

from datetime import timedelta
from pathlib import Path

import pytest

from allin_gql.adapters.embedded.errors import StartupError
from allin_gql.cli import schema as command
from allin_gql.core.clock import now

BEFORE = "type Query {\n  a: Int\n  b: Int\n}\n"
MORE = "type Query {\n  a: Int\n  b: Int\n  c: Int\n}\n"
LESS = "type Query {\n  a: Int\n}\n"


@pytest.fixture(autouse=True)
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("FILE", "PROMISED", "CHANGES"):
        monkeypatch.setattr(command, name, tmp_path / name)
    command.PROMISED.write_text(BEFORE)
    return tmp_path


def test_what_was_added_is_promised_and_told() -> None:
    command.promise(MORE, "")

    assert command.PROMISED.read_text() == MORE
    told = command.CHANGES.read_text()
    assert told.startswith("# Changes of the schema\n")
    assert told.endswith(f"\n## {now().date()}\n\nNew:\n\n- Field Query.c was added.\n")


def test_the_newest_change_comes_first() -> None:
    command.promise(MORE, "")
    command.promise(MORE.replace("c: Int", "c: Int\n  d: Int"), "")

    told = command.CHANGES.read_text()

    assert told.count("# Changes of the schema\n") == 1
    assert told.index("Query.d was added") < told.index("Query.c was added")


def test_a_breach_is_not_promised() -> None:
    with pytest.raises(StartupError, match=r"Field Query\.b was removed"):
        command.promise(LESS, "")

    assert command.PROMISED.read_text() == BEFORE
    assert not command.CHANGES.exists()


def test_a_breach_with_a_reason_is_written_down() -> None:
    command.promise(LESS, "it let anybody read mails")

    assert command.PROMISED.read_text() == LESS
    told = command.CHANGES.read_text()
    assert "Breaks promises: it let anybody read mails\n\n- Field Query.b was removed." in told


def test_a_deprecation_without_a_day_is_not_promised() -> None:
    with pytest.raises(StartupError, match=r"Query\.b is deprecated by “old”"):
        command.promise(BEFORE.replace("b: Int", 'b: Int @deprecated(reason: "old")'), "why not")

    assert command.PROMISED.read_text() == BEFORE


def test_a_deprecation_with_too_little_time_is_not_promised() -> None:
    day = now().date() + timedelta(days=89)
    reason = f"Use `a`. Removed after {day}."

    with pytest.raises(StartupError, match="Clients have 90 days"):
        command.promise(BEFORE.replace("b: Int", f'b: Int @deprecated(reason: "{reason}")'), "")

    assert command.PROMISED.read_text() == BEFORE


def test_the_check_refuses_a_breach_though_the_file_is_written() -> None:
    command.FILE.write_text(LESS)

    with pytest.raises(StartupError, match=r"Field Query\.b was removed"):
        command.check(LESS)


def test_the_check_refuses_a_file_that_is_old() -> None:
    command.FILE.write_text(BEFORE)

    with pytest.raises(StartupError, match=r"run scripts/schema"):
        command.check(MORE)


def test_what_is_not_promised_yet_passes_the_check() -> None:
    command.FILE.write_text(MORE)

    command.check(MORE)
