"""Erased is erased: of a person no address, name or network is left in any table, but a receipt."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

import httpx2
import pytest

from allin_gql.core.database import fetch
from allin_gql.core.ids import IdKind, parse_id
from allin_gql.core.models import IdempotentAnswer
from allin_gql.core.origin import Origin, coming_from
from allin_gql.core.unit_of_work import unit_of_work
from allin_gql.domains.accounts import service as accounts
from allin_gql.domains.identity.models import Session, User
from allin_gql.domains.identity.values import SecurityEventKind
from allin_gql.domains.mail.models import OutgoingMail
from allin_gql.domains.organizations.service import note_security
from allin_gql.domains.privacy import repository, service
from allin_gql.domains.privacy.service import erasing
from tests.domains.organizations.teams import ACCEPT, LEAVE, invite
from tests.domains.privacy.asking import (
    EXPORT_ORGANIZATION,
    RECEIPT,
    erasure_of,
    exported,
    go_on,
    organization_of,
    plan,
    user_key,
)
from tests.domains.privacy.test_delete_account import let_in
from tests.domains.publishing.engine import CREATE
from tests.fixtures.accounts import (
    calls,
    connect_bluesky,
    connect_mastodon,
    count_calls,
    plan_fault,
)
from tests.fixtures.people import LOG_IN, PASSWORD, Person, join, log_in
from tests.fixtures.world import API, World
from tests.graph.documented import furnish

pytestmark = pytest.mark.anyio

NETWORK = "203.0.113.77"
AGENT = "Telltale/7.1"
TABLES = "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"


async def found_in(text: str) -> dict[str, int]:
    """In how many rows of which tables a text stands, in any column, in letters or in bytes."""
    forms = [f"%{text}%", f"%{text.encode().hex()}%"]
    counts = {
        row["name"]: (
            await fetch(
                f"SELECT count(*) AS n FROM {row['name']} t WHERE t::text ILIKE ANY($1::text[])",  # noqa: S608  # our own names
                forms,
            )
        )[0]["n"]
        for row in await fetch(TABLES)
    }
    return {table: count for table, count in counts.items() if count}


async def from_elsewhere(world: World, person: Person) -> None:
    """Let somebody sign in from a network and with a program that nobody else has."""
    app: Any = world.http._transport.app  # type: ignore[attr-defined]  # noqa: SLF001  # the same API
    transport = httpx2.ASGITransport(app=app, client=(NETWORK, 4_711))
    person.http = httpx2.AsyncClient(
        transport=transport, base_url=API, headers={"user-agent": AGENT}
    )
    await log_in(person)


async def note_in_the_night(user_id: UUID) -> None:
    """Let somebody's password be reset from a network: nobody is signed in then."""
    with coming_from(Origin(address=NETWORK)):
        async with unit_of_work() as work:
            await note_security(work, user_id, SecurityEventKind.PASSWORD_RESET)


async def receipt(world: World, code: str) -> dict[str, Any] | None:
    """Read a receipt, signed in as nobody."""
    data = await Person(http=world.http).ask(RECEIPT, code=code)
    found: dict[str, Any] | None = data["erasureReceipt"]
    return found


async def test_nothing_of_a_person_with_everything_is_left(world: World) -> None:
    person = (await furnish(world)).person
    key, own = await user_key(person), await organization_of(person)
    await from_elsewhere(world, person)
    await exported(world, person, EXPORT_ORGANIZATION)
    await person.do(CREATE, text="once", idempotencyKey="a key of theirs")
    name = (await person.ask("{ me { name } }"))["me"]["name"]
    named = {table for text in (person.email, NETWORK, AGENT) for table in await found_in(text)}

    erasure = await go_on(world, await plan(person, own))

    assert {"users", "sessions", "outgoing_mails"} <= named
    assert erasure.state == "FINISHED"
    for text in (person.email, name, NETWORK, AGENT):
        assert await found_in(text) == {}, text
    left = await found_in(str(key))
    assert left == {"users": 1, "erasures": 2}  # the pseudonym: of the person, and who asked
    assert set(await found_in(str(parse_id(IdKind.ORGANIZATION, own)))) == {"erasures"}
    user = await User.get(id=key)
    assert (user.name, user.email) == ("Erased person", f"erased-{key}@erased.invalid")


