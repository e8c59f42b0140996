"""The formats of AT Protocol's strings: https://atproto.com/specs/lexicon#string-formats."""

import re
from collections.abc import Callable, Mapping

from allin_gql.sandbox.networks.bluesky.content import is_cid

_LABEL = r"[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
_HANDLE = re.compile(rf"({_LABEL}\.)+[a-zA-Z]([a-zA-Z0-9-]{{0,61}}[a-zA-Z0-9])?")
_DID = re.compile(r"did:[a-z]+:[a-zA-Z0-9._:%-]*[a-zA-Z0-9._-]")
_NSID = re.compile(
    rf"[a-zA-Z]([a-zA-Z0-9-]{{0,61}}[a-zA-Z0-9])?(\.{_LABEL})+\.[a-zA-Z][a-zA-Z0-9]{{0,62}}"
)
_TID = re.compile(r"[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}")
_RECORD_KEY = re.compile(r"[a-zA-Z0-9_~.:-]{1,512}")
_MOMENT = re.compile(
    r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,20})?"
    r"(Z|[+-]([01]\d|2[0-3]):[0-5]\d)",
    re.ASCII,
)
_LANGUAGE = re.compile(
    r"i-[a-z-]+|x(-[A-Za-z0-9]{1,8})+"
    r"|([a-z]{2,3}(-[A-Za-z]{3}){0,3}|[a-z]{4,8})(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?"
    r"(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*(-[A-WYZa-wyz0-9](-[A-Za-z0-9]{2,8})+)*"
    r"(-x(-[A-Za-z0-9]{1,8})+)?"
)
_URI = re.compile(r"\w+:(?:[^\s/][^\s]*|//[^\s]+|/[^\s]+)")


def is_handle(text: str) -> bool:
    """Whether this is a domain name."""
    return len(text) <= 253 and _HANDLE.fullmatch(text) is not None  # noqa: PLR2004  # as for DNS


def is_did(text: str) -> bool:
    """Whether this is a decentralized identifier."""
    return _DID.fullmatch(text) is not None


def is_nsid(text: str) -> bool:
    """Whether this is the name of a collection or of a method."""
    return _NSID.fullmatch(text) is not None


def is_tid(text: str) -> bool:
    """Whether this is a timestamp identifier, the record key of posts."""
    return _TID.fullmatch(text) is not None


def is_record_key(text: str) -> bool:
    """Whether this may be a record key at all."""
    return text not in {".", ".."} and _RECORD_KEY.fullmatch(text) is not None


def is_at_uri(text: str) -> bool:
    """Whether this is the address of a repository, a collection or a record."""
    if not text.startswith("at://"):
        return False
    authority, *path = text.removeprefix("at://").split("/")
    checks = (is_nsid, is_record_key)
    return (
        is_identifier(authority)
        and len(path) <= len(checks)
        and all(check(part) for check, part in zip(checks, path, strict=False))
    )


def is_identifier(text: str) -> bool:
    """Whether this is a handle or a DID."""
    return is_handle(text) or is_did(text)


def is_moment(text: str) -> bool:
    """Whether this is a date and time with an offset."""
    return not text.endswith("-00:00") and _MOMENT.fullmatch(text) is not None


# What each format is called in the server's messages, and what it takes.
FORMATS: Mapping[str, tuple[str, Callable[[str], bool]]] = {
    "at-identifier": ("AT identifier", is_identifier),
    "at-uri": ("at-uri", is_at_uri),
    "cid": ("CID string", is_cid),
    "datetime": ("datetime", is_moment),
    "did": ("DID", is_did),
    "handle": ("handle", is_handle),
    "language": ("language", lambda text: _LANGUAGE.fullmatch(text) is not None),
    "nsid": ("NSID", is_nsid),
    "record-key": ("record key", is_record_key),
    "tid": ("TID string", is_tid),
    "uri": ("uri", lambda text: _URI.fullmatch(text) is not None),
}
