"""Checks the chains of events: everything that is stored, made again and held against itself.

Read in batches, each organization in one snapshot, so that whatever is written meanwhile does not
look like a fault.
"""

from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from uuid import UUID

import asyncpg

from allin_gql.core.anchors import Anchor, AnchorBroken, Notary
from allin_gql.core.chain import NOTHING_BEFORE, hash_of_lines, record
from allin_gql.core.ids import IdKind, public_id

BATCH = 1_000  # rows in memory
_SUSPECTS = 100  # hashes of events that do not fit, in case what follows was chained to one
_ORGANIZATIONS: Final = """
SELECT organization_id FROM event_counters WHERE organization_id > $1
UNION SELECT organization_id FROM events WHERE organization_id > $1
ORDER BY organization_id LIMIT $2
"""
_COUNTER: Final = "SELECT last_number, head FROM event_counters WHERE organization_id = $1"
_EVENTS: Final = """
SELECT e.organization_id::text, e.number, e.id::text, e.type, e.subject_kind, e.subject_id::text,
    to_char(e.occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS occurred_at,
    e.actor_id::text, e.api_key_id::text, e.details_digest, e.data::text, e.hash,
    d.id IS NOT NULL AS has_details, d.salt, d.body, d.erased_at IS NOT NULL AS is_erased
FROM events e LEFT JOIN event_details d ON d.id = e.id
WHERE e.organization_id = $1 AND e.number > $2 ORDER BY e.number LIMIT $3
"""
_ANCHORED: Final = """
SELECT e.hash, EXISTS (
    SELECT FROM erasures r WHERE r.subject = 'ORGANIZATION' AND r.subject_id = a.organization
        AND r.state IN ('PARTING', 'FINISHED')
) AND NOT EXISTS (SELECT FROM organizations o WHERE o.id = a.organization)
AND NOT EXISTS (SELECT FROM event_counters c WHERE c.organization_id = a.organization) AS is_erased
FROM unnest($1::uuid[], $2::bigint[]) WITH ORDINALITY AS a (organization, number, i)
LEFT JOIN events e ON e.organization_id = a.organization AND e.number = a.number ORDER BY a.i
"""
_ORPHANS: Final = """
SELECT d.id FROM event_details d LEFT JOIN events e
    ON e.id = d.id AND e.organization_id = d.organization_id
WHERE e.id IS NULL ORDER BY d.id LIMIT 100
"""


@dataclass(slots=True)
class Tally:
    """What was checked."""

    organizations: int = 0
    events: int = 0
    details: int = 0
    erased: int = 0
    anchors: int = 0
    orphans: set[UUID] = field(default_factory=set)  # erased organizations that anchors are of
    last_anchor: str | None = None


@dataclass(slots=True)
class _Chain:
    """One organization's chain, as far as it was read."""

    organization_id: UUID
    tally: Tally
    number: int = 0
    head: str | None = NOTHING_BEFORE  # nothing after events that are missing
    suspects: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        return public_id(IdKind.ORGANIZATION, self.organization_id)

    def read(self, event: asyncpg.Record) -> Iterator[str]:
        """Take the next event; gives what is wrong with it."""
        told = f"{self.name}: event {event['number']} ({event['type']} of {event['occurred_at']})"
        if event["number"] != self.number + 1:
            yield f"{self.name}: {_missing(self.number + 1, event['number'] - 1)}"
            self.head = None
        if not self._fits(event):
            yield (
                f"{told} does not fit its hash: it was changed or put there, or the event before"
                " it was replaced"
            )
            self.suspects = [*self.suspects[1 - _SUSPECTS :], event["hash"]]
        fault = self._fault_of_details(event)
        if fault:
            yield f"{told} {fault}"
        self.number, self.head = event["number"], event["hash"]
        self.tally.events += 1

    def end(self, counter: asyncpg.Record | None) -> Iterator[str]:
        """Hold the end of the chain against what the counter says."""
        if counter is None and self.number == 0:
            return  # there is nothing; whether there was something, anchors tell
        if counter is None:
            yield f"{self.name}: it has events, but its counter is gone"
        elif counter["last_number"] > self.number:
            yield f"{self.name}: {_missing(self.number + 1, counter['last_number'])}, at the end"
        elif counter["last_number"] < self.number:
            yield f"{self.name}: its counter was set back to {counter['last_number']}"
        elif self.head is not None and counter["head"] != self.head:
            yield f"{self.name}: its counter has another hash than the last event"

    def _fits(self, event: asyncpg.Record) -> bool:
        if self.head is None:
            return True  # nobody knows what came before; what is missing was told
        line = record(event)
        # One that follows an event which was moved elsewhere is in order itself.
        before = (self.head, *self.suspects)
        return any(hash_of_lines(hash_, line) == event["hash"] for hash_ in before)

    def _fault_of_details(self, event: asyncpg.Record) -> str | None:
        if event["details_digest"] is None:
            return "has details, but was written without" if event["has_details"] else None
        if not event["has_details"]:
            return "has lost its details; they were not erased, for then it would say so"
        if event["is_erased"]:
            self.tally.erased += 1
            return None
        self.tally.details += 1
        digest = hash_of_lines(event["salt"] or "", event["body"] or "")
        if digest != event["details_digest"]:
            return "has details that do not fit their digest: they were changed"
        return None


