"""The roots of the schema, gathered from the domains, and edges from lower domains to higher ones.

A domain writes its part of `Query`, `Mutation` or `Subscription` as a class of fields under
`@queries`, `@mutations` or `@subscriptions`; `allin_gql.schema` imports all and calls `root`.
`@extends(Post)` adds fields to a type of a lower domain, so that edges run both ways while imports
only run down.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar

import strawberry
from strawberry.tools import create_type
from strawberry.types.base import StrawberryObjectDefinition
from strawberry.types.field import StrawberryField

from allin_gql.graph.directives import declare_page

C = TypeVar("C", bound=type)

_ROOTS: defaultdict[str, list[StrawberryField]] = defaultdict(list)


class FieldGivenTwice(TypeError):
    """Two classes give a type a field of the same name."""


def queries(cls: C) -> C:
    """Add the fields of this class to `Query`."""
    return _add_to_root("Query", cls)


def mutations(cls: C) -> C:
    """Add the fields of this class to `Mutation`; an `input` is described as its type is."""
    _add_to_root("Mutation", cls)
    for field in _fields_of(cls):
        for argument in field.arguments:
            argument.description = argument.description or _description_of(argument.type)
            _put_own_fields_first(argument.type)
    return cls


def subscriptions(cls: C) -> C:
    """Add the fields of this class to `Subscription`."""
    return _add_to_root("Subscription", cls)


def root(name: str, description: str) -> type:
    """Make a root type of everything that was added to it."""
    return create_type(name, list(_ROOTS[name]), description=description)


def extends(target: type) -> Callable[[C], C]:
    """Add the fields of the decorated class to a type of a lower domain.

    Raises `FieldGivenTwice` for a name that the type has already.
    """

    def extend(cls: C) -> C:
        _add(_fields_of(target), _fields_of(strawberry.type(cls)), target.__name__)
        return cls

    return extend


def _add_to_root(name: str, cls: C) -> C:
    _add(_ROOTS[name], _fields_of(strawberry.type(cls)), name)
    return cls


def _fields_of(cls: type) -> list[StrawberryField]:
    definition: StrawberryObjectDefinition = cls.__strawberry_definition__  # type: ignore[attr-defined]  # set by strawberry.type
    return definition.fields


def _description_of(input_type: Any) -> str | None:  # noqa: ANN401  # any type of an argument
    definition = getattr(input_type, "__strawberry_definition__", None)
    return definition.description if definition is not None else None


def _put_own_fields_first(input_type: Any) -> None:  # noqa: ANN401  # any type of an argument
    """What all inputs have (`graph/execution/idempotency`) is read after what this one is about."""
    definition = getattr(input_type, "__strawberry_definition__", None)
    if definition is not None:
        definition.fields.sort(key=lambda field: field.origin is not input_type)


def _add(target: list[StrawberryField], added: list[StrawberryField], name: str) -> None:
    known: set[Any] = {field.python_name for field in target}
    for field in added:
        if field.python_name in known:
            raise FieldGivenTwice(f"{name}.{field.python_name} is given twice")
        declare_page(field)
        target.append(field)
