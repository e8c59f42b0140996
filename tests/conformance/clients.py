"""The real clients, each in a Node.js of its own, driven by lines of JSON."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from tests.fixtures.node import CONFORMANCE, installed, started_node
from tests.fixtures.people import Person
from tests.graph.mutations import document

PATIENCE_SECONDS = 20.0
EVENTS = "subscription ($after: Int) { organizationEvents(after: $after) { number } }"
CREATE = """
mutation ($input: CreatePostInput!) {
  createPost(input: $input) { __typename ... on Post { text } }
}
"""

Line = dict[str, Any]


class Client:
    """A client that runs: what it says is read line by line."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._input = process.stdin
        self._output = process.stdout
        self._kept: list[Line] = []
        self.said: list[Line] = []

    def tell(self, command: str, **arguments: Any) -> None:
        self._input.write(json.dumps({"do": command, **arguments}).encode() + b"\n")

    def follow(self, key: str, query: str, **variables: Any) -> None:
        self.tell("follow", id=key, payload={"query": query, "variables": variables})

    async def hear(self, **wanted: Any) -> Line:
        """Wait for a line that has these values; others are kept for later."""
        for kept in self._kept:
            if wanted.items() <= kept.items():
                self._kept.remove(kept)
                return kept
        async with asyncio.timeout(PATIENCE_SECONDS):
            while printed := await self._output.readline():
                line: Line = json.loads(printed)
                self.said.append(line)
                if wanted.items() <= line.items():
                    return line
                self._kept.append(line)
        raise AssertionError(f"The client ended, and has not said {wanted}: {self.said}")

    async def data(self, key: str) -> Any:
        """The one field of the next data of an operation."""
        while "next" not in (line := await self.hear(id=key)):
            assert line.get("connected"), line
        assert "errors" not in line["next"], line
        (value,) = line["next"]["data"].values()
        return value

    async def codes(self, key: str) -> list[str]:
        """The codes of the errors that an operation ends with, before or in its data."""
        while "connected" in (line := await self.hear(id=key)):
            pass
        errors = line["error"] if "error" in line else line["next"]["errors"]
        return [error["extensions"]["code"] for error in errors]


@asynccontextmanager
async def client(script: str, url: str) -> AsyncIterator[Client]:
    """Run a client for as long as the block lasts; it has to end by itself, and well."""
    async with started_node(installed(CONFORMANCE) / script, url) as process:
        running = Client(process)
        yield running
        assert process.stdin is not None
        process.stdin.close()
        async with asyncio.timeout(PATIENCE_SECONDS):
            rest = await process.stdout.read() if process.stdout else b""
            assert await process.wait() == 0, rest.decode()


async def write(person: Person, count: int) -> None:
    """Make things happen that the clients can be told."""
    for _ in range(count):
        await person.do(document("createPost"), text="news")
