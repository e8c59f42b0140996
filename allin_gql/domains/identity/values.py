"""Values of identity: where somebody comes from, what letters let them do, what happened."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from allin_gql.core.origin import current_origin
from allin_gql.core.throttle.parties import network_of


class SignInMethod(StrEnum):
    """What somebody has proved themselves with."""

    PASSWORD = "PASSWORD"  # noqa: S105  # the way, not the word
    TOTP = "TOTP"
    RECOVERY_CODE = "RECOVERY_CODE"
    PASSKEY = "PASSKEY"


def is_two_factors(methods: Sequence[SignInMethod]) -> bool:
    """Whether somebody has shown two: a passkey is one that asks, by itself, who has it."""
    return SignInMethod.PASSKEY in methods or len(set(methods)) > 1


class Purpose(StrEnum):
    """What a code in a letter is good for."""

    VERIFY_EMAIL = "verify-email"
    RESET_PASSWORD = "reset-password"  # noqa: S105  # a name, none of them
    CHANGE_EMAIL = "change-email"
    RESTORE_EMAIL = "restore-email"


class SecurityEventKind(StrEnum):
    """What happened to how a person signs in, or by it."""

    SIGNED_IN = "SIGNED_IN"
    SIGNED_IN_FROM_NEW_DEVICE = "SIGNED_IN_FROM_NEW_DEVICE"
    SIGNED_OUT = "SIGNED_OUT"
    SESSION_ENDED = "SESSION_ENDED"
    OTHER_SESSIONS_ENDED = "OTHER_SESSIONS_ENDED"
    REFRESH_TOKEN_REUSED = "REFRESH_TOKEN_REUSED"  # noqa: S105  # as above
    EMAIL_VERIFIED = "EMAIL_VERIFIED"
    EMAIL_CHANGE_REQUESTED = "EMAIL_CHANGE_REQUESTED"
    EMAIL_CHANGED = "EMAIL_CHANGED"
    EMAIL_RESTORED = "EMAIL_RESTORED"
    PASSWORD_RESET = "PASSWORD_RESET"  # noqa: S105  # as above
    PASSWORD_CHANGED = "PASSWORD_CHANGED"  # noqa: S105  # as above
    TOTP_ADDED = "TOTP_ADDED"
    TOTP_REMOVED = "TOTP_REMOVED"
    PASSKEY_ADDED = "PASSKEY_ADDED"
    PASSKEY_REMOVED = "PASSKEY_REMOVED"
    RECOVERY_CODES_RENEWED = "RECOVERY_CODES_RENEWED"
    RECOVERY_CODE_USED = "RECOVERY_CODE_USED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """Where a request comes from, as far as it tells."""

    address: str | None
    user_agent: str | None

    @classmethod
    def here(cls) -> "Client":
        """Where what is being done comes from."""
        origin = current_origin()
        return cls(address=origin.address, user_agent=origin.user_agent)

    @property
    def network(self) -> str:
        """The network that the address is one of."""
        return network_of(self.address)

    @property
    def device(self) -> str | None:
        """What the user agent says, in short."""
        return device_of(self.user_agent)


# The first that is found counts: most call themselves by the names of others, too.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Version/", "Safari"),
)
_SYSTEMS = (
    ("Windows", "Windows"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)
_PRODUCT = re.compile(r"[!-.0-~]{1,60}")  # RFC 9110 §10.1.5: a name, before a slash
_MAX_DEVICE = 80  # characters


def device_of(user_agent: str | None) -> str | None:
    """A device in words, such as `Firefox on Linux`, or the name that a program gives itself.

    Without versions: one that was brought up to date is still the same.
    """
    if not user_agent:
        return None
    browser = _first(_BROWSERS, user_agent) if user_agent.startswith("Mozilla/") else None
    system = _first(_SYSTEMS, user_agent)
    if browser is None:
        product = _PRODUCT.match(user_agent)
        return product.group()[:_MAX_DEVICE] if product else None
    return browser if system is None else f"{browser} on {system}"


def _first(names: tuple[tuple[str, str], ...], user_agent: str) -> str | None:
    return next((shown for name, shown in names if name in user_agent), None)
