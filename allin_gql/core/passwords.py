"""Passwords: bcrypt over a keyed SHA-384, so that none is cut at bcrypt's 72 bytes.

`bcrypt(base64(HMAC-SHA-384(pepper, password)))`: the base64 is 64 characters, whatever the length
of the password, and a stolen table is of no use without the pepper. Hashing takes a quarter of a
second of a core by intent, so it happens in two threads of its own, never on the event loop.
"""

import asyncio
import base64
import hashlib
import hmac
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar, TypeVarTuple

import bcrypt

from allin_gql.core.errors import Unavailable
from allin_gql.core.parts import Part

R = TypeVar("R")
Ts = TypeVarTuple("Ts")

_THREADS = 2  # bcrypt releases the GIL; more would only take the cores from everything else
_MAX_WAITING = 64  # at a quarter of a second each, the last one waits for about eight seconds


class PasswordHasher:
    """Hashes and checks passwords off the event loop."""

    def __init__(self, *, pepper: bytes, rounds: int) -> None:
        self._pepper = pepper
        self._rounds = rounds
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="bcrypt")
        self._waiting = 0
        # Checked against when there is no such user, so that both answers take the same time.
        self._nobody = bcrypt.hashpw(b"nobody", bcrypt.gensalt(rounds)).decode()

    async def hash(self, password: str) -> str:
        """Hash a password. Raises `Unavailable` when too many are waiting."""
        return await self._run(self._hash, password)

    async def verify(self, password: str, stored: str | None) -> bool:
        """Check a password; without a stored hash it takes as long, and is never right."""
        is_right = await self._run(self._verify, password, stored or self._nobody)
        return is_right and stored is not None

    def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _hash(self, password: str) -> str:
        return bcrypt.hashpw(self._keyed(password), bcrypt.gensalt(self._rounds)).decode()

    def _verify(self, password: str, stored: str) -> bool:
        return bcrypt.checkpw(self._keyed(password), stored.encode())

    def _keyed(self, password: str) -> bytes:
        # A password of halves of pairs is nobody's, but it has to be found wrong like any other.
        text = password.encode(errors="surrogatepass")
        digest = hmac.new(self._pepper, text, hashlib.sha384).digest()
        return base64.b64encode(digest)

    async def _run(self, work: Callable[[*Ts], R], *arguments: *Ts) -> R:
        if self._waiting >= _MAX_WAITING:
            raise Unavailable("Too many people are signing in at this moment; try again shortly.")
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work, *arguments)
        finally:
            self._waiting -= 1


PASSWORDS: Part[PasswordHasher] = Part("the password hasher")
