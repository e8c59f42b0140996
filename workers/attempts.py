"""What the clock does for counted guesses."""

from datetime import timedelta

from allin_gql.core.throttle import counting
from workers.actor import ticks


@ticks(every=timedelta(minutes=10))
async def forget_attempts() -> None:
    """Delete the guesses that no log remembers."""
    await counting.forget_attempts()
