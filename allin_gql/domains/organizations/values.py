"""Values of organizations: where an invitation stands, and where no work is done."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from allin_gql.core.ids import IdKind, public_id

# Which kind of thing an event's data names by its key; told as the public id.
REFERENCES: Final = {
    "user_id": IdKind.USER,
    "from_user_id": IdKind.USER,
    "invitation_id": IdKind.INVITATION,
    "post_id": IdKind.POST,
    "social_account_id": IdKind.SOCIAL_ACCOUNT,
}
# The condition for rows of organizations in which work is done: nothing goes out of one that is
# being deleted, and nobody is asked for it. There are few such; they are read once a statement.
NOT_FROZEN: Final = (
    "organization_id <> ALL(ARRAY(SELECT id FROM organizations WHERE deletes_at IS NOT NULL))"
)


class InvitationState(StrEnum):
    """Where an invitation stands. One that is pending and past its time has expired."""

    PENDING = "PENDING"
    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"
    REVOKED = "REVOKED"


def told_data(data: Mapping[str, Any]) -> dict[str, Any]:
    """The data of an event as it is told outside: what it names, by public ids."""
    return {
        name: public_id(REFERENCES[name], UUID(value))
        if value is not None and name in REFERENCES
        else value
        for name, value in data.items()
    }
