"""Values of organizations: where an invitation stands, and who stands how in an organization."""

from enum import StrEnum


class InvitationState(StrEnum):
    """Where an invitation stands. One that is pending and past its time has expired."""

    PENDING = "PENDING"
    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"
    REVOKED = "REVOKED"
