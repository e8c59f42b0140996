"""What the documents say can be done: every operation fits the schema, every place exists."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from graphql import OperationDefinitionNode, build_schema, parse, validate
from graphql.execution import get_variable_values

from allin_gql.schema import schema

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
EXAMPLES = ROOT / "allin_gql" / "graph" / "graphiql" / "source" / "examples"
SCHEMA = build_schema(schema.as_str())


def operations() -> Iterator[tuple[str, str]]:
    for example in sorted(EXAMPLES.glob("*.graphql")):
        yield example.name, example.read_text()
    for page in PAGES:
        for number, block in enumerate(
            re.findall(r"^```graphql\n(.*?)^```", page.read_text(), re.DOTALL | re.MULTILINE)
        ):
            yield f"{page.relative_to(ROOT)} {number + 1}", block


def links() -> Iterator[tuple[Path, str]]:
    for page in PAGES:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text()):
            yield page, target


OPERATIONS = dict(operations())


@pytest.mark.parametrize("place", OPERATIONS)
def test_every_operation_fits_the_schema(place: str) -> None:
    assert validate(SCHEMA, parse(OPERATIONS[place])) == []


@pytest.mark.parametrize("name", sorted(path.stem for path in EXAMPLES.glob("*.graphql")))
def test_an_example_begins_with_variables_for_all_that_it_declares(name: str) -> None:
    document = parse((EXAMPLES / f"{name}.graphql").read_text())
    file = EXAMPLES / f"{name}.json"
    given = json.loads(file.read_text()) if file.exists() else {}

    for operation in document.definitions:
        if isinstance(operation, OperationDefinitionNode):
            definitions = operation.variable_definitions or ()
            values = get_variable_values(SCHEMA, definitions, given)
            names = {definition.variable.name.value for definition in definitions}
            assert not isinstance(values, list), values
            assert names <= set(given)


def test_every_file_of_variables_belongs_to_an_example() -> None:
    found = {path.stem for path in EXAMPLES.iterdir()}

    assert found == {path.stem for path in EXAMPLES.glob("*.graphql")}


def test_the_walk_has_ten_steps_and_each_can_be_run() -> None:
    readme = (ROOT / "README.md").read_text()
    walk = readme.split("\n## A walk")[1].split("\n## ")[0]

    steps = re.split(r"^### (\d+)\. ", walk, flags=re.MULTILINE)[1:]

    assert steps[::2] == [str(number) for number in range(1, 11)]
    assert all("```graphql" in step for step in steps[1::2])


def test_every_place_on_the_map_exists() -> None:
    readme = (ROOT / "README.md").read_text()
    drawn = readme.split("\n## The map")[1].split("```text\n")[1].split("```")[0]

    places = [line.split()[0] for line in drawn.splitlines()]

    assert len(places) > 20
    assert [place for place in places if not (ROOT / place).exists()] == []


def test_every_domain_is_on_the_map() -> None:
    readme = (ROOT / "README.md").read_text()
    domains = ROOT / "allin_gql" / "domains"
    folders = [path.name for path in domains.iterdir() if (path / "__init__.py").exists()]

    assert [name for name in folders if f"\nallin_gql/domains/{name}/ " not in readme] == []


def test_every_link_leads_somewhere() -> None:
    assert [target for page, target in links() if not (page.parent / target).exists()] == []


def test_every_script_that_is_named_exists() -> None:
    named = {name for page in PAGES for name in re.findall(r"scripts/([a-z-]+)", page.read_text())}

    assert [name for name in sorted(named) if not (ROOT / "scripts" / name).is_file()] == []


def test_every_setting_that_is_named_exists() -> None:
    known = set(re.findall(r"^#([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    form = r"\b(?:(?:ALLIN|OPENAI|POSTGRES)_[A-Z_]+|DATABASE_URL|REDIS_URL)\b"
    named = {name for page in PAGES for name in re.findall(form, page.read_text())}

    assert sorted(named - known) == []
