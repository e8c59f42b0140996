"""Strawberry and Tortoise as their manuals have them: resolvers, data loaders, nothing tuned."""

import os
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

import strawberry
from starlette.applications import Starlette
from starlette.routing import Route
from strawberry.asgi import GraphQL
from strawberry.dataloader import DataLoader

from allin_gql.database import close_database, open_database
from allin_gql.domains.accounts import models as accounts
from allin_gql.domains.analytics import models as analytics
from allin_gql.domains.posts import models as posts
from allin_gql.domains.publishing import models as publishing
from benchmarks.rows import ASKER


@strawberry.type
class MetricValue:
    metric: str
    value: int


@strawberry.type
class MetricSnapshot:
    taken_at: datetime
    values: list[MetricValue]


@strawberry.type
class SocialAccount:
    id: strawberry.ID
    handle: str
    platform: str


@strawberry.type
class Publication:
    row: strawberry.Private[publishing.Publication]
    id: strawberry.ID
    state: str
    due_at: datetime
    url: str | None

    @strawberry.field
    async def social_account(self, info: strawberry.Info) -> SocialAccount:
        row = await info.context["accounts"].load(self.row.social_account_id)
        return SocialAccount(
            id=strawberry.ID(str(row.id)), handle=row.handle, platform=row.platform
        )

    @strawberry.field
    async def metrics(self, info: strawberry.Info) -> MetricSnapshot | None:
        row = await info.context["metrics"].load(self.row.id)
        if row is None:
            return None
        values = [MetricValue(metric=name, value=row.counters[name]) for name in row.counters]
        return MetricSnapshot(taken_at=row.taken_at, values=values)


@strawberry.type
class Post:
    row: strawberry.Private[posts.Post]
    id: strawberry.ID
    text: str
    version: int
    created_at: datetime
    updated_at: datetime

    @strawberry.field
    async def publications(self, info: strawberry.Info) -> list[Publication]:
        rows = await info.context["publications"].load(self.row.id)
        return [
            Publication(
                row=row,
                id=strawberry.ID(str(row.id)),
                state=row.state.value,
                due_at=row.due_at,
                url=row.url,
            )
            for row in rows
        ]


@strawberry.type
class Posts:
    nodes: list[Post]


@strawberry.type
class Query:
    @strawberry.field
    async def posts(self, first: int) -> Posts:
        rows = (
            await posts.Post.filter(organization_id=ASKER.organization_id, deleted_at=None)
            .order_by("-id")
            .limit(first)
        )
        return Posts(
            nodes=[
                Post(
                    row=row,
                    id=strawberry.ID(str(row.id)),
                    text=row.text,
                    version=row.version,
                    created_at=row.created_at,
                    updated_at=row.updated_at,
                )
                for row in rows
            ]
        )


async def _publications(keys: list[UUID]) -> Sequence[list[publishing.Publication]]:
    found: dict[UUID, list[publishing.Publication]] = {key: [] for key in keys}
    for row in await publishing.Publication.filter(post_id__in=keys).order_by("id"):
        found[row.post_id].append(row)
    return [found[key] for key in keys]


async def _accounts(keys: list[UUID]) -> Sequence[accounts.SocialAccount]:
    found = await accounts.SocialAccount.in_bulk(keys, "id")
    return [found[key] for key in keys]


async def _metrics(keys: list[UUID]) -> Sequence[analytics.MetricSnapshot | None]:
    rows = await analytics.MetricSnapshot.filter(publication_id__in=keys).order_by("id")
    found = {row.publication_id: row for row in rows}
    return [found.get(key) for key in keys]


class _View(GraphQL[dict[str, Any], None]):
    async def get_context(self, request: Any, response: Any) -> dict[str, Any]:  # noqa: ANN401, ARG002  # Strawberry's
        return {
            "publications": DataLoader(load_fn=_publications),
            "accounts": DataLoader(load_fn=_accounts),
            "metrics": DataLoader(load_fn=_metrics),
        }


@asynccontextmanager
async def _lifespan(_: Starlette) -> AsyncIterator[None]:
    await open_database(os.environ["DATABASE_URL"], pool_size=16)
    yield
    await close_database()


app = Starlette(
    routes=[Route("/graphql", _View(strawberry.Schema(query=Query)))], lifespan=_lifespan
)
