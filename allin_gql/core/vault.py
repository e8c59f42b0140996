"""Secrets at rest: AES-256-GCM, bound to the row and column that they belong to.

A sealed value reads `v1.<key id>.<nonce>.<ciphertext and tag>`, the last two in base64url. The
associated data is `v1|table|row|column`, so that a value copied to another row or column does not
open. Keys are named, so that a new one can be used while the old ones are still read.

Every column that holds sealed values is declared beside its model by `sealed_column`, and only
there a `Place` is made: so `allin keys` knows all that a key has sealed, and seals it anew.
"""

import base64
import os
from dataclasses import dataclass
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from allin_gql.core.parts import Part
from allin_gql.settings import KeyRing

_VERSION = "v1"
_PARTS = 4
_NONCE_BYTES = 12  # what GCM is made for; random ones are safe for 2**32 values a key


class SealBroken(Exception):
    """A sealed value was damaged, moved, or its key is not known here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a sealed value is stored."""

    table: str
    row: UUID
    column: str

    def associated_data(self) -> bytes:
        return f"{_VERSION}|{self.table}|{self.row}|{self.column}".encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedColumn:
    """A column of sealed values, in a table whose key is the UUID `id`. It may hold nulls."""

    table: str
    column: str

    def place(self, row: UUID) -> Place:
        """Where the value of a row is."""
        return Place(table=self.table, row=row, column=self.column)


SEALED_COLUMNS: dict[str, SealedColumn] = {}  # by `table.column`, once the models are imported


def sealed_column(table: str, column: str) -> SealedColumn:
    """Declare a column of sealed values. Raises `RuntimeError` for one that is declared already."""
    name = f"{table}.{column}"
    if name in SEALED_COLUMNS:
        raise RuntimeError(f"{name} is declared twice")
    SEALED_COLUMNS[name] = SealedColumn(table=table, column=column)
    return SEALED_COLUMNS[name]


def key_id_of(text: str) -> str:
    """The id of the key that a value is sealed with; an empty text for what is not sealed."""
    parts = text.split(".")
    return parts[1] if len(parts) == _PARTS and parts[0] == _VERSION else ""


class Vault:
    """Seals and opens secrets."""

    def __init__(self, keys: KeyRing) -> None:
        self._keys = keys

    def seal(self, secret: bytes, place: Place) -> str:
        """Encrypt a secret for one place."""
        nonce = os.urandom(_NONCE_BYTES)
        sealed = AESGCM(self._keys.current).encrypt(nonce, secret, place.associated_data())
        return ".".join((_VERSION, self._keys.current_id, _encode(nonce), _encode(sealed)))

    def reseal(self, text: str, place: Place) -> str:
        """Encrypt what is sealed anew, with the current key. Raises `SealBroken`."""
        return self.seal(self.open(text, place), place)

    def open(self, text: str, place: Place) -> bytes:
        """Decrypt a secret. Raises `SealBroken` when it is not what was sealed for this place."""
        try:
            version, key_id, nonce, sealed = text.split(".")
            key = self._keys.by_id(key_id)
            if version != _VERSION or key is None:
                raise SealBroken(f"no key “{key_id}” for a sealed value of version {version}")
            return AESGCM(key).decrypt(_decode(nonce), _decode(sealed), place.associated_data())
        except (ValueError, InvalidTag) as error:
            raise SealBroken(f"the sealed {place.table}.{place.column} does not open") from error


def _encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _decode(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


VAULT: Part[Vault] = Part("the vault")
