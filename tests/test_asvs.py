"""What is claimed of OWASP's ASVS 5 (docs/asvs.csv): the code and the tests of each are there."""

import ast
import csv
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LIST = ROOT / "docs/asvs.csv"
COLUMNS = ["item", "level", "requirement", "where", "tests"]

with LIST.open(newline="") as file:
    ROWS = list(csv.DictReader(file))


@cache
def names_in(path: Path) -> frozenset[str]:
    """What a module has at its top: functions, classes, names."""
    found: set[str] = set()
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found |= {target.id for target in targets if isinstance(target, ast.Name)}
    return frozenset(found)


def is_there(reference: str) -> bool:
    """Whether a file is there and has the name, if one is given: `path::name`."""
    path, _, name = reference.partition("::")
    return (ROOT / path).is_file() and (not name or name in names_in(ROOT / path))


def test_the_list_has_its_columns_and_each_item_once_in_order() -> None:
    items = [row["item"] for row in ROWS]

    assert all(list(row) == COLUMNS and None not in row.values() for row in ROWS)
    assert [item for item, count in Counter(items).items() if count > 1] == []
    assert items == sorted(items, key=lambda item: [int(part) for part in item.split(".")])
    assert {row["level"] for row in ROWS} <= {"1", "2", "3"}
    assert len(items) > 40


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["item"])
def test_what_is_claimed_is_there(row: dict[str, str]) -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", row["item"])
    assert re.fullmatch(r"[A-Z].{20,}\.", row["requirement"])
    where, tests = row["where"].split(";"), row["tests"].split(";")
    assert [reference for reference in where if not is_there(reference)] == []
    assert [test for test in tests if not is_there(test)] == []
    assert all(re.match(r"tests/.+\.py::test_\w+$", test) for test in tests)


def test_the_tests_that_hold_us_to_each_check_are_there() -> None:
    page = (ROOT / "docs/safety.md").read_text()
    rows = re.findall(r"^\| (G\d+) \|.*\|(.*)\|$", page, re.MULTILINE)

    assert [name for name, _ in rows] == [f"G{number}" for number in range(1, 11)]
    for name, tests in rows:
        paths = re.findall(r"`(tests/[\w/]+\.py)`", tests)
        assert paths, name
        assert [path for path in paths if not (ROOT / path).is_file()] == [], name


def test_what_is_not_there_is_found() -> None:
    assert is_there("tests/test_asvs.py::test_what_is_not_there_is_found")
    assert not is_there("tests/test_asvs.py::test_what_nobody_wrote")
    assert not is_there("tests/test_nothing.py::test_it")
