"""Founding: how organizations begin, and who is in them at first."""

from uuid import UUID

from allin_gql.core.access import Role
from allin_gql.core.unit_of_work import UnitOfWork
from allin_gql.domains.organizations import repository
from allin_gql.domains.organizations.events import OrganizationCreated


async def found_organization(user_id: UUID, name: str, work: UnitOfWork) -> None:
    """Make a user's first organization. Called by the reaction to their registration."""
    organization = await repository.add_organization(name)
    await repository.add_member(organization.id, user_id, Role.OWNER)
    work.emit(
        OrganizationCreated(
            organization_id=organization.id, subject_id=organization.id, name=organization.name
        )
    )
