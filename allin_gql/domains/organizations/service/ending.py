"""Ending: an organization is deleted after a while in which an owner can think better of it."""

from datetime import datetime

from allin_gql.core.access import Permission, Viewer, require, require_proof, require_session
from allin_gql.core.clock import now
from allin_gql.core.parts import SETTINGS
from allin_gql.core.unit_of_work import UnitOfWork, unit_of_work
from allin_gql.domains.identity import repository as identity
from allin_gql.domains.mail.service import send_letter
from allin_gql.domains.organizations import repository
from allin_gql.domains.organizations.errors import NameDiffers, NotBeingDeleted
from allin_gql.domains.organizations.events import (
    OrganizationDeletionRequested,
    OrganizationRestored,
)
from allin_gql.domains.organizations.mails import OrganizationDeleting, OrganizationStays
from allin_gql.domains.organizations.models import Organization
from allin_gql.domains.organizations.service.ranking import locked


async def delete_organization(viewer: Viewer, *, name: str) -> Organization:
    """Have an organization erased after a while, in which nothing in it can be changed."""
    require(viewer, Permission.OWN)
    require_proof(viewer)
    async with unit_of_work(actor_id=viewer.user_id) as work:
        organization = await locked(viewer)
        if name.strip() != organization.name:
            raise NameDiffers(
                "This is not the name of the organization that you act in.", path=("name",)
            )
        at = now()
        deletes_at = at + SETTINGS.current.organization_deletion_delay
        await repository.change_organization(organization, deleted_at=at, deletes_at=deletes_at)
        work.emit(
            OrganizationDeletionRequested(
                organization_id=organization.id,
                subject_id=organization.id,
                deletes_at=deletes_at.isoformat(),
                changes={"deletesAt": (None, deletes_at.isoformat())},
            )
        )
        await _tell_members(work, organization, viewer, deletes_at=deletes_at)
    return organization


async def restore_organization(viewer: Viewer) -> Organization:
    """Bring an organization back that was to be erased. Raises `NotBeingDeleted`."""
    require_session(viewer)
    require(viewer, Permission.OWN, is_frozen_too=True)
    if not viewer.is_frozen:
        raise NotBeingDeleted("The organization is not being deleted.")
    async with unit_of_work(actor_id=viewer.user_id) as work:
        organization = await locked(viewer)
        before = organization.deletes_at
        await repository.change_organization(organization, deleted_at=None, deletes_at=None)
        work.emit(
            OrganizationRestored(
                organization_id=organization.id,
                subject_id=organization.id,
                changes={"deletesAt": (before and before.isoformat(), None)},
            )
        )
        await _tell_members(work, organization, viewer, deletes_at=None)
    return organization


async def _tell_members(
    work: UnitOfWork, organization: Organization, viewer: Viewer, *, deletes_at: datetime | None
) -> None:
    owner = await identity.user_by_id(viewer.user_id)
    for user in await repository.users_of(organization.id):
        letter = (
            OrganizationStays(
                organization_name=organization.name, name=user.name, owner_name=owner.name
            )
            if deletes_at is None
            else OrganizationDeleting(
                organization_name=organization.name,
                name=user.name,
                owner_name=owner.name,
                deletes_at=deletes_at,
            )
        )
        await send_letter(
            work, letter, to=user.email, user_id=user.id, organization_id=organization.id
        )
