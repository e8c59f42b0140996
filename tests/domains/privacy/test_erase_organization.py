"""An organization whose delay is over is erased whole, with its history, and not a day before."""

import asyncpg
import pytest

from allin_gql.core.database import fetch
from allin_gql.core.ids import IdKind, parse_id
from allin_gql.core.tokens import fingerprint
from allin_gql.domains.privacy import service
from allin_gql.domains.privacy.models import Erasure
from tests.domains.privacy.asking import RECEIPT, organization_of, user_key
from tests.domains.privacy.test_delete_account import let_in
from tests.domains.privacy.test_erase import found_in
from tests.domains.publishing.engine import CREATE
from tests.fixtures.people import Person, join, mailed_code
from tests.fixtures.world import World

pytestmark = pytest.mark.anyio


async def work(world: World) -> None:
    """Let the clock and workers do what is due, a few times over."""
    for _ in range(6):
        await service.plan_ended_organizations(20)
        await service.ring_for_erasures(20)
        await world.jobs.perform()
        await fetch("UPDATE erasures SET due_at = now() WHERE due_at IS NOT NULL")


async def test_it_goes_with_its_history_and_its_members_stay_people(
    world: World, owner: Person
) -> None:
    guest = await join(world, "guest")
    key = await let_in(owner, guest, "EDITOR")
    await owner.do(CREATE, text="a recipe that nobody else has")
    user = await user_key(owner)
    await fetch(
        "UPDATE organizations SET deletes_at = now(), deleted_at = now() WHERE id = $1", key
    )

    await work(world)

    (erasure,) = await Erasure.filter(subject_id=key)
    assert erasure.state == "FINISHED"
    assert set(await found_in(str(key))) == {"erasures"}
    assert await found_in("a recipe that nobody else has") == {}
    assert (await fetch("SELECT email FROM users WHERE id = $1", user)) == [{"email": owner.email}]
    mail = world.mailbox.last_to(owner.email)
    code = mailed_code(world, owner.email)
    told = (await Person(http=world.http).ask(RECEIPT, code=code))["erasureReceipt"]
    assert fingerprint(code) == bytes(erasure.receipt_fingerprint)
    assert mail.subject == "Your organization on AllIN is erased"
    assert {"table": "organizations", "deleted": 1, "changed": 0} in told["erased"]


async def test_not_before_its_time_and_not_what_was_brought_back(
    world: World, owner: Person
) -> None:
    key = parse_id(IdKind.ORGANIZATION, await organization_of(owner))
    await fetch(
        "UPDATE organizations SET deletes_at = now() + interval '1 hour' WHERE id = $1", key
    )
    await work(world)
    early = await Erasure.filter(subject_id=key).count()
    await fetch("UPDATE organizations SET deletes_at = now() WHERE id = $1", key)
    await service.plan_ended_organizations(20)
    await fetch("UPDATE organizations SET deletes_at = NULL WHERE id = $1", key)

    await work(world)

    (erasure,) = await Erasure.filter(subject_id=key)
    assert (early, erasure.state) == (0, "CANCELLED")
    assert await organization_of(owner)


async def test_the_history_of_an_organization_that_is_there_is_kept(
    world: World, owner: Person
) -> None:
    key = parse_id(IdKind.ORGANIZATION, await organization_of(owner))
    before = await fetch("SELECT count(*) AS n FROM events WHERE organization_id = $1", key)

    application = await asyncpg.connect(world.settings.database_url)
    for statement in (
        f"SELECT erase_history('events', '{key}', 10)",
        f"DELETE FROM events WHERE organization_id = '{key}'",  # noqa: S608  # our own id
    ):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await application.execute(statement)
    await application.close()

    assert before[0]["n"] > 0
    assert await fetch("SELECT count(*) AS n FROM events WHERE organization_id = $1", key) == before


async def test_who_is_nowhere_a_member_then_gets_an_organization_of_their_own(
    world: World, owner: Person
) -> None:
    key = parse_id(IdKind.ORGANIZATION, await organization_of(owner))
    await fetch("UPDATE organizations SET deletes_at = now() WHERE id = $1", key)

    await work(world)

    own = (await owner.ask("{ viewer { role organization { id name } } }"))["viewer"]
    assert (own["role"], own["organization"]["name"]) == ("OWNER", "Owner's organization")
    assert parse_id(IdKind.ORGANIZATION, own["organization"]["id"]) != key
