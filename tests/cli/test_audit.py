"""Whatever was changed in the history is found, and named; what is whole is said to be."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from runpy import run_path
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from allin_gql.adapters.anchor_file import AnchorFile
from allin_gql.cli.databases import MIGRATIONS
from allin_gql.cli.environment import variable_of
from allin_gql.cli.kept_secrets import keep_secrets, read_secrets
from allin_gql.cli.main import main
from allin_gql.core.anchors import Notary
from allin_gql.core.chain import Head
from allin_gql.core.ids import IdKind, new_id, public_id
from allin_gql.settings import KeyRing, Settings
from tests.fixtures.services import Services, as_owner, fresh_database

WRITE = """
SELECT write_events(NULL, NULL, (
    SELECT jsonb_agg(jsonb_build_object(
        'organization', $1::uuid, 'type', 'post.updated', 'kind', 'post', 'subject', uuidv7(),
        'data', jsonb_build_object('version', i, 'word', 'Käse "🧀"' || chr(10)),
        'details', '{"address":"192.0.2.1"}', 'salt', repeat('ab', 16)
    )) FROM generate_series(1, $2) i
))
"""
OLD = """
INSERT INTO events
    (id, organization_id, number, type, subject_kind, subject_id, actor_id, data, occurred_at)
SELECT uuidv7(), $1, i, 'post.created', 'post', uuidv7(), NULL, '{}', now()
FROM generate_series(1, 3) AS i
"""
RECEIPT = """
INSERT INTO erasures
    (id, subject, subject_id, organization_ids, state, step, counts, fence, begins_at,
     receipt_fingerprint, created_at)
