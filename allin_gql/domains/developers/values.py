"""Values of developers: the form of a key's secret, the states of a key, who may come from where.

A secret reads `allin_live_` or `allin_test_`, 30 random characters (178 bits), and 6 that are the
CRC-32 of all before them in base 62. So scanners that look for leaked keys can be sure of one
without asking anybody, and what was mistyped is refused without asking the database.
"""

import binascii
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final
from uuid import UUID

from allin_gql.core.access import Permission

Network = IPv4Network | IPv6Network

DEFAULT_LIFETIME: Final = timedelta(days=90)
MAX_LIFETIME: Final = timedelta(days=365)
DEFAULT_OVERLAP_HOURS: Final = 24
MAX_OVERLAP_HOURS: Final = 7 * 24
REMIND_BEFORE: Final = timedelta(days=7)

_ALPHABET: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_RANDOM: Final = 30  # characters
_CHECKSUM: Final = 6  # characters; 62^6 is more than 2^32
_FORM: Final = re.compile(
    rf"allin_(?P<mode>live|test)_[0-9A-Za-z]{{{_RANDOM}}}(?P<checksum>[0-9A-Za-z]{{{_CHECKSUM}}})"
)
PREFIXES: Final = ("allin_live_", "allin_test_")
_SHOWN_FIRST: Final = 8  # of the random characters
_SHOWN_LAST: Final = 4


class KeyMode(StrEnum):
    """What a key acts upon: the real world, or the sandbox."""

    LIVE = "live"
    TEST = "test"


class KeyState(StrEnum):
    """Whether a key is good."""

    ACTIVE = "ACTIVE"
    EXPIRED = "EXPIRED"
    REVOKED = "REVOKED"
    ORPHANED = "ORPHANED"


def new_key(mode: KeyMode) -> str:
    """Make a key's secret."""
    begun = f"allin_{mode}_" + "".join(secrets.choice(_ALPHABET) for _ in range(_RANDOM))
    return begun + checksum(begun)


def checksum(begun: str) -> str:
    """The CRC-32 of a secret without its end, in base 62, the highest digit first."""
    number, digits = binascii.crc32(begun.encode()), ""
    for _ in range(_CHECKSUM):
        number, digit = divmod(number, len(_ALPHABET))
        digits = _ALPHABET[digit] + digits
    return digits


def mode_of(secret: str) -> KeyMode | None:
    """For what a secret would be good, if it is one; nothing if it was never made here."""
    found = _FORM.fullmatch(secret)
    if found is None or checksum(secret[:-_CHECKSUM]) != found["checksum"]:
        return None
    return KeyMode(found["mode"])


def hint_of(secret: str) -> str:
    """What is shown of a secret for ever, by which people tell theirs apart: its ends."""
    shown = len(PREFIXES[0]) + _SHOWN_FIRST
    return f"{secret[:shown]}…{secret[-_SHOWN_LAST:]}"


def state_of(
    *, at: datetime, expires_at: datetime, revoked_at: datetime | None, member_id: UUID | None
) -> KeyState:
    """Whether a key is good at a time."""
    if revoked_at is not None:
        return KeyState.REVOKED
    if expires_at <= at:
        return KeyState.EXPIRED
    return KeyState.ACTIVE if member_id is not None else KeyState.ORPHANED


def parsed_network(text: str) -> Network:
    """Read a network in CIDR notation, or one address. Raises `ValueError`, saying what is wrong.

    One with bits beyond its prefix is refused: whoever wrote it meant another.
    """
    network = ip_network(text, strict=False)
    if "/" in text and ip_address(text.partition("/")[0]) != network.network_address:
        raise ValueError(f"it has bits beyond its prefix; is {network} meant?")
    if isinstance(network, IPv6Network) and network.network_address.ipv4_mapped is not None:
        raise ValueError("it is of IPv4; write it as such")
    return network


def is_within(networks: Sequence[str], address: str | None) -> bool:
    """Whether an address is in one of some networks; whatever it is, if there are none."""
    if not networks:
        return True
    try:
        parsed = ip_address((address or "").partition("%")[0])
    except ValueError:
        return False
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped is not None:
        parsed = parsed.ipv4_mapped
    return any(parsed in ip_network(network) for network in networks)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyWanted:
    """What somebody wants of a new key, as they wrote it. No account, and no network, is any."""

    name: str
    scopes: Sequence[Permission]
    expires_at: datetime | None = None
    account_ids: Sequence[UUID] | None = None
    networks: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyChanges:
    """What somebody wants changed of a key; nothing stays as it is."""

    name: str | None = None
    scopes: Sequence[Permission] | None = None
    networks: Sequence[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSecret:
    """A secret that was made, in the only moment in which it is known."""

    secret: str = field(repr=False)
    hint: str
    expires_at: datetime
