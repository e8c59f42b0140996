"""What can be asked about metrics: always from a publication."""

from collections.abc import Sequence
from uuid import UUID

import strawberry

from allin_gql.core.access import Viewer
from allin_gql.core.pages import PageRequest
from allin_gql.domains.analytics import models, repository
from allin_gql.domains.analytics.graph.types import MetricSnapshot
from allin_gql.domains.publishing.graph.types import Publication
from allin_gql.graph.context import Info, viewer_of
from allin_gql.graph.pages import After, Connection, First, connection
from allin_gql.graph.roots import extends


async def _latest(
    viewer: Viewer, publication_ids: Sequence[UUID]
) -> list[models.MetricSnapshot | None]:
    found = await repository.latest_snapshots(viewer.organization_id, publication_ids)
    return [found.get(publication_id) for publication_id in publication_ids]


@extends(Publication)
class PublicationMetrics:
    @strawberry.field(
        description="The newest counters; null until they were read for the first time, seconds "
        "after publishing."
    )
    @staticmethod
    async def metrics(
        publication: strawberry.Parent[Publication], info: Info
    ) -> MetricSnapshot | None:
        row = await info.context.loader(_latest).load(publication.key)
        return MetricSnapshot.of(row) if row else None

    @strawberry.field(
        description="How the counters have grown, the newest first; one entry for each change."
    )
    @staticmethod
    async def metric_history(
        publication: strawberry.Parent[Publication],
        info: Info,
        first: First = 20,
        after: After = None,
    ) -> Connection[MetricSnapshot]:
        page = await repository.snapshots_of_publication(
            viewer_of(info).organization_id, publication.key, PageRequest.parse(first, after)
        )
        return connection(page, MetricSnapshot.of, lambda row: row.id)
