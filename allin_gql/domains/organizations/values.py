"""Values of organizations: where an invitation stands, and where no work is done."""

from enum import StrEnum
from typing import Final

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
