"""A process that lives shows it."""

import asyncio
from pathlib import Path

import pytest

from workers import pulse


async def test_the_file_is_touched_again_and_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pulse, "BEAT", 0.001)
    file = tmp_path / "pulse"
    beating = asyncio.create_task(pulse.beat(file))

    async with asyncio.timeout(10):
        for _ in range(2):
            while not file.exists():  # noqa: ASYNC110  # a file rings no bell
                await asyncio.sleep(0.001)
            file.unlink()

    beating.cancel()


async def test_without_a_file_there_is_no_pulse() -> None:
    await asyncio.wait_for(pulse.beat(None), 1)
