"""What can be asked about organizations."""

from typing import Annotated
from uuid import UUID

import strawberry

from allin_gql.core.access import Permission, Role, require
from allin_gql.core.ids import IdKind
from allin_gql.core.pages import PageRequest
from allin_gql.core.shapes import Rows
from allin_gql.core.text import checked_text
from allin_gql.domains.identity.graph.types import User
from allin_gql.domains.organizations import repository
from allin_gql.domains.organizations.graph.types import (
    Event,
    Invitation,
    Organization,
    OrganizationMember,
    RoleInfo,
    Viewer,
)
from allin_gql.domains.organizations.values import InvitationState
from allin_gql.graph.context import Info, current_viewer, person_of, viewer_of
from allin_gql.graph.nodes import add_node
from allin_gql.graph.pages import After, Before, Connection, First, Last, connection, the_one
from allin_gql.graph.roots import extends, queries
from allin_gql.graph.rows import follow

add_node(IdKind.USER, User, repository.people_of)
add_node(IdKind.ORGANIZATION, Organization, repository.organization_of)
add_node(IdKind.MEMBER, OrganizationMember, repository.members_of)
add_node(
    IdKind.INVITATION,
    Invitation,
    repository.invitations_of,
    permission=Permission.MANAGE_MEMBERS,
)


def _seen_events(organization_id: UUID) -> Rows:
    may = current_viewer().may(Permission.READ_AUDIT_LOG)
    return repository.events_of(organization_id, is_all=may)


add_node(IdKind.EVENT, Event, _seen_events)


_MAX_SEARCH = 100  # characters

InRole = Annotated[Role | None, strawberry.argument(description="Only members in this role.")]
Search = Annotated[
    str | None,
    strawberry.argument(
        description="Only members with this in their name or address, up to 100 characters; "
        "capitals do not matter."
    ),
]
InStates = Annotated[
    list[InvitationState] | None,
    strawberry.argument(description="Only invitations in one of these states."),
]


@queries
class OrganizationQueries:
    @strawberry.field(
        description="Who is asking, in which organization, with which rights, and how much is left."
    )
    async def viewer(self, info: Info) -> Viewer:
        return Viewer(asking=person_of(info))

    @strawberry.field(description="The organization that this request acts in.")
    async def organization(self, info: Info) -> Organization:
        viewer = viewer_of(info)
        rows = repository.organization_of(viewer.organization_id)
        return await the_one(info, Organization, rows)

    @strawberry.field(
        description="What the viewer's role may do in the organization, sorted by name; mutations "
        "say which one they take. Some wait for the e-mail address to be proved.",
        deprecation_reason="Use `viewer { permissions }`. Removed after 2027-06-01.",
    )
    async def permissions(self, info: Info) -> list[Permission]:
        viewer = viewer_of(info)
        return sorted(permission for permission in Permission if viewer.may(permission))

    @strawberry.field(
        description="All roles that a member can be given, the one that may most first. Nobody "
        "needs to be signed in for it."
    )
    async def roles(self) -> list[RoleInfo]:
        return [RoleInfo.of(role) for role in Role if role is not Role.MEMBER]

    @strawberry.field(description="Who is in the organization, the last who joined first.")
    async def members(
        self,
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        role: InRole = None,
        search: Search = None,
    ) -> Connection[OrganizationMember]:
        words = None
        if search is not None:
            words = checked_text(
                search, label="search", path=("search",), maximum=_MAX_SEARCH, is_required=False
            )
        rows = repository.members_of(viewer_of(info).organization_id, role=role, search=words)
        page = PageRequest.parse(first, after, last, before)
        return await connection(info, OrganizationMember, rows, page)

    @strawberry.field(
        description="Who was asked to become a member, the last first. Takes the permission "
        "`MANAGE_MEMBERS`."
    )
    async def invitations(
        self,
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        states: InStates = None,
    ) -> Connection[Invitation]:
        viewer = viewer_of(info)
        require(viewer, Permission.MANAGE_MEMBERS)
        rows = repository.invitations_of(viewer.organization_id, states=states)
        page = PageRequest.parse(first, after, last, before)
        return await connection(info, Invitation, rows, page)


@extends(User)
class UserOrganizations:
    @strawberry.field(
        description="Where the user is a member, the oldest first: all of it for who asks about "
        "themselves, signed in; for others, and for API keys, only the organization that the "
        "request acts in."
    )
    @staticmethod
    async def memberships(user: strawberry.Parent[User], info: Info) -> list[OrganizationMember]:
        viewer = person_of(info)
        is_asking = viewer.session_id is not None and viewer.user_id == user.row.id
        along = repository.MEMBERSHIPS if is_asking else repository.MEMBERSHIP_HERE
        found: list[OrganizationMember] = await follow(info, OrganizationMember, along, user.row.id)
        return found
