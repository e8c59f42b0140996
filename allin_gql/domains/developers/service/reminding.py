"""Reminding: whoever made a key is told a week before it ends."""

from allin_gql.core.clock import now
from allin_gql.core.unit_of_work import unit_of_work
from allin_gql.domains.developers import repository
from allin_gql.domains.developers.service.telling import tell_of_end
from allin_gql.domains.developers.values import KeyState, state_of


async def remind_of_ends(limit: int) -> None:
    """Write to the makers of keys that end soon, once each. Work for nobody: by the clock."""
    async with unit_of_work() as work:
        at = now()
        for key in await repository.take_reminders(limit, at=at):
            state = state_of(
                at=at,
                expires_at=key.expires_at,
                revoked_at=key.revoked_at,
                member_id=key.member_id,
            )
            if state is KeyState.ACTIVE:
                await tell_of_end(work, key)
