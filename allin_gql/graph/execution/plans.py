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

from allin_gql.core.shapes import Row, Shape, decoded
from allin_gql.graph.execution.values import (
    Completed,
    Enumerated,
    Leaf,
    Listed,
    Nullable,
    Object,
    Read,
    Unusual,
    Writer,
    unusual,
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


class _Field:
    """One field of a selection: how it is read from an object, and from the values of a row.

    `read` is nothing for a field that is graphql-core's to resolve. What can be written as an
    expression becomes a part of the function for a whole row.
    """

    read: Read | None = None

    def of_row(self, writer: Writer, shape: Shape, row: str) -> str | None:  # noqa: ARG002  # for those that can
        return None

    def of_object(self, writer: Writer, source: str) -> str | None:
        return f"{writer.name(self.read)}({source})" if self.read else None


_STOCK = _Field()


class _Constant(_Field):
    def __init__(self, value: str) -> None:
        self._value = value
        self.read = lambda _: value

    def of_row(self, writer: Writer, shape: Shape, row: str) -> str:  # noqa: ARG002  # it is the same in all
        return writer.name(self._value)


class _Plain(_Field):
    """A field that is read from its object, by an attribute or by a function."""

    def __init__(
        self, get: Callable[[Any], Any], value: Completed, *, attribute: str | None = None
    ) -> None:
        self._value, self._attribute = value, attribute
        complete = value.complete
        self.read = lambda source: complete(get(source))

    def of_object(self, writer: Writer, source: str) -> str | None:
        if self._attribute is None:
            return super().of_object(writer, source)
        return self._value.written(writer, f"{source}.{self._attribute}")


class _Column(_Plain):
    """A field that is made of columns."""

    def __init__(self, definition: ColumnField, value: Completed) -> None:
        super().__init__(definition.read, value)
        self._columns, self._convert = definition.columns, definition.convert

    def of_row(self, writer: Writer, shape: Shape, row: str) -> str | None:
        if not shape.columns.keys() >= set(self._columns):
            return None
        read = [_of_column(writer, shape, row, column) for column in self._columns]
        if self._convert is None:
            return self._value.written(writer, read[0])
        return self._value.written(writer, f"{writer.name(self._convert)}({', '.join(read)})")


def _of_column(writer: Writer, shape: Shape, row: str, column: str) -> str:
    read = f"{row}[{shape.columns[column]}]"
    return f"{writer.name(decoded)}({read})" if column in shape.table.json else read


class _Beside(_Field):
    """A field along an edge, as far as what it leads to was read with its object."""

    def __init__(self, definition: EdgeField, type_: GraphQLOutputType, plan: Plan) -> None:
        self._edge, self._plan = definition.edge, plan
        self._is_nullable = not isinstance(type_, GraphQLNonNull)
        self._readers: dict[Shape, Read | None] = {}
        self.read = self._read

    def of_row(self, writer: Writer, shape: Shape, row: str) -> str | None:
        place = shape.place(self._edge)
        if place is None:
            return None
        beside, found = writer.variable(), f"{row}[{place}]"
        written = self._plan.written(writer, shape.edges[self._edge], beside)
        if written is None:
            return None
        if self._edge.is_many:
            return f"[{written} for {beside} in {found}]"
        missing = "None" if self._is_nullable else f"{writer.name(unusual)}()"
        return f"({missing} if ({beside} := {found}) is None else {written})"

    def _read(self, source: Any) -> Any:  # noqa: ANN401  # any object, any JSON
        row = source.row
        if type(row) is not Row:
            raise Unusual
        if row.shape not in self._readers:
            writer = Writer()
            written = self.of_row(writer, row.shape, "row")
            self._readers[row.shape] = writer.function("row", written) if written else None
        read = self._readers[row.shape]
        if read is None:
            raise Unusual
        return read(row.values)


class _Along(_Field):
    """A field that is made of the rows along an edge, where they were read with its object."""

    def __init__(self, definition: AlongField, value: Completed) -> None:
        self._definition, self._value = definition, value
        complete = value.complete

        def read(source: Any) -> Any:  # noqa: ANN401  # any object, any JSON
            row = source.row
            place = row.shape.place(definition.edge) if type(row) is Row else None
            if place is None:
                raise Unusual
            beside = row.shape.edges[definition.edge]
            return complete(definition.converted(beside, row.values[place]))

        self.read = read

    def of_row(self, writer: Writer, shape: Shape, row: str) -> str | None:
        definition = self._definition
        place = shape.place(definition.edge)
        if place is None:
            return None
        beside = writer.name(shape.edges[definition.edge])
        converted = f"{writer.name(definition.converted)}({beside}, {row}[{place}])"
        return self._value.written(writer, converted)


class _Compiler:
    """Makes the fields of a plan; what it cannot make one for is graphql-core's."""

    def __init__(self, collector: Collector) -> None:
        self._collector = collector

    def field(self, parent_type: GraphQLObjectType, details: FieldDetailsList) -> _Field:
        """Compile one field of a selection."""
        field = self._collector.schema.get_field(parent_type, details[0].node.name.value)
        if field is TypeNameMetaFieldDef:
            return _Constant(parent_type.name)
        definition = field.extensions.get(DEFINITION) if field is not None else None
        if field is None or field.args or definition is None:
            return _STOCK
        if isinstance(definition, EdgeField):
            return self._edge(definition, field, details)
        get = _getter(definition, field)
        value = self._value(field.type, details) if get else None
        if get is None or value is None:
            return _STOCK
        if isinstance(definition, ColumnField):
            return _Column(definition, value)
        is_attribute = not isinstance(definition, PlainField)
        return _Plain(get, value, attribute=definition.python_name if is_attribute else None)

    def _edge(
        self, definition: EdgeField, field: GraphQLField, details: FieldDetailsList
    ) -> _Field:
        if isinstance(definition, AlongField):
            value = self._value(field.type, details)
            return _STOCK if value is None else _Along(definition, value)
        type_ = get_named_type(field.type)
        plan = self._below(type_, details) if isinstance(type_, GraphQLObjectType) else None
        return _STOCK if plan is None else _Beside(definition, field.type, plan)

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
