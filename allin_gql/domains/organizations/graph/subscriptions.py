"""What can be followed in an organization."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Annotated

import strawberry

from allin_gql.domains.organizations import service
from allin_gql.domains.organizations.graph.types import Event
from allin_gql.graph.context import Info, viewer_of
from allin_gql.graph.roots import subscriptions

AfterNumber = Annotated[
    int | None,
    strawberry.argument(
        description="The `number` of the last event that you have, of whichever subscription: "
        "what came after it is told first, then what happens. 0 is from the beginning; left out, "
        "only what happens from now on."
    ),
]


@subscriptions
class OrganizationSubscriptions:
    @strawberry.subscription(
        description="Everything that happens in the organization, each event once and in order. "
        "It never completes by itself. The types are listed in docs/events.md."
    )
    async def organization_events(
        self, info: Info, after: AfterNumber = None
    ) -> AsyncGenerator[Event, None]:
        async with aclosing(service.follow_events(viewer_of(info), after=after)) as events:
            async for event in events:
                yield Event.of(event)
