"""Plain fields by a compiled plan, on top of graphql-core's own executor.

graphql-core completes every field by itself: resolve info, arguments, type checks, a path. A field
that only reads an attribute needs none of it. The first time that a selection set is executed for
a type, its plain fields are compiled to functions from the object to what is answered; the other
fields go the stock way, between them.

A plan knows the good case only. Whatever else it meets (an exception, a null where none may be, a
value of an unexpected type, something to be awaited) it leaves to graphql-core, which does that
field from its start: reading an attribute twice does no harm, and so the specification's rules
about errors stay in one place. `tests/graph/test_executor.py` holds the two against each other.

Plans belong to a parsed operation and go with it: what they were found by is the identity of its
nodes, which are alive for as long as the operation is.
"""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime
from operator import attrgetter, is_
from typing import Any, TypeAlias
from uuid import UUID
from weakref import ref

from graphql import (
    DirectiveNode,
    GraphQLBoolean,
    GraphQLEnumType,
    GraphQLField,
    GraphQLID,
    GraphQLLeafType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLString,
    OperationDefinitionNode,
    SelectionSetNode,
    Undefined,
    VariableNode,
    is_leaf_type,
)
from graphql.execution.collect_fields import CollectedFields, FieldDetailsList, GroupedFieldSet
from graphql.pyutils import AwaitableOrValue, Path
from graphql.type import TypeNameMetaFieldDef
from strawberry.execution import optimized_is_awaitable as is_awaitable
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext
from strawberry.types.field import StrawberryField

Read: TypeAlias = Callable[[Any], Any]  # from an object to one of its fields, completed
Complete: TypeAlias = Callable[[Any], Any]  # from what a field read to what is answered

_DEFINITION = "strawberry-definition"  # under which the schema keeps what it was made of
_MAX_OPERATIONS = 2_000  # whose plans are kept; twice the documents that the schema caches
_MAX_VARIANTS = 16  # of an operation: how its variables can switch fields on and off
_MAX_SELECTION_SETS = 500  # of an operation; merging could make many of a few
# Values that need no second look: neither an exception nor to be awaited.
_ORDINARY = frozenset({str, int, float, bool, list, dict, datetime, date, UUID})
_AS_THEY_ARE = {GraphQLString: str, GraphQLID: str, GraphQLBoolean: bool}


class _Unusual(Exception):
    """The plan has met something that it leaves to graphql-core."""


class _Plan:
    """How one selection set is answered for one type of objects."""

    def __init__(self, group: GroupedFieldSet, reads: Mapping[str, Read]) -> None:
        self._group = group
        self._reads = tuple(reads.items())
        self._rest = {name: details for name, details in group.items() if name not in reads}
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


class _Plans:
    """What was compiled of an operation with its fields switched in one way."""

    def __init__(self) -> None:
        # By the type and the nodes that select it; keeps alive what `by_group` is found by.
        self.collected: dict[tuple[Any, ...], CollectedFields] = {}
        self.by_group: dict[int, _Plan] = {}


class PlannedExecutor(StrawberryGraphQLCoreExecutionContext):
    """Strawberry's executor, with plans for plain fields."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # graphql-core's
        super().__init__(*args, **kwargs)
        self._plans = _plans_for(self)

    def collect_subfields(
        self, return_type: GraphQLObjectType, field_details_list: FieldDetailsList
    ) -> CollectedFields:
        """Collect each selection set once for all requests, and compile it."""
        plans = self._plans
        if plans is None:
            return super().collect_subfields(return_type, field_details_list)
        key = (return_type, *[id(details.node) for details in field_details_list])
        collected = plans.collected.get(key)
        if collected is None:
            collected = super().collect_subfields(return_type, field_details_list)
            if len(plans.collected) < _MAX_SELECTION_SETS:
                plans.collected[key] = collected
                reads = _Compiler(self, plans).reads(return_type, collected.grouped_field_set)
                if reads:
                    group = collected.grouped_field_set
                    plans.by_group[id(group)] = _Plan(group, reads)
        return collected

    def execute_fields(
        self,
        parent_type: GraphQLObjectType,
        source_value: object,
        path: Path | None,
        grouped_field_set: GroupedFieldSet,
        position_context: Any,  # noqa: ANN401  # of deferred fields, which have no plans
    ) -> AwaitableOrValue[dict[str, Any]]:
        """Answer an object's fields, by the plan where there is one."""
        plan = self._plans.by_group.get(id(grouped_field_set)) if self._plans else None
        if plan is None:
            return super().execute_fields(
                parent_type, source_value, path, grouped_field_set, position_context
            )
        read, rest = plan.read(source_value)
        if not rest:
            return read
        executed = super().execute_fields(parent_type, source_value, path, rest, position_context)
        if isinstance(executed, dict):
            return plan.merged(read, executed)
        return _merged_later(plan, read, executed)


