"""What can be asked about metrics: always from a publication."""

import strawberry

from allin_gql.core.ids import IdKind
from allin_gql.core.pages import PageRequest
from allin_gql.domains.analytics import repository
from allin_gql.domains.analytics.graph.types import MetricSnapshot
from allin_gql.domains.publishing.graph.types import Publication
from allin_gql.graph.context import Info, viewer_of
from allin_gql.graph.nodes import add_node
from allin_gql.graph.pages import After, Before, Connection, First, Last, connection
from allin_gql.graph.roots import extends
from allin_gql.graph.rows import edge

add_node(IdKind.METRIC_SNAPSHOT, MetricSnapshot, repository.snapshots_of)


@extends(Publication)
class PublicationMetrics:
    metrics: MetricSnapshot | None = edge(
        repository.LATEST_SNAPSHOT,
        description="The newest counters; null until they were read for the first time, seconds "
        "after publishing.",
    )

    @strawberry.field(
        description="How the counters have grown, the newest first; one entry for each change."
    )
    @staticmethod
    async def metric_history(
        publication: strawberry.Parent[Publication],
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[MetricSnapshot]:
        rows = repository.snapshots_of_publication(
            viewer_of(info).organization_id, publication.row.id
        )
        page = PageRequest.parse(first, after, last, before)
        return await connection(info, MetricSnapshot, rows, page)
