"""docs/errors.md and docs/events.md list what the code has, all of it and nothing else."""

import re
from collections.abc import Iterator
from dataclasses import fields
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import TypeVar

import pytest

import allin_gql
from allin_gql.core.errors import AllinError
from allin_gql.core.events import DomainEvent
from allin_gql.platforms.errors import PlatformError

T = TypeVar("T")

ROOT = Path(__file__).parent.parent
ERRORS = (ROOT / "docs" / "errors.md").read_text()
EVENTS = (ROOT / "docs" / "events.md").read_text()
SUBJECT = {field.name for field in fields(DomainEvent)}
YES = {True: "yes", False: "no"}


@pytest.fixture(scope="module", autouse=True)
def _everything_is_imported() -> None:
    for module in walk_packages(allin_gql.__path__, "allin_gql."):
        if not module.name.endswith("__main__"):
            import_module(module.name)


def kinds_of(kind: type[T]) -> Iterator[type[T]]:
    for derived in kind.__subclasses__():
        yield derived
        yield from kinds_of(derived)


def rows(page: str, heading: str) -> dict[str, list[str]]:
    """The rows of the table under a heading, by what is in their first cell."""
    section = page.split(f"\n## {heading}\n")[1].split("\n## ", maxsplit=1)[0]
    lines = [line for line in section.splitlines() if line.startswith("| `")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    found = {first.strip("`"): rest for first, *rest in cells}
    assert len(found) == len(cells), "a row is there twice"
    return found


def named(text: str) -> list[str]:
    return re.findall(r"`(\w+)`", text)


def test_every_code_is_documented_with_whether_to_retry() -> None:
    kinds: list[type[AllinError]] = [AllinError, *kinds_of(AllinError)]
    codes = {kind.code: YES[kind.is_retryable] for kind in kinds}

    assert {code: cells[-1] for code, cells in rows(ERRORS, "Codes").items()} == codes


def test_every_code_of_the_protocol_is_documented() -> None:
    sources = [path.read_text() for path in (ROOT / "allin_gql" / "graph").glob("*.py")]
    codes = {code for source in sources for code in re.findall(r'"([A-Z]+_[A-Z_]+)"', source)}

    assert codes - set(rows(ERRORS, "Codes")) == set(rows(ERRORS, "Codes of the protocol"))


def test_every_cause_is_documented_with_whether_it_is_tried_again() -> None:
    causes = {kind.cause: YES[kind.is_retryable] for kind in kinds_of(PlatformError)}

    assert {cause: cells[-1] for cause, cells in rows(ERRORS, "Causes").items()} == causes


def test_every_event_is_documented_with_its_subject_and_data() -> None:
    of_publications = named(EVENTS.split("\n## Data of publications\n")[1])
    kinds = [
        kind
        for kind in kinds_of(DomainEvent)
        if hasattr(kind, "type") and kind.__module__.startswith("allin_gql.")
    ]
    events = {
        kind.type: (
            kind.subject_kind.value,
            [field.name for field in fields(kind) if field.name not in SUBJECT],
        )
        for kind in kinds
    }

    told = {
        name: (cells[0], of_publications if "see below" in cells[1] else named(cells[1]))
        for name, cells in rows(EVENTS, "Types").items()
    }

    assert told == events