async def _merged_later(
    plan: _Plan, read: Mapping[str, Any], executed: Awaitable[Mapping[str, Any]]
) -> dict[str, Any]:
    return plan.merged(read, await executed)


class _Compiler:
    """Makes the functions of a plan; what it cannot make one for is not plain."""

    def __init__(self, executor: PlannedExecutor, plans: _Plans) -> None:
        self._executor = executor
        self._plans = plans

    def reads(self, parent_type: GraphQLObjectType, group: GroupedFieldSet) -> dict[str, Read]:
        """The functions for the plain fields of a selection set, by the names in the answer."""
        made = {name: self._read(parent_type, details) for name, details in group.items()}
        return {name: read for name, read in made.items() if read is not None}

    def _read(self, parent_type: GraphQLObjectType, details: FieldDetailsList) -> Read | None:
        node = details[0].node
        field = self._executor.schema.get_field(parent_type, node.name.value)
        if field is TypeNameMetaFieldDef:
            return _constant(parent_type.name)
        attribute = _attribute(field) if field is not None else None
        complete = self._complete(field.type, details) if field is not None and attribute else None
        if attribute is None or complete is None:
            return None
        return _reader(attrgetter(attribute), complete)

    def _complete(self, type_: GraphQLOutputType, details: FieldDetailsList) -> Complete | None:
        if isinstance(type_, GraphQLNonNull):
            return self._complete_value(type_.of_type, details)
        complete = self._complete_value(type_, details)
        return None if complete is None else _nullable(complete)

    def _complete_value(
        self, type_: GraphQLOutputType, details: FieldDetailsList
    ) -> Complete | None:
        if is_leaf_type(type_):
            return _leaf(type_)
        if isinstance(type_, GraphQLList):
            item = self._complete(type_.of_type, details)
            return None if item is None else _list(item)
        if isinstance(type_, GraphQLObjectType):
            return self._complete_object(type_, details)
        return None  # an abstract type: which one it is, only the value says

    def _complete_object(
        self, type_: GraphQLObjectType, details: FieldDetailsList
    ) -> Complete | None:
        definition = type_.extensions.get(_DEFINITION)
        if definition is None or definition.is_type_of is not None:
            return None  # it is asked with resolve info, which a plan has not
        try:
            collected = self._executor.collect_subfields(type_, details)
        except Exception:  # noqa: BLE001  # told by graphql-core, should it come this far
            return None
        plan = self._plans.by_group.get(id(collected.grouped_field_set))
        if plan is None or plan.whole is None:
            return None
        return _object(plan.whole, type_.is_type_of)


def _attribute(field: GraphQLField) -> str | None:
    """The attribute that a field reads; nothing when its resolver does anything more."""
    definition = field.extensions.get(_DEFINITION)
    if type(definition) is not StrawberryField:
        return None
    is_plain = (
        definition.is_basic_field  # without extensions, thus without permissions of its own
        and definition.default_resolver is getattr
        and not field.args
        and getattr(field.resolve, "_is_default", False)
    )
    return definition.python_name if is_plain else None


def _constant(value: str) -> Read:
    return lambda _: value


def _reader(get: Callable[[Any], Any], complete: Complete) -> Read:
    return lambda source: complete(get(source))


def _nullable(complete: Complete) -> Complete:
    return lambda value: None if value is None else complete(value)


def _list(complete_item: Complete) -> Complete:
    def complete(value: object) -> list[Any]:
        if not (type(value) is list or type(value) is tuple):
            raise _Unusual
        return [complete_item(item) for item in value]

    return complete


def _object(read: Complete, is_type_of: Callable[[Any, Any], Any] | None) -> Complete:
    def complete(value: object) -> object:
        if value is None or _is_unusual(value):
            raise _Unusual
        if is_type_of is not None and not is_type_of(value, None):
            raise _Unusual
        return read(value)

    return complete


