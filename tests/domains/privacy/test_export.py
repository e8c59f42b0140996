"""Everything that is kept of somebody, in one archive, for them alone and for a week."""

import json
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from allin_gql.core.database import fetch
from allin_gql.core.ids import IdKind, parse_id
from allin_gql.domains.privacy import repository, service
from allin_gql.domains.privacy.graph import pages
from allin_gql.domains.privacy.models import DataExport, DataExportFile
from allin_gql.domains.privacy.service import exporting
from tests.domains.organizations.teams import CHANGE_ROLE, member_id
from tests.domains.privacy.asking import (
    EXPORT_ORGANIZATION,
    EXPORT_SELF,
    EXPORTS,
    exported,
    fetched,
    organization_of,
    unpacked,
    user_key,
)
from tests.fixtures.accounts import connect_bluesky, connect_mastodon, events_of
from tests.fixtures.people import PASSWORD, Person, join, log_in, member
from tests.fixtures.world import API, World
from tests.graph.documented import furnish

pytestmark = pytest.mark.anyio

LONG_AGO = "UPDATE sessions SET proved_at = now() - interval '6 minutes' WHERE user_id = $1"


async def rows_that_name(key: UUID) -> set[tuple[str, str]]:
    """Every row of the database that has a key in a column, by table and its own key."""
    columns = await fetch(
        "SELECT table_name AS name, column_name AS col FROM information_schema.columns"
        " WHERE table_schema = 'public' AND data_type = 'uuid'"
        " AND table_name NOT IN ('event_counters', 'anchored_heads')"
    )
    return {
        (column["name"], str(row["id"]))
        for column in columns
        for row in await fetch(
            f"SELECT id FROM {column['name']} WHERE {column['col']} = $1",  # noqa: S608  # our own names
            key,
        )
    }


async def test_a_person_gets_every_row_that_names_them(world: World) -> None:
    person = (await furnish(world)).person
    key = await user_key(person)
    named = await rows_that_name(key)

    archive = unpacked(await fetched(person, await exported(world, person)))

    told = {
        (table, row["id"]) for table, rows in archive.items() if "." not in table for row in rows
    }
    assert len({table for table, _ in named}) >= 8
    assert named - told == set()
    (user,) = archive["users"]
    assert (user["email"], user["id"]) == (person.email, str(key))


async def test_the_manifest_says_what_there_is_and_what_is_withheld(
    world: World, owner: Person
) -> None:
    archive = unpacked(await fetched(owner, await exported(world, owner)))

    told = {one["folder"]: one for one in json.loads(archive["manifest.json"])["tables"]}
    assert told["users"]["rows"] == len(archive["users"]) == 1
    assert "password_hash" in told["users"]["withheld"]
    assert all(one["rows"] == len(archive.get(table, [])) for table, one in told.items())
    assert "sessions: 1 rows. Sign-ins: from where" in archive["README.txt"]
    assert "without refresh_fingerprint: It is a secret" in archive["README.txt"]


async def test_an_organization_gets_what_it_has_and_no_secrets(world: World, owner: Person) -> None:
    await connect_mastodon(world, owner)
    await connect_bluesky(owner)

    archive = unpacked(await fetched(owner, await exported(world, owner, EXPORT_ORGANIZATION)))

    assert {row["handle"] for row in archive["social_accounts"]} == {
        "maya@127.0.0.1:8001/mastodon",
        "maya.test",
    }
    assert [row["number"] for row in archive["events"]] == [1, 2, 3, 4]
    assert "sessions" not in archive
    text = json.dumps(archive)
    sealed = await fetch("SELECT credentials FROM social_accounts WHERE credentials IS NOT NULL")
    assert len(sealed) >= 2
    assert not [row for row in sealed if row["credentials"] in text]
    assert "$2b$" not in text


async def test_nothing_of_others_is_in_it(world: World, owner: Person, stranger: Person) -> None:
    text = json.dumps(unpacked(await fetched(owner, await exported(world, owner))))
    whole = unpacked(await fetched(owner, await exported(world, owner, EXPORT_ORGANIZATION)))

    assert owner.email in text
    for told in (text, json.dumps(whole)):
        assert stranger.email not in told
        assert str(await user_key(stranger)) not in told


async def test_a_mail_tells_when_it_is_ready(world: World, owner: Person) -> None:
    export = await exported(world, owner)

    mail = world.mailbox.last_to(owner.email)
    assert mail.subject == "Your data is ready"
    assert f"{API}{export['downloadPath']}" in mail.text
    assert (export["state"], export["progress"]) == ("READY", 100)
    expires = datetime.fromisoformat(export["expiresAt"])
    assert timedelta(days=6, hours=23) < expires - datetime.now(UTC) < timedelta(days=7)


