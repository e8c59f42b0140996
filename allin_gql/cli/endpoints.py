"""Where everything is, written by `allin up` for the demo, the tests and the other commands."""

import json
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path

FILE = "endpoints.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoints:
    """The addresses of a running system. The sandbox's are `None` when it runs without one."""

    graphql: str
    websocket: str
    graphiql: str
    health: str
    database_url: str  # for the application's role
    owner_database_url: str  # for migrations
    redis_url: str
    sandbox: str | None = None
    mailbox: str | None = None
    smtp: str | None = None
    timelines: dict[str, str] | None = None


def write_endpoints(folder: Path, endpoints: Endpoints) -> Path:
    """Write the file at once, private (a database's address may hold its password)."""
    file, draft = folder / FILE, folder / f"{FILE}.new"
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as stream:
        json.dump(asdict(endpoints), stream, indent=2)
        stream.write("\n")
    draft.replace(file)
    return file


def read_endpoints(folder: Path) -> Endpoints | None:
    """What the running or the last system wrote; `None` if there is nothing readable."""
    try:
        found = json.loads((folder / FILE).read_text())
        return Endpoints(**{field.name: found[field.name] for field in fields(Endpoints)})
    except (OSError, ValueError, KeyError, TypeError):
        return None
