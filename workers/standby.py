"""The standby: the clock does jobs itself while workers cannot be called, for Redis is gone.

A job does the same whoever performs it, once or twice. So nothing that is due waits for Redis, only
for as many hands as the clock has.
"""

import asyncio
from collections.abc import Sequence

from allin_gql.core.jobs import JobMessage
from workers.actor import PERFORMERS, perform_logged

_MOST_AT_HAND = 200  # two batches; what is more stays due, and is found again


class Standby:
    """Performs messages in this process, `hands` at a time, each once at a time."""

    def __init__(self, *, hands: int) -> None:
        self._hands = asyncio.Semaphore(hands)
        self._at_hand: dict[JobMessage, asyncio.Task[None]] = {}

    def take(self, messages: Sequence[JobMessage]) -> None:
        """Take what nobody could be called for."""
        for message in messages:
            if message not in self._at_hand and len(self._at_hand) < _MOST_AT_HAND:
                self._at_hand[message] = asyncio.create_task(self._perform(message))

    async def finish(self) -> None:
        """Come to an end with everything that was taken."""
        while self._at_hand:
            await asyncio.gather(*self._at_hand.values())

    async def _perform(self, message: JobMessage) -> None:
        try:
            async with self._hands:
                await perform_logged(PERFORMERS[message.job], message.ids)
        finally:
            del self._at_hand[message]
