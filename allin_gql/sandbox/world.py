"""The world that every part of the sandbox shares: its memory, clock, faults and audience."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from allin_gql.sandbox.audience import Audience
from allin_gql.sandbox.clock import Clock
from allin_gql.sandbox.faults import FaultPlan
from allin_gql.sandbox.store import Store


class Counters(Protocol):
    """What a network has counted of its callers."""

    def begin_anew(self) -> None:
        """Forget all that was counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Handed to every network. `base_url` is the sandbox's own address, without a last slash."""

    base_url: str
    store: Store
    clock: Clock
    faults: FaultPlan
    audience: Audience
    counters: list[Counters] = field(default_factory=list)  # of all networks, as they add them

    @classmethod
    def open(cls, *, path: Path | None, base_url: str) -> "World":
        """Open the world that was left at `path`, or a new one in memory."""
        store = Store(path)
        clock = Clock(store)
        return cls(
            base_url=base_url.rstrip("/"),
            store=store,
            clock=clock,
            faults=FaultPlan(),
            audience=Audience(store, clock),
        )

    def url(self, name: str) -> str:
        """Answer the address that a network is mounted at."""
        return f"{self.base_url}/{name}"
