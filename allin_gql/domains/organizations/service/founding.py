"""Founding: how organizations begin, and who is in them at first."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from allin_gql.core.access import Role, Viewer, require_session, require_verified
from allin_gql.core.text import checked_text
from allin_gql.core.unit_of_work import UnitOfWork, unit_of_work
from allin_gql.domains.identity import repository as identity
from allin_gql.domains.organizations import repository
from allin_gql.domains.organizations.errors import TooManyOrganizations
from allin_gql.domains.organizations.events import OrganizationCreated
from allin_gql.domains.organizations.models import Organization
from allin_gql.domains.organizations.service.timing import checked_time_zone

MAX_NAME: Final = 100  # characters
_MOST_OWNED: Final = 20  # by one person; each may have invitations sent


async def found_organization(
    user_id: UUID, name: str, work: UnitOfWork, *, time_zone: str = "UTC"
) -> Organization:
    """Make an organization that a user owns. Called by the reaction to their registration, too."""
    organization = await repository.add_organization(name, time_zone=time_zone)
    await repository.add_member(organization.id, user_id, Role.OWNER)
    work.emit(
        OrganizationCreated(
            organization_id=organization.id,
            subject_id=organization.id,
            name=organization.name,
            changes={"name": (None, name), "timeZone": (None, time_zone)},
        )
    )
    return organization


async def create_organization(viewer: Viewer, *, name: str, time_zone: str | None) -> Organization:
    """Make one more organization for a person. Raises `TooManyOrganizations`."""
    require_session(viewer)
    require_verified(viewer)
    name = checked_name(name)
    zone = checked_time_zone(time_zone or "UTC", path=("timeZone",))
    async with unit_of_work(actor_id=viewer.user_id) as work:
        owned = await repository.count_owned(viewer.user_id)
        if owned >= _MOST_OWNED:
            raise TooManyOrganizations(
                f"One person may own {_MOST_OWNED} organizations; you own {owned}.",
                numbers={"limit": _MOST_OWNED},
            )
        return await found_organization(viewer.user_id, name, work, time_zone=zone.key)


async def house(work: UnitOfWork, user_ids: Sequence[UUID]) -> None:
    """Give those of some users who are nowhere a member an organization of their own.

    Nobody can do anything without one. Called when memberships have ended, in the same unit.
    """
    for user_id in await repository.without_organization(user_ids):
        user = await identity.user_by_id(user_id)
        await found_organization(user_id, f"{user.name}'s organization"[:MAX_NAME], work)


def checked_name(name: str) -> str:
    """Check what an organization is to be called."""
    return checked_text(name, label="organization's name", path=("name",), maximum=MAX_NAME)
