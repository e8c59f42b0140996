"""The plan of what goes wrong: which call to which network fails, how, and whether it had effect.

The hard case of publishing is the last one: the network stored the post and the answer was lost.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fnmatch import fnmatchcase
from itertools import count


class Kind(StrEnum):
    """How a call goes wrong."""

    ERROR = "error"  # `status`, `headers` and `body` as given
    RESET = "reset"  # the connection dies without an answer
    HANG = "hang"  # no answer for `seconds`, then the connection dies
    SLOW = "slow"  # the right answer, `seconds` late
    TRUNCATE = "truncate"  # the right answer, cut in half (always after the commit)
    RATE_LIMIT = "rate_limit"  # refused in the network's own way, with its own headers
    REVOKED_TOKEN = "revoked_token"  # noqa: S105  # the presented token is revoked, for good
    EXPIRED_TOKEN = "expired_token"  # noqa: S105  # the presented token is answered as expired


REFUSALS = frozenset({Kind.RATE_LIMIT, Kind.REVOKED_TOKEN, Kind.EXPIRED_TOKEN})


class When(StrEnum):
    """On which side of the commit a call goes wrong."""

    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One line of the plan.

    `endpoint` is a method and a path inside the network, with `*` for anything, as in
    `POST /api/v1/statuses`; `contains` narrows it to requests whose raw body has that text. It
    begins at the `nth` matching call and lasts for `count` of them (0: until it is deleted).
    """

    network: str
    kind: Kind
    endpoint: str = "*"
    contains: str | None = None
    when: When = When.BEFORE
    nth: int = 1
    count: int = 1
    status: int = 500
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str | None = None
    seconds: float = 30.0

    def hits(self, network: str, endpoint: str, body: bytes) -> bool:
        """Whether a call is one that this fault is about."""
        return (
            self.network == network
            and fnmatchcase(endpoint, self.endpoint)
            and (self.contains is None or self.contains.encode() in body)
        )

    def strikes(self, seen: int) -> bool:
        """Whether the `seen`-th matching call is one that goes wrong."""
        return seen >= self.nth and (self.count == 0 or seen < self.nth + self.count)


@dataclass(slots=True, kw_only=True)
class PlannedFault:
    """A fault with its number and how many matching calls were seen and struck."""

    id: str
    fault: Fault
    seen: int = 0
    struck: int = 0


class FaultPlan:
    """All planned faults, in the order in which they were added.

    A call that one of them strikes is not seen by those after it: they wait for their turn.
    """

    def __init__(self) -> None:
        self._numbers = count(1)
        self._planned: list[PlannedFault] = []

    def add(self, fault: Fault) -> PlannedFault:
        """Plan a fault."""
        planned = PlannedFault(id=str(next(self._numbers)), fault=fault)
        self._planned.append(planned)
        return planned

    def list(self) -> list[PlannedFault]:
        """Answer every planned fault, spent ones too."""
        return list(self._planned)

    def remove(self, fault_id: str) -> bool:
        """Take one fault from the plan; whether there was one."""
        kept = [planned for planned in self._planned if planned.id != fault_id]
        was_planned = len(kept) < len(self._planned)
        self._planned = kept
        return was_planned

    def clear(self) -> None:
        """Forget all faults."""
        self._planned = []

    def reads_bodies(self, network: str) -> bool:
        """Whether a fault of this network depends on what a request carries."""
        return any(
            planned.fault.contains is not None and planned.fault.network == network
            for planned in self._planned
        )

    def strike(self, network: str, endpoint: str, body: bytes) -> Fault | None:
        """Count a call and answer what goes wrong with it, if anything."""
        for planned in self._planned:
            if not planned.fault.hits(network, endpoint, body):
                continue
            planned.seen += 1
            if planned.fault.strikes(planned.seen):
                planned.struck += 1
                return planned.fault
        return None
