"""Values of accounts."""

from enum import StrEnum


class AccountState(StrEnum):
    """Whether AllIN can act for an account."""

    ACTIVE = "ACTIVE"
    NEEDS_RECONNECT = "NEEDS_RECONNECT"  # the platform has refused its credentials for good
    DISCONNECTED = "DISCONNECTED"
