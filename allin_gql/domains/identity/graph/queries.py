"""What can be asked about identity."""

import strawberry

from allin_gql.domains.identity import repository
from allin_gql.domains.identity.graph.types import User
from allin_gql.graph.context import Info, person_of
from allin_gql.graph.pages import the_one
from allin_gql.graph.roots import queries


@queries
class IdentityQueries:
    @strawberry.field(description="The user who is asking.")
    async def me(self, info: Info) -> User:
        viewer = person_of(info)
        rows = repository.user_of(viewer.user_id, organization_id=viewer.organization_id)
        return await the_one(info, User, rows)
