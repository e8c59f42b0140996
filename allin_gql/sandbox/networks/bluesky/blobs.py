"""Uploads: their content addresses, sizes and types; the bytes themselves are not kept."""

from allin_gql.sandbox.networks.bluesky.content import cid_of_bytes
from allin_gql.sandbox.networks.bluesky.facts import NAME
from allin_gql.sandbox.store import Document
from allin_gql.sandbox.world import World

_KIND = f"{NAME}.blobs"
_SIGNATURES = (
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF8", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (4, b"ftyp", "video/mp4"),
)


class Blobs:
    """Every upload to one server."""

    def __init__(self, world: World) -> None:
        self._store = world.store

    def add(self, did: str, data: bytes, declared: str) -> Document:
        """Keep what is known of an upload; the type is sniffed before it is believed."""
        cid = cid_of_bytes(data)
        blob = {"did": did, "cid": cid, "mime_type": _sniff(data) or declared, "size": len(data)}
        self._store.put(_KIND, f"{did}/{cid}", blob)
        return blob

    def find(self, did: str, cid: str) -> Document | None:
        """Answer an account's upload."""
        return self._store.get(_KIND, f"{did}/{cid}")


def _sniff(data: bytes) -> str | None:
    for offset, signature, mime_type in _SIGNATURES:
        if data.startswith(signature, offset):
            return mime_type
    return None
