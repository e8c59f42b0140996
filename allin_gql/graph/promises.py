"""What clients were promised of the schema, and whether the code still keeps it.

graphql-core tells what changed between two schemas. Here stands which changes break a promise: what
a client sent yesterday is refused today, means something else, or is answered with what the client
was told could not come. An element may go once the promise has it `@deprecated` with a date, and
that date has passed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from graphql import (
    BreakingChangeType,
    DangerousChangeType,
    DirectiveLocation,
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLSchema,
    GraphQLUnionType,
    build_schema,
    find_schema_changes,
    get_named_type,
    is_introspection_type,
    is_specified_scalar_type,
)
from graphql.utilities import SafeChangeType

NOTICE = timedelta(days=90)  # from the promise that an element goes to the day that it may
FORM = 'deprecation_reason="Use `replacement`. Removed after 2027-03-01."'

_DATE = re.compile(r"Removed after (\d{4}-\d{2}-\d{2})\.$")
_REPLACEMENT = re.compile(r"^Use `[^`]+`|^Nothing replaces it")
_ELEMENT = re.compile(r"@?\w+\.\w+(?:\(\w+:\))?|@\w+(?:\(\w+:\))?")
_WORD = re.compile(r"\w+")

_READERS = "Clients that select it are refused, or get what they were told could not come."
_WRITERS = "Clients that send what was right until now are refused."
_SILENT = "Clients that leave it out get something else than before, and are not told."
_CONSEQUENCES: dict[object, str] = {
    BreakingChangeType.VALUE_REMOVED_FROM_ENUM: "Clients that send it, or decide by it, break.",
    BreakingChangeType.REQUIRED_INPUT_FIELD_ADDED: _WRITERS,
    BreakingChangeType.REQUIRED_ARG_ADDED: _WRITERS,
    BreakingChangeType.ARG_REMOVED: _WRITERS,
    BreakingChangeType.ARG_CHANGED_KIND: _WRITERS,
    DangerousChangeType.ARG_DEFAULT_VALUE_CHANGE: _SILENT,
    DangerousChangeType.INPUT_FIELD_DEFAULT_VALUE_CHANGE: _SILENT,
}
_WAYS_OUT: dict[object, str] = {
    BreakingChangeType.REQUIRED_INPUT_FIELD_ADDED: "Make it optional, or give it a default.",
    BreakingChangeType.REQUIRED_ARG_ADDED: "Make it optional, or give it a default.",
    DangerousChangeType.ARG_DEFAULT_VALUE_CHANGE: "Keep the default.",
    DangerousChangeType.INPUT_FIELD_DEFAULT_VALUE_CHANGE: "Keep the default.",
}
_IN_DOCUMENTS = {
    DirectiveLocation.QUERY,
    DirectiveLocation.MUTATION,
    DirectiveLocation.SUBSCRIPTION,
    DirectiveLocation.FIELD,
    DirectiveLocation.FRAGMENT_DEFINITION,
    DirectiveLocation.FRAGMENT_SPREAD,
    DirectiveLocation.INLINE_FRAGMENT,
    DirectiveLocation.VARIABLE_DEFINITION,
}
# Which clients are told to expect: docs/changing-the-schema.md.
_NEWS = {
    SafeChangeType.TYPE_ADDED,
    SafeChangeType.FIELD_ADDED,
    DangerousChangeType.VALUE_ADDED_TO_ENUM,
    DangerousChangeType.TYPE_ADDED_TO_UNION,
    DangerousChangeType.OPTIONAL_INPUT_FIELD_ADDED,
    DangerousChangeType.OPTIONAL_ARG_ADDED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """Something that can be deprecated, by its coordinate: `Post.text`, `Query.posts(first:)`."""

    at: str
    reason: str | None
    type: str | None  # the named type that it leads to

    @property
    def goes_after(self) -> date | None:
        found = _DATE.search(self.reason or "")
        try:
            return date.fromisoformat(found.group(1)) if found else None
        except ValueError:  # the 30th of February
            return None


class Promise:
    """The schema as it was promised, and what of it may go by today."""

    def __init__(self, sdl: str, today: date) -> None:
        self.schema = build_schema(sdl)
        self.elements = {element.at: element for element in elements_of(self.schema)}
        self._today = today

    def is_over(self, at: str) -> bool:
        """Whether an element may go, or what it belongs to."""
        field = at.partition("(")[0]
        return any(
            (goes := element.goes_after) is not None and goes < self._today
            for name in {at, field}
            if (element := self.elements.get(name)) is not None
        )

    def is_unsendable(self, at: str) -> bool:
        """Whether this is a directive that only schemas have, so that no client can send it."""
        directive = self.schema.get_directive(at.partition("(")[0].removeprefix("@"))
        return (
            at.startswith("@")
            and directive is not None
            and not _IN_DOCUMENTS & set(directive.locations)
        )

    def is_unreachable(self, name: str, seen: frozenset[str] = frozenset()) -> bool:
        """Whether all that led to a type may go; types themselves cannot be deprecated."""
        if name in seen:
            return True
        kind = self.schema.type_map.get(name)
        roots = {
            self.schema.query_type,
            self.schema.mutation_type,
            self.schema.subscription_type,
        }
        if kind is None or kind in roots:
            return False
        seen |= {name}
        return all(
            self.is_over(element.at) or self.is_unreachable(_owner(element.at), seen)
            for element in self.elements.values()
            if element.type == name
        ) and all(self.is_unreachable(family, seen) for family in _families(self.schema, name))


def broken(promised: str, current: str, today: date) -> list[str]:
    """What of a promise the current schema breaks: what, for whom, and the way out."""
    promise, schema = Promise(promised, today), build_schema(current)
    found = []
    for change in find_schema_changes(promise.schema, schema):
        if not _breaks(change.type, change.description):
            continue
        at = _coordinate(change.description)
        if promise.is_over(at) or promise.is_unsendable(at):
            continue
        if promise.is_unreachable(_subject(change.description, at)):
            continue
        consequence = _CONSEQUENCES.get(change.type, _READERS)
        way_out = _WAYS_OUT.get(change.type) or _way_back(at)
        found.append(f"{change.description} {consequence} {way_out}")
    return [*found, *_unseen_by_the_library(promise, schema)]


def bad_deprecations(current: str) -> list[str]:
    """Deprecations that do not say what to use, or until when: clients cannot act on those."""
    return [
        f"{element.at} is deprecated by “{element.reason}”, which names no"
        f" {'replacement' if element.goes_after else 'day'}. It reads: {FORM}, or begins with"
        " “Nothing replaces it”."
        for element in elements_of(build_schema(current))
        if element.reason is not None
        and (element.goes_after is None or not _REPLACEMENT.search(element.reason))
    ]


def short_notices(promised: str, current: str, today: date) -> list[str]:
    """Deprecations that are new, and leave clients too little time."""
    before = Promise(promised, today).elements
    return [
        f"{element.at} would go after {element.goes_after}. Clients have {NOTICE.days} days from"
        f" the promise that says so: write {today + NOTICE} or later."
        for element in elements_of(build_schema(current))
        if element.goes_after is not None
        and element.goes_after < today + NOTICE
        and (element.at not in before or before[element.at].goes_after is None)
    ]


def news(promised: str, current: str) -> list[str]:
    """What is new to clients since the promise: what was added, deprecated and has gone."""
    old, new = build_schema(promised), build_schema(current)
    before = {element.at: element for element in elements_of(old)}
    changed = [
        change.description
        for change in find_schema_changes(old, new)
        if change.type in _NEWS or isinstance(change.type, BreakingChangeType)
    ]
    return changed + [
        f"{element.at} is deprecated: {element.reason}"
        for element in elements_of(new)
        if element.reason is not None
        and (element.at not in before or before[element.at].reason != element.reason)
    ]


def elements_of(schema: GraphQLSchema) -> Iterator[Element]:
    """Everything in a schema that can be deprecated."""
    for name, kind in schema.type_map.items():
        if is_introspection_type(kind):
            continue
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
            yield from _fields_of(kind)
        elif isinstance(kind, GraphQLInputObjectType):
            for field, one in kind.fields.items():
                yield Element(
                    at=f"{name}.{field}",
                    reason=one.deprecation_reason,
                    type=get_named_type(one.type).name,
                )
        elif isinstance(kind, GraphQLEnumType):
            for value, one_value in kind.values.items():
                yield Element(at=f"{name}.{value}", reason=one_value.deprecation_reason, type=None)


def _fields_of(kind: GraphQLObjectType | GraphQLInterfaceType) -> Iterator[Element]:
    for name, field in kind.fields.items():
        at = f"{kind.name}.{name}"
        yield Element(at=at, reason=field.deprecation_reason, type=get_named_type(field.type).name)
        for argument, one in field.args.items():
            yield Element(
                at=f"{at}({argument}:)",
                reason=one.deprecation_reason,
                type=get_named_type(one.type).name,
            )


def _breaks(kind: object, description: str) -> bool:
    if description.startswith("Standard scalar"):
        return False  # whatever used it is told by itself
    return isinstance(kind, BreakingChangeType) or kind in {
        DangerousChangeType.ARG_DEFAULT_VALUE_CHANGE,
        DangerousChangeType.INPUT_FIELD_DEFAULT_VALUE_CHANGE,
    }


def _coordinate(description: str) -> str:
    found = _ELEMENT.search(description)
    return found.group() if found else ""


def _subject(description: str, at: str) -> str:
    """The type that a change is about, where it is about a whole type."""
    if at:
        return _owner(at)
    words: list[str] = _WORD.findall(description)
    return words[-1] if "from union type" in description else words[0]


def _owner(at: str) -> str:
    return at.partition(".")[0]


def _families(schema: GraphQLSchema, name: str) -> Iterator[str]:
    """The unions that have a type as a member, and the interfaces that it implements."""
    kind: GraphQLNamedType = schema.type_map[name]
    for family in schema.type_map.values():
        if isinstance(family, GraphQLUnionType) and kind in family.types:
            yield family.name
    if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
        yield from (interface.name for interface in kind.interfaces)


def _way_back(at: str) -> str:
    if not at or at.startswith("@"):
        return f"Bring it back, deprecate every field that leads to it ({FORM}), and wait."
    return (
        f"Bring it back as it was, deprecated by {FORM}; add what replaces it beside it; renew the"
        " promise with scripts/schema --promise, and take it away after that day."
    )


def _unseen_by_the_library(promise: Promise, current: GraphQLSchema) -> Iterator[str]:
    now = {element.at: element for element in elements_of(current)}
    for at, element in promise.elements.items():
        new = now.get(at)
        if element.goes_after and new and new.goes_after and new.goes_after < element.goes_after:
            yield (
                f"{at} was to stay until {element.goes_after}, and is now to go after"
                f" {new.goes_after}. Clients planned with the first day: keep it."
            )
    for name, old in promise.schema.type_map.items():
        kind = current.type_map.get(name)
        if (
            isinstance(old, GraphQLInputObjectType)
            and isinstance(kind, GraphQLInputObjectType)
            and kind.is_one_of
            and not old.is_one_of
        ):
            yield f"{name} takes only one of its fields now. {_WRITERS} Make another input for it."
        if (
            isinstance(old, GraphQLScalarType)
            and isinstance(kind, GraphQLScalarType)
            and not is_specified_scalar_type(old)
            and old.specified_by_url not in {None, kind.specified_by_url}
        ):
            yield (
                f"{name} is specified by {kind.specified_by_url} and not by"
                f" {old.specified_by_url} any more. Clients read and write it by the promised"
                " specification: make another scalar."
            )
