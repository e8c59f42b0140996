"""Documents by kind and key: read from memory, written through to one SQLite file.

A sandbox that is started again finds its accounts, tokens and timelines as they were.
"""

import json
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any

Document = Mapping[str, Any]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS documents (
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (kind, key)
)
"""


class Store:
    """All that a sandbox remembers. `path=None` keeps it in memory only.

    A document that was handed out is shared: change a copy and `put` that.
    """

    def __init__(self, path: Path | None) -> None:
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
        # Starlette may close the store from another thread than the one that opened it.
        self._database = sqlite3.connect(
            path or ":memory:", isolation_level=None, check_same_thread=False
        )
        # Safe against a killed process; only a power cut may lose the last writes.
        self._database.execute("PRAGMA journal_mode=WAL")
        self._database.execute("PRAGMA synchronous=NORMAL")
        self._database.execute(_SCHEMA)
        self._kinds: dict[str, dict[str, Document]] = {}
        for kind, key, body in self._database.execute(
            "SELECT kind, key, body FROM documents ORDER BY rowid"
        ):
            self._kinds.setdefault(kind, {})[key] = json.loads(body)

    def put(self, kind: str, key: str, document: Document) -> None:
        """Store or replace. A replaced document keeps its place in `list`."""
        body = json.dumps(document)
        self._database.execute(
            "INSERT INTO documents VALUES (?, ?, ?)"
            " ON CONFLICT (kind, key) DO UPDATE SET body = excluded.body",
            (kind, key, body),
        )
        self._kinds.setdefault(kind, {})[key] = json.loads(body)

    def get(self, kind: str, key: str) -> Document | None:
        """Answer the document, or None."""
        return self._kinds.get(kind, {}).get(key)

    def list(self, kind: str) -> list[Document]:
        """Answer every document of a kind, oldest first."""
        return list(self._kinds.get(kind, {}).values())

    def delete(self, kind: str, key: str) -> bool:
        """Forget a document; whether there was one."""
        self._database.execute("DELETE FROM documents WHERE kind = ? AND key = ?", (kind, key))
        return self._kinds.get(kind, {}).pop(key, None) is not None

    def close(self) -> None:
        """Close the file."""
        self._database.close()
