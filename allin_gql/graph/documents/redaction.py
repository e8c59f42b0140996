"""Messages about a document without names of the schema that its sender has not written.

graphql-core names types, required arguments and fields of inputs in what it says of a document;
who guesses words would be told the rest of the schema. Whoever may introspect is told all of it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLError,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
)

_NAME = re.compile(r"[_A-Za-z][_0-9A-Za-z]*")
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
_COMPOUND = re.compile(r"[a-z0-9][A-Z]")  # in a word that is no English one, such as DateTime
# What every schema has.
_PUBLIC = frozenset(
    {"Query", "Mutation", "Subscription", "ID", "String", "Int", "Float", "Boolean"}
)


class Redaction:
    """Hides the names of one schema."""

    def __init__(self, schema: GraphQLSchema) -> None:
        self._names = frozenset(_names_of(schema)) - _PUBLIC

    def redacted(
        self, errors: Sequence[GraphQLError], text: str, variables: Mapping[str, Any] | None = None
    ) -> list[GraphQLError]:
        """The errors of a request, naming only what the request itself names."""
        sent = _sent(text, variables)
        return [self._redact(error, sent) for error in errors]

    def _redact(self, error: GraphQLError, sent: str) -> GraphQLError:
        def hide(found: re.Match[str]) -> str:
            name = found.group()
            if name not in self._names or re.search(rf"\b{name}\b", sent):
                return name
            return "…"

        def hide_in_prose(found: re.Match[str]) -> str:
            return hide(found) if _COMPOUND.search(found.group()) else found.group()

        message = _QUOTED.sub(lambda quoted: _NAME.sub(hide, quoted.group()), error.message)
        message = _NAME.sub(hide_in_prose, message)
        if message == error.message:
            return error
        return GraphQLError(
            message,
            nodes=error.nodes,
            source=error.source,
            positions=error.positions,
            path=error.path,
            extensions=error.extensions,
        )


def _sent(text: str, variables: Mapping[str, Any] | None) -> str:
    try:
        return f"{text} {variables or ''}"
    except RecursionError:  # they nest deeper than can be written, and no name of ours is in there
        return text


def _names_of(schema: GraphQLSchema) -> Iterator[str]:
    for name, type_ in schema.type_map.items():
        if name.startswith("__"):
            continue  # of introspection: these are the specification's
        yield name
        if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType):
            for field_name, field in type_.fields.items():
                yield field_name
                yield from field.args
        elif isinstance(type_, GraphQLInputObjectType):
            yield from type_.fields
        elif isinstance(type_, GraphQLEnumType):
            yield from type_.values
