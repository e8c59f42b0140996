"""Admitting: from the secret of a key to the viewer that services act for.

What has another form, or a checksum that does not fit, is refused before anybody is asked. A secret
that was good a while ago in this process is looked up at once, in one statement; any other is
counted first, as a guess from its network, so that nobody keeps the database busy with made up
ones.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

import orjson

from allin_gql.core.access import Permission, Role, Viewer
from allin_gql.core.clock import now
from allin_gql.core.errors import NotFound, Unauthenticated
from allin_gql.core.origin import current_origin
from allin_gql.core.parts import SETTINGS
from allin_gql.core.throttle.attempts import ATTEMPTS, Secret
from allin_gql.core.tokens import fingerprint
from allin_gql.domains.developers import repository
from allin_gql.domains.developers.values import KeyMode, is_within, mode_of

_USE_NOTED_EVERY: Final = timedelta(minutes=1)
_MAX_REMEMBERED: Final = 10_000  # fingerprints; about a megabyte

_good: dict[bytes, None] = {}  # fingerprints of secrets that were good, the oldest first


def installation_mode() -> KeyMode:
    """For what keys are good here: where the outside world is the sandbox, for tests."""
    return KeyMode.TEST if SETTINGS.current.is_sandbox else KeyMode.LIVE


async def viewer_by_key(secret: str, *, organization_id: UUID | None) -> Viewer:
    """Who asks with a key, in its organization.

    Raises `Unauthenticated` for one that is not good (any more, or from here), without saying why;
    `NotFound` when another organization is named; `TooManyAttempts`.
    """
    mode, here = mode_of(secret), installation_mode()
    if mode is None:
        raise Unauthenticated("This is no API key: it is mistyped or cut, its checksum is wrong.")
    if mode is not here:
        raise Unauthenticated(f"This is a {mode} key; this installation takes {here} keys only.")
    address = current_origin().address
    found = await _find(fingerprint(secret), address)
    if found is None or not is_within(orjson.loads(found["networks"]), address):
        raise Unauthenticated("This API key is not good: not any more, or not from your network.")
    await _note_use(found, address)
    if organization_id not in {None, found["organization_id"]}:
        raise NotFound("An API key acts in its own organization, and in no other.")
    return Viewer(
        user_id=_uuid(found["user_id"]),
        api_key_id=_uuid(found["id"]),
        secret_id=_uuid(found["secret_id"]),
        organization_id=_uuid(found["organization_id"]),
        is_email_verified=found["email_verified_at"] is not None,
        signed_in_until=found["expires_at"],
        **_standing(found),
    )


async def outdated_by_key(viewers: Sequence[Viewer]) -> set[Viewer]:
    """Those of some who came with keys that are good no longer, or for something else now."""
    found = await repository.standings([one.bearer_id for one in viewers], at=now())
    return {
        viewer
        for place, viewer in enumerate(viewers)
        if place not in found or replace(viewer, **_standing(found[place])) != viewer
    }


async def _find(mark: bytes, address: str | None) -> Mapping[str, Any] | None:
    if mark in _good:
        found = await repository.who_asks(mark, at=now())
        if found is None:
            _good.pop(mark, None)
        return found
    attempts = ATTEMPTS.current
    async with attempts.guess(
        Secret.API_KEY, account=mark.hex(), address=address, is_known=True
    ) as guess:
        found = await repository.who_asks(mark, at=now())
        if found is not None:
            guess.was_right()
            _remember(mark)
    return found


def _remember(mark: bytes) -> None:
    if len(_good) >= _MAX_REMEMBERED:
        del _good[next(iter(_good))]
    _good[mark] = None


async def _note_use(found: Mapping[str, Any], address: str | None) -> None:
    """Write the use down if that was not done for a minute: not at every request."""
    at = now()
    last, since = found["last_used_at"], at - _USE_NOTED_EVERY
    if last is None or last < since:
        await repository.note_use(found["secret_id"], address=address, at=at, unless_since=since)


def _standing(found: Mapping[str, Any]) -> dict[str, Any]:
    """What a key is good for, as it was found: of the accounts those that its maker may use."""
    reaches = [_accounts(found[name]) for name in ("key_reach", "reach") if found[name] is not None]
    return {
        "role": Role(found["role"]),
        "scopes": frozenset(Permission(one) for one in orjson.loads(found["scopes"])),
        "reach": frozenset.intersection(*reaches) if reaches else None,
        "is_frozen": found["is_frozen"],
        "lacks_second_factor": found["lacks_second_factor"],
    }


def _accounts(ids: Iterable[UUID]) -> frozenset[UUID]:
    return frozenset(_uuid(one) for one in ids)


def _uuid(value: UUID) -> UUID:
    return UUID(int=value.int)  # asyncpg has a class of its own
