"""Values of accounts."""

import unicodedata
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from allin_gql.core.vault import sealed_column

SEALED_CREDENTIALS = sealed_column("social_accounts", "credentials")
SEALED_CLIENT_SECRET = sealed_column("platform_apps", "client_secret")
SEALED_CODE_VERIFIER = sealed_column("account_connections", "code_verifier")
SEALED_RETIRED = sealed_column("retired_credentials", "credentials")


class AccountState(StrEnum):
    """Whether AllIN can act for an account."""

    ACTIVE = "ACTIVE"
    NEEDS_RECONNECT = "NEEDS_RECONNECT"  # the platform has refused its credentials for good
    DISCONNECTED = "DISCONNECTED"


class AccountAction(StrEnum):
    """What a person can do with an account."""

    SCHEDULE = "SCHEDULE"
    RECONNECT = "RECONNECT"
    DISCONNECT = "DISCONNECT"


@dataclass(frozen=True, slots=True, kw_only=True)
class StartedConnection:
    """A consent to be asked for: where to send the person, and until when they may come back."""

    authorization_url: str = field(repr=False)
    state: str = field(repr=False)
    expires_at: datetime


def foreign_text(text: str, maximum: int) -> str:
    """Make what a platform said fit to be stored and shown: no controls, no halves, not too long.

    PostgreSQL takes no NUL, JSON no half of a pair, and a server may say megabytes of either.
    """
    kept = (
        " " if character in "\n\t" else character
        for character in text[: 4 * maximum]
        if character in "\n\t" or unicodedata.category(character) not in {"Cc", "Cs"}
    )
    return "".join(kept)[:maximum]
