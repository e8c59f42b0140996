"""What organizations does when something happens elsewhere."""

from allin_gql.core.unit_of_work import UnitOfWork, reacts_to
from allin_gql.domains.identity.events import SecurityNoted, UserRegistered
from allin_gql.domains.organizations import service


@reacts_to(UserRegistered)
async def give_a_first_organization(event: UserRegistered, work: UnitOfWork) -> None:
    """Nobody can do anything without an organization, so everybody starts with one."""
    await service.found_organization(event.user_id, event.organization_name, work)


@reacts_to(SecurityNoted)
async def note_security(event: SecurityNoted, work: UnitOfWork) -> None:
    """Whoever answers for an organization learns what happens to how its members sign in."""
    await service.note_security(work, event.user_id, event.kind)
