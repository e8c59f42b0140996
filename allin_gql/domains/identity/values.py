"""Values of identity: what a mail is about, and what a login hands out."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from allin_gql.domains.identity.models import User


class MailTemplate(StrEnum):
    """The mails that identity sends."""

    VERIFY_EMAIL = "VERIFY_EMAIL"
    ALREADY_REGISTERED = "ALREADY_REGISTERED"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """A session's tokens, shown once."""

    user: User
    access_token: str = field(repr=False)
    access_token_expires_at: datetime
    refresh_token: str = field(repr=False)
    refresh_token_expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """Where a session comes from, as far as a request tells."""

    address: str | None
    user_agent: str | None