async def test_what_they_wrote_for_others_stays_under_a_pseudonym(
    world: World, owner: Person
) -> None:
    person = await join(world, "departing")
    key, own = await user_key(person), await organization_of(person)
    await let_in(owner, person, "EDITOR")
    await from_elsewhere(world, person)
    person.organization = await organization_of(owner)
    post = await person.do(CREATE, text="written for the bakery")
    person.organization = None

    await go_on(world, await plan(person, own))

    for text in (person.email, "Departing", NETWORK, AGENT):
        assert await found_in(text) == {}, text
    left = await found_in(str(key))
    assert left == {"users": 1, "erasures": 2, "posts": 1, "events": 1}
    document = "query X($id: ID!) { post(id: $id) { text author { name } } }"
    assert await owner.ask(document, id=post["id"]) == {
        "post": {"text": "written for the bakery", "author": {"name": "Erased person"}}
    }


async def test_the_last_letter_has_the_code_of_the_receipt(world: World, owner: Person) -> None:
    planned = await plan(owner, await organization_of(owner))

    await go_on(world, planned)

    mail = world.mailbox.last_to(owner.email)
    told = await receipt(world, planned["receiptToken"])
    assert mail.subject == "Your AllIN account is erased"
    assert planned["receiptToken"] in mail.text
    assert told is not None
    assert told["digest"] in mail.text
    assert told["subject"] == "PERSON"
    erased = {one["table"]: (one["deleted"], one["changed"]) for one in told["erased"]}
    assert erased["users"] == (0, 1)
    assert erased["sessions"] == (1, 0)
    assert await OutgoingMail.filter(to_address=owner.email).count() == 0


async def test_a_code_that_is_none_reads_nothing(world: World, owner: Person) -> None:
    planned = await plan(owner, await organization_of(owner))
    await go_on(world, planned)
    code = planned["receiptToken"]

    wrong = [code[:-1] + ("0" if code[-1] != "0" else "1"), code[::-1], "", "\ud800"[:0] + "x"]

    assert [await receipt(world, one) for one in wrong] == [None] * 4


async def test_access_to_platforms_is_given_back_first(world: World, owner: Person) -> None:
    await connect_mastodon(world, owner)
    await connect_bluesky(owner)
    own = await organization_of(owner)
    mastodon = await count_calls(world, "mastodon", "POST /oauth/revoke")
    bluesky = await count_calls(world, "bluesky", "POST /xrpc/com.atproto.server.deleteSession")

    await go_on(world, await plan(owner, own))

    assert (await calls(world, mastodon), await calls(world, bluesky)) == (1, 1)


async def test_a_platform_that_is_away_is_waited_for(world: World, owner: Person) -> None:
    await connect_bluesky(owner)
    own = await organization_of(owner)
    endpoint = "POST /xrpc/com.atproto.server.deleteSession"
    fault = await plan_fault(world, "bluesky", endpoint, kind="error", status=503, count=1)
    planned = await plan(owner, own)

    waiting = await go_on(world, planned, turns=3)
    accounts_then = await found_in("maya.test")
    await fetch("UPDATE retired_credentials SET due_at = now()")
    await accounts.ring_for_revocations(100)
    done = await go_on(world, planned)

    assert await calls(world, fault) == 1
    assert (waiting.state, done.state) == ("RUNNING", "FINISHED")
    assert accounts_then["social_accounts"] >= 1


