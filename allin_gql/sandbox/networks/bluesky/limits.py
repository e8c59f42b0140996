"""Counts points against Bluesky's windows and says so in its headers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from allin_gql.sandbox.networks.bluesky.facts import Window
from allin_gql.sandbox.networks.bluesky.problems import Refused

_EXPOSED = "RateLimit-Limit, RateLimit-Reset, RateLimit-Remaining, RateLimit-Policy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """What a call costs in some windows, and whose points these are."""

    windows: Sequence[Window]
    subject: str
    points: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """What is left of a window; negative when a call was too many."""

    window: Window
    left: int
    begun: datetime
    now: datetime

    def headers(self) -> Mapping[str, str]:
        """Answer the headers; the reset is in Unix seconds."""
        reset = (self.begun + self.window.period).timestamp()
        headers = {
            "ratelimit-limit": str(self.window.limit),
            "ratelimit-reset": str(int(reset)),
            "ratelimit-remaining": str(max(self.left, 0)),
            "ratelimit-policy": f"{self.window.limit};w={int(self.window.period.total_seconds())}",
            "access-control-expose-headers": _EXPOSED,
        }
        if self.left < 0:
            headers["retry-after"] = str(max(int(reset - self.now.timestamp()), 1))
        return headers

    def refusal(self) -> Refused:
        """Answer the refusal of a call that was too many."""
        return Refused(
            status=429,
            error="RateLimitExceeded",
            message="Rate Limit Exceeded",
            headers=self.headers(),
        )


class RateLimits:
    """The counters of one server; they start anew with the sandbox."""

    def __init__(self) -> None:
        self._counts: dict[tuple[str, str], tuple[datetime, int]] = {}

    def begin_anew(self) -> None:
        """Forget all that was counted."""
        self._counts.clear()

    def charge(self, charges: Sequence[Charge], now: datetime) -> Allowance:
        """Count a call everywhere; answer what is nearest to its end, which may be over it."""
        allowances = [
            self._count(window, charge, now) for charge in charges for window in charge.windows
        ]
        return min(allowances, key=lambda allowance: allowance.left)

    def _count(self, window: Window, charge: Charge, now: datetime) -> Allowance:
        begun, points = self._counts.get((window.name, charge.subject), (now, 0))
        if now >= begun + window.period:
            begun, points = now, 0
        points += charge.points
        self._counts[window.name, charge.subject] = (begun, points)
        return Allowance(window=window, left=window.limit - points, begun=begun, now=now)
