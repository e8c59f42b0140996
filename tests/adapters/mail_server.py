"""A mail server that does what it is told at each step, which no good server does."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

CLOSE = "close"  # the connection, without an answer
SILENCE = "silence"  # until the client has gone
_GOOD = {"DATA": "354 Go on", "QUIT": "221 Bye"}


@dataclass
class MailServer:
    """What it says to each command (`.` is the end of the message), and what it has taken."""

    port: int = 0
    answers: Mapping[str, str] = field(default_factory=dict)
    commands: list[str] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)

    async def converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            writer.write(b"220 ready\r\n")
            while line := (await reader.readline()).decode().rstrip("\r\n"):
                command = line.split(" ")[0].upper()
                self.commands.append(command)
                if not await self._answer(writer, reader, command):
                    return
                if command == "DATA" and "DATA" not in self.answers:
                    content = await reader.readuntil(b"\r\n.\r\n")
                    self.taken.append(content.decode())
                    if not await self._answer(writer, reader, "."):
                        return
        finally:
            writer.close()

    async def _answer(
        self, writer: asyncio.StreamWriter, reader: asyncio.StreamReader, command: str
    ) -> bool:
        answer = self.answers.get(command, _GOOD.get(command, "250 fine"))
        if answer == SILENCE:
            await reader.read()
        if answer in {CLOSE, SILENCE}:
            return False
        writer.write(f"{answer}\r\n".encode())
        await writer.drain()
        return True


@asynccontextmanager
async def mail_server(**answers: str) -> AsyncIterator[MailServer]:
    """Listen on a free port. `END` is what is said to the end of the message."""
    if "END" in answers:
        answers["."] = answers.pop("END")
    server = MailServer(answers=answers)
    listener = await asyncio.start_server(server.converse, "127.0.0.1", 0)
    server.port = listener.sockets[0].getsockname()[1]
    async with listener:
        yield server
