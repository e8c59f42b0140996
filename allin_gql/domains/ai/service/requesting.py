"""Asking for drafts, and sending back what failed."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from allin_gql.adapters.writer import WRITER
from allin_gql.core.access import Permission, Viewer, require
from allin_gql.core.clock import now
from allin_gql.core.errors import NotFound
from allin_gql.core.events import changed
from allin_gql.core.text import checked_text
from allin_gql.core.unit_of_work import UnitOfWork, unit_of_work
from allin_gql.domains.ai import jobs, repository
from allin_gql.domains.ai.errors import DraftRequestNotFailed, PlatformsMissing, PlatformsTooMany
from allin_gql.domains.ai.events import DraftRequestQueued
from allin_gql.domains.ai.models import DraftRequest
from allin_gql.domains.ai.values import Brief, DraftRequestState

_MAX_BRIEF = 4_000  # characters
_MAX_TONE = 100
_MAX_LANGUAGE = 35  # the longest language tag that RFC 5646 asks software to take
_MAX_PLATFORMS = 10  # each is paid for


async def request_drafts(viewer: Viewer, *, brief: Brief, platforms: Sequence[str]) -> DraftRequest:
    """Ask for a draft for each platform; one named twice gets one. Written by a worker.

    Raises `WriterNotConfigured` where there is no writer, so that nobody waits for it.
    """
    require(viewer, Permission.USE_WRITER)
    WRITER.current.require_configured()
    brief = _checked_brief(brief)
    platforms = _checked_platforms(platforms)
    async with unit_of_work(actor_id=viewer.user_id) as work:
        request = await repository.add_request(
            viewer.organization_id,
            requested_by_id=viewer.user_id,
            brief=brief,
            platforms=platforms,
            due_at=now(),
        )
        asked = {
            "brief": request.brief,
            "tone": request.tone,
            "language": request.language,
            "platforms": request.platforms,
        }
        _queue(work, request, changed({}, asked))
    return request


async def retry_request(viewer: Viewer, request_id: UUID) -> DraftRequest:
    """Send a failed request back; what it has of drafts is not written again.

    Raises `DraftRequestNotFailed` for one that waits, is being written or is finished.
    """
    require(viewer, Permission.USE_WRITER)
    WRITER.current.require_configured()
    async with unit_of_work(actor_id=viewer.user_id) as work:
        request = await repository.request_for_update(viewer.organization_id, request_id)
        if request is None:
            raise NotFound("There is no such draft request.", path=("id",))
        if request.state is not DraftRequestState.FAILED:
            raise DraftRequestNotFailed(
                f"Only a failed request can be sent back; this one is {request.state}.",
                path=("id",),
            )
        await repository.queue_again(request, now())
        _queue(work, request, {"state": (DraftRequestState.FAILED, request.state)})
    return request


def _queue(work: UnitOfWork, request: DraftRequest, changes: Mapping[str, tuple[Any, Any]]) -> None:
    work.emit(
        DraftRequestQueued(
            organization_id=request.organization_id,
            subject_id=request.id,
            platforms=tuple(request.platforms),
            changes=changes,
        )
    )
    work.enqueue(jobs.write_drafts, request.id)


def _checked_brief(brief: Brief) -> Brief:
    return Brief(
        text=checked_text(brief.text, label="brief", path=("brief",), maximum=_MAX_BRIEF),
        tone=_checked_wish(brief.tone, "tone", _MAX_TONE),
        language=_checked_wish(brief.language, "language", _MAX_LANGUAGE),
    )


def _checked_wish(wish: str | None, name: str, maximum: int) -> str | None:
    if wish is None:
        return None
    text = checked_text(wish, label=name, path=(name,), maximum=maximum, is_required=False)
    return " ".join(text.split()) or None


def _checked_platforms(platforms: Sequence[str]) -> list[str]:
    if not platforms:
        raise PlatformsMissing("Name at least one platform to write for.", path=("platforms",))
    if len(platforms) > _MAX_PLATFORMS:
        raise PlatformsTooMany(
            f"One request takes {_MAX_PLATFORMS} platforms; this one names {len(platforms)}.",
            path=("platforms",),
            numbers={"maximum": _MAX_PLATFORMS, "actual": len(platforms)},
        )
    return list(dict.fromkeys(platforms))
