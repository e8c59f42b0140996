"""Identity's letters."""

from dataclasses import dataclass
from typing import ClassVar

from allin_gql.domains.mail.values import Letter, MailedCode


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyEmail(Letter):
    """To an address that has to be proved."""

    template: ClassVar[str] = "VERIFY_EMAIL"

    name: str
    code: MailedCode


@dataclass(frozen=True, slots=True, kw_only=True)
class AlreadyRegistered(Letter):
    """To a person whose address was used to register again."""

    template: ClassVar[str] = "ALREADY_REGISTERED"

    name: str
