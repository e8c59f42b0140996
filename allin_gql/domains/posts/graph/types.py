"""Posts as clients see them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

from allin_gql.core.access import Viewer
from allin_gql.core.ids import IdKind, public_id
from allin_gql.domains.accounts.graph.types import Platform
from allin_gql.domains.identity import models as identity_models
from allin_gql.domains.identity import repository as identity
from allin_gql.domains.identity.graph.types import User
from allin_gql.domains.posts import models, repository
from allin_gql.graph.context import Info
from allin_gql.graph.problems import Problem


@strawberry.type(description="How a post reads on one platform.")
class PostVariant:
    id: strawberry.ID = strawberry.field(description="The variant's id, `variant_…`.")
    platform: Platform = strawberry.field(description="Where it reads so.")
    text: str = strawberry.field(description="The text there, instead of the post's own.")

    @classmethod
    def of(cls, row: models.PostVariant) -> "PostVariant":
        return cls(
            id=strawberry.ID(public_id(IdKind.VARIANT, row.id)),
            platform=Platform(row.platform),
            text=row.text,
        )


@strawberry.type(description="A piece of content. Where and when it goes out are its publications.")
class Post:
    key: strawberry.Private[UUID]
    author_key: strawberry.Private[UUID]
    id: strawberry.ID = strawberry.field(description="The post's id, `post_…`.")
    text: str = strawberry.field(description="What it says where no variant says otherwise.")
    version: int = strawberry.field(
        description="Grows with each change; pass it to `updatePost` to change only what you read."
    )
    created_at: datetime = strawberry.field(description="When it was written.")
    updated_at: datetime = strawberry.field(description="When it was changed last.")

    @strawberry.field(description="How it reads elsewhere, in the order of the platforms' names.")
    async def variants(self, info: Info) -> list[PostVariant]:
        rows = await info.context.loader(_variants).load(self.key)
        return [PostVariant.of(row) for row in rows]

    @strawberry.field(description="Who wrote it.")
    async def author(self, info: Info) -> User:
        return User.of(await info.context.loader(_authors).load(self.author_key))

    @classmethod
    def of(cls, row: models.Post) -> "Post":
        return cls(
            key=row.id,
            author_key=row.author_id,
            id=strawberry.ID(public_id(IdKind.POST, row.id)),
            text=row.text,
            version=row.version,
            created_at=row.created_at,
            updated_at=row.updated_at,
        )


@strawberry.type(description="A post that is gone from all lists.")
class DeletedPost:
    id: strawberry.ID = strawberry.field(description="The id that it had.")


PostResult = Annotated[
    Post | Problem,
    strawberry.union("PostResult", description="The post, or why it could not be done."),
]
DeletePostResult = Annotated[
    DeletedPost | Problem,
    strawberry.union("DeletePostResult", description="What is gone, or why it is not."),
]


async def _variants(
    viewer: Viewer,  # noqa: ARG001  # the posts were found in the viewer's organization
    post_ids: Sequence[UUID],
) -> list[list[models.PostVariant]]:
    found = await repository.variants_of_posts(post_ids)
    return [found[post_id] for post_id in post_ids]


async def _authors(
    viewer: Viewer,  # noqa: ARG001  # the posts were found in the viewer's organization
    user_ids: Sequence[UUID],
) -> list[identity_models.User]:
    found = await identity.users_by_id(user_ids)
    return [found[user_id] for user_id in user_ids]
