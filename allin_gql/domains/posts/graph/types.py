"""Posts as clients see them."""

from datetime import datetime
from typing import Annotated

import strawberry

from allin_gql.core.ids import IdKind
from allin_gql.domains.accounts.graph.types import Platform
from allin_gql.domains.identity.graph.types import User
from allin_gql.domains.posts import models, repository
from allin_gql.graph.nodes import Node
from allin_gql.graph.problems import Problem
from allin_gql.graph.rows import RowType, column, edge, key, shows


@shows(models.PostVariant, description="How a post reads on one platform.")
class PostVariant(RowType, Node):
    id: strawberry.ID = key(IdKind.VARIANT, description="The variant's id, `variant_…`.")
    platform: Platform = column("platform", description="Where it reads so.")
    text: str = column("text", description="The text there, instead of the post's own.")


@shows(
    models.Post,
    description="A piece of content. Where and when it goes out are its publications.",
)
class Post(RowType, Node):
    id: strawberry.ID = key(IdKind.POST, description="The post's id, `post_…`.")
    text: str = column("text", description="What it says where no variant says otherwise.")
    version: int = column(
        "version",
        description="Grows with each change; pass it to `updatePost` to change only what you read.",
    )
    created_at: datetime = column("created_at", description="When it was written.")
    updated_at: datetime = column("updated_at", description="When it was changed last.")
    variants: list[PostVariant] = edge(
        repository.VARIANTS_OF_POST,
        description="How it reads elsewhere, in the order of the platforms' names.",
    )
    author: User = edge(repository.AUTHOR_OF_POST, description="Who wrote it.")


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
