"""What analytics does when something happens elsewhere."""

from allin_gql.core.unit_of_work import UnitOfWork, reacts_to
from allin_gql.domains.analytics import service
from allin_gql.domains.publishing.events import PublicationPublished


@reacts_to(PublicationPublished)
async def plan_collection(event: PublicationPublished, _: UnitOfWork) -> None:
    """What is live is counted."""
    await service.plan_collection(event)
