"""Selections as they are executed: fragments spread, fields of one name merged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from graphql import (
    BooleanValueNode,
    DirectiveNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    NamedTypeNode,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableNode,
    is_abstract_type,
)

from allin_gql.graph.cost.sizes import Amount, variable, when

Switches: TypeAlias = frozenset[tuple[str, bool]]  # variables, and what they must be


@dataclass(slots=True)
class Chosen:
    """A field of an answer: the nodes that ask for it, and what switches it on."""

    operation: OperationDefinitionNode
    nodes: list[FieldNode] = field(default_factory=list)
    switches: set[Switches] = field(default_factory=set)

    @property
    def selection_sets(self) -> list[SelectionSetNode]:
        return [node.selection_set for node in self.nodes if node.selection_set is not None]

    @property
    def is_switched(self) -> bool:
        """Whether variables decide if it is there; not when several nodes differ in them."""
        return len(self.switches) == 1 and frozenset() not in self.switches

    def switched(self, amount: Amount) -> Amount:
        """What it costs, if it is there."""
        if self.is_switched:
            for name, expected in next(iter(self.switches)):
                amount = when(variable(self.operation, name), expected, amount)
        return amount


class Merger:
    """Merges the selections of one operation."""

    def __init__(
        self,
        schema: GraphQLSchema,
        operation: OperationDefinitionNode,
        fragments: Mapping[str, FragmentDefinitionNode],
    ) -> None:
        self._schema = schema
        self._operation = operation
        self._fragments = fragments

    def fields(
        self, kind: GraphQLObjectType, sets: Sequence[SelectionSetNode]
    ) -> dict[str, Chosen]:
        """What these selections ask of an object, by the names in the answer."""
        chosen: dict[str, Chosen] = {}
        spread: set[tuple[str, Switches]] = set()
        for one in sets:
            self._collect(kind, one, frozenset(), chosen, spread)
        return chosen

    def _collect(
        self,
        kind: GraphQLObjectType,
        selections: SelectionSetNode,
        outer: Switches,
        chosen: dict[str, Chosen],
        spread: set[tuple[str, Switches]],
    ) -> None:
        for node in selections.selections:
            switches = _switches(node.directives, outer)
            if switches is None:
                continue
            if isinstance(node, FieldNode):
                name = (node.alias or node.name).value
                found = chosen.setdefault(name, Chosen(self._operation))
                found.switches.add(switches)
                if not any(one is node for one in found.nodes):
                    found.nodes.append(node)
            elif isinstance(node, InlineFragmentNode):
                if self._applies(node.type_condition, kind):
                    self._collect(kind, node.selection_set, switches, chosen, spread)
            elif isinstance(node, FragmentSpreadNode):
                fragment = self._fragments.get(node.name.value)
                key = (node.name.value, switches)
                if fragment is None or key in spread:
                    continue
                spread.add(key)
                if self._applies(fragment.type_condition, kind):
                    self._collect(kind, fragment.selection_set, switches, chosen, spread)

    def _applies(self, condition: NamedTypeNode | None, kind: GraphQLObjectType) -> bool:
        if condition is None or condition.name.value == kind.name:
            return True
        wanted = self._schema.get_type(condition.name.value)
        return is_abstract_type(wanted) and self._schema.is_sub_type(wanted, kind)


def _switches(directives: Sequence[DirectiveNode] | None, outer: Switches) -> Switches | None:
    """What must hold for a selection to be there; nothing if it never is."""
    switches = outer
    for directive in directives or ():
        if directive.name.value not in {"skip", "include"}:
            continue
        wanted = directive.name.value == "include"
        for argument in directive.arguments or ():
            if isinstance(argument.value, VariableNode):
                switches |= {(argument.value.name.value, wanted)}
            elif isinstance(argument.value, BooleanValueNode) and argument.value.value != wanted:
                return None
    return switches
