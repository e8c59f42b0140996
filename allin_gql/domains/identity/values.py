"""Values of identity: where a login comes from."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class SignInMethod(StrEnum):
    """What somebody has proved themselves with."""

    PASSWORD = "PASSWORD"  # noqa: S105  # the way, not the word
    TOTP = "TOTP"
    RECOVERY_CODE = "RECOVERY_CODE"
    PASSKEY = "PASSKEY"


def is_two_factors(methods: Sequence[SignInMethod]) -> bool:
    """Whether somebody has shown two: a passkey is one that asks, by itself, who has it."""
    return SignInMethod.PASSKEY in methods or len(set(methods)) > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """Where a session comes from, as far as a request tells."""

    address: str | None
    user_agent: str | None
