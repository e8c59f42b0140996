"""What can be asked about posts."""

from typing import Annotated

import strawberry

from allin_gql.core.ids import IdKind, parse_id
from allin_gql.core.pages import PageRequest
from allin_gql.domains.posts import repository
from allin_gql.domains.posts.graph.types import Post
from allin_gql.graph.context import Info, viewer_of
from allin_gql.graph.pages import After, Connection, First, connection
from allin_gql.graph.roots import queries


@queries
class PostQueries:
    @strawberry.field(description="One post; null when there is none with this id here.")
    async def post(
        self,
        info: Info,
        id: Annotated[strawberry.ID, strawberry.argument(description="The post's id.")],
    ) -> Post | None:
        key = parse_id(IdKind.POST, id, path=("id",))
        row = await repository.post_by_id(viewer_of(info).organization_id, key)
        return Post.of(row) if row else None

    @strawberry.field(description="The organization's posts, the newest first.")
    async def posts(self, info: Info, first: First = 20, after: After = None) -> Connection[Post]:
        page = await repository.list_posts(
            viewer_of(info).organization_id, PageRequest.parse(first, after)
        )
        return connection(page, Post.of, lambda row: row.id)
