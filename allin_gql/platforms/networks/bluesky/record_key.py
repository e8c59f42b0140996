"""Record keys that stand for a publication: the same publication has the same key for ever.

A record key of a post is a TID (atproto.com/specs/tid): 64 bits, of which the first is 0, 53 count
microseconds since 1970 and 10 tell clocks apart, in 13 characters that sort like the number.
Servers refuse other forms for posts, and readers hide them.
"""

from hashlib import blake2b
from typing import Final
from uuid import UUID

_SORTABLE: Final = "234567abcdefghijklmnopqrstuvwxyz"
_LENGTH: Final = 13  # of 5 bits each
_CLOCK_BITS: Final = 10
_TIME_BITS: Final = 53
_UUID_WITH_TIME: Final = 7


def record_key(publication_id: UUID) -> str:
    """Derive a TID from a UUIDv7: its time less up to 18 minutes, and a clock, by its hash.

    The spread keeps apart what is scheduled in bulk: UUIDs of one millisecond may differ in a few
    bits only, and two publications with one key would be one post. With 40 bits, ten thousand
    posts of one account in one moment collide once in 20,000 times, and reading back notices.
    Raises `ValueError` for any other UUID, as its first bits are no time.
    """
    if publication_id.version != _UUID_WITH_TIME:
        raise ValueError(f"a record key needs a UUIDv7; {publication_id} is none")
    spread = int.from_bytes(blake2b(publication_id.bytes, digest_size=5).digest(), "big")
    microseconds = (publication_id.int >> 80) * 1000 - (spread >> _CLOCK_BITS)
    if not 0 <= microseconds < 1 << _TIME_BITS:
        raise ValueError(f"the time in {publication_id} is not between 1970 and 2255")
    number = microseconds << _CLOCK_BITS | spread & (1 << _CLOCK_BITS) - 1
    return "".join(_SORTABLE[number >> 5 * place & 31] for place in range(_LENGTH - 1, -1, -1))
