"""What an operation costs: computed before it runs, and what of it was really used.

A field costs its own weight once, and each of its objects the weight of its type and what is asked
of it; `docs/cost.md` has the whole model. The structure of an operation is compiled once: with
other variables, only the sizes that are variables are computed again. What is asked for by several
fragments is merged as it is for execution, so it is counted once, and each merged selection is
priced once, however often fragments lead to it.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from graphql import (
    FragmentDefinitionNode,
    GraphQLField,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    OperationDefinitionNode,
    get_named_type,
    get_nullable_type,
    is_abstract_type,
    is_leaf_type,
    is_list_type,
)

from allin_gql.core.errors import AllinError
from allin_gql.graph.cost.merging import Chosen, Merger
from allin_gql.graph.cost.sizes import Amount, Size, dearest, plus, size_of, times, value_of
from allin_gql.graph.directives import Cost, ListSize, declared
from allin_gql.graph.documents.prepared import PreparedOperation

OBJECT = 1  # points, for an object whose type says nothing
ASSUMED_SIZE = 3  # of a list that says nothing: what hangs on one thing is few
ROOT_WEIGHTS = {"Mutation": 10, "Subscription": 10}  # for a root field that says nothing
INTROSPECTION = {"__schema": 100, "__type": 10}

_MAX_SELECTIONS = 5_000  # merged; a document within `graph/documents/limits` has a few hundred
_UNCOUNTABLE = 1_000_000  # points, for what has more selections than are counted

Count: TypeAlias = Callable[[Any], int]  # from an answered value to the points in it
# The name of a field, the points of each of its objects by itself, and what is below of it.
Counted: TypeAlias = tuple[str, int, tuple["Counted", ...]]


class CostTooHigh(AllinError):
    """The operation costs more than any operation may."""

    code = "COST_TOO_HIGH"
    cause = (
        "The pages and levels of the operation add up to more points than one operation may "
        "cost; see docs/cost.md."
    )
    remedy = "Ask for fewer items, or in several operations."
    arises = "any operation"
    number_names = ("limit", "requested")

    def __init__(self, requested: int, limit: int) -> None:
        super().__init__(
            f"An operation may cost {limit} points; this one costs {requested}. "
            "Ask for fewer items, or in several operations.",
            numbers={"limit": limit, "requested": requested},
        )


class Price:
    """The price of one operation."""

    __slots__ = ("_count", "_requested")

    def __init__(self, requested: Amount, count: Count) -> None:
        self._requested = requested
        self._count = count

    def requested(self, variables: Mapping[str, Any]) -> int:
        """What it costs at the most, with these variables; in points."""
        return value_of(self._requested, variables)

    def used(self, data: Mapping[str, Any] | None, requested: int) -> int:
        """What it has cost by what came back; never more than was said before."""
        return min(requested, self._count(data)) if data is not None else requested


def price_of(schema: GraphQLSchema, operation: PreparedOperation) -> Price:
    """Compile the price of an operation; it holds for all variables."""
    fragments = {
        node.name.value: node
        for node in operation.document.definitions
        if isinstance(node, FragmentDefinitionNode)
    }
    return _Compiler(schema, operation.node, fragments).price()


class _Selected:
    """What was compiled of a merged selection on one type."""

    __slots__ = ("amount", "below", "fixed")

    def __init__(self, amount: Amount, fixed: int, below: Sequence[Counted]) -> None:
        self.amount = amount
        self.fixed = fixed  # the weights of its fields, whatever they hold
        self.below = tuple(below)

    def count(self, value: Any) -> int:  # noqa: ANN401  # whatever was answered
        """The points in an answer to this selection."""
        return _count(value, self.fixed, self.below)


def _count(value: Any, each: int, below: Sequence[Counted]) -> int:  # noqa: ANN401  # as above
    """The points in an object, or a list of them; `each` is what one has by itself."""
    if isinstance(value, list):
        return sum(_count(item, each, below) for item in value if item is not None)
    total = each
    for name, weight, further in below:
        found = value.get(name)
        if found is None:
            continue
        if further:
            total += _count(found, weight, further)
        else:
            total += weight * len(found) if isinstance(found, list) else weight
    return total


_NOTHING = _Selected(0, 0, ())


class _TooManySelections(Exception):
    """More than a document that passed the limits can have."""


class _Compiler:
    """Compiles one operation to its price."""

    def __init__(
        self,
        schema: GraphQLSchema,
        operation: OperationDefinitionNode,
        fragments: Mapping[str, FragmentDefinitionNode],
    ) -> None:
        self._schema = schema
        self._operation = operation
        self._merger = Merger(schema, operation, fragments)
        self._compiled: dict[tuple[object, ...], _Selected] = {}

    def price(self) -> Price:
        root = self._schema.get_root_type(self._operation.operation)
        if root is None:
            return Price(0, lambda _: 0)
        try:
            selected = self._of_object(root, [self._operation.selection_set], {})
        except _TooManySelections:
            return Price(_UNCOUNTABLE, lambda _: _UNCOUNTABLE)
        return Price(selected.amount, selected.count)

    def _of_type(
        self, kind: GraphQLNamedType, chosen: Chosen, sizes: Mapping[str, Size], *, why: object
    ) -> _Selected:
        """What is asked of a type; `why` its lists have these sizes is known by its identity."""
        key = (kind.name, id(why), *map(id, chosen.nodes))
        found = self._compiled.get(key)
        if found is None:
            if len(self._compiled) >= _MAX_SELECTIONS:
                raise _TooManySelections
            self._compiled[key] = _NOTHING  # a circle is refused by the specification's rules
            found = self._compiled[key] = self._compile(kind, chosen, sizes)
        return found

    def _compile(
        self, kind: GraphQLNamedType, chosen: Chosen, sizes: Mapping[str, Size]
    ) -> _Selected:
        sets = chosen.selection_sets
        if not is_abstract_type(kind):
            assert isinstance(kind, GraphQLObjectType)  # noqa: S101  # what else has selections
            return self._of_object(kind, sets, sizes)
        members = [
            self._of_object(member, sets, sizes) for member in self._schema.get_possible_types(kind)
        ]
        # Of one name, members have the same shape, so that any of them can count it.
        below = {counted[0]: counted for member in members for counted in member.below}
        return _Selected(
            dearest([member.amount for member in members]),
            max((member.fixed for member in members), default=0),
            list(below.values()),
        )

    def _of_object(
        self, kind: GraphQLObjectType, sets: Sequence[Any], sizes: Mapping[str, Size]
    ) -> _Selected:
        amounts: list[Amount] = []
        counted: list[Counted] = []
        fixed = 0
        for name, chosen in self._merger.fields(kind, sets).items():
            called = chosen.nodes[0].name.value
            field = kind.fields.get(called)
            own = INTROSPECTION.get(called, 0) if field is None else _weight(kind, field)
            below, each, further = self._of_field(field, chosen, sizes.get(called))
            if below != 0:
                counted.append((name, each, further))
            fixed += own
            amounts.append(chosen.switched(plus([own, below])))
        return _Selected(plus(amounts), fixed, counted)

    def _of_field(
        self, field: GraphQLField | None, chosen: Chosen, given: Size | None
    ) -> tuple[Amount, int, tuple[Counted, ...]]:
        """What the objects of a field cost, and how those are counted that came."""
        if field is None or is_leaf_type(get_named_type(field.type)):
            return 0, 0, ()
        kind = get_named_type(field.type)
        listed = declared(field, ListSize)
        sizes: dict[str, Size] = {}
        size: Size = 1
        if listed is not None and listed.sized_fields:
            sliced = size_of(listed, field, chosen.nodes[0], self._operation)
            sizes = dict.fromkeys(listed.sized_fields, sliced)
        elif given is not None:
            size = given
        elif is_list_type(get_nullable_type(field.type)):
            size = (
                ASSUMED_SIZE
                if listed is None
                else size_of(listed, field, chosen.nodes[0], self._operation)
            )
        selected = self._of_type(kind, chosen, sizes, why=listed if sizes else None)
        weight = self._type_weight(kind)
        amount = times(size, plus([weight, selected.amount]))
        return amount, weight + selected.fixed, selected.below

    def _type_weight(self, kind: GraphQLNamedType) -> int:
        if isinstance(kind, GraphQLUnionType) or is_abstract_type(kind):
            members = self._schema.get_possible_types(kind)
            return max((self._type_weight(member) for member in members), default=OBJECT)
        said = declared(kind, Cost)
        return OBJECT if said is None else int(said.weight)


def _weight(kind: GraphQLObjectType, field: GraphQLField) -> int:
    said = declared(field, Cost)
    return ROOT_WEIGHTS.get(kind.name, 0) if said is None else int(said.weight)
