"""Everything dies and freezes while posts are due, answers get lost: each goes out once.

`CHAOS_SEED=7 pytest tests/journeys/test_chaos.py` plays another schedule.
"""

import asyncio
import os
import random
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import asyncpg
import httpx2
import pytest

from allin_gql.core.ids import IdKind, parse_id
from tests.domains.publishing.engine import CANCEL, NETWORKS, PUBLISH_ENDPOINT
from tests.fixtures.services import Services, fresh_database
from tests.journeys.processes import System, run_system
from tests.journeys.visitor import AT_REST, LOOK_AGAIN, PATIENCE, Visitor, visit

POSTS = 60  # on two networks; Mastodon takes 300 in three hours
DUE_WITHIN = 10.0  # seconds
LOST_ANSWERS = 5  # of each network: 8 %
CANCELLED = 10
FROZEN = 6.0  # seconds: longer than a worker's lease
LOST = (
    {"kind": "error", "when": "after", "status": 500},
    {"kind": "reset", "when": "after"},
    {"kind": "truncate", "when": "after"},
    {"kind": "reset", "when": "before"},
)


Happening = Callable[[], Coroutine[Any, Any, None]]


@dataclass
class Member:
    """A process that is started again when it was killed."""

    system: System
    command: str
    process: subprocess.Popen[bytes] = field(init=False)

    def __post_init__(self) -> None:
        self.start()

    def start(self) -> None:
        self.process = self.system.start("allin_gql.cli", self.command)

    async def die(self) -> None:
        self.process.kill()
        await asyncio.to_thread(self.process.wait)
        self.start()

    async def freeze(self) -> None:
        frozen = self.process
        frozen.send_signal(signal.SIGSTOP)
        await asyncio.sleep(FROZEN)
        frozen.send_signal(signal.SIGCONT)


@pytest.fixture
def system(services: Services, worker_id: str) -> Iterator[System]:
    database_url = fresh_database(services, f"chaos_{worker_id}")
    with run_system(services, database_url, services.redis_database(14)) as running:
        yield running


async def test_whatever_dies_or_freezes_each_post_is_there_once(system: System) -> None:
    chance = random.Random(os.environ.get("CHAOS_SEED", "1"))  # noqa: S311  # a schedule, no secret
    workers = [Member(system, "worker"), Member(system, "worker")]
    clock = Member(system, "clock")  # the second: the system has one of its own
    async with visit(system) as visitor:
        publications = await _prepare(visitor, chance)

        deaths = [*(member.die for member in (*workers, clock, workers[0])), _api_dies(system)]
        freezes = [workers[1].freeze, clock.freeze]
        await asyncio.gather(
            _at_random([*deaths, *freezes], chance),
            _cancel_some(visitor, publications, chance),
        )
        states = await _settled(visitor, list(publications))

        counts = await _posted(visitor, publications)
        wrong = {
            key: (publications[key], states[key], counts[key])
            for key in publications
            if counts[key] != {"PUBLISHED": 1, "CANCELLED": 0}.get(states[key])
        }
        assert not wrong, f"{wrong}\n{system.logs()}"
        assert Counter(states.values())["PUBLISHED"] >= 2 * (POSTS - CANCELLED)
        assert await _told(system, publications) == states


async def _prepare(visitor: Visitor, chance: random.Random) -> dict[str, tuple[str, str]]:
    """Schedule all posts and plan whose answers get lost; network and text of each publication."""
    accounts = [await visitor.connect(network) for network in NETWORKS]
    texts = [f"Post number {number} of many." for number in range(POSTS)]
    for network in NETWORKS:
        for text in chance.sample(texts, LOST_ANSWERS):
            fault = {"network": network, "endpoint": PUBLISH_ENDPOINT[network], "contains": text}
            plan = f"{visitor.system.sandbox}/_sandbox/faults"
            (
                await visitor.person.http.post(plan, json={**fault, **chance.choice(LOST)})
            ).raise_for_status()
    publications: dict[str, tuple[str, str]] = {}
    first = datetime.now(UTC) + timedelta(seconds=8)  # when all of them are scheduled
    for text in texts:
        due = first + timedelta(seconds=chance.uniform(0, DUE_WITHIN))
        keys = await visitor.schedule(text, *accounts, dueAt=due.isoformat())
        publications |= {key: (net, text) for key, net in zip(keys, NETWORKS, strict=True)}
    await asyncio.sleep(max(0.0, (first - datetime.now(UTC)).total_seconds() - 1))
    return publications


async def _at_random(happenings: list[Happening], chance: random.Random) -> None:
    """Let everything happen, in any order, while posts are due; some of it at the same time."""
    chance.shuffle(happenings)
    async with asyncio.TaskGroup() as group:
        for happening in happenings:
            group.create_task(happening())
            await asyncio.sleep(chance.uniform(0.2, 2 * DUE_WITHIN / len(happenings)))


def _api_dies(system: System) -> Happening:
    async def die() -> None:
        api = system.running[1]
        api.kill()
        await asyncio.to_thread(api.wait)
        system.start("allin_gql.cli", "serve")

    return die


async def _cancel_some(visitor: Visitor, keys: dict[str, Any], chance: random.Random) -> None:
    for key in chance.sample(sorted(keys), CANCELLED):
        await asyncio.sleep(chance.uniform(0, 2 * DUE_WITHIN / CANCELLED))
        try:
            await visitor.person.do(CANCEL, id=key)
        except httpx2.HTTPError:
            continue  # the API is dead at this moment; nobody knows whether it heard


async def _settled(visitor: Visitor, keys: list[str]) -> dict[str, str]:
    states: dict[str, str] = {}
    await asyncio.to_thread(visitor.system.wait_for, visitor.system.api)
    waiting = keys
    found: dict[str, Any] = {}
    deadline = time.monotonic() + PATIENCE
    while waiting and time.monotonic() < deadline:
        await asyncio.sleep(LOOK_AGAIN)
        found = {key: await visitor.read(key) for key in waiting}
        states |= {key: publication["state"] for key, publication in found.items()}
        waiting = [key for key in waiting if states[key] not in AT_REST]
    assert not waiting, f"{[found[key] for key in waiting]}\n{visitor.system.logs()}"
    return states


async def _posted(visitor: Visitor, publications: dict[str, tuple[str, str]]) -> dict[str, int]:
    shown: Counter[tuple[str, str]] = Counter()
    for network in NETWORKS:
        timeline = f"{visitor.system.sandbox}/_sandbox/timelines/{network}"
        posts = (await visitor.person.http.get(timeline)).json()
        shown.update((network, post["text"]) for post in posts)
    return {key: shown[what] for key, what in publications.items()}


async def _told(system: System, publications: dict[str, Any]) -> dict[str, str]:
    """What the events say became of each, of which each may be told only once."""
    connection = await asyncpg.connect(system.environment["DATABASE_URL"])
    try:
        rows = await connection.fetch(
            "SELECT subject_id, upper(split_part(type, '.', 2)) AS state FROM events"
            " WHERE type IN ('publication.published', 'publication.cancelled')"
        )
    finally:
        await connection.close()
    ends = {row["subject_id"]: row["state"] for row in rows}
    assert len(ends) == len(rows), "an end was told twice"
    return {key: ends.get(parse_id(IdKind.PUBLICATION, key), "") for key in publications}
