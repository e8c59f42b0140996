"""The history is only added to: by the application in one way, by the owner in no other."""

from collections.abc import AsyncIterator
from uuid import UUID

import asyncpg
import pytest

from allin_gql.cli.roles import is_owner
from allin_gql.core.ids import new_id
from allin_gql.core.origin import Origin, coming_from
from allin_gql.core.unit_of_work import unit_of_work
from tests.core.happenings import baked
from tests.fixtures.services import as_owner
from tests.fixtures.world import World

CHANGES = (
    "UPDATE events SET type = type WHERE organization_id = $1",
    "UPDATE events SET hash = '' WHERE organization_id = $1",
    "DELETE FROM events WHERE organization_id = $1",
    "DELETE FROM event_details WHERE organization_id = $1",
    "UPDATE event_details SET body = '{}' WHERE organization_id = $1",
    "DELETE FROM event_counters WHERE organization_id = $1",
    "UPDATE event_counters SET last_number = 1 WHERE organization_id = $1",
    "UPDATE event_counters SET head = '' WHERE organization_id = $1",
)
TRUNCATES = ("TRUNCATE events", "TRUNCATE event_details", "TRUNCATE event_counters")
INSERTS = (
    "INSERT INTO events SELECT * FROM events WHERE organization_id = $1",
    "INSERT INTO event_details SELECT * FROM event_details WHERE organization_id = $1",
    "INSERT INTO event_counters SELECT * FROM event_counters WHERE organization_id = $1",
)
OTHERS = (
    "ALTER TABLE events DISABLE TRIGGER ALL",
    "DROP TRIGGER events_are_kept ON events",
    "DROP TABLE events",
    "CREATE TABLE another (id uuid)",
    "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE sql AS ''",
    "INSERT INTO aerich (version, app, content) VALUES ('', '', '{}')",
    "SET session_replication_role = replica",
)
WHOLE = """
SELECT e::text, d::text, c::text FROM events e JOIN event_details d USING (id)
JOIN event_counters c ON c.organization_id = e.organization_id
WHERE e.organization_id = $1 ORDER BY e.number
"""


@pytest.fixture
async def bakery(world: World) -> UUID:  # noqa: ARG001  # it happens there
    """An organization with two events that have details."""
    organization_id = new_id()
    with coming_from(Origin(address="192.0.2.1")):
        async with unit_of_work() as work:
            work.emit(baked(organization_id))
    return organization_id


@pytest.fixture
async def application(world: World) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(world.settings.database_url)
    yield connection
    await connection.close()


@pytest.fixture
async def owner_of_database(world: World) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(as_owner(world.settings.database_url or ""))
    yield connection
    await connection.close()


async def refused(connection: asyncpg.Connection, statement: str, bakery: UUID) -> bool:
    try:
        await connection.execute(statement, *([bakery] if "$1" in statement else []))
    except asyncpg.InsufficientPrivilegeError:
        return True
    return False


async def test_the_application_can_change_nothing_of_what_happened(
    application: asyncpg.Connection, bakery: UUID
) -> None:
    before = await application.fetch(WHOLE, bakery)

    refusals = {
        statement: await refused(application, statement, bakery)
        for statement in (*CHANGES, *TRUNCATES, *INSERTS, *OTHERS)
    }

    assert [statement for statement, is_refused in refusals.items() if not is_refused] == []
    assert await application.fetch(WHOLE, bakery) == before
    assert len(before) == 2


async def test_nor_has_it_been_granted_to(application: asyncpg.Connection) -> None:
    granted = await application.fetch(
        "SELECT t, p FROM unnest($1::text[]) t, unnest($2::text[]) p"
        " WHERE has_table_privilege(current_user, t, p)",
        ["events", "event_details", "event_counters", "aerich"],
        ["INSERT", "UPDATE", "DELETE", "TRUNCATE", "TRIGGER", "REFERENCES"],
    )

    assert granted == []


async def test_nor_can_the_owner_as_long_as_the_triggers_are_there(
    owner_of_database: asyncpg.Connection, bakery: UUID
) -> None:
    before = await owner_of_database.fetch(WHOLE, bakery)

    refusals = {
        statement: await refused(owner_of_database, statement, bakery)
        for statement in (*CHANGES, *TRUNCATES)
    }

    assert [statement for statement, is_refused in refusals.items() if not is_refused] == []
    assert await owner_of_database.fetch(WHOLE, bakery) == before


async def test_who_runs_the_application_is_not_the_owner(
    application: asyncpg.Connection, owner_of_database: asyncpg.Connection
) -> None:
    assert not await is_owner(application)
    assert await is_owner(owner_of_database)


async def test_details_are_erased_and_nothing_else_is(
    application: asyncpg.Connection, bakery: UUID
) -> None:
    before = await application.fetch("SELECT * FROM events WHERE organization_id = $1", bakery)
    first, second = (row["id"] for row in sorted(before, key=lambda row: int(row["number"])))

    erased = await application.fetchval("SELECT erase_event_details($1)", [first])
    again = await application.fetchval("SELECT erase_event_details($1)", [first])

    assert (erased, again) == (1, 0)
    left = await application.fetch(
        "SELECT id, salt, body, erased_at IS NULL AS is_kept FROM event_details"
        " WHERE organization_id = $1 ORDER BY id",
        bakery,
    )
    assert [(row["id"], row["body"] is None, row["salt"] is None) for row in left] == [
        (first, True, True),
        (second, False, False),
    ]
    assert [row["is_kept"] for row in left] == [False, True]
    after = await application.fetch("SELECT * FROM events WHERE organization_id = $1", bakery)
    assert after == before


async def test_what_happened_to_how_somebody_signs_in_is_only_added_or_erased(
    application: asyncpg.Connection, bakery: UUID
) -> None:
    change = "UPDATE security_events SET kind = 'SIGNED_IN' WHERE user_id = $1"

    assert await refused(application, change, bakery)
    assert not await refused(application, "DELETE FROM security_events WHERE user_id = $1", bakery)
