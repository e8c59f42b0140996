"""Writing what was asked for. Work for nobody: called by workers and the clock."""

import asyncio
import logging
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from allin_gql.adapters.writer import WriterError, WriterUnavailable
from allin_gql.core.ids import IdKind, public_id
from allin_gql.core.unit_of_work import UnitOfWork, unit_of_work
from allin_gql.domains.ai import jobs, repository
from allin_gql.domains.ai.errors import WritingInterrupted
from allin_gql.domains.ai.events import (
    DraftRequestDelayed,
    DraftRequestFailed,
    DraftRequestFinished,
    DraftRequestWriting,
    DraftWritten,
)
from allin_gql.domains.ai.models import DraftRequest
from allin_gql.domains.ai.service.conversation import write_for
from allin_gql.domains.ai.values import Brief, DraftRequestState

_log = logging.getLogger(__name__)

_ATTEMPTS = 3
_FIRST_PAUSE = timedelta(seconds=5)  # the second is four times as long
_AT_ONCE = 4  # platforms; writers limit how many calls they take at a time
_LONGEST = timedelta(seconds=100)  # for all platforms; a worker ends any job at 120 seconds
_LEASE = _LONGEST + timedelta(seconds=10)  # nobody else may begin before this one has given up


async def write_drafts(request_id: UUID) -> None:
    """Write the drafts that a request has not got yet, each stored as soon as it is there."""
    request = await _take_up(request_id)
    if request is None:
        return
    try:
        await _write_missing(request)
    except WriterError as problem:
        _log.warning("drafts %s, attempt %d: %s", request.id, request.attempts, problem)
        await _put_aside(request, problem)
    else:
        await _finish(request)


async def ring_for_drafts(limit: int) -> None:
    """Call workers for requests that wait, or whose worker has died."""
    async with unit_of_work() as work:
        for request_id in await repository.due_requests(limit):
            work.enqueue(jobs.write_drafts, request_id)


async def _take_up(request_id: UUID) -> DraftRequest | None:
    async with unit_of_work() as work:
        request = await repository.claim_request(request_id, lease=_LEASE)
        if request is None:
            return None
        if request.attempts > _ATTEMPTS:
            message = f"Writing was begun {_ATTEMPTS} times and interrupted each time."
            await _fail(work, request, WritingInterrupted(message))
            return None
        work.emit(
            DraftRequestWriting(
                organization_id=request.organization_id,
                subject_id=request.id,
                attempt=request.attempts,
            )
        )
        return request


async def _write_missing(request: DraftRequest) -> None:
    """Write for all platforms at once. Raises the worst `WriterError` after the others are done."""
    found = await repository.drafts_of_requests(request.organization_id, [request.id])
    has_draft = {draft.platform for draft in found[request.id]}
    missing = [platform for platform in request.platforms if platform not in has_draft]
    places = asyncio.Semaphore(_AT_ONCE)
    limit = asyncio.timeout(_LONGEST.total_seconds())
    try:
        async with limit:
            outcomes = await asyncio.gather(
                *(_write(request, platform, places) for platform in missing),
                return_exceptions=True,
            )
    except TimeoutError as error:
        if not limit.expired():
            raise
        seconds = f"{_LONGEST.total_seconds():g}"
        raise WriterUnavailable(f"The drafts were not written within {seconds} seconds.") from error
    _raise_worst([outcome for outcome in outcomes if outcome is not None])


def _raise_worst(errors: Sequence[BaseException]) -> None:
    """A fault of ours first, then what ends the request, then what may pass."""

    def badness(error: BaseException) -> int:
        return isinstance(error, WriterError) + isinstance(error, WriterUnavailable)

    if errors:
        raise min(errors, key=badness)


async def _write(request: DraftRequest, platform: str, places: asyncio.Semaphore) -> None:
    brief = Brief(text=request.brief, tone=request.tone, language=request.language)
    async with places:
        sheet = await write_for(platform, brief)
    async with unit_of_work() as work:
        if not await repository.hold_request(request):
            return
        draft = await repository.add_draft(request, sheet)
        work.emit(
            DraftWritten(
                organization_id=request.organization_id,
                subject_id=request.id,
                draft_id=public_id(IdKind.DRAFT, draft.id),
                platform=platform,
                state=draft.state.value,
            )
        )


async def _put_aside(request: DraftRequest, problem: WriterError) -> None:
    """Let a request wait for the writer, or give it up."""
    async with unit_of_work() as work:
        if isinstance(problem, WriterUnavailable) and request.attempts < _ATTEMPTS:
            await _delay(work, request, problem)
        else:
            await _fail(work, request, problem)


async def _delay(work: UnitOfWork, request: DraftRequest, problem: WriterUnavailable) -> None:
    pause = _FIRST_PAUSE * 4 ** (request.attempts - 1)
    pause = max(pause, problem.retry_after or pause)
    due_at = await repository.delay_request(request, problem, after=pause)
    if due_at is not None:
        work.emit(
            DraftRequestDelayed(
                organization_id=request.organization_id,
                subject_id=request.id,
                attempt=request.attempts,
                due_at=due_at,
                code=problem.code,
                message=str(problem),
                is_retryable=problem.is_retryable,
            )
        )


async def _fail(work: UnitOfWork, request: DraftRequest, problem: WriterError) -> None:
    if await repository.end_request(request, DraftRequestState.FAILED, problem):
        work.emit(
            DraftRequestFailed(
                organization_id=request.organization_id,
                subject_id=request.id,
                code=problem.code,
                message=str(problem),
                is_retryable=problem.is_retryable,
            )
        )


async def _finish(request: DraftRequest) -> None:
    async with unit_of_work() as work:
        if await repository.end_request(request, DraftRequestState.FINISHED):
            work.emit(
                DraftRequestFinished(organization_id=request.organization_id, subject_id=request.id)
            )
