"""Counts calls against Mastodon's windows and says so in its headers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from allin_gql.sandbox.networks.mastodon.facts import Window
from allin_gql.sandbox.networks.mastodon.problems import Refused

TOO_MANY = "Too many requests"


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """What is left of a window after a call; negative when the call was one too many."""

    window: Window
    left: int
    now: datetime

    def check(self) -> None:
        """Raise `Refused` if this call is one too many."""
        if self.left < 0:
            raise Refused(status=429, said=TOO_MANY)

    def headers(self) -> Mapping[str, str]:
        """Answer the headers; the reset is a date with microseconds, unlike anywhere else."""
        period = int(self.window.period.total_seconds())
        begun = int(self.now.timestamp()) // period * period
        reset = datetime.fromtimestamp(begun + period, UTC).replace(
            microsecond=self.now.microsecond
        )
        return {
            "X-RateLimit-Limit": str(self.window.limit),
            "X-RateLimit-Remaining": str(max(self.left, 0)),
            "X-RateLimit-Reset": reset.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        }


class RateLimits:
    """The counters of one server; they start anew with the sandbox."""

    def __init__(self) -> None:
        self._counts: dict[tuple[str, str], tuple[int, int]] = {}

    def begin_anew(self) -> None:
        """Forget all that was counted."""
        self._counts.clear()

    def count(self, windows: tuple[Window, ...], subject: str, now: datetime) -> Allowance:
        """Count a call of `subject` in every window; answer the one that is nearest to its end."""
        return min(
            (self._count(window, subject, now) for window in windows),
            key=lambda allowance: allowance.left,
        )

    def _count(self, window: Window, subject: str, now: datetime) -> Allowance:
        current = int(now.timestamp() // window.period.total_seconds())
        stretch, calls = self._counts.get((window.name, subject), (current, 0))
        calls = calls + 1 if stretch == current else 1
        self._counts[window.name, subject] = (current, calls)
        return Allowance(window=window, left=window.limit - calls, now=now)
