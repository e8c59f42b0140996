"""What the clock does for authenticators."""

from datetime import timedelta

from allin_gql.domains.authenticators import service
from workers.actor import ticks


@ticks(every=timedelta(minutes=1))
async def forget_challenges() -> None:
    """Delete the challenges that nobody can use any more."""
    await service.forget_challenges()
