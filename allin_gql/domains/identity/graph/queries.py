"""What can be asked about identity, also about the person who asks."""

import strawberry

from allin_gql.core.access import require_session
from allin_gql.core.ids import IdKind
from allin_gql.core.pages import PageRequest
from allin_gql.domains.identity import repository
from allin_gql.domains.identity.graph.types import SecurityEvent, Session, User
from allin_gql.graph.context import Info, person_of
from allin_gql.graph.nodes import add_own_node
from allin_gql.graph.pages import After, Before, Connection, First, Last, connection, the_one
from allin_gql.graph.roots import extends, queries

add_own_node(IdKind.SESSION, Session, repository.sessions_of)
add_own_node(IdKind.SECURITY_EVENT, SecurityEvent, repository.security_events_of)


@queries
class IdentityQueries:
    @strawberry.field(description="The user who is asking.")
    async def me(self, info: Info) -> User:
        viewer = person_of(info)
        rows = repository.user_of(viewer.user_id, organization_id=viewer.organization_id)
        return await the_one(info, User, rows)


@extends(User)
class UserSafety:
    @strawberry.field(
        description="The living sessions of the person who is asking, the last started first; null "
        "of anybody else. It takes a session, not an API key."
    )
    @staticmethod
    async def sessions(
        user: strawberry.Parent[User],
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[Session] | None:
        viewer = person_of(info)
        if user.row.id != viewer.user_id:
            return None
        require_session(viewer)
        rows = repository.sessions_of(viewer.user_id, viewer.organization_id)
        page = PageRequest.parse(first, after, last, before)
        return await connection(info, Session, rows, page)

    @strawberry.field(
        description="What happened to how the person who is asking signs in, the newest first; "
        "null of anybody else. It takes a session, not an API key."
    )
    @staticmethod
    async def security_events(
        user: strawberry.Parent[User],
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[SecurityEvent] | None:
        viewer = person_of(info)
        if user.row.id != viewer.user_id:
            return None
        require_session(viewer)
        rows = repository.security_events_of(viewer.user_id, viewer.organization_id)
        page = PageRequest.parse(first, after, last, before)
        return await connection(info, SecurityEvent, rows, page)
