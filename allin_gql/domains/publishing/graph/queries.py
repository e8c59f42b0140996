"""What can be asked about publications, also from posts and social accounts."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

import strawberry

from allin_gql.core.access import Viewer
from allin_gql.core.ids import IdKind, parse_id
from allin_gql.core.pages import PageRequest
from allin_gql.domains.accounts.graph.types import SocialAccount
from allin_gql.domains.posts.graph.types import Post
from allin_gql.domains.publishing import models, repository
from allin_gql.domains.publishing.graph.types import Publication
from allin_gql.domains.publishing.values import PublicationState
from allin_gql.graph.context import Info, viewer_of
from allin_gql.graph.pages import After, Connection, First, connection
from allin_gql.graph.roots import extends, queries

States = Annotated[
    list[PublicationState] | None,
    strawberry.argument(description="Only what is in one of these states."),
]


@queries
class PublishingQueries:
    @strawberry.field(description="One publication; null when there is none with this id here.")
    async def publication(
        self,
        info: Info,
        id: Annotated[strawberry.ID, strawberry.argument(description="The publication's id.")],
    ) -> Publication | None:
        key = parse_id(IdKind.PUBLICATION, id, path=("id",))
        row = await repository.publication_by_id(viewer_of(info).organization_id, key)
        return Publication.of(row) if row else None

    @strawberry.field(description="The organization's publications, the newest first.")
    async def publications(
        self, info: Info, first: First = 20, after: After = None, states: States = None
    ) -> Connection[Publication]:
        page = await repository.list_publications(
            viewer_of(info).organization_id, PageRequest.parse(first, after), states=states
        )
        return connection(page, Publication.of, lambda row: row.id)


async def _publications(viewer: Viewer, post_ids: Sequence[UUID]) -> list[list[models.Publication]]:
    found = await repository.publications_of_posts(viewer.organization_id, post_ids)
    return [found[post_id] for post_id in post_ids]


@extends(Post)
class PostPublications:
    @strawberry.field(
        description="Where the post goes out or went, the oldest first; one for each account."
    )
    @staticmethod
    async def publications(post: strawberry.Parent[Post], info: Info) -> list[Publication]:
        rows = await info.context.loader(_publications).load(post.key)
        return [Publication.of(row) for row in rows]


@extends(SocialAccount)
class SocialAccountPublications:
    @strawberry.field(description="What goes out or went out on the account, the newest first.")
    @staticmethod
    async def publications(
        account: strawberry.Parent[SocialAccount],
        info: Info,
        first: First = 20,
        after: After = None,
        states: States = None,
    ) -> Connection[Publication]:
        page = await repository.list_publications(
            viewer_of(info).organization_id,
            PageRequest.parse(first, after),
            states=states,
            social_account_id=account.key,
        )
        return connection(page, Publication.of, lambda row: row.id)
