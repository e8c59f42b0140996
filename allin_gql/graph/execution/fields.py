"""Fields of a selection: how each is read from an object, and from the values of a row."""

from collections.abc import Callable
from typing import Any

from graphql import GraphQLNonNull, GraphQLOutputType

from allin_gql.core.shapes import Row, Shape, decoded
from allin_gql.graph.execution.values import Completed, Plan, Read, Unusual, Writer, unusual
from allin_gql.graph.rows import AlongField, ColumnField, EdgeField


class Field:
    """One field of a selection: how it is read from an object, and from the values of a row.

    `read` is nothing for a field that is graphql-core's to resolve. What can be written as an
    expression becomes a part of the function for a whole row.
    """

    read: Read | None = None

    def of_row(self, writer: Writer, shape: Shape, row: str) -> str | None:  # noqa: ARG002  # for those that can
        return None

    def of_object(self, writer: Writer, source: str) -> str | None:
        return f"{writer.name(self.read)}({source})" if self.read else None


STOCK = Field()


class Constant(Field):
    def __init__(self, value: str) -> None:
        self._value = value
        self.read = lambda _: value

    def of_row(self, writer: Writer, shape: Shape, row: str) -> str:  # noqa: ARG002  # it is the same in all
        return writer.name(self._value)


class Plain(Field):
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


class Column(Plain):
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


class Beside(Field):
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


class Along(Field):
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
