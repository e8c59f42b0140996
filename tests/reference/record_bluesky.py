"""Asks a running reference server again and renews `tests/sandbox/bluesky_recorded_facts.json`.

Run as `python -m tests.reference.record_bluesky LINE`, where LINE is a file with the line that
`scripts/reference-pds` prints, of a server that nobody used yet. The requests are kept, the
answers are renewed; the facts before the exchanges need other clocks and accounts and stay.
"""

import asyncio
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx2

from tests.sandbox.bluesky_exchanges import FACTS, play, read_facts


async def record(server: Mapping[str, str]) -> dict[str, Any]:
    names = {name: server[name] for name in ("did", "handle", "email", "password")}
    facts = read_facts()
    async with httpx2.AsyncClient(base_url=server["url"], timeout=20) as client:
        for exchange in facts["exchanges"]:
            exchange["learned"] = await play(client, exchange, names)
    return facts


def write(facts: dict[str, Any]) -> None:
    lines = ",\n".join(json.dumps(exchange) for exchange in facts.pop("exchanges"))
    head = json.dumps(facts, indent=1).removesuffix("\n}")
    FACTS.write_text(f'{head},\n "exchanges": [\n{lines}\n]}}\n', encoding="utf-8")


write(asyncio.run(record(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))))