def _leaf(type_: GraphQLLeafType) -> Complete:
    if isinstance(type_, GraphQLEnumType):
        return _enum(type_)
    coerce = type_.coerce_output_value
    as_it_is = _AS_THEY_ARE.get(type_)

    def complete(value: object) -> object:
        if type(value) is as_it_is:
            return value
        if value is None or _is_unusual(value):
            raise _Unusual
        coerced = coerce(value)
        if coerced is None or _is_unusual(coerced):
            raise _Unusual
        return coerced

    return complete


def _enum(type_: GraphQLEnumType) -> Complete:
    coerce = type_.coerce_output_value
    # By identity: members live for ever, and may be equal to what is no member.
    members = getattr(type_, "wrapped_cls", ())
    names = {id(member): coerce(member) for member in members}

    def complete(value: object) -> str:
        name = names.get(id(value))
        if name is not None:
            return name
        if value is None or _is_unusual(value):
            raise _Unusual
        return coerce(value)

    return complete


def _is_unusual(value: object) -> bool:
    return type(value) not in _ORDINARY and (
        value is Undefined or isinstance(value, Exception) or is_awaitable(value)
    )


class _Document:
    """An operation as it was parsed, with its fragments, and what was compiled of it."""

    def __init__(self, executor: PlannedExecutor) -> None:
        self._schema = executor.schema
        self._fragments = tuple(executor.fragment_definitions.values())
        self._switches = _switches(executor)
        self._plans: dict[tuple[object, ...], _Plans] = {}

    def is_of(self, executor: PlannedExecutor) -> bool:
        """Whether this is what an executor executes; operations can be put together anew."""
        fragments = executor.fragment_definitions.values()
        return (
            self._schema is executor.schema
            and len(self._fragments) == len(fragments)
            and all(map(is_, self._fragments, fragments))
        )

    def plans_for(self, executor: PlannedExecutor) -> _Plans | None:
        """What was compiled with the fields switched as this executor's variables say."""
        if self._switches is None:
            return None
        given = executor.variable_values.coerced
        values = tuple(given.get(name) for name in self._switches)
        if not all(isinstance(value, bool) for value in values):
            return None
        plans = self._plans.get(values)
        if plans is None and len(self._plans) < _MAX_VARIANTS:
            plans = self._plans[values] = _Plans()
        return plans


OPERATIONS: dict[int, tuple["ref[OperationDefinitionNode]", _Document]] = {}


def _plans_for(executor: PlannedExecutor) -> _Plans | None:
    middleware = executor.middleware_manager
    if middleware is not None and middleware.middlewares:
        return None  # it has to see every field
    operation = executor.operation
    key = id(operation)
    known = OPERATIONS.get(key)
    if known is not None and known[1].is_of(executor):
        return known[1].plans_for(executor)
    document = _Document(executor)
    while len(OPERATIONS) >= _MAX_OPERATIONS:
        del OPERATIONS[next(iter(OPERATIONS))]
    # Gone with the operation, before anything else can get its identity.
    OPERATIONS[key] = (ref(operation, lambda _: OPERATIONS.pop(key, None)), document)
    return document.plans_for(executor)


def _switches(executor: PlannedExecutor) -> tuple[str, ...] | None:
    """The variables that switch fields on and off; nothing if there is more to it than that."""
    names: set[str] = set()
    for directive in _directives(executor):
        if directive.name.value in {"defer", "stream"}:
            return None
        if directive.name.value in {"skip", "include"}:
            names.update(
                argument.value.name.value
                for argument in directive.arguments or ()
                if isinstance(argument.value, VariableNode)
            )
    if any(details.variable_signatures for details in executor.fragments.values()):
        return None
    return tuple(sorted(names))


def _directives(executor: PlannedExecutor) -> Iterator[DirectiveNode]:
    fragments = executor.fragment_definitions.values()
    waiting: list[SelectionSetNode] = [executor.operation.selection_set]
    waiting.extend(fragment.selection_set for fragment in fragments)
    while waiting:
        for selection in waiting.pop().selections:
            yield from selection.directives or ()
            inner = getattr(selection, "selection_set", None)
            if inner is not None:
                waiting.append(inner)
