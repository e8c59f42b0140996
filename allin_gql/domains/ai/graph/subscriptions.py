"""What can be followed of AI."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Annotated

import strawberry

from allin_gql.core.ids import IdKind, parse_id
from allin_gql.domains.ai import service
from allin_gql.domains.ai.graph.types import DraftRequestProgress
from allin_gql.graph.context import Info, viewer_of
from allin_gql.graph.roots import subscriptions

AfterStep = Annotated[
    int,
    strawberry.argument(
        description="The `number` of the last step that you have; 0 is from the beginning."
    ),
]


@subscriptions
class AiSubscriptions:
    @strawberry.subscription(
        description="The steps of a draft request, each once and in order: those after `after` at "
        "once, the others as they happen. Completes when the request is finished or has failed."
    )
    async def draft_request_progress(
        self,
        info: Info,
        id: Annotated[
            strawberry.ID, strawberry.argument(description="The request, `draft_request_…`.")
        ],
        after: AfterStep = 0,
    ) -> AsyncGenerator[DraftRequestProgress, None]:
        key = parse_id(IdKind.DRAFT_REQUEST, id, path=("id",))
        async with aclosing(service.follow_request(viewer_of(info), key, after=after)) as steps:
            async for step in steps:
                yield DraftRequestProgress.of(key, step)
