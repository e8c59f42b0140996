"""Every query of organizations."""

from collections.abc import Sequence
from uuid import UUID

from allin_gql.core.access import Role
from allin_gql.core.models import Event, EventCounter
from allin_gql.domains.organizations.models import Organization, OrganizationMember


async def add_organization(name: str) -> Organization:
    """Add an organization."""
    return await Organization.create(name=name)


async def add_member(organization_id: UUID, user_id: UUID, role: Role) -> OrganizationMember:
    """Add a user to an organization."""
    return await OrganizationMember.create(
        organization_id=organization_id, user_id=user_id, role=role
    )


async def membership(user_id: UUID, organization_id: UUID | None) -> OrganizationMember | None:
    """A user's membership in one organization, or in the oldest of theirs."""
    memberships = OrganizationMember.filter(user_id=user_id)
    if organization_id is not None:
        memberships = memberships.filter(organization_id=organization_id)
    return await memberships.order_by("id").first()


async def memberships_of_users(user_ids: Sequence[UUID]) -> dict[UUID, list[OrganizationMember]]:
    """The memberships of users with their organizations, the oldest first; for a batch."""
    rows = (
        await OrganizationMember.filter(user_id__in=user_ids)
        .select_related("organization")
        .order_by("id")
    )
    found: dict[UUID, list[OrganizationMember]] = {user_id: [] for user_id in user_ids}
    for row in rows:
        found[row.user_id].append(row)
    return found


async def organization_by_id(organization_id: UUID) -> Organization:
    """The organization that a viewer acts in."""
    return await Organization.get(id=organization_id)


async def last_event_number(organization_id: UUID) -> int:
    """The number of an organization's newest event; 0 before the first."""
    counter = await EventCounter.get_or_none(organization_id=organization_id)
    return counter.last_number if counter else 0


async def events_after(
    organization_id: UUID, number: int, *, limit: int, subject_ids: Sequence[UUID] | None = None
) -> list[Event]:
    """Events with higher numbers, in order; all, or those about some things."""
    events = Event.filter(organization_id=organization_id, number__gt=number)
    if subject_ids is not None:
        events = events.filter(subject_id__in=list(subject_ids))
    return await events.order_by("number").limit(limit)
