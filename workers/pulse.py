"""The pulse: a file that a process touches while its event loop turns, to show that it lives."""

import asyncio
from pathlib import Path

BEAT = 5.0  # seconds; a healthcheck allows for a few that are missed


async def beat(file: Path | None) -> None:
    """Touch the file again and again, if there is one."""
    while file is not None:
        file.touch()  # noqa: ASYNC240  # one small write every few seconds
        await asyncio.sleep(BEAT)
