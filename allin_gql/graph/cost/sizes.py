"""Amounts that may depend on variables: computed at once as far as they do not.

An amount is a number, or a function of the variables where one of them has a say in it.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from graphql import (
    FieldNode,
    GraphQLField,
    IntValueNode,
    ListValueNode,
    OperationDefinitionNode,
    ValueNode,
    VariableNode,
    value_from_ast_untyped,
)

from allin_gql.core.pages import DEFAULT_PAGE, MAX_PAGE
from allin_gql.graph.directives import ListSize

Variables: TypeAlias = Mapping[str, Any]
Amount: TypeAlias = int | Callable[[Variables], int]
Size: TypeAlias = Amount  # of a list, in items
Given: TypeAlias = Callable[[Variables], object]  # what a variable or its default says


def value_of(amount: Amount, variables: Variables) -> int:
    """The number that an amount is with these variables."""
    return amount if isinstance(amount, int) else amount(variables)


def plus(amounts: Sequence[Amount]) -> Amount:
    """The sum of all."""
    return _combined(amounts, sum)


def dearest(amounts: Sequence[Amount]) -> Amount:
    """The greatest of all; of none, nothing."""
    return _combined(amounts, lambda numbers: max(numbers, default=0))


def times(size: Size, amount: Amount) -> Amount:
    """An amount for each item of a list."""
    if isinstance(size, int) and isinstance(amount, int):
        return size * amount
    if amount == 0:
        return 0
    return lambda variables: value_of(size, variables) * value_of(amount, variables)


def when(given: Given, expected: bool, amount: Amount) -> Amount:
    """An amount that is there only if a variable switches it on."""
    return lambda variables: 0 if given(variables) is not expected else value_of(amount, variables)


def variable(operation: OperationDefinitionNode, name: str) -> Given:
    """Read a variable of an operation, or the default that it declares."""
    default = None
    for definition in operation.variable_definitions or ():
        if definition.variable.name.value == name and definition.default_value is not None:
            default = value_from_ast_untyped(definition.default_value)
    return lambda variables: variables.get(name, default)


def size_of(
    declared: ListSize, field: GraphQLField, node: FieldNode, operation: OperationDefinitionNode
) -> Size:
    """How many items a list is counted for: what its slicing arguments say, or what is assumed."""
    assumed = DEFAULT_PAGE if declared.assumed_size is None else declared.assumed_size
    values = {argument.name.value: argument.value for argument in node.arguments or ()}
    given: list[Given] = []
    for name in declared.slicing_arguments or ():
        value = values.get(name)
        default = field.args[name].default_value if name in field.args else None
        if value is not None:
            given.append(_read(value, operation, default))
        elif isinstance(default, int):
            given.append(_constant(default))

    def size(variables: Variables) -> int:
        sizes = [_items(one(variables)) for one in given]
        return max((one for one in sizes if one is not None), default=assumed)

    return size if any(isinstance(one, VariableNode) for one in values.values()) else size({})


def _combined(amounts: Sequence[Amount], combine: Callable[[Sequence[int]], int]) -> Amount:
    known = combine([amount for amount in amounts if isinstance(amount, int)])
    unknown = [amount for amount in amounts if not isinstance(amount, int)]
    if not unknown:
        return known
    return lambda variables: combine([known, *[amount(variables) for amount in unknown]])


def _read(value: ValueNode, operation: OperationDefinitionNode, default: object) -> Given:
    if isinstance(value, VariableNode):
        name = value.name.value
        given = variable(operation, name)
        declared = next(
            (
                one.default_value is not None
                for one in operation.variable_definitions or ()
                if one.variable.name.value == name
            ),
            False,
        )
        if declared or not isinstance(default, int):
            return given
        # A variable that is left out leaves the argument its default.
        return lambda variables: given(variables) if name in variables else default
    if isinstance(value, IntValueNode):
        return _constant(int(value.value))
    if isinstance(value, ListValueNode):
        return _constant([None] * len(value.values))
    return _constant(None)


def _constant(value: object) -> Given:
    return lambda _: value


def _items(value: object) -> int | None:
    """How many items a slicing argument asks for; more than a page are refused by the field."""
    if isinstance(value, list):
        return min(len(value), MAX_PAGE)
    if isinstance(value, int):
        return min(max(value, 0), MAX_PAGE)
    return None
