"""Every question that is asked has an index: held against PostgreSQL's own plans."""

import pytest

from allin_gql.cli.databases import connection_to
from tests.architecture.source import DOMAINS_FOLDER, listed, modules
from tests.database.catalog import alone
from tests.database.plans import explain, whole_tables
from tests.database.questions import QUESTIONS
from tests.database.rows import SMALL


@pytest.mark.parametrize("name", QUESTIONS)
def test_no_question_reads_a_whole_table(filled: str, name: str) -> None:
    plans = alone(lambda: explain(filled, QUESTIONS[name]))

    found = [table for plan in plans for table in whole_tables(plan)]
    assert plans, f"{name} asked nothing"
    assert not found, listed(
        found, f"{name} has no index, and takes the longer the more people use AllIN."
    )


def test_every_table_has_rows(filled: str) -> None:
    async def look() -> set[str]:
        async with connection_to(filled) as connection:
            rows = await connection.fetch(
                "SELECT relname FROM pg_class WHERE relkind = 'r' AND reltuples > $1 "
                "AND relnamespace = 'public'::regnamespace", SMALL
            )  # fmt: skip
            tables = await connection.fetch(
                "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
            )
            return {row[0] for row in tables} - {row[0] for row in rows}

    assert alone(look) == {"aerich"}, "Say in rows.py how many rows a new table gets."


def test_every_question_of_every_repository_is_held_against_its_plan() -> None:
    asked = {name.split(" ")[0].rstrip(",") for name in QUESTIONS}
    there = {
        f"{module.path.parent.name}.{function.name}"
        for module in modules("allin_gql/domains")
        if module.path.name == "repository.py" and module.path.parents[1] == DOMAINS_FOLDER
        for function in module.functions()
        # What only adds rows reads none.
        if not function.name.startswith(("_", "add_"))
    }
    assert not there - asked, listed(
        sorted(there - asked), "Ask it in questions.py, so that its index is looked for."
    )
