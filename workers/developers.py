"""What the clock does for API keys."""

from datetime import timedelta

from allin_gql.domains.developers import service
from workers.actor import ticks

_LETTERS_AT_ONCE = 100


@ticks(every=timedelta(minutes=1))
async def remind_of_ends() -> None:
    """Write to those whose keys end soon."""
    await service.remind_of_ends(_LETTERS_AT_ONCE)
