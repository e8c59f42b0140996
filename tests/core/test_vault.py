"""Sealed secrets open where they were sealed, with the key that they name, and nowhere else."""

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as some

from allin_gql.core.vault import Place, SealBroken, Vault
from allin_gql.settings import KeyRing

OLD, NEW = bytes(range(32)), bytes(range(32, 64))
PLACE = Place(table="social_accounts", row=UUID(int=1), column="credentials")
VAULT = Vault(KeyRing({"old": OLD}))
ROTATED = Vault(KeyRing({"new": NEW, "old": OLD}))


@given(some.binary(max_size=500))
def test_a_secret_opens_where_it_was_sealed(secret: bytes) -> None:
    assert VAULT.open(VAULT.seal(secret, PLACE), PLACE) == secret


@pytest.mark.parametrize(
    "elsewhere",
    [
        replace(PLACE, row=UUID(int=2)),
        replace(PLACE, column="code_verifier"),
        replace(PLACE, table="platform_apps"),
    ],
)
def test_a_secret_that_was_moved_does_not_open(elsewhere: Place) -> None:
    sealed = VAULT.seal(b"secret", PLACE)

    with pytest.raises(SealBroken):
        VAULT.open(sealed, elsewhere)


def test_the_same_secret_is_never_sealed_the_same() -> None:
    assert VAULT.seal(b"secret", PLACE) != VAULT.seal(b"secret", PLACE)


def test_an_old_key_still_opens_and_the_new_one_seals() -> None:
    assert ROTATED.open(VAULT.seal(b"secret", PLACE), PLACE) == b"secret"
    assert ROTATED.seal(b"secret", PLACE).split(".")[1] == "new"


def test_a_key_that_is_not_there_is_named() -> None:
    with pytest.raises(SealBroken, match="no key “new”"):
        VAULT.open(ROTATED.seal(b"secret", PLACE), PLACE)


def test_another_key_of_the_same_name_does_not_open() -> None:
    with pytest.raises(SealBroken):
        Vault(KeyRing({"old": NEW})).open(VAULT.seal(b"secret", PLACE), PLACE)


@pytest.mark.parametrize("part", range(4))
def test_no_part_can_be_changed(part: int) -> None:
    parts = VAULT.seal(b"secret", PLACE).split(".")
    parts[part] = ("A" if parts[part][0] != "A" else "B") + parts[part][1:]

    with pytest.raises(SealBroken):
        VAULT.open(".".join(parts), PLACE)


@pytest.mark.parametrize(
    "text", ["", "v1", "v1.old", "v1.old.x.y", "v1.old..", "....", "ü.old.a.b"]
)
def test_rubbish_does_not_open(text: str) -> None:
    with pytest.raises(SealBroken):
        VAULT.open(text, PLACE)


def test_what_is_said_of_a_broken_seal_holds_no_secret() -> None:
    with pytest.raises(SealBroken) as broken:
        VAULT.open(VAULT.seal(b"secret", PLACE)[:-1], PLACE)

    assert str(broken.value) == "the sealed social_accounts.credentials does not open"