async def test_who_is_killed_leaves_it_to_the_next_and_nothing_is_counted_twice(
    world: World, owner: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(7):
        await log_in(owner)
    monkeypatch.setattr(erasing, "_ROWS", 2)
    whole, deaths = repository.erase_rows, iter([3, 9, 14])
    planned = await plan(owner, await organization_of(owner))
    countdown = next(deaths)

    async def dies(*arguments: Any, limit: int) -> int:
        nonlocal countdown
        count = await whole(*arguments, limit=limit)
        countdown -= 1
        if countdown == 0:
            countdown = next(deaths, -1)
            raise ConnectionError("killed")  # with the transaction
        return count

    monkeypatch.setattr(repository, "erase_rows", dies)
    killed = 0
    for _ in range(6):
        try:
            await go_on(world, planned)
            break
        except ConnectionError:
            killed += 1
            await fetch("UPDATE erasures SET due_at = now() WHERE due_at IS NOT NULL")

    told = await receipt(world, planned["receiptToken"])
    assert killed == 3
    assert told is not None
    assert {"table": "sessions", "deleted": 8, "changed": 0} in told["erased"]
    assert await found_in(owner.email) == {}


async def test_run_again_it_changes_nothing(world: World, owner: Person) -> None:
    planned = await plan(owner, await organization_of(owner))
    erasure = await go_on(world, planned)
    before = await receipt(world, planned["receiptToken"])

    await service.erase(erasure.id)
    await service.ring_for_erasures(20)

    assert await world.jobs.perform() == 0
    assert await receipt(world, planned["receiptToken"]) == before


async def test_what_comes_late_is_erased_too(
    world: World, owner: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned = await plan(owner, await organization_of(owner))
    key = (await erasure_of(planned)).subject_id
    whole, is_late = repository.has_rows, True

    async def somebody_signs_in(*arguments: Any) -> bool:
        nonlocal is_late
        if is_late and arguments[2] == key:
            is_late = False
            await log_in(owner)
        return await whole(*arguments)

    monkeypatch.setattr(repository, "has_rows", somebody_signs_in)
    await go_on(world, planned)

    assert not is_late
    assert await Session.filter(user_id=key).count() == 0
    assert await found_in(owner.email) == {}


async def test_answers_that_were_kept_for_them_are_erased(world: World, owner: Person) -> None:
    await IdempotentAnswer.all().delete()
    own = await organization_of(owner)
    for email in (owner.email, owner.email.upper()):
        key = f"once {email}"
        await Person(http=owner.http).do(LOG_IN, email=email, password=PASSWORD, idempotencyKey=key)
    await owner.do(CREATE, text="once", idempotencyKey="a post")
    before = await IdempotentAnswer.all().count()

    await go_on(world, await plan(owner, own))

    assert (before, await IdempotentAnswer.all().count()) == (3, 0)


async def test_afterwards_they_are_like_anybody_unknown(world: World, owner: Person) -> None:
    await go_on(world, await plan(owner, await organization_of(owner)))
    answers: Sequence[dict[str, Any]] = [
        await Person(http=world.http).do(LOG_IN, email=email, password=PASSWORD)
        for email in (owner.email, "nobody@example.org")
    ]

    again = await join(world, "again")

    assert answers[0] == answers[1]
    assert answers[0]["code"] == "CREDENTIALS_WRONG"
    assert (await again.ask("{ me { name } }"))["me"]["name"] == "Again"


async def test_of_two_owners_who_go_at_once_one_stays_for_the_others(
    world: World, owner: Person
) -> None:
    partner, guest = await join(world, "partner"), await join(world, "guest")
    own = await organization_of(partner)
    key = await let_in(owner, partner, "OWNER")
    await let_in(owner, guest, "EDITOR")
    planned = [await plan(owner), await plan(partner, own)]
    ids = [(await erasure_of(one)).id for one in planned]

    await asyncio.gather(*(service.erase(one) for one in ids))
    done = [await go_on(world, one) for one in planned]

    assert sorted(one.state for one in done) == ["CANCELLED", "FINISHED"]
    left = "SELECT role FROM organization_members WHERE organization_id = $1 ORDER BY role"
    assert [row["role"] for row in await fetch(left, key)] == ["EDITOR", "OWNER"]


async def test_nothing_is_left_where_they_were_a_member_once_under_another_address(
    world: World, owner: Person
) -> None:
    old = "departed-long-ago@example.org"
    code = await invite(world, owner, old)
    person = await join(world, "departed", email=old)
    own = await organization_of(person)
    await person.do(ACCEPT, token=code)
    await note_in_the_night(await user_key(person))
    here = replace(person, organization=await organization_of(owner))
    assert (await here.do(LEAVE))["__typename"] == "EndedMembership"
    await fetch("UPDATE users SET email = 'new@example.org' WHERE email = $1", old)
    await fetch("DELETE FROM outgoing_mails WHERE to_address = $1", old)  # as after 30 days
    person.email = "new@example.org"

    erasure = await go_on(world, await plan(person, own))

    assert erasure.state == "FINISHED"
    for text in (old, NETWORK):
        assert await found_in(text) == {}, text
