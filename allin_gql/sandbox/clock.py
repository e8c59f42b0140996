"""The one clock of the sandbox: real time plus an offset that a test can advance, or a standstill.

The offset is remembered, so that time never runs backwards when the sandbox is started again.
"""

from datetime import UTC, datetime, timedelta

from allin_gql.sandbox.store import Store

_KIND, _KEY = "clock", "clock"


class Clock:
    """What time it is in the simulated world."""

    def __init__(self, store: Store) -> None:
        self._store = store
        saved = store.get(_KIND, _KEY) or {}
        self._offset = timedelta(seconds=saved.get("offset_seconds", 0))
        self._frozen_at: datetime | None = None

    def now(self) -> datetime:
        """Answer the simulated time, in UTC."""
        return self._frozen_at or datetime.now(UTC) + self._offset

    @property
    def offset(self) -> timedelta:
        """How far the simulated time is ahead of the real one."""
        return self._offset

    @property
    def is_frozen(self) -> bool:
        """Whether time stands still."""
        return self._frozen_at is not None

    def advance(self, by: timedelta) -> None:
        """Jump ahead. Raises `ValueError` for a jump back: no token may become valid again."""
        if by < timedelta(0):
            raise ValueError("The clock of the sandbox only moves forward.")
        self._offset += by
        if self._frozen_at is not None:
            self._frozen_at += by
        self._store.put(_KIND, _KEY, {"offset_seconds": self._offset.total_seconds()})

    def freeze(self) -> None:
        """Let time stand still, so that a test can expect exact moments."""
        self._frozen_at = self.now()

    def thaw(self) -> None:
        """Let time run again."""
        self._frozen_at = None
