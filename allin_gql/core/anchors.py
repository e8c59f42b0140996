"""Anchors: signed notes of how far a chain of events went, kept in a second place.

A chain whose end was cut off is still whole. Who has a note of how far it went sees that it was
longer; and who signs with a key that the database does not know cannot be impersonated there.
"""

import base64
import binascii
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import orjson
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from allin_gql.core.chain import Head
from allin_gql.settings import KeyRing

_VERSION: Final = "allin-anchor-v1"


class AnchorBroken(Exception):
    """A line is no anchor, or not one that we signed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """Where a chain ended at a time."""

    head: Head
    at: str


class Notary:
    """Signs anchors, and knows those that were signed."""

    def __init__(self, keys: KeyRing) -> None:
        self._current_id = keys.current_id
        self._key = Ed25519PrivateKey.from_private_bytes(keys.current)
        self._public = public_keys(keys)

    def sign(self, head: Head, at: datetime) -> bytes:
        """Make the line of an anchor."""
        told = at.isoformat()
        signature = self._key.sign(_signed(str(head.organization_id), head.number, head.hash, told))
        anchor = {
            "version": _VERSION,
            "organization": str(head.organization_id),
            "number": head.number,
            "hash": head.hash,
            "at": told,
            "key": self._current_id,
            "signature": base64.b64encode(signature).decode(),
        }
        return orjson.dumps(anchor) + b"\n"

    def read(self, line: bytes) -> Anchor:
        """Check a line. Raises `AnchorBroken` that says why."""
        try:
            told: dict[str, Any] = orjson.loads(line)
            parts = (told["organization"], told["number"], told["hash"], told["at"])
            head = Head(organization_id=UUID(parts[0]), number=int(parts[1]), hash=str(parts[2]))
            verify = self._verifier(told)
            verify(base64.b64decode(told["signature"], validate=True), _signed(*parts))
        except (ValueError, KeyError, TypeError, AttributeError, binascii.Error) as error:
            raise AnchorBroken("it is no anchor") from error
        except InvalidSignature as error:
            raise AnchorBroken("its signature is not of what it says") from error
        return Anchor(head=head, at=str(told["at"]))

    def _verifier(self, told: Mapping[str, Any]) -> Callable[[bytes, bytes], None]:
        key = self._public.get(told["key"])
        if key is None:
            raise AnchorBroken(f"it is signed with the key {told['key']}, which is not known here")
        return key.verify


def public_keys(keys: KeyRing) -> dict[str, Ed25519PublicKey]:
    """What signatures are checked with, by the ids of the keys."""
    return {
        key_id: Ed25519PrivateKey.from_private_bytes(keys.by_id(key_id) or b"").public_key()
        for key_id in keys.ids()
    }


def _signed(organization: str, number: int, hash_: str, at: str) -> bytes:
    return "\n".join((_VERSION, organization, str(number), hash_, at)).encode()
