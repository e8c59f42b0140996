"""Following a request: what happened to it, then what happens, until it is over."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from uuid import UUID

from allin_gql.core.access import Permission, Viewer, require
from allin_gql.core.errors import NotFound
from allin_gql.core.models import Event
from allin_gql.domains.ai import repository
from allin_gql.domains.ai.events import (
    DraftRequestDelayed,
    DraftRequestFailed,
    DraftRequestFinished,
    DraftRequestQueued,
    DraftRequestWriting,
    DraftWritten,
)
from allin_gql.domains.ai.values import DraftRequestState, Progress, Trouble
from allin_gql.domains.organizations.service import follow_events

_STATES = {
    DraftRequestQueued.type: DraftRequestState.QUEUED,
    DraftRequestWriting.type: DraftRequestState.WRITING,
    DraftWritten.type: DraftRequestState.WRITING,
    DraftRequestDelayed.type: DraftRequestState.QUEUED,
    DraftRequestFinished.type: DraftRequestState.FINISHED,
    DraftRequestFailed.type: DraftRequestState.FAILED,
}
_OVER = frozenset({DraftRequestState.FINISHED, DraftRequestState.FAILED})


async def follow_request(
    viewer: Viewer, request_id: UUID, *, after: int
) -> AsyncGenerator[Progress, None]:
    """Yield the steps of a request with higher numbers than `after`, and end when it is over.

    Raises `NotFound` before the first step. A failure that was sent back since is not the end.
    """
    require(viewer, Permission.READ)
    organization_id = viewer.organization_id
    request = await repository.request_by_id(organization_id, request_id)
    if request is None:
        raise NotFound("There is no such draft request.", path=("id",))
    last = await repository.last_event_number(organization_id, request_id)
    if request.state in _OVER and last <= after:
        return
    events = follow_events(viewer, after=after, subject_ids=[request_id])
    async with aclosing(events):
        async for event in events:
            step = _step(event)
            yield step
            if step.state in _OVER:
                last = await repository.last_event_number(organization_id, request_id)
                if last <= event.number:
                    return


def _step(event: Event) -> Progress:
    data = event.data
    trouble = None
    if event.type in {DraftRequestDelayed.type, DraftRequestFailed.type}:
        trouble = Trouble(
            code=data["code"], message=data["message"], is_retryable=data["is_retryable"]
        )
    return Progress(
        number=event.number,
        state=_STATES[event.type],
        platform=data["platform"] if event.type == DraftWritten.type else None,
        trouble=trouble,
        occurred_at=event.occurred_at,
    )