async def test_large_tables_are_several_files(
    world: World, owner: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "_ROWS", 2)
    for _ in range(4):
        await log_in(owner)

    export = await exported(world, owner)

    archive = unpacked(await fetched(owner, export))
    assert len({row["id"] for row in archive["sessions"]}) == 5
    files = await DataExportFile.filter(name__startswith="sessions/").order_by("-id").limit(3)
    assert sorted(file.name[-6:-5] for file in files) == ["1", "2", "3"]


async def test_a_worker_that_dies_leaves_it_to_the_next(
    world: World, owner: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = await owner.do(EXPORT_SELF)
    whole = repository.advance_export
    calls = 0

    async def dies_at_the_fourth(export: DataExport, **given: timedelta) -> bool:
        nonlocal calls
        calls += 1
        if calls == 4:
            raise ConnectionError("killed")
        return await whole(export, **given)

    monkeypatch.setattr(repository, "advance_export", dies_at_the_fourth)
    with pytest.raises(ConnectionError):
        await world.jobs.perform()
    (half,) = (await owner.ask(EXPORTS))["dataExports"]["nodes"]
    monkeypatch.setattr(repository, "advance_export", whole)
    await service.ring_for_exports(20)
    key = parse_id(IdKind.DATA_EXPORT, asked["id"])
    rung_early = [message for message in world.jobs.messages if message.ids == (key,)]
    await fetch("UPDATE data_exports SET due_at = now() WHERE due_at IS NOT NULL")  # the lease ends
    await service.ring_for_exports(20)
    await world.jobs.perform()

    (export,) = (await owner.ask(EXPORTS))["dataExports"]["nodes"]
    archive = unpacked(await fetched(owner, export))
    assert (half["state"], half["id"], half["downloadPath"]) == ("RUNNING", asked["id"], None)
    assert 0 < half["progress"] < 100
    assert rung_early == []
    assert len(archive["users"]) == len(archive["sessions"]) == 1
    assert list(archive).count("manifest.json") == 1


async def test_who_was_overtaken_writes_nothing(world: World, owner: Person) -> None:
    await owner.do(EXPORT_SELF)
    row = await DataExport.filter(due_at__not_isnull=True).order_by("-id").first()
    assert row is not None
    first = await repository.claim_export(row.id, lease=timedelta(0))
    second = await repository.claim_export(row.id, lease=timedelta(seconds=9))
    assert first is not None
    assert second is not None

    assert not await repository.advance_export(first, lease=timedelta(0))
    assert await repository.advance_export(second, lease=timedelta(0))
    await world.jobs.perform()


async def test_one_is_made_at_a_time(world: World, owner: Person) -> None:
    await owner.do(EXPORT_SELF)

    again = await owner.do(EXPORT_SELF)
    of_organization = await owner.do(EXPORT_ORGANIZATION)
    await world.jobs.perform()

    assert again["code"] == "EXPORT_UNDER_WAY"
    assert of_organization["__typename"] == "DataExport"
    assert len((await owner.ask(EXPORTS))["dataExports"]["nodes"]) == 2


@pytest.mark.parametrize("document", [EXPORT_SELF, EXPORT_ORGANIZATION])
async def test_it_takes_a_proof(world: World, owner: Person, document: str) -> None:
    await fetch(LONG_AGO, await user_key(owner))

    refused = await owner.do(document)

    assert refused["code"] == "PROOF_NEEDED"
    assert (await owner.ask(EXPORTS))["dataExports"]["nodes"] == []
    assert world.jobs.messages == []


@pytest.mark.parametrize("role", ["PUBLISHER", "EDITOR", "ANALYST"])
async def test_who_may_not_export_the_organization_is_refused(owner: Person, role: str) -> None:
    await fetch(
        "UPDATE organization_members SET role = $2 WHERE user_id = $1", await user_key(owner), role
    )

    assert (await owner.do(EXPORT_ORGANIZATION))["code"] == "NOT_ALLOWED"
    assert (await owner.ask(EXPORTS))["dataExports"]["nodes"] == []


async def test_only_who_asked_fetches_it(
    world: World, owner: Person, stranger: Person, anonymous: Person
) -> None:
    export = await exported(world, owner)

    others = [await fetched(person, export) for person in (stranger, anonymous)]
    with_token_in_address = await owner.http.get(
        f"/exports/{export['id']}?access_token={owner.access_token}"
    )

    assert [answer.status_code for answer in (*others, with_token_in_address)] == [404, 401, 401]
    assert [answer.json()["code"] for answer in others] == ["NOT_FOUND", "UNAUTHENTICATED"]
    assert (await stranger.ask(EXPORTS))["dataExports"]["nodes"] == []
    node = await stranger.ask("query X($id: ID!) { node(id: $id) { id } }", id=export["id"])
    assert node == {"node": None}


async def test_who_lost_the_permission_fetches_nothing(world: World, owner: Person) -> None:
    export = await exported(world, owner, EXPORT_ORGANIZATION)
    before = await fetched(owner, export)
    key = await user_key(owner)

    await fetch("UPDATE organization_members SET role = 'EDITOR' WHERE user_id = $1", key)
    after = await fetched(owner, export)
    await fetch("UPDATE organization_members SET role = 'OWNER' WHERE user_id = $1", key)

    assert (before.status_code, after.status_code) == (200, 403)
    assert after.json()["code"] == "NOT_ALLOWED"


async def test_asking_and_fetching_stand_in_the_history_of_the_organization(
    world: World, owner: Person
) -> None:
    export = await exported(world, owner, EXPORT_ORGANIZATION)
    await fetched(owner, export)

    types = [event.type for event in await events_of(owner)]
    assert types[-2:] == ["organization.export_requested", "organization.export_fetched"]


async def test_what_is_not_ready_is_not_fetched(world: World, owner: Person) -> None:
    asked = await owner.do(EXPORT_SELF)

    answer = await fetched(owner, asked)
    await world.jobs.perform()

    assert (answer.status_code, answer.json()["code"]) == (409, "EXPORT_NOT_READY")
    missing = await owner.http.get("/exports/nothing", headers=owner.headers)
    assert missing.status_code == 404


async def test_after_a_week_it_is_deleted(world: World, owner: Person) -> None:
    export = await exported(world, owner)
    await fetch("UPDATE data_exports SET expires_at = now() WHERE state = 'READY'")

    await service.expire_exports(100)

    (left,) = (await owner.ask(EXPORTS))["dataExports"]["nodes"]
    assert (left["id"], left["state"], left["downloadPath"]) == (export["id"], "EXPIRED", None)
    assert (await fetched(owner, left)).status_code == 409
    assert await DataExportFile.all().count() == 0


async def test_it_is_given_up_when_nobody_gets_on_with_it(
    world: World, owner: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails(*_: object, **__: object) -> None:
        raise ConnectionError

    asked = await owner.do(EXPORT_SELF)
    world.jobs.messages.clear()
    (row,) = await DataExport.filter(due_at__not_isnull=True)
    with monkeypatch.context() as broken:
        broken.setattr(repository, "read_rows", fails)
        for _ in range(5):
            with pytest.raises(ConnectionError):
                await service.make_export(row.id)
            await fetch("UPDATE data_exports SET due_at = now() WHERE id = $1", row.id)
        await service.make_export(row.id)

    (export,) = (await owner.ask(EXPORTS))["dataExports"]["nodes"]
    assert (export["id"], export["state"]) == (asked["id"], "FAILED")
    assert (await exported(world, owner))["state"] == "READY"


async def test_a_member_fetches_in_whichever_organization_they_act(world: World) -> None:
    person, host = await join(world, "guest"), await join(world, "host")
    await fetch(
        "INSERT INTO organization_members (id, organization_id, user_id, role, is_restricted,"
        " created_at) SELECT uuidv7(), organization_id, $1, 'ADMIN', false, now()"
        " FROM organization_members WHERE user_id = $2",
        await user_key(person),
        await user_key(host),
    )
    person.organization = await organization_of(host)
    export = await exported(world, person, EXPORT_ORGANIZATION)

    person.organization = None

    archive = unpacked(await fetched(person, export))
    assert {row["email"] for row in archive["users"]} == {person.email, host.email}
    assert PASSWORD not in json.dumps(archive)


async def test_from_where_others_did_something_to_a_person_is_not_in_it(
    world: World, owner: Person
) -> None:
    person = await member(world, owner, "EDITOR")
    changed = await owner.do(CHANGE_ROLE, memberId=await member_id(person), role="ANALYST")
    assert changed["__typename"] == "OrganizationMember", changed
    key = await fetch(
        "SELECT d.id, d.body FROM event_details d JOIN events e USING (id)"
        " WHERE e.type = 'member.role_changed'"
    )

    archive = unpacked(await fetched(person, await exported(world, person)))

    assert "session_id" in key[-1]["body"]
    assert str(key[-1]["id"]) not in {row["id"] for row in archive.get("event_details", [])}


async def test_fetching_has_a_price(
    world: World, owner: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    export = await exported(world, owner)
    monkeypatch.setattr(pages, "_POINTS", 1_000_000)  # more than there are

    refused = await fetched(owner, export)

    assert refused.status_code == 429
    assert refused.json()["code"] == "RATE_LIMITED"
    assert int(refused.headers["retry-after"]) >= 1
