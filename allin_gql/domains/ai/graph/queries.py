"""What can be asked about AI."""

from typing import Annotated

import strawberry

from allin_gql.core.ids import IdKind, parse_id
from allin_gql.core.pages import PageRequest
from allin_gql.domains.ai import repository
from allin_gql.domains.ai.graph.types import Draft, DraftRequest
from allin_gql.graph.context import Info, viewer_of
from allin_gql.graph.nodes import add_node
from allin_gql.graph.pages import After, Before, Connection, First, Last, connection, one_of
from allin_gql.graph.roots import queries

add_node(IdKind.DRAFT_REQUEST, DraftRequest, repository.requests_of)
add_node(IdKind.DRAFT, Draft, repository.drafts_of)


@queries
class AiQueries:
    @strawberry.field(description="One draft request; null when there is none with this id here.")
    async def draft_request(
        self,
        info: Info,
        id: Annotated[
            strawberry.ID, strawberry.argument(description="The request, `draft_request_…`.")
        ],
    ) -> DraftRequest | None:
        key = parse_id(IdKind.DRAFT_REQUEST, id, path=("id",))
        rows = repository.requests_of(viewer_of(info).organization_id)
        return await one_of(info, DraftRequest, rows.where("t.id = {}", key))

    @strawberry.field(description="What was asked of the AI in the organization, newest first.")
    async def draft_requests(
        self,
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[DraftRequest]:
        rows = repository.requests_of(viewer_of(info).organization_id)
        page = PageRequest.parse(first, after, last, before)
        return await connection(info, DraftRequest, rows, page)
