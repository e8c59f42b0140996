"""graphql-core's own executor, with plans for what is plain (`plans`) and shapes for what is read.

Plans and shapes belong to a parsed operation and go with it: what they were found by is the
identity of its nodes, which are alive for as long as the operation is.
"""

from asyncio import shield
from collections.abc import Awaitable, Iterator, Mapping, Sequence
from operator import is_
from typing import Any, NamedTuple, cast
from weakref import ref

from graphql import (
    DirectiveNode,
    FieldNode,
    GraphQLField,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLResolveInfo,
    GraphQLSchema,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableNode,
)
from graphql.execution.collect_fields import (
    CollectedFields,
    FieldDetails,
    FieldDetailsList,
    GroupedFieldSet,
)
from graphql.pyutils import AwaitableOrValue, Path
from strawberry.dataloader import DataLoader

from allin_gql.core.shapes import Edge, Shape, read_edge
from allin_gql.graph.context import VIEWER
from allin_gql.graph.execution.drawing import draw
from allin_gql.graph.execution.idempotency import IdempotentExecutor
from allin_gql.graph.execution.plans import Plan

_MAX_OPERATIONS = 2_000  # whose plans are kept; twice the documents that the schema caches
_MAX_VARIANTS = 16  # of an operation: how its variables can switch fields on and off
_MAX_SELECTION_SETS = 500  # of an operation; merging could make many of a few

_Key = tuple[object, ...]  # a type, and the nodes that select it


class _Compiled:
    """What was compiled of an operation with its fields switched in one way."""

    def __init__(self) -> None:
        self.collected: dict[_Key, CollectedFields] = {}  # keeps alive what `plans` is found by
        self.plans: dict[int, Plan] = {}
        self.shapes: dict[_Key, Shape] = {}


class ResolveInfo(NamedTuple):
    """What a resolver is told, as Strawberry has it, and who executes the operation."""

    field_name: str
    field_nodes: list[FieldNode]
    return_type: GraphQLOutputType
    parent_type: GraphQLObjectType
    path: Path
    schema: GraphQLSchema
    fragments: Mapping[str, Any]
    root_value: Any
    operation: OperationDefinitionNode
    variable_values: Mapping[str, Any]
    context: Any
    is_awaitable: Any
    abort_signal: Any
    async_helpers: Any
    operation_extensions: Any
    executor: "PlannedExecutor"


