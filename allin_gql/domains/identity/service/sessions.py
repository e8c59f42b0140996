"""Ending sessions; whatever ends them, it holds at once, for every request looks its session up."""

from uuid import UUID

from allin_gql.core.access import Viewer, require_session
from allin_gql.core.clock import now
from allin_gql.core.unit_of_work import UnitOfWork, unit_of_work
from allin_gql.domains.identity import repository
from allin_gql.domains.identity.service.issuing import parse_refresh_token


async def log_out(viewer: Viewer, *, is_everywhere: bool) -> None:
    """End the viewer's session, or all of theirs; access tokens stop working at once."""
    session_id = require_session(viewer)
    async with unit_of_work(actor_id=viewer.user_id):
        if is_everywhere:
            await repository.end_all_sessions(viewer.user_id, now())
        else:
            await repository.end_session(session_id, now())


async def end_session(refresh_token: str) -> None:
    """End the session of a refresh token; with an old one too, whose reuse would end it anyway.

    Raises `RefreshTokenInvalid` for what was never one.
    """
    session_id, _ = parse_refresh_token(refresh_token)
    async with unit_of_work():
        await repository.end_session(session_id, now())


async def end_other_sessions(work: UnitOfWork, user_id: UUID, *, but: UUID | None) -> None:  # noqa: ARG001  # has to be called within one
    """End all sessions of a user but one, as when what proves who they are has changed."""
    await repository.end_all_sessions(user_id, now(), but=but)
