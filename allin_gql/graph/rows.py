"""Types of the schema that show rows: their fields read columns, or lead along edges to other rows.

    @shows(models.Post, description="A piece of content.")
    class Post(RowType):
        text: str = column("text", description="What it says.")
        author: User = edge(repository.AUTHOR_OF_POST, description="Who wrote it.")

An object holds a row and nothing else, and reads from it when a field is asked for: be it one of
Tortoise, or one that was read in the shape that a selection asked for (`core/shapes`). What an edge
leads to is there if the shape has it; otherwise it is loaded, for all objects at once.
"""

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Any, Final, Protocol, Self, TypeVar, overload

import strawberry
from graphql import FieldNode, GraphQLObjectType, get_named_type
from strawberry.types.field import StrawberryField

from allin_gql.core.ids import IdKind, public_id
from allin_gql.core.shapes import KEY, Edge, Row, Shape, Values, table

T = TypeVar("T", bound=type)

TABLE: Final = "__table__"  # the attribute of a type that says which rows it shows
NEEDS: Final = "needs"  # in a field's metadata: the columns that its resolver reads


class Executor(Protocol):
    """What an edge asks of whoever executes the operation."""

    def shape_of(self, type_: GraphQLObjectType, nodes: Sequence[FieldNode]) -> Shape:
        """The shape that some selections ask for of a type that shows rows."""

    def load(self, edge: Edge, shape: Shape, source: object) -> Awaitable[Any]:
        """What an edge leads to from a value of its source column, loaded with all others."""


@strawberry.type
class RowType:
    """An object of the schema that shows one row."""

    row: strawberry.Private[Any]

    @classmethod
    def of(cls, row: object) -> Self:
        """Show a row: of Tortoise, or as it was read in a shape."""
        return cls(row=row)


class RowList(Sequence[RowType]):
    """Objects that show rows; each is made when somebody asks for it, which a plan does not."""

    __slots__ = ("items", "shape", "type")

    def __init__(self, type_: type[RowType], shape: Shape, items: Sequence[Values]) -> None:
        self.type = type_
        self.shape = shape
        self.items = items

    @overload
    def __getitem__(self, index: int) -> RowType: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[RowType]: ...
    def __getitem__(self, index: int | slice) -> RowType | Sequence[RowType]:
        if isinstance(index, slice):
            return RowList(self.type, self.shape, self.items[index])
        return self.type.of(Row(self.shape, self.items[index]))

    def __len__(self) -> int:
        return len(self.items)


