"""The clock notes how far each history goes, once for each step, also if several clocks run."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import UUID

import pytest

from allin_gql.adapters.anchor_file import ANCHORS, AnchorFile
from allin_gql.core.anchors import Notary
from allin_gql.core.chain import Head
from allin_gql.core.database import fetch
from allin_gql.core.ids import new_id
from allin_gql.core.unit_of_work import unit_of_work
from allin_gql.domains.audit import service
from allin_gql.settings import KeyRing
from tests.core.happenings import baked
from tests.fixtures.world import World

NOTARY = Notary(KeyRing({"k1": bytes(32)}))


@pytest.fixture
async def file(world: World, tmp_path: Path) -> AsyncIterator[Path]:  # noqa: ARG001  # it is set there
    path = tmp_path / "second place" / "anchors.jsonl"
    ANCHORS.set(AnchorFile(path, NOTARY))
    await service.anchor_heads()  # what others have left
    path.unlink(missing_ok=True)
    yield path
    ANCHORS.set(None)


async def bake(organization_id: UUID) -> Head:
    """Let two things happen; gives how far the history goes then."""
    async with unit_of_work() as work:
        work.emit(baked(organization_id))
    (row,) = await fetch(
        "SELECT last_number, head FROM event_counters WHERE organization_id = $1", organization_id
    )
    return Head(organization_id=organization_id, number=row["last_number"], hash=row["head"])


def anchored(file: Path) -> list[Head]:
    lines = file.read_bytes().splitlines() if file.exists() else []
    return [NOTARY.read(line).head for line in lines]


async def test_what_has_grown_is_anchored_once(file: Path) -> None:
    organization, other = sorted((new_id(), new_id()))
    first, second = await bake(organization), await bake(other)

    await service.anchor_heads()
    await service.anchor_heads()
    third = await bake(organization)
    await service.anchor_heads()

    assert anchored(file) == [first, second, third]
    assert (first.number, third.number) == (2, 4)


async def test_two_clocks_at_once_write_no_anchor_twice(file: Path) -> None:
    heads = [await bake(new_id()) for _ in range(5)]

    await asyncio.gather(*(service.anchor_heads() for _ in range(4)))
    await service.anchor_heads()

    assert sorted(anchored(file), key=lambda head: head.organization_id) == sorted(
        heads, key=lambda head: head.organization_id
    )


async def test_what_could_not_be_written_is_written_the_next_time(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = await bake(new_id())

    with monkeypatch.context() as patch:
        patch.setattr(AnchorFile, "_append", _fail)
        with pytest.raises(OSError, match="no room"):
            await service.anchor_heads()
    before = anchored(file)
    await service.anchor_heads()

    assert before == []
    assert anchored(file) == [head]


def _fail(*_: object) -> None:
    raise OSError("no room")


@pytest.mark.usefixtures("world")
async def test_without_keys_nothing_is_anchored() -> None:
    ANCHORS.set(None)

    await service.anchor_heads()
