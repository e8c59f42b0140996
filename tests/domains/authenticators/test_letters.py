"""Every change of a factor is told by mail, and every use of a recovery code."""

from collections.abc import Awaitable, Callable

import pytest

from allin_gql.core.database import fetch
from tests.domains.authenticators.factors import (
    DISABLE_TOTP,
    PROVE,
    REMOVE_PASSKEY,
    RENEW_CODES,
    enroll,
    register_passkey,
)
from tests.fixtures.people import Person
from tests.fixtures.world import Mail, World


async def disable(person: Person) -> None:
    await enroll(person)
    await person.do(DISABLE_TOTP)


async def renew(person: Person) -> None:
    await enroll(person)
    await person.do(RENEW_CODES)


async def remove(person: Person) -> None:
    _, made = await register_passkey(person)
    await person.do(REMOVE_PASSKEY, id=made["passkey"]["id"])


CHANGES: dict[str, tuple[Callable[[Person], Awaitable[object]], str]] = {
    "an application is enrolled": (enroll, "was enrolled as your second factor."),
    "an application is given up": (disable, "is your second factor no longer."),
    "codes are renewed": (renew, "You have new recovery codes"),
    "a passkey is added": (register_passkey, "A passkey was added"),
    "a passkey is removed": (remove, "A passkey was removed."),
}


async def last_letter(world: World, person: Person) -> Mail:
    await world.jobs.perform()
    return world.mailbox.last_to(person.email)


@pytest.mark.parametrize("change, words", CHANGES.values(), ids=CHANGES)
async def test_a_change_is_told(
    world: World, owner: Person, change: Callable[[Person], Awaitable[object]], words: str
) -> None:
    await change(owner)

    letter = await last_letter(world, owner)

    assert letter.subject == "Your second factor for AllIN was changed"
    assert words in " ".join(letter.text.split())
    assert words in " ".join(letter.html.split())


async def test_a_recovery_code_that_was_used_is_told_with_how_many_are_left(
    world: World, owner: Person
) -> None:
    _, codes = await enroll(owner)
    await owner.do(PROVE, recoveryCode=codes[0])

    letter = await last_letter(world, owner)

    assert letter.subject == "A recovery code for AllIN was used"
    assert "9 of ten are left." in " ".join(letter.text.split())
    assert "9 of ten are left." in " ".join(letter.html.split())
    assert codes[0] not in letter.text


async def test_a_refused_change_is_not_told(world: World, owner: Person) -> None:
    await world.jobs.perform()
    before = len(world.mailbox.mails)
    await owner.do(DISABLE_TOTP)
    await owner.do(PROVE, recoveryCode="0000-0000-0000-0000-0000-0000")

    await world.jobs.perform()

    assert len(world.mailbox.mails) == before


async def test_changes_stand_among_the_security_events(owner: Person) -> None:
    _, codes = await enroll(owner)
    await owner.do(PROVE, recoveryCode=codes[0])
    await owner.do(RENEW_CODES)
    _, made = await register_passkey(owner)
    await owner.do(REMOVE_PASSKEY, id=made["passkey"]["id"])
    await owner.do(DISABLE_TOTP)

    rows = await fetch(
        "SELECT kind FROM security_events"
        " WHERE user_id = (SELECT id FROM users WHERE email = $1) ORDER BY id",
        owner.email,
    )

    kinds = [row["kind"] for row in rows]
    assert [kind for kind in kinds if kind.startswith(("TOTP", "PASSKEY", "RECOVERY"))] == [
        "TOTP_ADDED",
        "RECOVERY_CODE_USED",
        "RECOVERY_CODES_RENEWED",
        "PASSKEY_ADDED",
        "PASSKEY_REMOVED",
        "TOTP_REMOVED",
    ]
