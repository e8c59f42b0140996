"""Record keys that stand for a publication: the same publication has the same key for ever.

A record key of a post is a TID (atproto.com/specs/tid): 64 bits, of which the first is 0, 53 count
microseconds since 1970 and 10 tell clocks apart, in 13 characters that sort like the number.
Servers refuse other forms for posts, and readers hide them.
"""

from typing import Final
from uuid import UUID

_SORTABLE: Final = "234567abcdefghijklmnopqrstuvwxyz"
_LENGTH: Final = 13  # of 5 bits each
_CLOCK_BITS: Final = 10
_TIME_BITS: Final = 53
_UUID_WITH_TIME: Final = 7


def record_key(publication_id: UUID) -> str:
    """Derive a TID from a UUIDv7: its milliseconds, and its random bits for what is finer.

    Raises `ValueError` for any other UUID, as its first bits are no time.
    """
    if publication_id.version != _UUID_WITH_TIME:
        raise ValueError(f"a record key needs a UUIDv7; {publication_id} is none")
    milliseconds = publication_id.int >> 80
    fraction = (publication_id.int >> 64 & 0xFFF) * 1000 >> 12  # rand_a as 0 to 999 microseconds
    clock = publication_id.int & (1 << _CLOCK_BITS) - 1  # the end of rand_b
    microseconds = milliseconds * 1000 + fraction
    if microseconds >> _TIME_BITS:
        raise ValueError(f"the time in {publication_id} is after the year 2255")
    number = microseconds << _CLOCK_BITS | clock
    return "".join(_SORTABLE[number >> 5 * place & 31] for place in range(_LENGTH - 1, -1, -1))
