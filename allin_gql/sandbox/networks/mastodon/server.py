"""What a Mastodon server remembers: accounts, applications, codes, tokens, statuses."""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from allin_gql.sandbox.networks.mastodon.facts import IDEMPOTENCY_LIFETIME
from allin_gql.sandbox.persons import person
from allin_gql.sandbox.store import Document
from allin_gql.sandbox.world import World

NAME = "mastodon"
ACCOUNT, APP, CODE, TOKEN, STATUS, KEY = (
    f"{NAME}.{kind}" for kind in ("account", "app", "code", "token", "status", "key")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """The server's memory and the rules that hold whoever asks."""

    world: World

    @property
    def url(self) -> str:
        """The server's own address."""
        return self.world.url(NAME)

    def sign_in(self, handle: str) -> Document:
        """Answer the account of a handle; the first visit makes it."""
        known = self.world.store.get(ACCOUNT, handle)
        if known is not None:
            return known
        whoever = person(handle)
        account = {
            "id": self._next_id(ACCOUNT),
            "handle": handle,
            "name": whoever.name,
            "about": whoever.about,
            "language": whoever.language,
            "colour": whoever.colour,
            "created_at": self.world.clock.now().isoformat(),
        }
        self.world.store.put(ACCOUNT, handle, account)
        return account

    def account_by_id(self, account_id: str) -> Document | None:
        """Answer an account."""
        for account in self.world.store.list(ACCOUNT):
            if account["id"] == account_id:
                return account
        return None

    def account(self, handle: str) -> Document:
        """Answer the account of a handle that is known to be here."""
        return self.world.store.get(ACCOUNT, handle) or self.sign_in(handle)

    def register(self, app: Mapping[str, Any]) -> Document:
        """Register an application; it gets its id and its secret."""
        registered = {
            **app,
            "id": str(len(self.world.store.list(APP)) + 1),
            "client_id": secrets.token_urlsafe(32),
            "client_secret": secrets.token_urlsafe(32),
        }
        self.world.store.put(APP, registered["client_id"], registered)
        return registered

    def app(self, client_id: str) -> Document | None:
        """Answer an application."""
        return self.world.store.get(APP, client_id)

    def issue(self, *, app: Document, handle: str | None, scope: str) -> Document:
        """Issue a token, of an account or of the application itself. It never expires."""
        token = {
            "token": secrets.token_urlsafe(32),
            "client_id": app["client_id"],
            "handle": handle,
            "scope": scope,
            "created_at": int(self.world.clock.now().timestamp()),
        }
        self.world.store.put(TOKEN, token["token"], token)
        return token

    def revoke(self, token: str) -> None:
        """Forget a token."""
        self.world.store.delete(TOKEN, token)

    def token(self, authorization: str) -> Document | None:
        """Answer the token that a header presents."""
        scheme, _, token = authorization.partition(" ")
        known = self.world.store.get(TOKEN, token.strip())
        return known if scheme.lower() == "bearer" else None

    def add_status(self, status: Mapping[str, Any], key: str | None) -> Document:
        """Publish a status and remember the key that makes its creation safe to repeat."""
        now = self.world.clock.now()
        stored = {
            **status,
            "id": self._next_id(STATUS),
            "created_at": now.isoformat(),
            "key": key,
        }
        self.world.store.put(STATUS, stored["id"], stored)
        if key is not None:
            until = (now + IDEMPOTENCY_LIFETIME).isoformat()
            entry = {"status": stored["id"], "until": until}
            self.world.store.put(KEY, f"{status['handle']}/{key}", entry)
        return stored

    def status_of_key(self, handle: str, key: str) -> Document | None:
        """Answer the status that this account made with this key within the last hour."""
        entry = self.world.store.get(KEY, f"{handle}/{key}")
        if entry is None or datetime.fromisoformat(entry["until"]) <= self.world.clock.now():
            return None
        return self.status(entry["status"])

    def status(self, status_id: str) -> Document | None:
        """Answer a status."""
        return self.world.store.get(STATUS, status_id)

    def statuses(self, handle: str | None = None) -> list[Document]:
        """Answer the statuses of one account, or of all, newest first."""
        return [
            status
            for status in reversed(self.world.store.list(STATUS))
            if handle is None or status["handle"] == handle
        ]

    def delete_status(self, status_id: str) -> None:
        """Forget a status."""
        self.world.store.delete(STATUS, status_id)

    def followers(self, account: Document) -> int:
        """Count the followers: some from the start, two more every hour."""
        age = self.world.clock.now() - datetime.fromisoformat(account["created_at"])
        start = hashlib.sha256(account["handle"].encode()).digest()[0]
        return 40 + start + 2 * (age // timedelta(hours=1))

    def _next_id(self, kind: str) -> str:
        """Answer an id that carries the time in its upper bits and is later than all before."""
        ids = (int(document["id"]) for document in self.world.store.list(kind)[-1:])
        now = int(self.world.clock.now().timestamp() * 1000) << 16
        return str(max([now, *(last + 1 for last in ids)]))
