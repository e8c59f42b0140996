"""What a platform answered: status, headers and bytes, and how to read them without trust."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from allin_gql.platforms.errors import PlatformError, Transient, UnknownOutcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A complete answer. `headers` has lower-case names."""

    host: str
    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)
    is_irreversible: bool  # whether what was asked cannot be taken back

    @property
    def is_success(self) -> bool:
        return 200 <= self.status < 300  # noqa: PLR2004  # the 2xx family

    @property
    def is_refusal(self) -> bool:
        return 400 <= self.status < 500  # noqa: PLR2004  # the 4xx family

    def value(self) -> object:
        """The JSON in the body; `None` where there is none that can be read."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):  # the second: nested thousands deep
            return None

    def untrusted(self, reason: str) -> PlatformError:
        """The error for an answer that says nothing reliable: `reason` completes "<host> …"."""
        kind = UnknownOutcome if self.is_irreversible else Transient
        return kind(
            f"{self.host} {reason}",
            status=self.status,
            platform_message=self.body[:2000].decode("utf-8", "replace"),
        )


def read_text(value: object, *path: str) -> str | None:
    """Follow `path` through objects to a text that is not empty; `None` when it is not there."""
    found = _follow(value, path)
    return found if isinstance(found, str) and found else None


def read_count(value: object, *path: str) -> int | None:
    """Follow `path` through objects to a count; `None` when it is not there."""
    found = _follow(value, path)
    return found if isinstance(found, int) and not isinstance(found, bool) and found >= 0 else None


def read_list(value: object, *path: str) -> list[object] | None:
    """Follow `path` through objects to a list; `None` when it is not there."""
    found = _follow(value, path)
    return found if isinstance(found, list) else None


def read_time(text: str | None) -> datetime | None:
    """Read an ISO-8601 time; one without an offset is UTC. `None` when it is none."""
    if text is None:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def read_epoch(text: str | None) -> datetime | None:
    """Read seconds since 1970. `None` when it is none."""
    try:
        return datetime.fromtimestamp(int(text or ""), UTC)
    except (ValueError, OverflowError, OSError):
        return None


def read_retry_after(answer: Answer) -> datetime | None:
    """Read `Retry-After` in seconds (RFC 9110 §10.2.3); the form with a date is not used here."""
    text = answer.headers.get("retry-after", "")
    if not text.isdecimal():
        return None
    try:
        return datetime.now(UTC) + timedelta(seconds=int(text))
    except OverflowError:
        return None


def _follow(value: object, path: tuple[str, ...]) -> object:
    for name in path:
        if not isinstance(value, dict):
            return None
        value = value.get(name)
    return value
