"""Values of authenticators: what a challenge is for, what was given as a proof."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from allin_gql.core.vault import sealed_column

SEALED_TOTP_SECRET = sealed_column("totp_secrets", "secret")


class ChallengePurpose(StrEnum):
    """What a passkey's device is asked to sign for; an answer is good for that alone."""

    REGISTER = "REGISTER"
    SIGN_IN = "SIGN_IN"
    PROVE = "PROVE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What somebody gives to prove themselves; exactly one of them."""

    password: str | None = field(default=None, repr=False)
    totp_code: str | None = field(default=None, repr=False)
    recovery_code: str | None = field(default=None, repr=False)
    passkey: Any = field(default=None, repr=False)  # the credential as JSON


@dataclass(frozen=True, slots=True, kw_only=True)
class TotpEnrollment:
    """A secret to be put into an application, shown once."""

    secret: str = field(repr=False)
    uri: str = field(repr=False)
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PasskeyCeremony:
    """What a browser hands to `navigator.credentials`."""

    options: Mapping[str, Any] = field(repr=False)
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Factors:
    """Which factors a person has."""

    since: datetime | None
    has_totp: bool
    passkeys: int
    recovery_codes_left: int
