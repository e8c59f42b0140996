"""Schemas of what a client sends, which complain in the words of the reference server.

What a schema does not name is let through: the protocol is open.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import regex

from allin_gql.sandbox.networks.bluesky.formats import FORMATS

_SHOWN = 2  # parts of a list or of an object that a complaint repeats


@dataclass(slots=True, kw_only=True, eq=False)  # not frozen: Python writes on what it raises
class Invalid(Exception):
    """A value is not what the schema says. `path` begins with `$`."""

    message: str
    path: str

    def __str__(self) -> str:
        return f"{self.message} at {self.path}"


class Schema(Protocol):
    """What a value has to be."""

    def check(self, value: Any, path: str) -> None:  # noqa: ANN401  # whatever JSON can hold
        """Raise `Invalid` if the value is something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A string; lengths in UTF-8 bytes and in grapheme clusters."""

    format: str | None = None
    max_bytes: int | None = None
    max_graphemes: int | None = None

    def check(self, value: Any, path: str) -> None:  # noqa: ANN401  # any JSON
        if not isinstance(value, str):
            raise _unexpected("string", value, path)
        size = len(value.encode())
        if self.max_bytes is not None and size > self.max_bytes:
            raise _too_big("string", self.max_bytes, size, path)
        if self.max_graphemes is not None and size > self.max_graphemes:
            graphemes = len(regex.findall(r"\X", value))
            if graphemes > self.max_graphemes:
                raise _too_big("grapheme", self.max_graphemes, graphemes, path)
        if self.format is not None:
            name, is_fit = FORMATS[self.format]
            if not is_fit(value):
                raise Invalid(message=f"Invalid {name} (got {shown(value)})", path=path)


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """An integer."""

    minimum: int | None = None
    maximum: int | None = None

    def check(self, value: Any, path: str) -> None:  # noqa: ANN401  # any JSON
        if not isinstance(value, int) or isinstance(value, bool):
            raise _unexpected("integer", value, path)
        if self.minimum is not None and value < self.minimum:
            message = f"integer too small (minimum {self.minimum}, got {value})"
            raise Invalid(message=message, path=path)
        if self.maximum is not None and value > self.maximum:
            raise _too_big("integer", self.maximum, value, path)


@dataclass(frozen=True, slots=True)
class Flag:
    """A boolean."""

    def check(self, value: Any, path: str) -> None:  # noqa: ANN401  # any JSON
        if not isinstance(value, bool):
            raise _unexpected("boolean", value, path)


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """A list."""

    of: Schema
    most: int | None = None

    def check(self, value: Any, path: str) -> None:  # noqa: ANN401  # any JSON
        if not isinstance(value, list):
            raise _unexpected("array", value, path)
        if self.most is not None and len(value) > self.most:
            raise _too_big("array", self.most, len(value), path)
        for index, part in enumerate(value):
            self.of.check(part, f"{path}[{index}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """An object; its fields are checked in the order in which they are listed."""

    of: Mapping[str, Schema] = field(default_factory=dict)
    required: frozenset[str] = frozenset()
    nullable: frozenset[str] = frozenset()

    def check(self, value: Any, path: str) -> None:  # noqa: ANN401  # any JSON
        if not isinstance(value, dict):
            raise _unexpected("object", value, path)
        for name, schema in self.of.items():
            if name not in value:
                if name in self.required:
                    raise Invalid(message=f'Missing required key "{name}"', path=path)
            elif value[name] is not None or name not in self.nullable:
                schema.check(value[name], f"{path}.{name}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Union:
    """An object whose `$type` says which one it is; an unknown one is let through."""

    of: Mapping[str, Schema]

    def check(self, value: Any, path: str) -> None:  # noqa: ANN401  # any JSON
        if not isinstance(value, dict):
            raise _unexpected("object", value, path)
        if not isinstance(value.get("$type"), str):
            raise _unexpected('an object which includes the "$type" property', value, path)
        schema = self.of.get(value["$type"])
        if schema is not None:
            schema.check(value, path)


@dataclass(frozen=True, slots=True, kw_only=True)
class Blob:
    """A reference to an upload. `accept` is like `image/*`."""

    accept: str
    max_bytes: int

    def check(self, value: Any, path: str) -> None:  # noqa: ANN401  # any JSON
        if not is_blob(value):
            raise _unexpected("blob", value, path)
        kind = value["mimeType"]
        prefix = self.accept.removesuffix("*")
        if not (kind.startswith(prefix) if prefix != self.accept else kind == prefix):
            message = f'Expected "{self.accept}" (got {shown(kind)})'
            raise Invalid(message=message, path=f"{path}.mimeType")
        if value["size"] > self.max_bytes:
            raise _too_big("blob", self.max_bytes, value["size"], path)


def is_blob(value: Any) -> bool:  # noqa: ANN401  # any JSON
    """Whether this refers to an upload."""
    match value:
        case {"$type": "blob", "ref": {"$link": str()}, "mimeType": str(), "size": int()}:
            return True
    return False


def shown(value: Any) -> str:  # noqa: ANN401  # any JSON
    """Answer a value as a complaint repeats it: in full only if it is short."""
    if isinstance(value, list):
        return f"[{_some([shown(part) for part in value[: _SHOWN + 1]])}]"
    if isinstance(value, dict):
        return f"{{{_some([f'{shown(key)}: ...' for key in list(value)[: _SHOWN + 1]])}}}"
    return json.dumps(value, ensure_ascii=False)


def _some(parts: Sequence[str]) -> str:
    return ", ".join([*parts[:_SHOWN], "..."] if len(parts) > _SHOWN else parts)


def _unexpected(expected: str, value: Any, path: str) -> Invalid:  # noqa: ANN401  # any JSON
    message = f"Expected {expected} value type (got {shown(value)})"
    return Invalid(message=message, path=path)


def _too_big(what: str, maximum: int, got: int, path: str) -> Invalid:
    return Invalid(message=f"{what} too big (maximum {maximum}, got {got})", path=path)
