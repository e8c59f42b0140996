"""Changing: what a key is called, what it may do, and from where."""

from uuid import UUID

from allin_gql.core.access import Viewer
from allin_gql.core.unit_of_work import unit_of_work
from allin_gql.domains.developers import repository
from allin_gql.domains.developers.events import ApiKeyUpdated
from allin_gql.domains.developers.models import ApiKey
from allin_gql.domains.developers.service.checking import (
    check_is_good,
    checked_name,
    checked_networks,
    checked_scopes,
    find_own_key,
    require_owner_of_address,
)
from allin_gql.domains.developers.values import KeyChanges


async def update_api_key(viewer: Viewer, key_id: UUID, wanted: KeyChanges) -> ApiKey:
    """Change the viewer's key; whoever is connected by it is sent away to come back."""
    require_owner_of_address(viewer)
    name = None if wanted.name is None else checked_name(wanted.name)
    scopes = None if wanted.scopes is None else checked_scopes(viewer, wanted.scopes)
    networks = None if wanted.networks is None else checked_networks(wanted.networks)
    async with unit_of_work(actor_id=viewer.user_id) as work:
        key = await find_own_key(viewer, key_id)
        check_is_good(key)
        given = {"name": name, "scopes": scopes, "networks": networks}
        changes = {
            field: (getattr(key, field), value)
            for field, value in given.items()
            if value is not None and value != getattr(key, field)
        }
        if changes:
            for field, (_, value) in changes.items():
                setattr(key, field, value)
            await repository.save_key(key)
            work.emit(
                ApiKeyUpdated(
                    organization_id=key.organization_id,
                    subject_id=key.id,
                    name=key.name,
                    changes=changes,
                )
            )
    return key
