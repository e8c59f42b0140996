"""Seeing: whose keys somebody can read."""

from allin_gql.core.access import Permission, Viewer
from allin_gql.core.shapes import Rows
from allin_gql.domains.developers import repository


def seen_keys(viewer: Viewer) -> Rows:
    """The keys that a viewer sees: a key itself, a member their own, who manages keys all."""
    if viewer.api_key_id is not None:
        return repository.keys_of(viewer.organization_id, key_id=viewer.api_key_id)
    if viewer.may(Permission.MANAGE_API_KEYS):
        return repository.keys_of(viewer.organization_id)
    return repository.keys_of(viewer.organization_id, user_id=viewer.user_id)
