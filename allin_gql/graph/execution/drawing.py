"""From a selection to the shape that it asks for: columns of its fields, edges of what is below."""

from typing import Any

from graphql import GraphQLObjectType, get_named_type
from graphql.execution.collect_fields import FieldDetailsList, GroupedFieldSet

from allin_gql.core.shapes import Shape, Table
from allin_gql.graph.execution.plans import DEFINITION, Collector
from allin_gql.graph.rows import NEEDS, TABLE, AlongField, ColumnField, EdgeField

_NODES, _EDGES, _NODE = "nodes", "edges", "node"


def draw(collector: Collector, type_: GraphQLObjectType, details: FieldDetailsList) -> Shape:
    """The shape for a selection: of a type that shows rows, or of a connection to one."""
    table = table_of(type_)
    if table is not None:
        return _drawn(collector, Shape(table), type_, details)
    node = get_named_type(type_.fields[_NODES].type)
    assert isinstance(node, GraphQLObjectType)  # noqa: S101  # for mypy
    shape = Shape(table_of(node) or _no_table(node))
    for selected in _node_selections(collector, type_, details):
        _drawn(collector, shape, node, selected)
    return shape


def table_of(type_: GraphQLObjectType) -> Table | None:
    """The table whose rows a type shows, if it does."""
    definition = type_.extensions.get(DEFINITION)
    return getattr(definition.origin, TABLE, None) if definition is not None else None


def _node_selections(
    collector: Collector, connection: GraphQLObjectType, details: FieldDetailsList
) -> list[FieldDetailsList]:
    """What is selected of the items of a page, by themselves and with their cursors."""
    group = _collected(collector, connection, details)
    found = [selected for selected in group.values() if _name(selected) == _NODES]
    edge = get_named_type(connection.fields[_EDGES].type)
    assert isinstance(edge, GraphQLObjectType)  # noqa: S101  # for mypy
    for selected in group.values():
        if _name(selected) == _EDGES:
            below = _collected(collector, edge, selected)
            found += [one for one in below.values() if _name(one) == _NODE]
    return found


def _drawn(
    collector: Collector, shape: Shape, type_: GraphQLObjectType, details: FieldDetailsList
) -> Shape:
    for selected in _collected(collector, type_, details).values():
        field = collector.schema.get_field(type_, _name(selected))
        definition: Any = field.extensions.get(DEFINITION) if field is not None else None
        if field is None or definition is None:
            continue
        if isinstance(definition, AlongField):
            beside = shape.follow(definition.edge)
            for column in definition.shape.columns:
                beside.add(column)
            continue
        if isinstance(definition, EdgeField):
            target = get_named_type(field.type)
            assert isinstance(target, GraphQLObjectType)  # noqa: S101  # for mypy
            _drawn(collector, shape.follow(definition.edge), target, selected)
            continue
        if isinstance(definition, ColumnField):
            columns = definition.columns
        else:
            columns = definition.metadata.get(NEEDS, ())
        for column in columns:
            shape.add(column)
    return shape


def _collected(
    collector: Collector, type_: GraphQLObjectType, details: FieldDetailsList
) -> GroupedFieldSet:
    return collector.collect_subfields(type_, details).grouped_field_set


def _name(details: FieldDetailsList) -> str:
    return details[0].node.name.value


def _no_table(type_: GraphQLObjectType) -> Table:
    raise TypeError(f"{type_.name} shows no rows: make it by `shows`")
