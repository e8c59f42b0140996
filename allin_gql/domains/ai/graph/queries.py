"""What can be asked about AI."""

from typing import Annotated

import strawberry

from allin_gql.core.ids import IdKind, parse_id
from allin_gql.core.pages import PageRequest
from allin_gql.domains.ai import repository
from allin_gql.domains.ai.graph.types import DraftRequest
from allin_gql.graph.context import Info, viewer_of
from allin_gql.graph.pages import After, Connection, First, connection
from allin_gql.graph.roots import queries


@queries
class AiQueries:
    @strawberry.field(description="One draft request; null when there is none with this id here.")
    async def draft_request(
        self,
        info: Info,
        id: Annotated[strawberry.ID, strawberry.argument(description="The request's id.")],
    ) -> DraftRequest | None:
        key = parse_id(IdKind.DRAFT_REQUEST, id, path=("id",))
        row = await repository.request_by_id(viewer_of(info).organization_id, key)
        return DraftRequest.of(row) if row else None

    @strawberry.field(description="What was asked of the AI in the organization, newest first.")
    async def draft_requests(
        self, info: Info, first: First = 20, after: After = None
    ) -> Connection[DraftRequest]:
        page = await repository.list_requests(
            viewer_of(info).organization_id, PageRequest.parse(first, after)
        )
        return connection(page, DraftRequest.of, lambda row: row.id)
