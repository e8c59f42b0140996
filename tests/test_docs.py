"""docs/errors.md and docs/events.md list what the code has, all of it and nothing else."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from allin_gql.cli.errors import (
    UNEXPLAINED,
    WORDS,
    described_codes,
    kinds_of,
    page,
    unexplained,
)
from allin_gql.core.errors import AllinError, remedy_for
from allin_gql.core.events import DomainEvent
from allin_gql.domains.publishing.errors import NoAccounts
from allin_gql.graph.codes import PROTOCOL_CODES
from allin_gql.platforms.errors import PlatformError
from allin_gql.schema import schema
from tests.architecture.source import Module, listed, modules

ROOT = Path(__file__).parent.parent
ERRORS = (ROOT / "docs" / "errors.md").read_text()
EVENTS = (ROOT / "docs" / "events.md").read_text()
SUBJECT = {field.name for field in fields(DomainEvent)}
NAMES = set(re.findall(r"\w+", schema.as_str())) | {
    "requestId",  # in `extensions` of an error
    "retryAfterSeconds",  # in `numbers`
}
# What looks like a code in the graph kit and is none.
NO_CODES: frozenset[str] = frozenset()


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


def test_the_page_of_errors_is_what_the_code_says() -> None:
    assert page() == ERRORS, (
        "docs/errors.md is made of the words beside each code: run scripts/allin errors, and "
        "commit what it wrote."
    )


def test_every_code_has_a_meaning_a_cause_a_remedy_and_a_place() -> None:
    found = unexplained()

    assert not found, listed(found, UNEXPLAINED)


def test_the_words_are_sentences_and_name_what_there_is() -> None:
    described = [*described_codes(), *PROTOCOL_CODES]
    unended = [
        f"{one.code}: {words}"
        for one in described
        for words in (one.meaning, one.cause, one.remedy)
        if not words.endswith((".", "?"))
    ]
    unknown = [
        f"{one.code}: `{name}`"
        for one in described
        for words in (one.cause, one.remedy, one.arises)
        for name in re.findall(r"`([a-z]+[A-Z]\w*)`", words)
        if name not in NAMES
    ]
    assert not unended, listed(unended, "Words are shown to people: as sentences.")
    assert not unknown, listed(unknown, "What a remedy names has to be in the schema.")


def test_a_code_is_declared_once() -> None:
    codes = Counter(one.code for one in [*described_codes(), *PROTOCOL_CODES])
    found = [code for code, count in codes.items() if count > 1]

    assert not found, listed(
        found,
        "Programs decide by the code. Errors that mean the same to them share a class: derive "
        "from it, without a `code` and words of your own.",
    )


def test_a_class_with_words_of_its_own_has_a_code_of_its_own() -> None:
    found = [
        f"{kind.__module__}.{kind.__name__} changes {name}"
        for kind in kinds_of(AllinError)
        for name in (*WORDS[1:], "is_retryable", "number_names")
        if name in vars(kind) and "code" not in vars(kind)
    ]
    assert not found, listed(found, "One code would have two meanings, and the page tells one.")


def test_every_code_of_the_protocol_is_described() -> None:
    used = {
        code: str(module)
        for module in modules("allin_gql/graph")
        if module.path.stem != "codes"
        for code in re.findall(r'"([A-Z]+_[A-Z_]+)"', module.text)
    } | {
        value.value: module.at(value)
        for module in modules("allin_gql")
        if "/sandbox/" not in str(module)
        for made in ast.walk(module.tree)
        if isinstance(made, ast.Dict)
        for key, value in zip(made.keys, made.values, strict=True)
        if isinstance(key, ast.Constant) and key.value == "code"
        if isinstance(value, ast.Constant) and isinstance(value.value, str)
    }
    known = {one.code for one in PROTOCOL_CODES}
    unknown = [
        f"{code} in {file}"
        for code, file in used.items()
        if code not in known | {one.code for one in described_codes()} | NO_CODES
    ]
    assert not unknown, listed(
        unknown,
        "Say what it means in allin_gql/graph/codes.py, and run scripts/allin errors (or say in "
        "NO_CODES what else it is).",
    )
    assert not known - set(used), listed(sorted(known - set(used)), "Nothing answers with these.")


def test_every_number_of_an_error_is_named() -> None:
    names = {kind.__name__: kind.number_names for kind in kinds_of(AllinError)}
    given = [
        (place, error, number)
        for module in modules("allin_gql")
        for place, error, number in _numbers_in(module, set(names))
    ]
    found = [
        f"{place}: {error} carries {number}"
        for place, error, number in given
        if number not in names[error]
    ]
    assert len(given) > 15
    assert not found, listed(found, "Clients find `number_names` in docs/errors.md; add it there.")


def _numbers_in(module: Module, errors: set[str]) -> Iterator[tuple[str, str, str]]:
    """The numbers that errors are raised with: where, the class, and the number's name."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call):
            yield from _numbers_of(module, node, ast.unparse(node.func), errors)
        elif isinstance(node, ast.ClassDef):
            for call in ast.walk(node):
                if isinstance(call, ast.Call) and ast.unparse(call.func) == "super().__init__":
                    yield from _numbers_of(module, call, node.name, errors)


def _numbers_of(
    module: Module, call: ast.Call, error: str, errors: set[str]
) -> Iterator[tuple[str, str, str]]:
    given = [one.value for one in call.keywords if one.arg == "numbers" and error in errors]
    for numbers in given:
        for key in numbers.keys if isinstance(numbers, ast.Dict) else ():
            if isinstance(key, ast.Constant) and isinstance(key.value, str):
                yield module.at(call), error, key.value


def test_every_cause_says_what_follows() -> None:
    kinds = list(kinds_of(PlatformError))
    found = [kind.__name__ for kind in kinds if not {"cause", "follows"} <= vars(kind).keys()]
    causes = Counter(kind.cause for kind in kinds)

    assert not found, listed(found, "A cause says what becomes of the publication: `follows`.")
    assert max(causes.values()) == 1, "a cause has two meanings"


def test_a_problem_tells_the_remedy_of_its_code() -> None:
    assert remedy_for("NO_ACCOUNTS") == NoAccounts.remedy
    assert remedy_for("A_CODE_OF_OLD") == ""


def test_every_event_is_documented_with_its_subject_and_data() -> None:
    of_publications = named(EVENTS.split("\n## Data of publications\n")[1])
    kinds = [kind for kind in kinds_of(DomainEvent) if hasattr(kind, "type")]
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
