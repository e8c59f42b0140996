"""A3: who has an address is told by no answer, and by no work that is done for it.

Time is not measured here, where others run at once: `benchmarks/enumeration.py` does.
"""

import re
from collections import Counter
from typing import Any

import pytest

from allin_gql.core.passwords import PASSWORDS, PasswordHasher
from tests.domains.identity.test_passwords import FORGOT
from tests.fixtures.people import LOG_IN, PASSWORD, REGISTER, Person, register
from tests.fixtures.statements import count_statements
from tests.fixtures.world import World

RESEND = """
mutation Resend($input: ResendVerificationInput!) {
  resendVerification(input: $input) { __typename ... on LetterRequested { email } }
}
"""
NEW = "nobody-has-this@example.org"


class Work:
    """What was done: hashes, statements by what they do and to which table, and jobs."""

    def __init__(self, statements: list[str], hashes: int, jobs: int) -> None:
        # A savepoint costs nothing that could be seen, and where it stands differs.
        kinds = (
            re.match(r'\s*(\w+)[^"]*?(?:INTO|FROM|UPDATE)?\s*"?(\w+)?', one) for one in statements
        )
        self.told = (Counter(kind.groups() if kind else None for kind in kinds), hashes, jobs)


@pytest.fixture
def hashes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Grows with every password that is hashed or checked."""
    done: list[str] = []
    for name in ("_hash", "_verify"):
        original = getattr(PasswordHasher, name)

        def counted(self: PasswordHasher, *given: Any, original: Any = original) -> Any:
            done.append("one")
            return original(self, *given)

        monkeypatch.setattr(PasswordHasher, name, counted)
    assert PASSWORDS.is_set
    return done


async def work_of(
    world: World, person: Person, hashes: list[str], document: str, **input_: Any
) -> tuple[dict[str, Any], Any]:
    """The answer, without the address, and what was done for it."""
    world.jobs.messages.clear()
    hashes.clear()
    with count_statements() as counted:
        answer = await Person(http=person.http).do(document, **input_)
    answer.pop("email", None)
    return answer, Work(counted.statements, len(hashes), len(world.jobs.messages)).told


@pytest.mark.parametrize("document", [FORGOT, RESEND], ids=["forgot", "resend"])
async def test_asking_for_a_letter(
    world: World, owner: Person, hashes: list[str], document: str
) -> None:
    unproved = await register(world, "unproved")

    known = await work_of(world, owner, hashes, document, email=owner.email)
    waiting = await work_of(world, owner, hashes, document, email=unproved.email)
    unknown = await work_of(world, owner, hashes, document, email=NEW)

    assert known == waiting == unknown
    assert known[0]["__typename"] == "LetterRequested"
    assert known[1][2] == 1  # one job, of which nobody sees whether it finds a letter


async def test_signing_in(world: World, owner: Person, hashes: list[str]) -> None:
    known = await work_of(world, owner, hashes, LOG_IN, email=owner.email, password="wrong wrong")
    unknown = await work_of(world, owner, hashes, LOG_IN, email=NEW, password="wrong wrong")

    assert known == unknown
    assert known[0]["code"] == "CREDENTIALS_WRONG"
    assert known[1][1] == 1  # one password was compared, if only with nobody's


async def test_registering(world: World, owner: Person, hashes: list[str]) -> None:
    given = {"password": PASSWORD, "name": "Ada"}
    unproved = await register(world, "unproved")

    unknown = await work_of(world, owner, hashes, REGISTER, email=f"n{owner.email}", **given)
    known = await work_of(world, owner, hashes, REGISTER, email=owner.email, **given)
    waiting = await work_of(world, owner, hashes, REGISTER, email=unproved.email, **given)

    assert known[0] == waiting[0] == unknown[0] == {"__typename": "Registration"}
    assert known[1] == waiting[1]
    counted, hashed, rung = known[1]
    assert (hashed, rung) == unknown[1][1:] == (1, 1)
    assert counted == unknown[1][0]
