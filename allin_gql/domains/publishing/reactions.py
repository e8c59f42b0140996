"""What publishing does when something happens elsewhere."""

from allin_gql.core.unit_of_work import UnitOfWork, reacts_to
from allin_gql.domains.organizations.events import OrganizationRestored
from allin_gql.domains.posts.events import PostDeleted, PostTouched, PostUpdated
from allin_gql.domains.publishing.service import planning


@reacts_to(PostTouched)
async def check_touch(event: PostTouched, _: UnitOfWork) -> None:
    """Changing what is scheduled is publishing, on the accounts that it goes out on."""
    await planning.check_touch(event.viewer, event.post_id)


@reacts_to(PostUpdated)
async def follow_post(event: PostUpdated, work: UnitOfWork) -> None:
    """What is scheduled of a post says what the post says."""
    await planning.follow_post(work, event.organization_id, event.subject_id)


@reacts_to(PostDeleted)
async def cancel_all_of_post(event: PostDeleted, work: UnitOfWork) -> None:
    """What is deleted does not go out."""
    await planning.cancel_all_of_post(work, event.organization_id, event.subject_id)


@reacts_to(OrganizationRestored)
async def cancel_missed(event: OrganizationRestored, work: UnitOfWork) -> None:
    """What came due while the organization was being deleted does not go out late."""
    await planning.cancel_missed(work, event.organization_id)
