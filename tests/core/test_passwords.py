"""Passwords of any length and script are told apart, and only with the pepper."""

import asyncio

import bcrypt
import pytest

from allin_gql.core.errors import Unavailable
from allin_gql.core.passwords import PasswordHasher

PEPPER = bytes(range(32))


@pytest.fixture
def hasher() -> PasswordHasher:
    return PasswordHasher(pepper=PEPPER, rounds=4)


@pytest.mark.parametrize(
    "password",
    ["", "correct horse battery", "p" * 1_024, "пароль 密码 🔑", "a\x00b", "\ud800"],
    ids=["empty", "usual", "long", "unicode", "NUL", "half a pair"],
)
async def test_a_password_is_known_again(hasher: PasswordHasher, password: str) -> None:
    stored = await hasher.hash(password)

    assert await hasher.verify(password, stored)
    assert not await hasher.verify(password + "x", stored)
    assert not await hasher.verify("x" + password, stored)


@pytest.mark.parametrize("start", ["p" * 72, "a\x00", "🔑" * 18])
async def test_passwords_differ_after_what_bcrypt_reads(hasher: PasswordHasher, start: str) -> None:
    assert not await hasher.verify(f"{start}2", await hasher.hash(f"{start}1"))


async def test_a_hash_has_salt_rounds_and_a_length(hasher: PasswordHasher) -> None:
    stored = await hasher.hash("password")

    assert stored.startswith("$2b$04$")
    assert len(stored) == 60
    assert stored != await hasher.hash("password")


async def test_a_hash_is_worth_nothing_without_the_pepper(hasher: PasswordHasher) -> None:
    thief = PasswordHasher(pepper=bytes(32), rounds=4)

    assert not await thief.verify("password", await hasher.hash("password"))


async def test_nobody_is_checked_like_somebody_and_never_right(
    hasher: PasswordHasher, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bytes] = []
    real = bcrypt.checkpw

    def checkpw(password: bytes, stored: bytes) -> bool:
        asked.append(stored)
        return real(password, stored)

    monkeypatch.setattr(bcrypt, "checkpw", checkpw)

    assert not await hasher.verify("password", None)
    assert not await hasher.verify("nobody", None)
    assert [stored[:7] for stored in asked] == [b"$2b$04$", b"$2b$04$"]


async def test_too_many_at_once_are_told_to_come_again(hasher: PasswordHasher) -> None:
    answers = await asyncio.gather(
        *(hasher.hash("password") for _ in range(70)), return_exceptions=True
    )

    refused = [answer for answer in answers if isinstance(answer, Unavailable)]
    assert len(refused) == 70 - 64
    assert refused[0].is_retryable
    assert await hasher.hash("password")
