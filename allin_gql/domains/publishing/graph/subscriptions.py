"""What can be followed of publications."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Annotated

import strawberry

from allin_gql.core.errors import NotFound
from allin_gql.core.ids import IdKind, parse_id
from allin_gql.domains.organizations.graph.subscriptions import AfterNumber
from allin_gql.domains.organizations.service import follow_events
from allin_gql.domains.posts import repository as posts
from allin_gql.domains.publishing.events import PREFIX
from allin_gql.domains.publishing.graph.types import PublicationProgress
from allin_gql.graph.context import Info, viewer_of
from allin_gql.graph.roots import subscriptions

PostId = Annotated[
    strawberry.ID | None,
    strawberry.argument(
        description="Only publications of this post, `post_…`; left out, those of all posts."
    ),
]


@subscriptions
class PublishingSubscriptions:
    @strawberry.subscription(
        description="Each state that publications come into, once and in order. It never "
        "completes by itself."
    )
    async def publication_progress(
        self, info: Info, post_id: PostId = None, after: AfterNumber = None
    ) -> AsyncGenerator[PublicationProgress, None]:
        viewer = viewer_of(info)
        wanted = None
        if post_id is not None:
            wanted = parse_id(IdKind.POST, post_id, path=("postId",))
            if await posts.post_by_id(viewer.organization_id, wanted) is None:
                raise NotFound("There is no such post.", path=("postId",))
        async with aclosing(follow_events(viewer, after=after)) as events:
            async for event in events:
                is_wanted = wanted is None or event.data.get("post_id") == str(wanted)
                if event.type.startswith(PREFIX) and is_wanted:
                    yield PublicationProgress.of(event)
