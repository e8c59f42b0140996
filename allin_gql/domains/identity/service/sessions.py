"""Ending sessions; whatever ends them, it holds at once, for every request looks its session up."""

from uuid import UUID

from allin_gql.core.access import Viewer, require_session
from allin_gql.core.clock import now
from allin_gql.core.errors import NotFound
from allin_gql.core.unit_of_work import UnitOfWork, unit_of_work
from allin_gql.domains.identity import repository
from allin_gql.domains.identity.service import security
from allin_gql.domains.identity.service.issuing import number_of, parse_refresh_token
from allin_gql.domains.identity.values import SecurityEventKind

_FORGOTTEN_AT_ONCE = 1_000


async def log_out(viewer: Viewer, *, is_everywhere: bool) -> None:
    """End the viewer's session, or all of theirs; access tokens stop working at once."""
    session_id = require_session(viewer)
    async with unit_of_work(actor_id=viewer.user_id) as work:
        if is_everywhere:
            await end_other_sessions(work, viewer.user_id, but=session_id)
        if await repository.end_session(session_id, now()):
            await security.note(work, viewer.user_id, SecurityEventKind.SIGNED_OUT)


async def end_own_session(viewer: Viewer, session_id: UUID) -> None:
    """End a session of the viewer's, this one or another. Raises `NotFound`."""
    require_session(viewer)
    async with unit_of_work(actor_id=viewer.user_id) as work:
        if not await repository.end_session(session_id, now(), of=viewer.user_id):
            raise NotFound("There is no such session, or it has ended.", path=("id",))
        await security.note(work, viewer.user_id, SecurityEventKind.SESSION_ENDED)


async def end_sessions_elsewhere(viewer: Viewer) -> int:
    """End all sessions of the viewer's but this one; tells how many."""
    session_id = require_session(viewer)
    async with unit_of_work(actor_id=viewer.user_id) as work:
        return await end_other_sessions(work, viewer.user_id, but=session_id)


async def end_session(refresh_token: str) -> None:
    """End the session of a refresh token; by an old one too, whose reuse would end it anyway.

    Raises `RefreshTokenInvalid` for what was never one.
    """
    session_id, secret = parse_refresh_token(refresh_token)
    async with unit_of_work() as work:
        session = await repository.session_for_update(session_id)
        if session is None or number_of(session, secret) is None:
            return
        if await repository.end_session(session_id, now()):
            await security.note(work, session.user.id, SecurityEventKind.SIGNED_OUT)


async def end_other_sessions(work: UnitOfWork, user_id: UUID, *, but: UUID | None) -> int:
    """End all sessions of a user but one, as when what proves who they are has changed."""
    ended = await repository.end_all_sessions(user_id, now(), but=but)
    if ended:
        await security.note(work, user_id, SecurityEventKind.OTHER_SESSIONS_ENDED)
    return ended


async def forget_sessions() -> None:
    """Delete sessions that ended more than 90 days ago. Work for nobody: called by the clock."""
    while await repository.forget_sessions(_FORGOTTEN_AT_ONCE) == _FORGOTTEN_AT_ONCE:
        pass