class PlainField(StrawberryField):
    """A field that is read from its object at once: without arguments, with nothing to wait for."""

    read: Callable[[Any], Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # Strawberry's
        super().__init__(*args, **kwargs)
        self.init = self.compare = self.repr = False  # it is not stored, but read

    def __copy__(self) -> "PlainField":
        copied: PlainField = super().__copy__()
        copied.read = self.read
        return copied

    def get_result(self, source: Any, info: Any, args: list[Any], kwargs: Any) -> Any:  # noqa: ANN401, ARG002  # Strawberry's
        return self.read(source)


class ColumnField(PlainField):
    """A field that is made of columns of its object's row."""

    columns: tuple[str, ...]
    convert: Callable[..., Any] | None

    def __copy__(self) -> "ColumnField":
        copied = super().__copy__()
        assert isinstance(copied, ColumnField)  # noqa: S101  # for mypy
        copied.columns, copied.convert = self.columns, self.convert
        return copied


class EdgeField(StrawberryField):
    """A field that leads along an edge from its object's row."""

    edge: Edge

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # Strawberry's
        super().__init__(*args, **kwargs)
        self.init = self.compare = self.repr = False

    def __copy__(self) -> "EdgeField":
        copied: EdgeField = super().__copy__()
        copied.edge = self.edge
        return copied

    @property
    def is_basic_field(self) -> bool:
        return False  # what was not read with its object is loaded, for which it takes the info

    def get_result(self, source: Any, info: Any, args: list[Any], kwargs: Any) -> Any:  # noqa: ANN401, ARG002  # Strawberry's
        row, type_ = source.row, target_of(self)
        if isinstance(row, Row) and (place := row.shape.place(self.edge)) is not None:
            return shown(type_, row.shape.edges[self.edge], row.values[place])
        return follow(info, type_, self.edge, getattr(row, self.edge.source))


class AlongField(EdgeField):
    """A field that is made, by a function, of rows to which an edge leads."""

    shape: Shape  # what is read of them
    convert: Callable[[list[Row]], Any]

    def __copy__(self) -> "AlongField":
        copied = super().__copy__()
        assert isinstance(copied, AlongField)  # noqa: S101  # for mypy
        copied.shape, copied.convert = self.shape, self.convert
        return copied

    def get_result(self, source: Any, info: Any, args: list[Any], kwargs: Any) -> Any:  # noqa: ANN401, ARG002  # Strawberry's
        row = source.row
        if isinstance(row, Row) and (place := row.shape.place(self.edge)) is not None:
            return self.converted(row.shape.edges[self.edge], row.values[place])
        return self._loaded(info._raw_info.executor, row)  # noqa: SLF001  # as below

    def converted(self, shape: Shape, found: Sequence[Values]) -> Any:  # noqa: ANN401  # any value
        """What the function makes of the rows that were found."""
        return self.convert([Row(shape, values) for values in found])

    async def _loaded(self, executor: Executor, row: Any) -> Any:  # noqa: ANN401  # any row, any value
        source = getattr(row, self.edge.source)
        return self.converted(self.shape, await executor.load(self.edge, self.shape, source))


async def follow(info: Any, type_: type[RowType], along: Edge, source: object) -> Any:  # noqa: ANN401  # Strawberry's; what the edge leads to
    """Load what an edge leads to from a value of its source column, in the shape asked for."""
    if source is None:
        return None
    raw = info._raw_info  # noqa: SLF001  # there is no other way to the executor
    executor: Executor = raw.executor
    object_type = get_named_type(raw.return_type)
    assert isinstance(object_type, GraphQLObjectType)  # noqa: S101  # for mypy
    shape = executor.shape_of(object_type, raw.field_nodes)
    return shown(type_, shape, await executor.load(along, shape, source))


def shown(type_: type[RowType], shape: Shape, found: Any) -> RowType | RowList | None:  # noqa: ANN401  # as it came
    """Show what an edge led to: rows, a row, or none."""
    if isinstance(found, list):
        return RowList(type_, shape, found)
    return None if found is None else type_.of(Row(shape, found))


def target_of(field: StrawberryField) -> type[RowType]:
    """The type of the objects that a field shows, be it one, or none, or a list."""
    found: Any = field.type
    while hasattr(found, "of_type"):
        found = found.of_type
    target: type[RowType] = found
    return target


def shows(model: Any, *, description: str) -> Callable[[T], T]:  # noqa: ANN401  # a model of Tortoise
    """Make a class a type of the schema that shows the rows of a model."""

    def show(cls: T) -> T:
        shown_type: T = strawberry.type(cls, description=description)
        setattr(shown_type, TABLE, table(model))
        return shown_type

    return show


def column(*names: str, description: str, convert: Callable[..., Any] | None = None) -> Any:  # noqa: ANN401  # as `strawberry.field` is declared
    """A field that reads columns: one as it is, or several by a function of their values."""
    field = ColumnField(description=description)
    field.columns, field.convert = names, convert
    if convert is None:
        (name,) = names
        field.read = lambda source: getattr(source.row, name)
    else:
        field.read = lambda source: convert(*[getattr(source.row, name) for name in names])
    return field


def key(kind: IdKind, *, description: str) -> Any:  # noqa: ANN401  # as `strawberry.field` is declared
    """The public id of the row."""
    return column(KEY, convert=partial(public_id, kind), description=description)


def plain(read: Callable[[Any], Any], *, description: str) -> Any:  # noqa: ANN401  # as `strawberry.field` is declared
    """A field that is read from its object by a function."""
    field = PlainField(description=description)
    field.read = read
    return field


def edge(to: Edge, *, description: str) -> Any:  # noqa: ANN401  # as `strawberry.field` is declared
    """A field that leads along an edge: to a list, to one object, or to one or none."""
    field = EdgeField(description=description)
    field.edge = to
    return field


def along(many: Edge, *columns: str, convert: Callable[[list[Row]], Any], description: str) -> Any:  # noqa: ANN401  # as `strawberry.field` is declared
    """A field that a function makes of some columns of all rows along an edge."""
    field = AlongField(description=description)
    field.edge, field.shape, field.convert = many, Shape(many.target, columns), convert
    return field
