"""Every query of AI."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from allin_gql.core.database import fetch
from allin_gql.core.errors import AllinError
from allin_gql.core.models import Event
from allin_gql.core.shapes import Rows, many, one, table
from allin_gql.domains.ai.models import Draft, DraftRequest
from allin_gql.domains.ai.values import Brief, DraftRequestState, DraftState, Sheet
from allin_gql.domains.identity.models import User
from allin_gql.domains.organizations.values import NOT_FROZEN

DRAFTS_OF_REQUEST = many(Draft, by="draft_request_id")
REQUESTED_BY = one(User, source="requested_by_id")

_MAX_MODEL = 255  # characters; servers name their models as they like
_CLAIM = f"""
UPDATE draft_requests
SET state = 'WRITING', attempts = attempts + 1, fence = fence + 1, due_at = now() + $2
WHERE id = $1 AND due_at <= now() AND {NOT_FROZEN}
RETURNING id
"""  # noqa: S608  # of words of ours
_DUE = f"""
SELECT id FROM draft_requests WHERE due_at <= now() AND {NOT_FROZEN} ORDER BY due_at LIMIT $1
"""  # noqa: S608  # as above
_HOLD = "SELECT id FROM draft_requests WHERE id = $1 AND fence = $2 FOR UPDATE"
_DELAY = """
UPDATE draft_requests
SET state = 'QUEUED', due_at = now() + $3,
    problem_code = $4, problem_message = $5, is_problem_retryable = $6
WHERE id = $1 AND fence = $2
RETURNING due_at
"""
_END = """
UPDATE draft_requests
SET state = $3, due_at = NULL, finished_at = now(),
    problem_code = $4, problem_message = $5, is_problem_retryable = $6
WHERE id = $1 AND fence = $2
RETURNING id
"""


async def add_request(
    organization_id: UUID,
    *,
    requested_by_id: UUID,
    brief: Brief,
    platforms: Sequence[str],
    due_at: datetime,
) -> DraftRequest:
    """Add a request that waits for a worker."""
    return await DraftRequest.create(
        organization_id=organization_id,
        requested_by_id=requested_by_id,
        brief=brief.text,
        tone=brief.tone,
        language=brief.language,
        platforms=list(platforms),
        state=DraftRequestState.QUEUED,
        due_at=due_at,
    )


async def request_by_id(organization_id: UUID, request_id: UUID) -> DraftRequest | None:
    """A request of the organization."""
    return await DraftRequest.get_or_none(organization_id=organization_id, id=request_id)


async def request_for_update(organization_id: UUID, request_id: UUID) -> DraftRequest | None:
    """A request of the organization, locked until the transaction ends."""
    return (
        await DraftRequest.filter(organization_id=organization_id, id=request_id)
        .select_for_update()
        .first()
    )


def drafts_of(organization_id: UUID) -> Rows:
    """All drafts that were written for an organization."""
    return Rows(table=table(Draft), organization_id=organization_id)


def requests_of(organization_id: UUID) -> Rows:
    """The organization's requests."""
    return Rows(table=table(DraftRequest), organization_id=organization_id)


async def queue_again(request: DraftRequest, due_at: datetime) -> None:
    """Send a failed request back, as if it were new; its drafts stay."""
    request.state = DraftRequestState.QUEUED
    request.attempts = 0
    request.due_at = due_at
    request.finished_at = None
    request.problem_code = None
    request.problem_message = None
    request.is_problem_retryable = None
    await request.save()


async def claim_request(request_id: UUID, *, lease: timedelta) -> DraftRequest | None:
    """Take a due request for the time of a lease; nothing when it is done or somebody has it."""
    if not await fetch(_CLAIM, request_id, lease):
        return None
    return await DraftRequest.get(id=request_id)


async def due_requests(limit: int) -> list[UUID]:
    """Requests that wait, or whose worker has died."""
    return [row["id"] for row in await fetch(_DUE, limit)]


async def hold_request(request: DraftRequest) -> bool:
    """Lock a claimed request until the transaction ends; False when somebody else has it now."""
    return bool(await fetch(_HOLD, request.id, request.fence))


async def delay_request(
    request: DraftRequest, problem: AllinError, *, after: timedelta
) -> datetime | None:
    """Try a claimed request again later; returns when, or nothing when somebody else has it now."""
    rows = await fetch(_DELAY, request.id, request.fence, after, *_told(problem))
    return rows[0]["due_at"] if rows else None


async def end_request(
    request: DraftRequest, state: DraftRequestState, problem: AllinError | None = None
) -> bool:
    """Close a claimed request; False when somebody else has it now."""
    rows = await fetch(_END, request.id, request.fence, state.value, *_told(problem))
    return bool(rows)


async def add_draft(request: DraftRequest, sheet: Sheet) -> Draft:
    """Add the draft for one platform."""
    return await Draft.create(
        draft_request_id=request.id,
        organization_id=request.organization_id,
        platform=sheet.platform,
        text=sheet.text,
        state=DraftState.ACCEPTED if sheet.fits else DraftState.REJECTED,
        is_repaired=sheet.is_repaired,
        measures=[
            {
                "unit": measure.limit.unit.value,
                "maximum": measure.limit.maximum,
                "actual": measure.actual,
            }
            for measure in sheet.measures
        ],
        model=sheet.model[:_MAX_MODEL],
        prompt_tokens=sheet.prompt_tokens,
        completion_tokens=sheet.completion_tokens,
        elapsed_ms=round(sheet.elapsed / timedelta(milliseconds=1)),
    )


async def drafts_of_requests(
    organization_id: UUID, request_ids: Sequence[UUID]
) -> dict[UUID, list[Draft]]:
    """The drafts of requests, as they were written; for a batch."""
    rows = await Draft.filter(
        organization_id=organization_id, draft_request_id__in=list(request_ids)
    ).order_by("id")
    found: dict[UUID, list[Draft]] = {request_id: [] for request_id in request_ids}
    for row in rows:
        found[row.draft_request_id].append(row)
    return found


async def last_event_number(organization_id: UUID, request_id: UUID) -> int:
    """The number of the newest event about a request."""
    event = (
        await Event.filter(organization_id=organization_id, subject_id=request_id)
        .order_by("-number")
        .first()
    )
    return event.number if event else 0


def _told(problem: AllinError | None) -> tuple[str | None, str | None, bool | None]:
    return (problem.code, str(problem), problem.is_retryable) if problem else (None, None, None)