VALUES (uuidv7(), 'ORGANIZATION', $1, '[]', 'FINISHED', 0, '{}', 1, now(), uuid_send($1), now())
"""
Verify = Callable[..., Awaitable[tuple[int, list[str]]]]


@pytest.fixture(scope="module")
def database(services: Services, worker_id: str) -> str:
    return fresh_database(services, f"audit_{worker_id}")


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, database: str) -> Path:
    """An installation that `allin up` has made, with its database."""
    monkeypatch.chdir(tmp_path)
    for field in Settings.model_fields:
        monkeypatch.setenv(variable_of(field), "")
        monkeypatch.delenv(variable_of(field))
    monkeypatch.setenv("ALLIN_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", database)
    keep_secrets(tmp_path)
    return tmp_path


@pytest.fixture
async def application(database: str) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(database)
    yield connection
    await connection.close()


@pytest.fixture
async def attacker(database: str) -> AsyncIterator[asyncpg.Connection]:
    """Who has come to be the owner of the database, and has taken the triggers away."""
    connection = await asyncpg.connect(as_owner(database))
    await connection.execute("SET session_replication_role = replica")
    yield connection
    await connection.close()


@pytest.fixture
async def organization(application: asyncpg.Connection) -> UUID:
    """One in which ten things have happened."""
    organization_id = new_id()
    await application.execute(WRITE, organization_id, 10)
    return organization_id


@pytest.fixture
def verify(organization: UUID, capsys: pytest.CaptureFixture[str]) -> Verify:
    """Runs `allin audit verify` for the organization; gives its code and its lines."""

    async def run(*arguments: str) -> tuple[int, list[str]]:
        only = ("--organization", public_id(IdKind.ORGANIZATION, organization))
        command = ["audit", "verify", *only, *arguments]
        code = await asyncio.to_thread(main, command)
        return code, "".join(capsys.readouterr()).splitlines()

    return run


async def anchor(
    application: asyncpg.Connection,
    folder: Path,
    organization: UUID,
    *,
    keys: KeyRing | None = None,
) -> Path:
    """Note how far the chain goes, as the clock does."""
    row = await application.fetchrow(
        "SELECT last_number, head FROM event_counters WHERE organization_id = $1", organization
    )
    head = Head(organization_id=organization, number=row["last_number"], hash=row["head"])
    file = folder / "audit-anchors.jsonl"
    notary = Notary(keys or KeyRing.parse(read_secrets(folder)["ALLIN_AUDIT_KEYS"]))
    await AnchorFile(file, notary).add([head])
    return file


def wrong(lines: list[str], organization: UUID) -> list[str]:
    """What is said to be wrong, without whose it is and when it was."""
    name = public_id(IdKind.ORGANIZATION, organization)
    return [line.removeprefix(f"WRONG  {name}: ") for line in lines if line.startswith("WRONG")]


async def test_a_history_that_nobody_changed_is_whole(
    verify: Verify, application: asyncpg.Connection, folder: Path, organization: UUID
) -> None:
    await anchor(application, folder, organization)

    code, lines = await verify()

    assert code == 0
    (line,) = lines
    assert line.startswith(
        "Checked 10 events of 1 organizations, the details of 10 (0 more are erased) and 1 anchors"
    )
    assert line.endswith("all fit.")


@pytest.mark.parametrize(
    "edit",
    [
        "type = 'post.deleted'",
        "data = '{}'",
        "actor_id = uuidv7()",
        "api_key_id = uuidv7()",
        "occurred_at = occurred_at + interval '1 microsecond'",
        "subject_id = uuidv7()",
        "subject_kind = 'user'",
        "id = uuidv7(), details_digest = NULL",
        "hash = repeat('1', 64)",
    ],
)
async def test_an_event_that_was_edited_is_named(
    verify: Verify, attacker: asyncpg.Connection, organization: UUID, edit: str
) -> None:
    await attacker.execute(
        f"UPDATE events SET {edit} WHERE organization_id = $1 AND number = 4",  # noqa: S608  # a word of ours
        organization,
    )

    code, lines = await verify()

    assert code == 1
    (fault, *others) = wrong(lines, organization)
    assert fault.startswith("event 4 (post.")
    assert "does not fit its hash" in fault
    assert all(one.startswith("event 5") for one in others) if "hash" in edit else not others


async def test_an_edited_event_whose_hash_was_made_anew_breaks_the_chain_after_it(
    verify: Verify, attacker: asyncpg.Connection, organization: UUID
) -> None:
    await attacker.execute(
        """
        UPDATE events e SET data = '{}', hash = hash_of_lines(
            (SELECT hash FROM events b WHERE b.organization_id = $1 AND b.number = 3),
            replace(event_record(e), e.data::text, '{}')
        ) WHERE organization_id = $1 AND number = 4
        """,
        organization,
    )

    code, lines = await verify()

    assert code == 1
    (fault,) = wrong(lines, organization)
    assert fault.startswith("event 5 (")


async def test_events_that_were_taken_out_are_named(
    verify: Verify, attacker: asyncpg.Connection, organization: UUID
) -> None:
    await attacker.execute(
        "DELETE FROM events WHERE organization_id = $1 AND number IN (3, 6, 7)", organization
    )

    code, lines = await verify()

    assert code == 1
    assert wrong(lines, organization) == ["event 3 is missing.", "events 6 to 7 are missing."]


async def test_events_that_changed_places_are_both_named_and_no_other(
    verify: Verify, attacker: asyncpg.Connection, organization: UUID
) -> None:
    await attacker.execute(
        "UPDATE events SET number = -number WHERE organization_id = $1 AND number IN (3, 4)",
        organization,
    )
    await attacker.execute(
        "UPDATE events SET number = 7 + number WHERE organization_id = $1 AND number < 0",
        organization,
    )

    code, lines = await verify()

    assert code == 1
    assert [fault.split(" (")[0] for fault in wrong(lines, organization)] == ["event 3", "event 4"]


async def test_an_end_that_was_cut_off_is_noticed_by_the_counter(
    verify: Verify, attacker: asyncpg.Connection, organization: UUID
) -> None:
    await attacker.execute(
        "DELETE FROM events WHERE organization_id = $1 AND number > 8", organization
    )

    code, lines = await verify()

    assert (code, wrong(lines, organization)) == (1, ["events 9 to 10 are missing, at the end."])


async def test_and_with_the_counter_set_back_by_the_anchor_alone(
    verify: Verify,
    application: asyncpg.Connection,
    attacker: asyncpg.Connection,
    folder: Path,
    organization: UUID,
) -> None:
    await anchor(application, folder, organization)
    await attacker.execute(
        "DELETE FROM events WHERE organization_id = $1 AND number > 8", organization
    )
    await attacker.execute(
        "UPDATE event_counters SET last_number = 8, head ="
        " (SELECT hash FROM events WHERE organization_id = $1 AND number = 8)"
        " WHERE organization_id = $1",
        organization,
    )

    code, lines = await verify()
    (folder / "audit-anchors.jsonl").unlink()
    without = await verify()

    assert code == 1
    (fault,) = wrong(lines, organization)
    assert fault.startswith("event 10, anchored 20")
    assert fault.endswith("audit-anchors.jsonl, line 1), is gone.")
    assert without[0] == 0
    assert without[1][1].endswith("is not there, so a missing end is not noticed.")


async def test_a_history_that_was_written_anew_is_noticed_by_its_anchors(
    verify: Verify,
    application: asyncpg.Connection,
    attacker: asyncpg.Connection,
    folder: Path,
    organization: UUID,
) -> None:
    await anchor(application, folder, organization)
    for table in ("events", "event_details", "event_counters"):
        delete = f"DELETE FROM {table} WHERE organization_id = $1"  # noqa: S608  # a word of ours
        await attacker.execute(delete, organization)
    await application.execute(WRITE, organization, 12)

    code, lines = await verify()

    assert code == 1
    (fault,) = wrong(lines, organization)
    assert fault.endswith("is another one: history was written anew.")


@pytest.mark.parametrize(
    "edit, fault",
    [
        ("UPDATE event_details SET body = '{}'", "has details that do not fit their digest"),
        ("UPDATE event_details SET salt = repeat('0', 32)", "has details that do not fit"),
        ("DELETE FROM event_details", "has lost its details; they were not erased"),
    ],
)
async def test_details_that_were_changed_or_taken_away_are_named(
    verify: Verify, attacker: asyncpg.Connection, organization: UUID, edit: str, fault: str
) -> None:
    await attacker.execute(
        f"{edit} WHERE id = (SELECT id FROM events WHERE organization_id = $1 AND number = 2)",  # noqa: S608  # as above
        organization,
    )

    code, lines = await verify()

    assert code == 1
    (found,) = wrong(lines, organization)
    assert found.startswith("event 2 (")
    assert fault in found


async def test_details_that_were_put_there_are_named(
    attacker: asyncpg.Connection, organization: UUID, capsys: pytest.CaptureFixture[str]
) -> None:
    key = new_id()
    await attacker.execute(
        "INSERT INTO event_details (id, organization_id, salt, body) VALUES ($1, $2, '', '{}')",
        key,
        organization,
    )

    code = await asyncio.to_thread(main, ["audit", "verify"])
    await attacker.execute("DELETE FROM event_details WHERE id = $1", key)

    assert code == 1
    assert f"the details {key} are of no event" in capsys.readouterr().out


async def test_what_was_erased_leaves_a_whole_chain(
    verify: Verify, application: asyncpg.Connection, organization: UUID
) -> None:
    await application.execute(
        "SELECT erase_event_details(array_agg(id)) FROM events"
        " WHERE organization_id = $1 AND number <= 3",
        organization,
    )

    code, lines = await verify()

    assert code == 0
    assert "the details of 7 (3 more are erased)" in lines[0]


async def test_an_anchor_that_was_changed_or_signed_by_another_is_named_by_its_line(
    verify: Verify, application: asyncpg.Connection, folder: Path, organization: UUID
) -> None:
    file = await anchor(application, folder, organization)
    told: dict[str, Any] = json.loads(file.read_text())
    forged = KeyRing({"k1": bytes(32)})
    await anchor(application, folder, organization, keys=forged)
    await anchor(application, folder, organization, keys=KeyRing({"k2": bytes(32)}))
    with file.open("a") as lines:
        lines.write(json.dumps({**told, "number": 9}) + "\nrubbish\n")

    code, said = await verify()

    assert code == 1
    prefix = f"WRONG  {file}, line "
    assert [line.removeprefix(prefix) for line in said if line.startswith(prefix)] == [
        "2: its signature is not of what it says.",
        "3: it is signed with the key k2, which is not known here.",
        "4: its signature is not of what it says.",
        "5: it is no anchor.",
    ]


async def test_ten_thousand_events_are_checked_in_batches(
    verify: Verify, application: asyncpg.Connection, organization: UUID
) -> None:
    for _ in range(10):
        await application.execute(WRITE, organization, 999)

    code, lines = await verify()

    assert code == 0
    assert lines[0].startswith("Checked 10,000 events")


async def test_anybody_can_make_the_hashes_with_the_commands_of_the_docs(
    application: asyncpg.Connection, organization: UUID
) -> None:
    rows = await application.fetch(
        "SELECT event_record(e) AS record, e.hash, e.details_digest, d.salt, d.body"
        " FROM events e JOIN event_details d USING (id)"
        " WHERE e.organization_id = $1 ORDER BY number LIMIT 2",
        organization,
    )

    before = "0" * 64
    for row in rows:
        assert sha256sum(f"{before}\n{row['record']}") == row["hash"]
        assert sha256sum(f"{row['salt']}\n{row['body']}") == row["details_digest"]
        before = row["hash"]


def sha256sum(text: str) -> str:
    done = subprocess.run(
        ["/usr/bin/sha256sum"], input=text.encode(), capture_output=True, check=True
    )
    return done.stdout.split()[0].decode()


async def test_what_happened_before_there_was_a_chain_is_chained_by_the_migration(
    services: Services,
    worker_id: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    url = fresh_database(services, f"chained_{worker_id}")
    owner = await asyncpg.connect(as_owner(url))
    (file,) = MIGRATIONS.glob("models/*_event_chain.py")
    undo = await run_path(str(file))["downgrade"](None)
    organization, silent = new_id(), new_id()
    await owner.execute(f"{undo}; DELETE FROM aerich WHERE version LIKE '%event_chain%'")  # noqa: S608  # a migration of ours
    counter = "INSERT INTO event_counters (organization_id, last_number) VALUES ($1, $2)"
    await owner.executemany(counter, [(organization, 3), (silent, 0)])
    await owner.execute(OLD, organization)
    environment = {**os.environ, **read_secrets(tmp_path), "DATABASE_URL": url}

    await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-m", "allin_gql.cli", "migrate"],
        env={**environment, "ALLIN_OWNER_DATABASE_URL": as_owner(url)},
        cwd=MIGRATIONS.parent,
        check=True,
        capture_output=True,
    )
    await owner.execute(WRITE, organization, 2)
    await owner.close()
    monkeypatch.setenv("DATABASE_URL", url)
    code = await asyncio.to_thread(main, ["audit", "verify"])

    assert code == 0
    assert "Checked 5 events of 2 organizations" in capsys.readouterr().out


async def test_anchors_of_an_organization_that_was_erased_are_no_fault_if_its_receipt_is_there(
    verify: Verify, application: asyncpg.Connection, folder: Path, organization: UUID
) -> None:
    await anchor(application, folder, organization)
    await application.execute("SELECT erase_history('events', $1, 100)", organization)
    await application.execute("SELECT erase_history('event_counters', $1, 1)", organization)

    without, _ = await verify()
    await application.execute(RECEIPT, organization)
    code, lines = await verify()

    assert (without, code) == (1, 0)
    assert lines[1].startswith(
        "Of 1 organizations there are anchors and no events: they were erased"
    )
