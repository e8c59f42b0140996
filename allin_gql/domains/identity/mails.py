"""Identity's letters."""

from dataclasses import dataclass
from datetime import datetime
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
    """To a person whose address was used to register again, or for another's account."""

    template: ClassVar[str] = "ALREADY_REGISTERED"

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisteredAgain(Letter):
    """To an address that was used to register twice, and proved by nobody."""

    template: ClassVar[str] = "REGISTERED_AGAIN"

    name: str
    code: MailedCode


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordReset(Letter):
    """To a person who forgot their password."""

    template: ClassVar[str] = "PASSWORD_RESET"

    name: str
    code: MailedCode


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordChanged(Letter):
    """To a person whose password is another one now."""

    template: ClassVar[str] = "PASSWORD_CHANGED"

    name: str
    at: datetime
    address: str | None
    device: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmEmail(Letter):
    """To the address that a person's is to become."""

    template: ClassVar[str] = "CONFIRM_EMAIL"

    name: str
    code: MailedCode


@dataclass(frozen=True, slots=True, kw_only=True)
class EmailChanging(Letter):
    """To the address that a person has, of which somebody has asked for a change."""

    template: ClassVar[str] = "EMAIL_CHANGING"

    name: str
    new_email: str
    code: MailedCode


@dataclass(frozen=True, slots=True, kw_only=True)
class EmailChanged(Letter):
    """To the address that a person had."""

    template: ClassVar[str] = "EMAIL_CHANGED"

    name: str
    new_email: str
    code: MailedCode


@dataclass(frozen=True, slots=True, kw_only=True)
class EmailRestored(Letter):
    """To the address that is a person's again; whoever changed it may know the password."""

    template: ClassVar[str] = "EMAIL_RESTORED"

    name: str
    code: MailedCode


@dataclass(frozen=True, slots=True, kw_only=True)
class EmailTakenBack(Letter):
    """To the address that a person had, before the one before was brought back."""

    template: ClassVar[str] = "EMAIL_TAKEN_BACK"

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDevice(Letter):
    """To a person who was signed in from where they have not been lately."""

    template: ClassVar[str] = "NEW_DEVICE"

    name: str
    at: datetime
    address: str | None
    device: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RefreshTokenReused(Letter):
    """To a person one of whose sessions was in two hands."""

    template: ClassVar[str] = "REFRESH_TOKEN_REUSED"

    name: str
    at: datetime
    address: str | None
    device: str | None