async def organizations(connection: asyncpg.Connection) -> AsyncIterator[UUID]:
    """All that have a history, one after the other."""
    last: UUID | None = UUID(int=0)
    while last is not None:
        rows = await connection.fetch(_ORGANIZATIONS, last, BATCH)
        for row in rows:
            yield UUID(int=row[0].int)
        last = rows[-1][0] if rows else None


async def faults_of_chain(
    connection: asyncpg.Connection, organization_id: UUID, tally: Tally
) -> AsyncIterator[str]:
    """What is wrong with the chain of an organization."""
    chain = _Chain(organization_id, tally)
    tally.organizations += 1
    async with connection.transaction(isolation="repeatable_read", readonly=True):
        while True:
            events = await connection.fetch(_EVENTS, organization_id, chain.number, BATCH)
            for event in events:
                for fault in chain.read(event):
                    yield fault
            if len(events) < BATCH:
                break
        for fault in chain.end(await connection.fetchrow(_COUNTER, organization_id)):
            yield fault


async def faults_of_details(connection: asyncpg.Connection) -> AsyncIterator[str]:
    """Details that are of no event."""
    for row in await connection.fetch(_ORPHANS):
        yield f"the details {row['id']} are of no event: it is gone, or they were put there"


async def faults_of_anchors(
    connection: asyncpg.Connection, file: Path, notary: Notary, tally: Tally, only: UUID | None
) -> AsyncIterator[str]:
    """What is wrong with a file of anchors, and with the events as they were anchored."""
    batch: list[tuple[int, Anchor]] = []
    with file.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            try:
                anchor = notary.read(line)
            except AnchorBroken as broken:
                yield f"{file}, line {number}: {broken}"
                continue
            if only is None or anchor.head.organization_id == only:
                batch.append((number, anchor))
            if len(batch) >= BATCH:
                async for fault in _unlike(connection, file, batch, tally):
                    yield fault
                _count(tally, batch)
                batch = []
    async for fault in _unlike(connection, file, batch, tally):
        yield fault
    _count(tally, batch)


async def _unlike(
    connection: asyncpg.Connection,
    file: Path,
    batch: Sequence[tuple[int, Anchor]],
    tally: Tally,
) -> AsyncIterator[str]:
    heads = [anchor.head for _, anchor in batch]
    rows = await connection.fetch(
        _ANCHORED, [head.organization_id for head in heads], [head.number for head in heads]
    )
    for (line, anchor), row in zip(batch, rows, strict=True):
        if row["hash"] == anchor.head.hash:
            continue
        if row["is_erased"] and row["hash"] is None:
            tally.orphans.add(anchor.head.organization_id)
            continue
        name = public_id(IdKind.ORGANIZATION, anchor.head.organization_id)
        told = f"{name}: event {anchor.head.number}, anchored {anchor.at} ({file}, line {line}),"
        wrong = "is gone" if row["hash"] is None else "is another one: history was written anew"
        yield f"{told} {wrong}"


def _count(tally: Tally, batch: Sequence[tuple[int, Anchor]]) -> None:
    tally.anchors += len(batch)
    if batch:
        tally.last_anchor = batch[-1][1].at


def _missing(first: int, last: int) -> str:
    if first == last:
        return f"event {first} is missing"
    return f"events {first} to {last} are missing"
