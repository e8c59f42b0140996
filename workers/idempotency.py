"""What the clock does for idempotency."""

from datetime import timedelta

from allin_gql.core import idempotency
from workers.actor import ticks


@ticks(every=timedelta(minutes=1))
async def forget_answers() -> None:
    """Delete the answers that were kept for long enough."""
    await idempotency.forget_answers()
