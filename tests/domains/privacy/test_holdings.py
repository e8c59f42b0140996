"""Every table of the database is declared: whose data it has, and what becomes of it."""

import re
from collections import defaultdict
from uuid import uuid4

import pytest

from allin_gql.core.database import fetch
from allin_gql.domains.privacy import repository
from allin_gql.domains.privacy.service.holdings import HOLDINGS
from allin_gql.domains.privacy.values import Holding, Part, Subject
from tests.architecture.source import ROOT, listed

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("world")]

BY_TABLE = {holding.table: holding for holding in HOLDINGS}
BOOKKEEPING = {"aerich"}  # which migrations were performed
PAGE = ROOT / "docs" / "privacy.md"
SHORTEST_REASON = 20  # characters

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
FOREIGN_KEYS = """
SELECT conrelid::regclass::text AS source, confrelid::regclass::text AS target,
    (SELECT attname FROM pg_attribute WHERE attrelid = conrelid AND attnum = conkey[1]) AS name
FROM pg_constraint
WHERE contype = 'f' AND connamespace = 'public'::regnamespace
"""
UUID_COLUMNS = """
SELECT table_name, column_name FROM information_schema.columns
WHERE table_schema = 'public' AND data_type = 'uuid' AND column_name <> 'id'
"""
PARTS = [
    pytest.param(holding, part, id=f"{holding.table}-{subject}")
    for holding in HOLDINGS
    for subject in Subject
    if (part := holding.part(subject)) is not None
]


async def tables_that_lead_to(root: str) -> set[str]:
    """The tables whose rows belong, over any number of foreign keys, to rows of another."""
    targets = defaultdict(set)
    for key in await fetch(FOREIGN_KEYS):
        targets[key["target"]].add(key["source"])
    found: set[str] = set()
    waiting = {root}
    while waiting:
        waiting = {source for table in waiting for source in targets[table]} - found
        found |= waiting
    return found


async def test_every_table_is_declared_and_no_other() -> None:
    tables = {row["tablename"] for row in await fetch(TABLES)} - BOOKKEEPING

    assert tables == set(BY_TABLE), (
        "What is not in service/holdings is neither exported nor erased, and nobody knows of it."
    )
    assert len(BY_TABLE) == len(HOLDINGS)


async def test_what_leads_to_a_person_says_what_is_theirs() -> None:
    keys = await fetch(FOREIGN_KEYS)
    direct = {key["source"] for key in keys if key["target"] == "users"}
    indirect = await tables_that_lead_to("users")
    found = [table for table in sorted(direct) if BY_TABLE[table].person is None] + [
        table
        for table in sorted(indirect)
        if BY_TABLE[table].person is None and BY_TABLE[table].organization is None
    ]
    assert {"sessions", "posts", "publications"} <= indirect
    assert not found, listed(found, "A row that names a user is about them: say which are.")


async def test_what_leads_to_an_organization_says_what_is_its_own() -> None:
    found = [
        table
        for table in sorted(await tables_that_lead_to("organizations"))
        if BY_TABLE[table].organization is None
    ]
    assert not found, listed(found, "A row of an organization ends with it: say which do.")


async def test_what_names_something_without_a_foreign_key_is_declared() -> None:
    keyed = {(key["source"], key["name"]) for key in await fetch(FOREIGN_KEYS)}
    columns = {(row["table_name"], row["column_name"]) for row in await fetch(UUID_COLUMNS)}
    loose = {(table, column) for table, column in columns - keyed if table not in BOOKKEEPING}

    assert loose == {
        (holding.table, column) for holding in HOLDINGS for column in holding.refers
    }, "The database deletes nothing along a column like that: its table has to say what does."


async def test_a_table_is_about_somebody_or_says_why_not() -> None:
    found = [
        holding.table
        for holding in HOLDINGS
        if bool(holding.nobody) == bool(holding.person or holding.organization)
        or (holding.nobody is not None and len(holding.nobody) < SHORTEST_REASON)
        or any(len(why) < SHORTEST_REASON for why in holding.withheld.values())
    ]
    assert not found


async def test_what_is_withheld_is_there() -> None:
    columns = await fetch(
        "SELECT table_name, column_name FROM information_schema.columns"
        " WHERE table_schema = 'public'"
    )
    known = {(row["table_name"], row["column_name"]) for row in columns}

    assert {(one.table, column) for one in HOLDINGS for column in one.withheld} <= known


async def test_no_secret_is_exported() -> None:
    secret = {"password_hash", "credentials", "client_secret", "code_verifier", "sealed"}
    columns = await fetch(
        "SELECT table_name, column_name, data_type FROM information_schema.columns"
        " WHERE table_schema = 'public'"
    )
    found = [
        f"{row['table_name']}.{row['column_name']}"
        for row in columns
        if row["table_name"] not in BOOKKEEPING
        and (row["data_type"] == "bytea" or row["column_name"] in secret)
        and any(
            (part := BY_TABLE[row["table_name"]].part(subject)) and part.is_exported
            for subject in Subject
        )
        and row["column_name"] not in BY_TABLE[row["table_name"]].withheld
    ]
    assert not found, listed(found, "Whoever has an export could act by it: withhold it.")


@pytest.mark.parametrize("holding,part", PARTS)
async def test_each_part_can_be_read_and_erased(holding: Holding, part: Part) -> None:
    nobody = uuid4()

    assert await repository.read_rows(holding, part, nobody, after=None, limit=5) == []
    assert not await repository.has_rows(holding, part, nobody)
    if part.becomes is not None:
        assert await repository.change_rows(holding, part, nobody) == 0
    elif part.stays is None and part.along is None:
        assert await repository.erase_rows(holding, part, nobody, limit=5) == 0


async def test_the_page_about_privacy_tells_of_every_table() -> None:
    told = re.findall(r"`(\w+)`", PAGE.read_text().split("## Exports")[0])

    assert set(told) >= set(BY_TABLE), listed(
        sorted(set(BY_TABLE) - set(told)), "People are told of all that is kept of them."
    )
