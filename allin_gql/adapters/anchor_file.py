"""The file that anchors are added to: one JSON object a line, on the disk before anybody goes on.

Several processes may add to it at once: each adds its lines in one piece.
"""

import asyncio
import os
from collections.abc import Sequence
from pathlib import Path

from allin_gql.core.anchors import Notary
from allin_gql.core.chain import Head
from allin_gql.core.clock import now
from allin_gql.core.parts import Part


class AnchorFile:
    """Signs the ends of chains and keeps them."""

    def __init__(self, path: Path, notary: Notary) -> None:
        self._path = path
        self._notary = notary

    async def add(self, heads: Sequence[Head]) -> None:
        """Add an anchor for each. Raises `OSError`."""
        at = now()
        lines = b"".join(self._notary.sign(head, at) for head in heads)
        await asyncio.to_thread(self._append, lines)

    def _append(self, lines: bytes) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o640)
        try:
            written = os.write(descriptor, lines)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        if written != len(lines):
            raise OSError(f"only {written} of {len(lines)} bytes fitted into {self._path}")


ANCHORS: Part[AnchorFile] = Part("the file of anchors")
