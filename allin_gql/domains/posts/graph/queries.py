"""What can be asked about posts."""

from typing import Annotated

import strawberry

from allin_gql.core.ids import IdKind, parse_id
from allin_gql.core.pages import PageRequest
from allin_gql.domains.posts import repository
from allin_gql.domains.posts.graph.types import Post, PostVariant
from allin_gql.graph.context import Info, viewer_of
from allin_gql.graph.nodes import add_node
from allin_gql.graph.pages import After, Before, Connection, First, Last, connection, one_of
from allin_gql.graph.roots import queries

add_node(IdKind.POST, Post, repository.posts_of)
add_node(IdKind.VARIANT, PostVariant, repository.variants_of)


@queries
class PostQueries:
    @strawberry.field(description="One post; null when there is none with this id here.")
    async def post(
        self,
        info: Info,
        id: Annotated[strawberry.ID, strawberry.argument(description="The post, `post_…`.")],
    ) -> Post | None:
        key = parse_id(IdKind.POST, id, path=("id",))
        rows = repository.posts_of(viewer_of(info).organization_id)
        return await one_of(info, Post, rows.where("t.id = {}", key))

    @strawberry.field(description="The organization's posts, the newest first.")
    async def posts(
        self,
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[Post]:
        rows = repository.posts_of(viewer_of(info).organization_id)
        return await connection(info, Post, rows, PageRequest.parse(first, after, last, before))
