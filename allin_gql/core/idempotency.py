"""Idempotency: what was done under a key is not done again, but answered as it was the first time.

An answer is stored in the transaction of its effect, so that both are there or neither. Who is at
it holds a lock of that transaction and nothing else: a process that dies leaves nothing behind that
others would wait for. Refusals and failures are not stored, for nothing was done.

Answers may hold tokens: they are sealed, together with a digest of the request, so that neither can
be read or guessed from the table. Of the key only a digest is kept.
"""

import asyncio
import hashlib
import json
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

import orjson

from allin_gql.core.database import fetch
from allin_gql.core.errors import Conflict, Unavailable
from allin_gql.core.models import SEALED_ANSWER
from allin_gql.core.text import checked_text
from allin_gql.core.transactions import ClaimLost, hold_transaction
from allin_gql.core.vault import VAULT

MAX_KEY = 255  # characters
KEPT = timedelta(days=7)
KEPT_SECRETS = timedelta(minutes=10)  # answers with tokens, which are of no use for longer
_PATIENCE = timedelta(seconds=5)  # with one who is at it; then the caller may ask again
_FIRST_PAUSE = 0.02  # seconds between two looks at what another process does; doubles
_LONGEST_PAUSE = 0.5
_FORGOTTEN_AT_ONCE = 1_000  # rows; a statement has five seconds

# The lock is let go with the transaction; outside of one it only tells whether it was free.
_LOOK = """
SELECT pg_try_advisory_xact_lock($1) AS is_free, answer.sealed
FROM (SELECT) AS once
LEFT JOIN idempotent_answers AS answer ON answer.id = $2 AND answer.expires_at > now()
"""
_STORE = """
INSERT INTO idempotent_answers AS known (id, sealed, expires_at, person)
VALUES ($1, $2, now() + $3, $4)
ON CONFLICT (id) DO UPDATE
SET sealed = EXCLUDED.sealed, expires_at = EXCLUDED.expires_at, person = EXCLUDED.person
WHERE known.expires_at <= now()
RETURNING id
"""
_FORGET = """
DELETE FROM idempotent_answers WHERE id IN (
    SELECT id FROM idempotent_answers WHERE expires_at <= now()
    ORDER BY expires_at LIMIT $1 FOR UPDATE SKIP LOCKED
)
RETURNING id
"""


class IdempotencyMismatch(Conflict):
    """The key was used for something else."""

    code = "IDEMPOTENCY_MISMATCH"
    cause = "Something else was done under this key: with another input, or another selection."
    remedy = (
        "Use a new key for each thing to do; ask again with the same document to get the "
        "first answer."
    )
    arises = "any mutation with an `idempotencyKey`"


class IdempotencyInProgress(Unavailable):
    """What has this key is still being done."""

    code = "IDEMPOTENCY_IN_PROGRESS"
    cause = "The first request with this key has not ended for more than five seconds."
    remedy = "Repeat the same request with the same key, after `retryAfterSeconds`."
    arises = "any mutation with an `idempotencyKey`"
    number_names = ("retryAfterSeconds",)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyedRequest:
    """Something to be done once: `id` says under which key and whose, `digest` says what.

    `person` is a digest of whoever asks, where that is a person: what was answered to them is
    found, and erased, with them.
    """

    id: UUID
    digest: bytes
    kept: timedelta
    person: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answered:
    digest: bytes
    answer: Any


@dataclass(frozen=True, slots=True)
class _Patience:
    until: float = field(default_factory=lambda: time.monotonic() + _PATIENCE.total_seconds())

    @property
    def left(self) -> float:
        """Seconds."""
        return self.until - time.monotonic()


# What this process is doing at this moment; each is given what was answered, or nothing.
_UNDER_WAY: dict[UUID, "asyncio.Future[_Answered | None]"] = {}


def keyed_request(
    key: str,
    owner: Sequence[str],
    content: bytes,
    *,
    kept: timedelta = KEPT,
    person: str | None = None,
) -> KeyedRequest:
    """A request under a key; every owner has keys of their own. `person` is a user's id or address.

    Raises `InvalidInput` for a key that is none.
    """
    key = checked_text(key, label="key", path=("idempotencyKey",), maximum=MAX_KEY)
    name = hashlib.sha256(json.dumps([*owner, key]).encode()).digest()
    digest = hashlib.sha256(content).digest()
    return KeyedRequest(
        id=UUID(bytes=name[:16]),
        digest=digest,
        kept=kept,
        person=None if person is None else person_digest(person),
    )


