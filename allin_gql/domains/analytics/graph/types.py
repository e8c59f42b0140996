"""Metrics as clients see them."""

from collections.abc import Mapping
from datetime import datetime
from typing import cast

import strawberry

from allin_gql.core.ids import IdKind
from allin_gql.domains.analytics import models
from allin_gql.graph.directives import cost
from allin_gql.graph.nodes import Node
from allin_gql.graph.rows import RowType, column, key, shows
from allin_gql.platforms.base import Metric


@strawberry.type(description="One counter.", directives=[cost(0)])
class MetricValue:
    metric: Metric = strawberry.field(description="What is counted.")
    value: int = strawberry.field(description="How many, as the platform said.")


def values_of(counters: Mapping[str, int]) -> list[MetricValue]:
    """Show counters, in the order of their names."""
    # The names are left as they are stored: they are read as texts of the enum.
    names = cast("list[Metric]", sorted(counters))
    return [MetricValue(metric=name, value=counters[name]) for name in names]


@shows(
    models.MetricSnapshot,
    description="What a platform reported about a publication at one moment.",
)
class MetricSnapshot(RowType, Node):
    id: strawberry.ID = key(IdKind.METRIC_SNAPSHOT, description="The snapshot's id, `metrics_…`.")
    values: list[MetricValue] = column(
        "counters",
        convert=values_of,
        description="The counters that the platform has, in the order of their names.",
    )
    taken_at: datetime = column("taken_at", description="When these numbers were read first.")
    seen_at: datetime = column(
        "seen_at", description="When the same numbers were read last: how fresh they are."
    )


@strawberry.type(description="New numbers about a publication.")
class MetricUpdate:
    number: int = strawberry.field(
        description="The number of the event; pass the last one as `after` to go on from it."
    )
    publication_id: strawberry.ID = strawberry.field(description="Whose counters they are.")
    values: list[MetricValue] = strawberry.field(
        description="All its counters as they were at `occurredAt`."
    )
    occurred_at: datetime = strawberry.field(description="When they were read.")
