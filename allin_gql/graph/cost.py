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
from allin_gql.graph.directives import Cost, ListSize, declared
from allin_gql.graph.documents import PreparedOperation
from allin_gql.graph.merging import Chosen, Merger
from allin_gql.graph.sizes import Amount, Size, dearest, plus, size_of, times, value_of

OBJECT = 1  # points, for an object whose type says nothing
ASSUMED_SIZE = 3  # of a list that says nothing: what hangs on one thing is few
ROOT_WEIGHTS = {"Mutation": 10, "Subscription": 10}  # for a root field that says nothing
INTROSPECTION = {"__schema": 100, "__type": 10}

_MAX_SELECTIONS = 5_000  # merged; a document within `graph/limits` has a few hundred
_UNCOUNTABLE = 1_000_000  # points, for what has more selections than are counted

Count: TypeAlias = Callable[[Any], int]  # from an answered value to the points in it


class CostTooHigh(AllinError):
    """The operation costs more than any operation may."""

    code = "COST_TOO_HIGH"

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

    __slots__ = ("amount", "counts", "fixed")

    def __init__(self, amount: Amount, fixed: int, counts: Sequence[tuple[str, Count]]) -> None:
        self.amount = amount
        self.fixed = fixed  # the weights of its fields, whatever they hold
        self.counts = tuple(counts)

    def counter(self, weight: int) -> Count:
        """Count what an object of this selection, itself of this weight, or a list of them has."""
        each, counts = weight + self.fixed, self.counts

        def count(value: Any) -> int:  # noqa: ANN401  # whatever was answered
            if value is None:
                return 0
            if isinstance(value, list):
                if not counts:
                    return each * len(value)
                return sum(map(count, value))
            total = each
            for name, below in counts:
                if (found := value.get(name)) is not None:
                    total += below(found)
            return total

        return count


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
        return Price(selected.amount, selected.counter(0))

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
        counts = {name: count for member in members for name, count in member.counts}
        return _Selected(
            dearest([member.amount for member in members]),
            max((member.fixed for member in members), default=0),
            list(counts.items()),
        )

    def _of_object(
        self, kind: GraphQLObjectType, sets: Sequence[Any], sizes: Mapping[str, Size]
    ) -> _Selected:
        amounts: list[Amount] = []
        counts: list[tuple[str, Count]] = []
        fixed = 0
        for name, chosen in self._merger.fields(kind, sets).items():
            called = chosen.nodes[0].name.value
            field = kind.fields.get(called)
            own = INTROSPECTION.get(called, 0) if field is None else _weight(kind, field)
            below, count = self._of_field(field, chosen, sizes.get(called))
            if below != 0:
                counts.append((name, count))
            fixed += own
            amounts.append(chosen.switched(plus([own, below])))
        return _Selected(plus(amounts), fixed, counts)

    def _of_field(
        self, field: GraphQLField | None, chosen: Chosen, given: Size | None
    ) -> tuple[Amount, Count]:
        """What the objects of a field cost, and how to count those that came."""
        if field is None or is_leaf_type(get_named_type(field.type)):
            return 0, _nothing
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
        return times(size, plus([weight, selected.amount])), selected.counter(weight)

    def _type_weight(self, kind: GraphQLNamedType) -> int:
        if isinstance(kind, GraphQLUnionType) or is_abstract_type(kind):
            members = self._schema.get_possible_types(kind)
            return max((self._type_weight(member) for member in members), default=OBJECT)
        said = declared(kind, Cost)
        return OBJECT if said is None else int(said.weight)


def _nothing(_: object) -> int:
    return 0


def _weight(kind: GraphQLObjectType, field: GraphQLField) -> int:
    said = declared(field, Cost)
    return ROOT_WEIGHTS.get(kind.name, 0) if said is None else int(said.weight)
