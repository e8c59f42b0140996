"""Anchoring: how far each organization's chain goes, signed, in a second place."""

from uuid import UUID

from allin_gql.adapters.anchor_file import ANCHORS
from allin_gql.core.unit_of_work import unit_of_work
from allin_gql.domains.audit import repository

_AT_ONCE = 1_000  # organizations a transaction


async def anchor_heads() -> None:
    """Anchor the chains that have grown. Work for nobody: called by the clock.

    What was written but not noted, since the process died in between, is written again: an anchor
    is as true twice as once.
    """
    if not ANCHORS.is_set:
        return
    last: UUID | None = UUID(int=0)
    while last is not None:
        last = await _anchor_page(last)


async def _anchor_page(after: UUID) -> UUID | None:
    """Anchor those of the next organizations that have grown; gives the last one, if any."""
    async with unit_of_work():
        if not await repository.take_turn_at_anchoring():
            return None
        page = await repository.heads_after(after, _AT_ONCE)
        grown = [head for head, anchored in page if head.number > anchored]
        if grown:
            await ANCHORS.current.add(grown)
            await repository.mark_anchored(grown)
    return page[-1][0].organization_id if page else None