class PlannedExecutor(IdempotentExecutor):
    """Strawberry's executor, with plans for plain fields and a shape for each read of rows."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # graphql-core's
        super().__init__(*args, **kwargs)
        self._compiled = _compiled_for(self)
        VIEWER.set(getattr(self.context_value, "viewer", None))
        self.loaders: dict[tuple[Edge, Shape], DataLoader[Any, Any]] = {}

    def build_resolve_info(
        self,
        field_def: GraphQLField,
        field_nodes: list[FieldNode],
        parent_type: GraphQLObjectType,
        path: Path,
    ) -> GraphQLResolveInfo[Any]:
        known: Any = super().build_resolve_info(field_def, field_nodes, parent_type, path)
        told: Any = ResolveInfo._make((*known, self))
        return cast("GraphQLResolveInfo[Any]", told)  # it has all of it, as Strawberry's has

    def build_per_event_executor(self, payload: object) -> "PlannedExecutor":
        """Execute an event of a subscription; what was loaded for others may have changed since."""
        executor = cast("PlannedExecutor", super().build_per_event_executor(payload))
        executor.loaders = {}
        VIEWER.set(getattr(self.context_value, "viewer", None))  # each event may be a task's own
        return executor

    def collect_subfields(
        self, return_type: GraphQLObjectType, field_details_list: FieldDetailsList
    ) -> CollectedFields:
        """Collect each selection set once for all requests, and compile it."""
        compiled = self._compiled
        if compiled is None:
            return super().collect_subfields(return_type, field_details_list)
        key = (return_type, *[id(details.node) for details in field_details_list])
        collected = compiled.collected.get(key)
        if collected is None:
            collected = super().collect_subfields(return_type, field_details_list)
            if len(compiled.collected) < _MAX_SELECTION_SETS:
                compiled.collected[key] = collected
                group = collected.grouped_field_set
                compiled.plans[id(group)] = Plan(self, return_type, group)
        return collected

    def plan_of(self, group: GroupedFieldSet) -> Plan | None:
        """The plan for fields that were collected, if there is one."""
        return self._compiled.plans.get(id(group)) if self._compiled else None

    def execute_fields(
        self,
        parent_type: GraphQLObjectType,
        source_value: object,
        path: Path | None,
        grouped_field_set: GroupedFieldSet,
        position_context: Any,  # noqa: ANN401  # of deferred fields, which have no plans
    ) -> AwaitableOrValue[dict[str, Any]]:
        """Answer an object's fields, by the plan where there is one."""
        plan = self.plan_of(grouped_field_set)
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

    def shape_of(self, type_: GraphQLObjectType, nodes: Sequence[FieldNode]) -> Shape:
        """The shape that some selections ask for: of a type that shows rows, or a connection."""
        details = [FieldDetails(node, None) for node in nodes]
        if self._compiled is None:
            return draw(self, type_, details)
        key = (type_, *[id(node) for node in nodes])
        shape = self._compiled.shapes.get(key)
        if shape is None:
            shape = draw(self, type_, details)
            if len(self._compiled.shapes) < _MAX_SELECTION_SETS:
                self._compiled.shapes[key] = shape
        return shape

    def load(self, edge: Edge, shape: Shape, source: object) -> Awaitable[Any]:
        """What an edge leads to from a value of its source column, loaded with all others."""
        loader = self.loaders.get((edge, shape))
        if loader is None:
            viewer = self.context_value.require_viewer()

            async def read(sources: list[Any]) -> list[Any]:
                return await read_edge(
                    edge,
                    shape,
                    sources,
                    organization_id=viewer.organization_id,
                    reach=viewer.reach,
                )

            loader = self.loaders[edge, shape] = DataLoader(load_fn=read)
        # Others may wait for the same: who is given up must not take it from them.
        return shield(loader.load(source))


async def _merged_later(
    plan: Plan, read: Mapping[str, Any], executed: Awaitable[Mapping[str, Any]]
) -> dict[str, Any]:
    return plan.merged(read, await executed)


class _Document:
    """An operation as it was parsed, with its fragments, and what was compiled of it."""

    def __init__(self, executor: PlannedExecutor) -> None:
        self._schema = executor.schema
        self._fragments = tuple(executor.fragment_definitions.values())
        self._switches = _switches(executor)
        self._variants: dict[tuple[object, ...], _Compiled] = {}

    def is_of(self, executor: PlannedExecutor) -> bool:
        """Whether this is what an executor executes; operations can be put together anew."""
        fragments = executor.fragment_definitions.values()
        return (
            self._schema is executor.schema
            and len(self._fragments) == len(fragments)
            and all(map(is_, self._fragments, fragments))
        )

    def compiled_for(self, executor: PlannedExecutor) -> _Compiled | None:
        """What was compiled with the fields switched as this executor's variables say."""
        if self._switches is None:
            return None
        given = executor.variable_values.coerced
        values = tuple(given.get(name) for name in self._switches)
        if not all(isinstance(value, bool) for value in values):
            return None
        compiled = self._variants.get(values)
        if compiled is None and len(self._variants) < _MAX_VARIANTS:
            compiled = self._variants[values] = _Compiled()
        return compiled


OPERATIONS: dict[int, tuple["ref[OperationDefinitionNode]", _Document]] = {}


def _compiled_for(executor: PlannedExecutor) -> _Compiled | None:
    middleware = executor.middleware_manager
    if middleware is not None and middleware.middlewares:
        return None  # it has to see every field
    operation = executor.operation
    key = id(operation)
    known = OPERATIONS.get(key)
    if known is not None and known[1].is_of(executor):
        return known[1].compiled_for(executor)
    document = _Document(executor)
    while len(OPERATIONS) >= _MAX_OPERATIONS:
        del OPERATIONS[next(iter(OPERATIONS))]
    # Gone with the operation, before anything else can get its identity.
    OPERATIONS[key] = (ref(operation, lambda _: OPERATIONS.pop(key, None)), document)
    return document.compiled_for(executor)


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
