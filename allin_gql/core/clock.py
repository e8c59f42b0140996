"""The time, in UTC. What is due is decided by the database's clock, not by this one."""

from datetime import UTC, datetime


def now() -> datetime:
    """The current instant, always with its zone."""
    return datetime.now(UTC)
