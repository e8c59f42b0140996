"""What the clock does for identity."""

from datetime import timedelta

from allin_gql.domains.identity import service
from workers.actor import ticks


@ticks(every=timedelta(minutes=10))
async def forget_rights() -> None:
    """Delete the codes of letters that are good for nothing any more."""
    await service.forget_rights()


@ticks(every=timedelta(minutes=10))
async def forget_sessions() -> None:
    """Delete the sessions that ended long ago."""
    await service.forget_sessions()