def person_digest(person: str) -> UUID:
    """What stands for a person beside an answer: half of the SHA-256 of their id or address.

    The same in SQL: `left(encode(sha256(convert_to(person, 'UTF8')), 'hex'), 32)::uuid`.
    """
    return UUID(bytes=hashlib.sha256(person.encode(errors="replace")).digest()[:16])


async def perform_once(request: KeyedRequest, perform: Callable[[], Awaitable[Any]]) -> Any:  # noqa: ANN401  # any JSON
    """Perform a request and store its answer, or give the answer of whoever has performed it.

    `perform` may be called more than once, with everything taken back between. Raises
    `IdempotencyMismatch` when something else was done under the key, `IdempotencyInProgress` when
    it is still being done after a few seconds, and what `perform` raises.
    """
    patience = _Patience()
    while (under_way := _UNDER_WAY.get(request.id)) is not None:
        await asyncio.wait([under_way], timeout=patience.left)
        if not under_way.done():
            raise _in_progress()
        answered = under_way.result()
        if answered is not None and answered.digest == request.digest:
            return answered.answer
    return await _lead(request, perform, patience)


async def forget_answers() -> None:
    """Delete what was kept for long enough. Work for nobody: called by the clock."""
    while len(await fetch(_FORGET, _FORGOTTEN_AT_ONCE)) == _FORGOTTEN_AT_ONCE:
        pass


async def _lead(
    request: KeyedRequest, perform: Callable[[], Awaitable[Any]], patience: _Patience
) -> Any:  # noqa: ANN401  # any JSON
    """Find an answer for all who wait for it in this process."""
    under_way = _UNDER_WAY[request.id] = asyncio.get_running_loop().create_future()
    answered: _Answered | None = None
    try:
        answered = await _stored_or_performed(request, perform, patience)
        return answered.answer
    finally:
        del _UNDER_WAY[request.id]
        under_way.set_result(answered)


async def _stored_or_performed(
    request: KeyedRequest, perform: Callable[[], Awaitable[Any]], patience: _Patience
) -> _Answered:
    pause = _FIRST_PAUSE
    while True:
        is_free, sealed = await _look(request)
        if sealed is not None:
            return _opened(request, sealed)
        if is_free:
            with suppress(ClaimLost):
                return await _perform(request, perform)
        if patience.left < pause:
            raise _in_progress()
        await asyncio.sleep(pause)
        pause = min(2 * pause, _LONGEST_PAUSE)


async def _perform(request: KeyedRequest, perform: Callable[[], Awaitable[Any]]) -> _Answered:
    async with hold_transaction(lambda: _claim(request)) as held:
        try:
            answer = await perform()
        except Exception as error:
            if held.is_lost:  # however it was told by those in between
                raise ClaimLost from error
            raise
        if not held.has_refused:
            await held.begin()  # where there was no unit of work
            await _store(request, answer)
    return _Answered(digest=request.digest, answer=answer)


async def _claim(request: KeyedRequest) -> bool:
    is_free, sealed = await _look(request)
    return is_free and sealed is None


async def _look(request: KeyedRequest) -> tuple[bool, str | None]:
    """Whether nobody is at it, and what is stored."""
    lock = int.from_bytes(request.id.bytes[:8], signed=True)
    (row,) = await fetch(_LOOK, lock, request.id)
    return row["is_free"], row["sealed"]


async def _store(request: KeyedRequest, answer: Any) -> None:  # noqa: ANN401  # any JSON
    sealed = VAULT.current.seal(
        request.digest + orjson.dumps(answer), SEALED_ANSWER.place(request.id)
    )
    if not await fetch(_STORE, request.id, sealed, request.kept, request.person):
        # Another was stored between the look and the lock, which are one statement.
        raise ClaimLost


def _opened(request: KeyedRequest, sealed: str) -> _Answered:
    opened = VAULT.current.open(sealed, SEALED_ANSWER.place(request.id))
    size = len(request.digest)
    if opened[:size] != request.digest:
        raise IdempotencyMismatch(
            "This key was used for another request: with another input, or another selection."
            " Take a new key for each thing to do.",
            path=("idempotencyKey",),
        )
    return _Answered(digest=request.digest, answer=orjson.loads(opened[size:]))


def _in_progress() -> IdempotencyInProgress:
    seconds = _PATIENCE.total_seconds()
    return IdempotencyInProgress(
        f"The request with this key is still being worked on; ask again in {seconds:g} seconds,"
        " with the same key.",
        path=("idempotencyKey",),
        numbers={"retryAfterSeconds": seconds},
    )
