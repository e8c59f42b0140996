"""Completing values: what graphql-core does with what a field has read, in the good case only.

Each kind of value can be completed by a function, and can be written as an expression, which
becomes a part of the function that a plan is compiled to. Both raise `Unusual`, or anything else,
for whatever is not the good case.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any, Final, NoReturn, Protocol, TypeAlias
from uuid import UUID

from graphql import (
    GraphQLEnumType,
    GraphQLInt,
    GraphQLLeafType,
    Undefined,
)
from strawberry.execution import optimized_is_awaitable as is_awaitable
from strawberry.schema.types.base_scalars import DateTimeDefinition

from allin_gql.core.shapes import Row, Shape
from allin_gql.graph.rows import RowList, RowType

Read: TypeAlias = Callable[[Any], Any]  # from an object, or a row's values, to what is answered

# Values that need no second look: neither an exception nor to be awaited.
_ORDINARY: Final = frozenset({str, int, float, bool, list, dict, datetime, date, UUID})
_AS_THEY_ARE: Final = {"String": "str", "ID": "str", "Boolean": "bool"}  # of the specification
_MOST: Final = 2**31 - 1  # the specification's Int


_NAMES: Final = {"str": str, "bool": bool, "int": int, "datetime": datetime, "utc": UTC}


class Unusual(Exception):
    """Something was met that is left to graphql-core."""


def unusual() -> NoReturn:
    """Raise `Unusual` from within an expression."""
    raise Unusual


class Writer:
    """Gathers what expressions name, and makes functions of them.

    Nothing of a document gets into the source but the names of its answer, as quoted texts.
    """

    def __init__(self) -> None:
        self._names: dict[str, Any] = {**_NAMES}
        self._count = 0

    def name(self, value: object) -> str:
        """A name for a value."""
        name = f"c{len(self._names)}"
        self._names[name] = value
        return name

    def variable(self) -> str:
        """A name that nothing else has."""
        self._count += 1
        return f"v{self._count}"

    def function(self, argument: str, expression: str) -> Read:
        """The function that gives what an expression says."""
        made: Read = eval(f"lambda {argument}: {expression}", self._names)  # noqa: S307  # written here
        return made


class Plan(Protocol):
    """What a list or an object asks of the plan for what is below it."""

    def reader(self, shape: Shape) -> Read | None:
        """The function from the values of a row in a shape to its whole answer, if it can be."""

    def written(self, writer: Writer, shape: Shape, row: str) -> str | None:
        """The expression for the answer of a row whose values have a name."""

    def written_of_object(self, writer: Writer, source: str) -> str | None:
        """The expression for the answer of an object that has a name."""


class Completed(Protocol):
    """A kind of value, and how it is completed."""

    @property
    def complete(self) -> Read:
        """The function that does it."""

    def written(self, writer: Writer, source: str) -> str:
        """The expression that does it with what another expression gives."""


class Leaf:
    """A scalar."""

    def __init__(self, type_: GraphQLLeafType) -> None:
        self._type = type_
        coerce = type_.coerce_output_value

        def complete(value: object) -> object:
            if value is None or _is_unusual(value):
                raise Unusual
            coerced = coerce(value)
            if coerced is None or _is_unusual(coerced):
                raise Unusual
            return coerced

        self.complete = complete

    def written(self, writer: Writer, source: str) -> str:
        value, otherwise = writer.variable(), writer.name(self.complete)
        as_it_is = _AS_THEY_ARE.get(self._type.name)
        if as_it_is is not None:
            answer, more = value, ""
        elif self._type is GraphQLInt:
            as_it_is, answer, more = "int", value, f" and -{_MOST} <= {value} <= {_MOST}"
        elif self._type.coerce_output_value is DateTimeDefinition.serialize:
            # In UTC it is left as it is: to write it is what orjson does ten times as fast.
            as_it_is, answer, more = "datetime", value, f" and {value}.tzinfo is utc"
        else:
            return f"{otherwise}({source})"
        return (
            f"({answer} if type({value} := {source}) is {as_it_is}{more} else {otherwise}({value}))"
        )


class Enumerated:
    """A value of an enum: a member, or the text of one, as columns have it."""

    def __init__(self, type_: GraphQLEnumType) -> None:
        coerce = type_.coerce_output_value
        # By identity: members live for ever, and may be equal to what is no member.
        members: list[Any] = list(getattr(type_, "wrapped_cls", ()))
        names = {id(member): coerce(member) for member in members}
        texts = {str.__str__(one): names[id(one)] for one in members if isinstance(one, str)}
        self._texts = texts

        def complete(value: object) -> str:
            name = names.get(id(value))
            if name is not None:
                return name
            if type(value) is str and value in texts:
                return texts[value]
            if value is None or _is_unusual(value):
                raise Unusual
            return coerce(value)

        self.complete = complete

    def written(self, writer: Writer, source: str) -> str:
        value = writer.variable()
        known, otherwise = writer.name(self._texts), writer.name(self.complete)
        return (
            f"({known}[{value}] if type({value} := {source}) is str and {value} in {known}"
            f" else {otherwise}({value}))"
        )


class Nullable:
    """A value that may be missing."""

    def __init__(self, present: Completed) -> None:
        self._present = present
        complete = present.complete
        self.complete: Read = lambda value: None if value is None else complete(value)

    def written(self, writer: Writer, source: str) -> str:
        value = writer.variable()
        present = self._present.written(writer, value)
        return f"(None if ({value} := {source}) is None else {present})"


class Listed:
    """A list: of anything, or of objects that show rows."""

    def __init__(self, item: Completed | None, plan: Plan | None) -> None:
        self._item, self._plan = item, plan

    def complete(self, value: object) -> list[Any]:
        if type(value) is RowList:
            reader = self._plan.reader(value.shape) if self._plan else None
            if reader is None:
                raise Unusual
            return [reader(values) for values in value.items]
        if self._item is None or not (type(value) is list or type(value) is tuple):
            raise Unusual
        complete = self._item.complete
        return [complete(item) for item in value]

    def written(self, writer: Writer, source: str) -> str:
        if self._item is None:
            return f"{writer.name(self.complete)}({source})"
        item = writer.variable()
        written = self._item.written(writer, item)
        return f"[{written} for {item} in {writer.name(_as_list)}({source})]"


class Object:
    """An object of a type that is answered by a plan as a whole."""

    def __init__(
        self,
        class_: type,
        plan: Plan,
        whole: Read,
        *,
        is_type_of: Callable[[Any, Any], Any] | None,
    ) -> None:
        self._class, self._plan = class_, plan

        def complete(value: object) -> object:
            if value is None or _is_unusual(value):
                raise Unusual
            if is_type_of is not None and not is_type_of(value, None):
                raise Unusual
            if isinstance(value, RowType) and type(value.row) is Row:
                reader = plan.reader(value.row.shape)
                if reader is not None:
                    return reader(value.row.values)
            return whole(value)

        self.complete = complete

    def written(self, writer: Writer, source: str) -> str:
        value, otherwise = writer.variable(), writer.name(self.complete)
        is_row = issubclass(self._class, RowType)
        written = None if is_row else self._plan.written_of_object(writer, value)
        if written is None:
            return f"{otherwise}({source})"
        of_class = f"type({value} := {source}) is {writer.name(self._class)}"
        return f"({written} if {of_class} else {otherwise}({value}))"


def _as_list(value: object) -> list[Any] | tuple[Any, ...]:
    if type(value) is list or type(value) is tuple:
        return value
    raise Unusual


def _is_unusual(value: object) -> bool:
    return type(value) not in _ORDINARY and (
        value is Undefined or isinstance(value, Exception) or is_awaitable(value)
    )
