"""What can be asked about organizations."""

import strawberry

from allin_gql.core.access import Permission
from allin_gql.core.ids import IdKind
from allin_gql.domains.identity.graph.types import User
from allin_gql.domains.organizations import repository
from allin_gql.domains.organizations.graph.types import (
    Event,
    Organization,
    OrganizationMember,
    Viewer,
)
from allin_gql.graph.context import Info, person_of, viewer_of
from allin_gql.graph.nodes import add_node
from allin_gql.graph.pages import the_one
from allin_gql.graph.roots import extends, queries
from allin_gql.graph.rows import follow

add_node(IdKind.USER, User, repository.people_of)
add_node(IdKind.ORGANIZATION, Organization, repository.organization_of)
add_node(IdKind.MEMBER, OrganizationMember, repository.members_of)
add_node(IdKind.EVENT, Event, repository.events_of)


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


@extends(User)
class UserOrganizations:
    @strawberry.field(
        description="Where the user is a member, the oldest first: all of it for who asks about "
        "themselves, for others only the organization that the request acts in."
    )
    @staticmethod
    async def memberships(user: strawberry.Parent[User], info: Info) -> list[OrganizationMember]:
        is_asking = user.row.id == person_of(info).user_id
        along = repository.MEMBERSHIPS if is_asking else repository.MEMBERSHIP_HERE
        found: list[OrganizationMember] = await follow(info, OrganizationMember, along, user.row.id)
        return found
