"""What the mutations of posts take."""

import strawberry

from allin_gql.domains.accounts.graph.types import Platform
from allin_gql.domains.posts.values import VariantText
from allin_gql.graph.execution.idempotency import MutationInput


@strawberry.input(description="How a post is to read on one platform.")
class PostVariantInput:
    platform: Platform = strawberry.field(description="Where; each platform once.")
    text: str = strawberry.field(
        description="The text there, within the platform's limits and up to 65,536 characters."
    )

    def value(self) -> VariantText:
        return VariantText(platform=str(self.platform), text=self.text)


@strawberry.input(description="A post to be written.")
class CreatePostInput(MutationInput):
    text: str = strawberry.field(
        description="What it says, up to 65,536 characters; it is held against a platform's limits "
        "when it is scheduled there."
    )
    variants: list[PostVariantInput] = strawberry.field(
        default_factory=list,
        description="Other texts for some platforms: one for each, within its limits.",
    )


@strawberry.input(description="A post to be changed. What is left out stays as it is.")
class UpdatePostInput(MutationInput):
    id: strawberry.ID = strawberry.field(description="The post, `post_…`.")
    text: str | None = strawberry.field(
        default=None, description="The new text, up to 65,536 characters."
    )
    variants: list[PostVariantInput] | None = strawberry.field(
        default=None, description="All variants anew; an empty list removes them."
    )
    version: int | None = strawberry.field(
        default=None,
        description="The `version` that you read: refused with `VERSION_OUTDATED` if somebody has "
        "changed the post since. Left out: changed anyhow.",
    )


@strawberry.input(description="A post to be deleted.")
class DeletePostInput(MutationInput):
    id: strawberry.ID = strawberry.field(description="The post, `post_…`.")
