"""The audit log's duties."""

from datetime import timedelta

from allin_gql.domains.audit import service
from workers.actor import ticks


@ticks(every=timedelta(minutes=1))
async def anchor_heads() -> None:
    """Note how far the history of each organization goes."""
    await service.anchor_heads()
