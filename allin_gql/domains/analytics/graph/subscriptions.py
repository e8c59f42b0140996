"""What can be followed of metrics."""

from collections.abc import AsyncGenerator
from contextlib import aclosing

import strawberry

from allin_gql.core.ids import IdKind, public_id
from allin_gql.core.models import Event
from allin_gql.domains.analytics.events import MetricsCollected
from allin_gql.domains.analytics.graph.types import MetricUpdate, values_of
from allin_gql.domains.organizations.graph.subscriptions import AfterNumber
from allin_gql.domains.organizations.service import follow_events
from allin_gql.graph.context import Info, viewer_of
from allin_gql.graph.roots import subscriptions


@subscriptions
class AnalyticsSubscriptions:
    @strawberry.subscription(
        description="The counters of the organization's publications, each time that a platform "
        "reports others than before. It never completes by itself."
    )
    async def metric_updates(
        self, info: Info, after: AfterNumber = None
    ) -> AsyncGenerator[MetricUpdate, None]:
        async with aclosing(follow_events(viewer_of(info), after=after)) as events:
            async for event in events:
                if event.type == MetricsCollected.type:
                    yield _update(event)


def _update(event: Event) -> MetricUpdate:
    counters: dict[str, int] = event.data["counters"]
    return MetricUpdate(
        number=event.number,
        publication_id=strawberry.ID(public_id(IdKind.PUBLICATION, event.subject_id)),
        values=values_of(counters),
        occurred_at=event.occurred_at,
    )
