"""Following: what happens in an organization, told as it happens and from any number on."""

from collections.abc import AsyncGenerator, Sequence
from uuid import UUID

from allin_gql.core.access import Permission, Viewer, require
from allin_gql.core.errors import InvalidInput
from allin_gql.core.live import LIVE
from allin_gql.core.models import Event
from allin_gql.domains.organizations import repository

_EVENTS_AT_ONCE = 100  # rows a look; a client that was away for long catches up look by look


async def follow_events(
    viewer: Viewer, *, after: int | None, subject_ids: Sequence[UUID] | None = None
) -> AsyncGenerator[Event, None]:
    """Yield the events of the viewer's organization as they come, each once and in order.

    `after` is the number of the last event that the caller knows; without it, only what happens
    from now on is told. With `subject_ids`, only events about those things are. Who is restricted
    to some social accounts is told nothing about others; how members sign in is told to who may
    read the audit log.
    """
    require(viewer, Permission.READ)
    if after is not None and after < 0:
        message = "Event numbers begin with 1; 0 means from the beginning."
        raise InvalidInput(message, path=("after",), numbers={"minimum": 0, "actual": after})
    async with LIVE.current.listen(viewer.organization_id) as bell:
        newest = await repository.last_event_number(viewer.organization_id)
        if after is not None and after > newest:
            raise InvalidInput(
                f"The newest event has the number {newest}; there is none after {after} to go on"
                " from. Does that number come from here?",
                path=("after",),
                numbers={"maximum": newest, "actual": after},
            )
        last = newest if after is None else after
        while True:
            events = await repository.events_after(
                viewer.organization_id,
                last,
                limit=_EVENTS_AT_ONCE,
                reach=viewer.reach,
                is_all=viewer.may(Permission.READ_AUDIT_LOG),
                subject_ids=subject_ids,
            )
            for event in events:
                yield event
                last = event.number
            if len(events) < _EVENTS_AT_ONCE:
                await bell.wait()
