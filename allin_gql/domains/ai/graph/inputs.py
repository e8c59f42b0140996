"""What the mutations of AI take."""

import strawberry

from allin_gql.domains.accounts.graph.types import Platform
from allin_gql.domains.ai.values import Brief
from allin_gql.graph.execution.idempotency import MutationInput


@strawberry.input(description="What is to be written, and for which platforms.")
class RequestDraftsInput(MutationInput):
    brief: str = strawberry.field(
        description="What the posts are to say, in any words, up to 4,000 characters."
    )
    platforms: list[Platform] = strawberry.field(
        description="Where they are for, 1 to 10; each gets one draft."
    )
    tone: str | None = strawberry.field(
        default=None,
        description="How they are to sound, such as `warm, a little dry`, up to 100 characters.",
    )
    language: str | None = strawberry.field(
        default=None,
        description="The language to write in, such as `de` or `Brazilian Portuguese`, up to 35 "
        "characters; by default the brief's.",
    )

    def value(self) -> Brief:
        return Brief(text=self.brief, tone=self.tone, language=self.language)


@strawberry.input(description="A failed draft request to be sent back.")
class RetryDraftRequestInput(MutationInput):
    id: strawberry.ID = strawberry.field(
        description="The request, `draft_request_…`; its state is `FAILED`."
    )
