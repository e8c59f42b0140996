"""Trusted documents: registered at deployment, asked for by their hash instead of their text.

`extensions.persistedQuery.sha256Hash` names one, as Apollo's clients and GraphQL over HTTP do.
Clients can register nothing: what a hash stands for is decided by whoever runs the server.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from allin_gql.core.errors import AllinError, InvalidInput, NotConfigured

FORMAT = "apollo-persisted-query-manifest"
_HASH = re.compile(r"[0-9a-f]{64}")


class DocumentUnknown(AllinError):
    """A hash names no registered document."""

    code = "PERSISTED_QUERY_NOT_FOUND"
    cause = "No document is registered under this hash."
    remedy = "Send the document's text, or have an operator register it."
    arises = "`extensions.persistedQuery`"


class DocumentMismatch(InvalidInput):
    """A document was sent with the hash of another, or with what is no hash."""

    code = "PERSISTED_QUERY_MISMATCH"
    cause = "The hash is none, or not that of the document sent with it."
    remedy = "Send SHA-256 of the text in UTF-8, in lowercase hexadecimal digits."
    arises = "`extensions.persistedQuery`"


class DocumentNotTrusted(AllinError):
    """Only registered documents are run here, and this is none."""

    code = "DOCUMENT_NOT_TRUSTED"
    cause = "This installation runs only registered documents, and this is none of them."
    remedy = "Use one that is registered."
    arises = "any document"


def hash_of(text: str) -> str:
    """The name of a document: SHA-256 of its text in UTF-8, in lowercase hexadecimal digits."""
    return sha256(text.encode(errors="surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustedDocuments:
    """The registered documents, by their hashes."""

    by_hash: Mapping[str, str] = field(default_factory=dict)
    is_only: bool = False  # nothing else is run

    def text(self, query: str | None, extensions: Mapping[str, Any] | None) -> str | None:
        """The document that a request asks for: the one that it names, or the one it brings.

        Raises `DocumentUnknown`, `DocumentMismatch` or `DocumentNotTrusted`.
        """
        named = (extensions or {}).get("persistedQuery")
        if named is None:
            if self.is_only and query and hash_of(query) not in self.by_hash:
                raise DocumentNotTrusted("Only registered documents are run here.")
            return query
        digest = named.get("sha256Hash") if isinstance(named, dict) else None
        if not isinstance(digest, str) or not _HASH.fullmatch(digest):
            raise DocumentMismatch(
                "`persistedQuery` must have a `sha256Hash` of 64 lowercase hexadecimal digits."
            )
        if query and hash_of(query) != digest:
            raise DocumentMismatch("The hash is not that of the document it was sent with.")
        registered = self.by_hash.get(digest)
        if registered is not None:
            return registered
        if self.is_only or not query:
            raise DocumentUnknown("No registered document has this hash; it cannot be run by it.")
        return query


def read_documents(path: Path) -> dict[str, str]:
    """Read a manifest, or the `.graphql` files below a folder; gives texts by hash.

    Raises `NotConfigured` for what cannot be read, and for a hash that is not its document's.
    """
    try:
        texts = dict(_files(path) if path.is_dir() else _entries(json.loads(path.read_text())))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NotConfigured(
            f"The trusted documents of {path} cannot be read: {error!r}."
        ) from error
    for digest, text in texts.items():
        if hash_of(text) != digest:
            raise NotConfigured(f"In {path}, {digest} is not the hash of its document.")
    return texts


def manifest_of(texts: Mapping[str, str]) -> str:
    """Write a manifest, sorted, so that it can be committed and compared."""
    operations = [{"id": digest, "body": texts[digest]} for digest in sorted(texts)]
    content = {"format": FORMAT, "version": 1, "operations": operations}
    return f"{json.dumps(content, indent=2, ensure_ascii=False)}\n"


def _files(folder: Path) -> Iterator[tuple[str, str]]:
    for file in sorted(folder.rglob("*.graphql")):
        text = file.read_text()
        yield hash_of(text), text


def _entries(content: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401  # whatever the file has
    if content["format"] != FORMAT or content["version"] != 1:
        raise ValueError(f"its format is not {FORMAT}, version 1")
    for operation in content["operations"]:
        yield str(operation["id"]), str(operation["body"])
