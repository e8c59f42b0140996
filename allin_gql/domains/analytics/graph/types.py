"""Metrics as clients see them."""

from datetime import datetime

import strawberry

from allin_gql.core.ids import IdKind, public_id
from allin_gql.domains.analytics import models
from allin_gql.platforms.base import Metric


@strawberry.type(description="One counter.")
class MetricValue:
    metric: Metric = strawberry.field(description="What is counted.")
    value: int = strawberry.field(description="How many, as the platform said.")


@strawberry.type(description="What a platform reported about a publication at one moment.")
class MetricSnapshot:
    id: strawberry.ID = strawberry.field(description="The snapshot's id, `metrics_…`.")
    values: list[MetricValue] = strawberry.field(
        description="The counters that the platform has, in the order of their names."
    )
    taken_at: datetime = strawberry.field(description="When these numbers were read first.")
    seen_at: datetime = strawberry.field(
        description="When the same numbers were read last: how fresh they are."
    )

    @classmethod
    def of(cls, row: models.MetricSnapshot) -> "MetricSnapshot":
        return cls(
            id=strawberry.ID(public_id(IdKind.METRIC_SNAPSHOT, row.id)),
            values=[
                MetricValue(metric=Metric(name), value=count)
                for name, count in sorted(row.counters.items())
            ],
            taken_at=row.taken_at,
            seen_at=row.seen_at,
        )


@strawberry.type(description="New numbers about a publication.")
class MetricUpdate:
    number: int = strawberry.field(
        description="The number of the event; pass the last one as `after` to go on from it."
    )
    publication_id: strawberry.ID = strawberry.field(description="Which publication.")
    values: list[MetricValue] = strawberry.field(description="All its counters as they are now.")
    occurred_at: datetime = strawberry.field(description="When they were read.")
