"""What can be done about AI."""

import strawberry

from allin_gql.core.ids import IdKind, parse_id
from allin_gql.domains.ai import service
from allin_gql.domains.ai.graph.inputs import RequestDraftsInput, RetryDraftRequestInput
from allin_gql.domains.ai.graph.types import DraftRequest, DraftRequestResult
from allin_gql.graph.context import Info, viewer_of
from allin_gql.graph.directives import SENSITIVE, cost
from allin_gql.graph.roots import mutations


@mutations
class AiMutations:
    @strawberry.mutation(
        description="Ask the AI for a draft for each platform. They are written in the "
        "background; follow them with `draftRequestProgress`. A draft is a proposal: it becomes a "
        "post by `createPost`. Takes the permission `USE_WRITER`.",
        directives=[cost(100), SENSITIVE],
    )
    async def request_drafts(self, info: Info, input: RequestDraftsInput) -> DraftRequestResult:
        platforms = [str(platform) for platform in input.platforms]
        return DraftRequest.of(
            await service.request_drafts(viewer_of(info), brief=input.value(), platforms=platforms)
        )

    @strawberry.mutation(
        description="Send a failed request back to the writer. Drafts that it has are kept, and "
        "only the others are written. Takes the permission `USE_WRITER`.",
        directives=[cost(100), SENSITIVE],
    )
    async def retry_draft_request(
        self, info: Info, input: RetryDraftRequestInput
    ) -> DraftRequestResult:
        key = parse_id(IdKind.DRAFT_REQUEST, input.id, path=("id",))
        return DraftRequest.of(await service.retry_request(viewer_of(info), key))
