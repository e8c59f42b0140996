"""Values of identity: what a mail is about, and where a login comes from."""

from dataclasses import dataclass
from enum import StrEnum


class MailTemplate(StrEnum):
    """The mails that identity sends."""

    VERIFY_EMAIL = "VERIFY_EMAIL"
    ALREADY_REGISTERED = "ALREADY_REGISTERED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """Where a session comes from, as far as a request tells."""

    address: str | None
    user_agent: str | None
