"""What can be asked about publications, also from posts and social accounts."""

from typing import Annotated

import strawberry

from allin_gql.core.ids import IdKind, parse_id
from allin_gql.core.pages import PageRequest
from allin_gql.domains.accounts.graph.types import SocialAccount
from allin_gql.domains.posts.graph.types import Post
from allin_gql.domains.publishing import repository
from allin_gql.domains.publishing.graph.types import Publication, PublicationAttempt
from allin_gql.domains.publishing.service import allowing
from allin_gql.domains.publishing.values import PostAction, PublicationState
from allin_gql.graph.context import Info, current_viewer, viewer_of
from allin_gql.graph.nodes import add_node
from allin_gql.graph.pages import After, Before, Connection, First, Last, connection, one_of
from allin_gql.graph.roots import extends, queries
from allin_gql.graph.rows import along, edge

States = Annotated[
    list[PublicationState] | None,
    strawberry.argument(description="Only what is in one of these states."),
]

add_node(IdKind.PUBLICATION, Publication, repository.publications_of)
add_node(IdKind.ATTEMPT, PublicationAttempt, repository.attempts_of)


@queries
class PublishingQueries:
    @strawberry.field(description="One publication; null when there is none with this id here.")
    async def publication(
        self,
        info: Info,
        id: Annotated[
            strawberry.ID, strawberry.argument(description="The publication, `publication_…`.")
        ],
    ) -> Publication | None:
        key = parse_id(IdKind.PUBLICATION, id, path=("id",))
        rows = repository.publications_of(viewer_of(info).organization_id)
        return await one_of(info, Publication, rows.where("t.id = {}", key))

    @strawberry.field(description="The organization's publications, the newest first.")
    async def publications(  # Relay's four arguments, and one of its own
        self,
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        states: States = None,
    ) -> Connection[Publication]:
        rows = repository.publications_of(viewer_of(info).organization_id, states=states)
        page = PageRequest.parse(first, after, last, before)
        return await connection(info, Publication, rows, page)


@extends(Post)
class PostPublications:
    publications: list[Publication] = edge(
        repository.PUBLICATIONS_OF_POST,
        description="Where the post goes out or went, the oldest first; one for each account.",
    )

    allowed_actions: list[PostAction] = along(
        repository.PUBLICATIONS_OF_POST,
        "state",
        "first_sent_at",
        convert=lambda rows: allowing.allowed_post_actions(current_viewer(), rows),
        description="What the viewer can do with it as it is now.",
    )


@extends(SocialAccount)
class SocialAccountPublications:
    @strawberry.field(description="What goes out or went out on the account, the newest first.")
    @staticmethod
    async def publications(
        account: strawberry.Parent[SocialAccount],
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        states: States = None,
    ) -> Connection[Publication]:
        rows = repository.publications_of(
            viewer_of(info).organization_id, states=states, social_account_id=account.row.id
        )
        page = PageRequest.parse(first, after, last, before)
        return await connection(info, Publication, rows, page)
