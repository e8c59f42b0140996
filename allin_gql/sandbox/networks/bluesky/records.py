"""The repositories: records by address, and the commit at which each repository stands."""

from collections.abc import Mapping
from typing import Any

from allin_gql.sandbox.networks.bluesky.content import cid_of, in_order
from allin_gql.sandbox.networks.bluesky.facts import NAME
from allin_gql.sandbox.store import Document
from allin_gql.sandbox.world import World

_RECORDS, _HEADS = f"{NAME}.records", f"{NAME}.heads"
_ALPHABET = "234567abcdefghijklmnopqrstuvwxyz"
_CLOCK_ID_BITS = 10  # the low bits of a TID say which machine made it; here all zero


class Records:
    """Every record of one server, as documents with `uri`, `cid`, `did`, `rkey` and `value`."""

    def __init__(self, world: World) -> None:
        self._store = world.store
        self._clock = world.clock

    def get(self, uri: str) -> Document | None:
        """Answer the record at an address."""
        return self._store.get(_RECORDS, uri)

    def list_collection(self, collection: str, did: str | None = None) -> list[Document]:
        """Answer the records of a collection, oldest first."""
        return [
            record
            for record in self._store.list(_RECORDS)
            if record["collection"] == collection and did in {None, record["did"]}
        ]

    def collections(self, did: str) -> list[str]:
        """Answer the collections of a repository that have something in them."""
        return sorted({r["collection"] for r in self._store.list(_RECORDS) if r["did"] == did})

    def head(self, did: str) -> str | None:
        """Answer the CID of the commit at which a repository stands."""
        head = self._store.get(_HEADS, did)
        return head["cid"] if head else None

    def put(
        self, did: str, collection: str, rkey: str, value: Mapping[str, Any]
    ) -> tuple[Document, Mapping[str, str]]:
        """Store a record; answer it and the commit. Its first moment is kept."""
        uri = uri_of(did, collection, rkey)
        known = self.get(uri)
        record = {
            "uri": uri,
            "cid": cid_of(value),
            "did": did,
            "collection": collection,
            "rkey": rkey,
            "value": in_order(value),
            "indexed_at": known["indexed_at"] if known else self._clock.now().isoformat(),
        }
        self._store.put(_RECORDS, uri, record)
        return record, self._commit(did, uri, record["cid"])

    def delete(self, record: Document) -> Mapping[str, str]:
        """Delete a record; answer the commit."""
        self._store.delete(_RECORDS, record["uri"])
        return self._commit(record["did"], record["uri"], None)

    def new_key(self) -> str:
        """Answer a timestamp identifier that sorts behind every other of this server."""
        last = self._store.get(_HEADS, "tid") or {"micros": 0}
        micros = max(int(self._clock.now().timestamp() * 1_000_000), last["micros"] + 1)
        self._store.put(_HEADS, "tid", {"micros": micros})
        number = micros << _CLOCK_ID_BITS
        return "".join(_ALPHABET[number >> shift & 31] for shift in range(60, -1, -5))

    def _commit(self, did: str, uri: str, cid: str | None) -> Mapping[str, str]:
        rev = self.new_key()
        commit = {"did": did, "rev": rev, "prev": self.head(did), "uri": uri, "record": cid}
        head = {"cid": cid_of(commit), "rev": rev}
        self._store.put(_HEADS, did, head)
        return head


def uri_of(did: str, collection: str, rkey: str) -> str:
    """Answer the address of a record."""
    return f"at://{did}/{collection}/{rkey}"
