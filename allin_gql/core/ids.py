"""Public ids: a UUIDv7 behind the name of its type, such as `post_01k9x3…`, in the TypeID form.

The suffix is the UUID in lower-case Crockford base 32, 26 characters (TypeID specification 0.3).
Inside, everything is keyed by `uuid.UUID`; only the faces read and write this form.
"""

import re
from enum import StrEnum
from itertools import product
from uuid import UUID

import uuid_utils.compat

from allin_gql.core.errors import InvalidId
from allin_gql.core.text import readable

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_THREE = ["".join(three) for three in product(_ALPHABET, repeat=3)]  # for 15 bits each
_VALUES = {character: value for value, character in enumerate(_ALPHABET)}
_FORM = re.compile(r"(?P<kind>[a-z_]{1,63})_(?P<suffix>[0-7][0-9a-hjkmnp-tv-z]{25})")
_BITS_PER_CHARACTER = 5


class IdKind(StrEnum):
    """The type that a public id carries."""

    USER = "user"
    SESSION = "session"
    SECURITY_EVENT = "security_event"
    PASSKEY = "passkey"
    ORGANIZATION = "org"
    MEMBER = "member"
    API_KEY = "api_key"
    INVITATION = "invitation"
    SOCIAL_ACCOUNT = "account"
    POST = "post"
    VARIANT = "variant"
    PUBLICATION = "publication"
    ATTEMPT = "attempt"
    METRIC_SNAPSHOT = "metrics"
    DRAFT_REQUEST = "draft_request"
    DRAFT = "draft"
    EVENT = "event"
    DATA_EXPORT = "export"


_KINDS = {kind.value: kind for kind in IdKind}


def new_id() -> UUID:
    """Make a UUIDv7: unique, and in the order of its making."""
    return uuid_utils.compat.uuid7()


def public_id(kind: IdKind, key: UUID) -> str:
    """Write a key as clients see it."""
    value, three = key.int, _THREE
    return (  # written out: an answer has hundreds of ids
        f"{kind}_{three[value >> 120][1:]}{three[value >> 105 & 32767]}{three[value >> 90 & 32767]}"
        f"{three[value >> 75 & 32767]}{three[value >> 60 & 32767]}{three[value >> 45 & 32767]}"
        f"{three[value >> 30 & 32767]}{three[value >> 15 & 32767]}{three[value & 32767]}"
    )


def parse_any_id(text: str, *, path: tuple[str, ...] = ()) -> tuple[IdKind, UUID]:
    """Read a public id of whichever type. Raises `InvalidId` for what is none."""
    kind = _KINDS.get(text.rpartition("_")[0])
    if kind is None:
        raise InvalidId(f"“{readable(text)}” is not an id of this API.", path=path)
    return kind, parse_id(kind, text, path=path)


def parse_id(kind: IdKind, text: str, *, path: tuple[str, ...] = ()) -> UUID:
    """Read a public id of the given type.

    Raises `InvalidId` that names the type that was expected and the one that came.
    """
    match = _FORM.fullmatch(text)
    if match is None:
        raise InvalidId(
            f"“{readable(text)}” is not an id; expected one like {kind}_01k9….", path=path
        )
    if match["kind"] != kind:
        raise InvalidId(
            f"Expected an id of the type {kind} ({kind}_…), but {match['kind']}_… is another.",
            path=path,
        )
    value = 0
    for character in match["suffix"]:
        value = value << _BITS_PER_CHARACTER | _VALUES[character]
    return UUID(int=value)
