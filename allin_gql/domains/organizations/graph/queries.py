"""What can be asked about organizations."""

from collections.abc import Sequence
from uuid import UUID

import strawberry

from allin_gql.core.access import Permission, Viewer
from allin_gql.domains.identity.graph.types import User
from allin_gql.domains.organizations import models, repository
from allin_gql.domains.organizations.graph.types import Organization, OrganizationMember
from allin_gql.graph.context import Info, viewer_of
from allin_gql.graph.roots import extends, queries


@queries
class OrganizationQueries:
    @strawberry.field(description="The organization that this request acts in.")
    async def organization(self, info: Info) -> Organization:
        viewer = viewer_of(info)
        return Organization.of(await repository.organization_by_id(viewer.organization_id))

    @strawberry.field(description="What the viewer may do in the organization, sorted by name.")
    async def permissions(self, info: Info) -> list[Permission]:
        viewer = viewer_of(info)
        return sorted(permission for permission in Permission if viewer.may(permission))


async def _memberships(
    viewer: Viewer,  # noqa: ARG001  # a user is only ever shown to themselves so far
    user_ids: Sequence[UUID],
) -> list[list[models.OrganizationMember]]:
    found = await repository.memberships_of_users(user_ids)
    return [found[user_id] for user_id in user_ids]


@extends(User)
class UserOrganizations:
    @strawberry.field(description="Where the user is a member, the oldest first.")
    @staticmethod
    async def memberships(user: strawberry.Parent[User], info: Info) -> list[OrganizationMember]:
        rows = await info.context.loader(_memberships).load(user.key)
        return [OrganizationMember.of(row) for row in rows]
