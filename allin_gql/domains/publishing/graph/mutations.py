"""What can be done about publications."""

import strawberry

from allin_gql.core.ids import IdKind, parse_id
from allin_gql.domains.posts.graph.types import Post
from allin_gql.domains.publishing.graph.inputs import (
    CancelPublicationInput,
    ReschedulePublicationInput,
    RetryPublicationInput,
    SchedulePostInput,
)
from allin_gql.domains.publishing.graph.types import (
    Publication,
    PublicationResult,
    ScheduledPost,
    SchedulePostResult,
)
from allin_gql.domains.publishing.service import planning
from allin_gql.graph.context import Info, viewer_of
from allin_gql.graph.directives import cost
from allin_gql.graph.roots import mutations


@mutations
class PublishingMutations:
    @strawberry.mutation(
        description="Let a post go out on accounts at a time, or now: one publication for each, "
        "all of them or none. A text that one of the platforms would refuse is refused here, with "
        "the numbers. Follow them with `publicationProgress`. Takes the permission `PUBLISH`.",
        directives=[cost(30)],
    )
    async def schedule_post(self, info: Info, input: SchedulePostInput) -> SchedulePostResult:
        post, publications = await planning.schedule_post(
            viewer_of(info),
            post_id=parse_id(IdKind.POST, input.post_id, path=("postId",)),
            social_account_ids=input.social_account_keys(),
            due_at=input.due_at,
            time_zone=input.time_zone,
        )
        return ScheduledPost(
            post=Post.of(post), publications=[Publication.of(row) for row in publications]
        )

    @strawberry.mutation(
        description="Move a publication to another time, or to now. Refused once a worker has "
        "taken it up. Takes the permission `PUBLISH`."
    )
    async def reschedule_publication(
        self, info: Info, input: ReschedulePublicationInput
    ) -> PublicationResult:
        row = await planning.reschedule_publication(
            viewer_of(info),
            parse_id(IdKind.PUBLICATION, input.id, path=("id",)),
            due_at=input.due_at,
            time_zone=input.time_zone,
        )
        return Publication.of(row)

    @strawberry.mutation(
        description="Take a publication back. Cancelled means that the platform never sees it; "
        "once a worker has begun to send it, it is too late. Takes the permission `PUBLISH`."
    )
    async def cancel_publication(
        self, info: Info, input: CancelPublicationInput
    ) -> PublicationResult:
        key = parse_id(IdKind.PUBLICATION, input.id, path=("id",))
        return Publication.of(await planning.cancel_publication(viewer_of(info), key))

    @strawberry.mutation(
        description="Send a publication again, now: what failed or was cancelled as the post "
        "reads by now, what needs review as it was. Look at the platform first in the second "
        "case, for it may be there. Takes the permission `PUBLISH`.",
        directives=[cost(30)],
    )
    async def retry_publication(
        self, info: Info, input: RetryPublicationInput
    ) -> PublicationResult:
        key = parse_id(IdKind.PUBLICATION, input.id, path=("id",))
        return Publication.of(await planning.retry_publication(viewer_of(info), key))
