"""How much may come at once and how fast: a token bucket for one connection."""

import time
from collections.abc import Callable

RATE = 20.0  # messages a second of one socket; a person's page sends a few a minute
BURST = 60  # at once: a page that opens and asks for all that it shows


class Allowance:
    """Lets `burst` pass at once, and then `rate` a second."""

    __slots__ = ("_at", "_burst", "_clock", "_left", "_rate")

    def __init__(
        self,
        *,
        rate: float = RATE,
        burst: float = BURST,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._rate = rate
        self._burst = self._left = float(burst)
        self._clock = clock
        self._at = clock()

    def take(self) -> bool:
        """Take one, if there is one left."""
        at = self._clock()
        self._left = min(self._burst, self._left + (at - self._at) * self._rate)
        self._at = at
        if self._left < 1:
            return False
        self._left -= 1
        return True
