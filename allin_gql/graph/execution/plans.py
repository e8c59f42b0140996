"""Plans: functions that were compiled of a selection, from an object to what is answered of it.

graphql-core completes every field by itself: resolve info, arguments, type checks, a path. A field
that only reads its object needs none of it. A plan reads such fields; and where an object shows a
row that was read in a shape, one function reads the values of that row and of all rows beside it by
their places, without making an object of any.

A plan knows the good case only. Whatever else it meets (an exception, a null where none may be, a
value of an unexpected type, something to be awaited) it leaves to graphql-core, which does that
field from its start: reading twice does no harm, and so the specification's rules about errors
stay in one place. `tests/graph/test_executor.py` holds the two against each other.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from operator import attrgetter
from typing import Any, Protocol

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLSchema,
    get_named_type,
    is_leaf_type,
)
from graphql.execution.collect_fields import CollectedFields, FieldDetailsList, GroupedFieldSet
from graphql.type import TypeNameMetaFieldDef
from strawberry.types.field import StrawberryField

from allin_gql.core.shapes import Shape
from allin_gql.graph.execution.fields import STOCK, Along, Beside, Column, Constant, Field, Plain
from allin_gql.graph.execution.values import (
    Completed,
    Enumerated,
    Leaf,
    Listed,
    Nullable,
    Object,
    Read,
    Writer,
)
from allin_gql.graph.rows import AlongField, ColumnField, EdgeField, PlainField

DEFINITION = "strawberry-definition"  # under which the schema keeps what it was made of


class Collector(Protocol):
    """What a plan is compiled with: the executor, which collects and compiles what is below."""

    schema: GraphQLSchema

    def collect_subfields(
        self, return_type: GraphQLObjectType, field_details_list: FieldDetailsList
    ) -> CollectedFields:
        """The fields of a selection set, by their names in the answer."""

    def plan_of(self, group: GroupedFieldSet) -> "Plan | None":
        """The plan for fields that were collected, if there is one."""


class Plan:
    """How one selection set is answered for one type of objects."""

    def __init__(
        self, collector: Collector, type_: GraphQLObjectType, group: GroupedFieldSet
    ) -> None:
        compiler = _Compiler(collector)
        self._fields = {name: compiler.field(type_, details) for name, details in group.items()}
        self._group = group
        self._reads = tuple(
            (name, field.read) for name, field in self._fields.items() if field.read is not None
        )
        self._rest = {name: group[name] for name, field in self._fields.items() if not field.read}
        self._readers: dict[Shape, Read | None] = {}
        self.whole = None if self._rest else self._read_whole

    def read(self, source: object) -> tuple[dict[str, Any], GroupedFieldSet]:
        """Read what is plain; gives that, and the fields that are left to graphql-core."""
        try:
            return {name: read(source) for name, read in self._reads}, self._rest
        except Exception:  # noqa: BLE001  # told by graphql-core, which meets it again
            return self._read_one_by_one(source)

    def merged(self, read: Mapping[str, Any], executed: Mapping[str, Any]) -> dict[str, Any]:
        """Put both parts into the order of the document."""
        return {
            name: read[name] if name in read else executed[name]
            for name in self._group
            if name in read or name in executed
        }

    def reader(self, shape: Shape) -> Read | None:
        """The function from the values of a row in a shape to its whole answer, if it can be."""
        if shape not in self._readers:
            writer = Writer()
            written = self.written(writer, shape, "row")
            self._readers[shape] = writer.function("row", written) if written else None
        return self._readers[shape]

    def written(self, writer: Writer, shape: Shape, row: str) -> str | None:
        """The expression for the answer of a row whose values have a name."""
        return _dictionary(
            {name: field.of_row(writer, shape, row) for name, field in self._fields.items()}
        )

    def written_of_object(self, writer: Writer, source: str) -> str | None:
        """The expression for the answer of an object that has a name."""
        return _dictionary(
            {name: field.of_object(writer, source) for name, field in self._fields.items()}
        )

    def _read_whole(self, source: object) -> dict[str, Any]:
        return {name: read(source) for name, read in self._reads}

    def _read_one_by_one(self, source: object) -> tuple[dict[str, Any], GroupedFieldSet]:
        answered: dict[str, Any] = {}
        for name, read in self._reads:
            with suppress(Exception):
                answered[name] = read(source)
        return answered, {
            name: details for name, details in self._group.items() if name not in answered
        }


def _dictionary(fields: Mapping[str, str | None]) -> str | None:
    if None in fields.values():
        return None
    return "{" + ", ".join(f"{name!r}: {written}" for name, written in fields.items()) + "}"


class _Compiler:
    """Makes the fields of a plan; what it cannot make one for is graphql-core's."""

    def __init__(self, collector: Collector) -> None:
        self._collector = collector

    def field(self, parent_type: GraphQLObjectType, details: FieldDetailsList) -> Field:
        """Compile one field of a selection."""
        field = self._collector.schema.get_field(parent_type, details[0].node.name.value)
        if field is TypeNameMetaFieldDef:
            return Constant(parent_type.name)
        definition = field.extensions.get(DEFINITION) if field is not None else None
        if field is None or field.args or definition is None:
            return STOCK
        if isinstance(definition, EdgeField):
            return self._edge(definition, field, details)
        get = _getter(definition, field)
        value = self._value(field.type, details) if get else None
        if get is None or value is None:
            return STOCK
        if isinstance(definition, ColumnField):
            return Column(definition, value)
        is_attribute = not isinstance(definition, PlainField)
        return Plain(get, value, attribute=definition.python_name if is_attribute else None)

    def _edge(self, definition: EdgeField, field: GraphQLField, details: FieldDetailsList) -> Field:
        if isinstance(definition, AlongField):
            value = self._value(field.type, details)
            return STOCK if value is None else Along(definition, value)
        type_ = get_named_type(field.type)
        plan = self._below(type_, details) if isinstance(type_, GraphQLObjectType) else None
        return STOCK if plan is None else Beside(definition, field.type, plan)

    def _value(self, type_: GraphQLOutputType, details: FieldDetailsList) -> Completed | None:
        if isinstance(type_, GraphQLNonNull):
            return self._present(type_.of_type, details)
        present = self._present(type_, details)
        return None if present is None else Nullable(present)

    def _present(self, type_: GraphQLOutputType, details: FieldDetailsList) -> Completed | None:
        if isinstance(type_, GraphQLEnumType):
            return Enumerated(type_)
        if is_leaf_type(type_):
            return Leaf(type_)
        if isinstance(type_, GraphQLList):
            return self._list(type_, details)
        if isinstance(type_, GraphQLObjectType):
            return self._object(type_, details)
        return None  # an abstract type: which one it is, only the value says

    def _list(self, type_: GraphQLList[Any], details: FieldDetailsList) -> Completed | None:
        item = self._value(type_.of_type, details)
        named = get_named_type(type_)
        plan = self._below(named, details) if isinstance(named, GraphQLObjectType) else None
        return None if item is None and plan is None else Listed(item, plan)

    def _object(self, type_: GraphQLObjectType, details: FieldDetailsList) -> Completed | None:
        definition = type_.extensions.get(DEFINITION)
        if definition is None or definition.is_type_of is not None:
            return None  # it is asked with resolve info, which a plan has not
        plan = self._below(type_, details)
        if plan is None or plan.whole is None:
            return None
        return Object(definition.origin, plan, plan.whole, is_type_of=type_.is_type_of)

    def _below(self, type_: GraphQLObjectType, details: FieldDetailsList) -> Plan | None:
        try:
            collected = self._collector.collect_subfields(type_, details)
        except Exception:  # noqa: BLE001  # told by graphql-core, should it come this far
            return None
        return self._collector.plan_of(collected.grouped_field_set)


def _getter(definition: StrawberryField, field: GraphQLField) -> Callable[[Any], Any] | None:
    """What a field reads of its object; nothing when its resolver does anything more."""
    # Without extensions, thus without permissions of its own.
    if not definition.is_basic_field or not getattr(field.resolve, "_is_default", False):
        return None
    if isinstance(definition, PlainField):
        return definition.read
    if type(definition) is StrawberryField and definition.default_resolver is getattr:
        return attrgetter(definition.python_name)
    return None
