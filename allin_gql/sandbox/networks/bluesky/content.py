"""The content address of a record: DAG-CBOR, hashed, as a CID in base32.

Only what JSON can carry is encoded; that is all a record has.
See https://ipld.io/specs/codecs/dag-cbor/spec/ and https://github.com/multiformats/cid.
"""

import base64
import binascii
import hashlib
import re
from typing import Any

DAG_CBOR, RAW = b"\x01\x71\x12\x20", b"\x01\x55\x12\x20"  # version, codec, SHA-256, 32 bytes
_UNSIGNED, _NEGATIVE, _BYTES, _TEXT, _ARRAY, _MAP = range(6)
_SIZES = ((24, 0), (1 << 8, 1), (1 << 16, 2), (1 << 32, 4), (1 << 64, 8))
_CID = re.compile(r"baf(yrei|krei)[a-z2-7]{52}")
_CID_TAG = b"\xd8\x2a\x58\x25\x00"  # tag 42, 37 bytes that begin with a zero


def cid_of(value: Any) -> str:  # noqa: ANN401  # whatever JSON can hold
    """Answer the CID of a record."""
    return _cid(DAG_CBOR, encode(value))


def cid_of_bytes(data: bytes) -> str:
    """Answer the CID of a blob."""
    return _cid(RAW, data)


def is_cid(text: str) -> bool:
    """Whether this is a CID of a record or of a blob."""
    return _CID.fullmatch(text) is not None


def in_order(value: Any) -> Any:  # noqa: ANN401  # whatever JSON can hold
    """Answer the value with its keys in the order in which they are stored: short ones first."""
    if isinstance(value, dict):
        return {key: in_order(value[key]) for key in sorted(value, key=_rank)}
    if isinstance(value, list):
        return [in_order(part) for part in value]
    return value


def encode(value: Any) -> bytes:  # noqa: ANN401  # whatever JSON can hold
    """Answer the DAG-CBOR of what JSON can hold, without fractions."""
    match value:
        case None:
            return b"\xf6"
        case bool():
            return b"\xf5" if value else b"\xf4"
        case int():
            return _head(_UNSIGNED, value) if value >= 0 else _head(_NEGATIVE, -1 - value)
        case str():
            return _head(_TEXT, len(value.encode())) + value.encode()
        case list():
            return _head(_ARRAY, len(value)) + b"".join(map(encode, value))
        case dict():
            return _special(value) or _mapping(value)
    raise TypeError(f"a record can not hold {type(value).__name__}")


def _mapping(value: dict[str, Any]) -> bytes:
    pairs = (encode(key) + encode(value[key]) for key in sorted(value, key=_rank))
    return _head(_MAP, len(value)) + b"".join(pairs)


def _special(value: dict[str, Any]) -> bytes | None:
    """Answer a link or bytes, which JSON writes as an object with one key."""
    match value:
        case {"$link": str(cid), **rest} if not rest and is_cid(cid):
            return _CID_TAG + base64.b32decode(cid[1:].upper() + "=" * (-len(cid[1:]) % 8))
        case {"$bytes": str(text), **rest} if not rest:
            try:
                data = base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
            except binascii.Error:
                return None
            return _head(_BYTES, len(data)) + data
    return None


def _rank(key: str) -> tuple[int, bytes]:
    return len(key.encode()), key.encode()


def _head(major: int, argument: int) -> bytes:
    if argument < _SIZES[0][0]:
        return bytes([major << 5 | argument])
    step, size = next((i + 23, size) for i, (end, size) in enumerate(_SIZES) if argument < end)
    return bytes([major << 5 | step]) + argument.to_bytes(size, "big")


def _cid(prefix: bytes, data: bytes) -> str:
    digest = prefix + hashlib.sha256(data).digest()
    return "b" + base64.b32encode(digest).decode().rstrip("=").lower()
