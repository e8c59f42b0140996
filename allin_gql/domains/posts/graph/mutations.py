"""What can be done about posts."""

import strawberry

from allin_gql.core.ids import IdKind, parse_id
from allin_gql.domains.posts import service
from allin_gql.domains.posts.graph.inputs import CreatePostInput, DeletePostInput, UpdatePostInput
from allin_gql.domains.posts.graph.types import DeletedPost, DeletePostResult, Post, PostResult
from allin_gql.graph.context import Info, viewer_of
from allin_gql.graph.roots import mutations


@mutations
class PostMutations:
    @strawberry.mutation(
        description="Write a post; nothing goes out by it. A variant that its platform would "
        "refuse is refused here, with the numbers. Takes the permission `WRITE_POSTS`."
    )
    async def create_post(self, info: Info, input: CreatePostInput) -> PostResult:
        variants = [variant.value() for variant in input.variants]
        return Post.of(
            await service.create_post(viewer_of(info), text=input.text, variants=variants)
        )

    @strawberry.mutation(
        description="Change a post and what is scheduled of it. Refused while it is being "
        "published, and when a platform that it is scheduled on would refuse the new text. What "
        "is published stays as it is. Takes the permission `WRITE_POSTS`."
    )
    async def update_post(self, info: Info, input: UpdatePostInput) -> PostResult:
        variants = None
        if input.variants is not None:
            variants = [variant.value() for variant in input.variants]
        post = await service.update_post(
            viewer_of(info),
            parse_id(IdKind.POST, input.id, path=("id",)),
            text=input.text,
            variants=variants,
            version=input.version,
        )
        return Post.of(post)

    @strawberry.mutation(
        description="Delete a post and cancel what is scheduled of it. What is published stays on "
        "its platforms. Refused while it is being published. Takes the permission `WRITE_POSTS`."
    )
    async def delete_post(self, info: Info, input: DeletePostInput) -> DeletePostResult:
        await service.delete_post(viewer_of(info), parse_id(IdKind.POST, input.id, path=("id",)))
        return DeletedPost(id=input.id)
