"""Enums in the schema: a Python enum of any floor, with a word on each of its values."""

from collections.abc import Mapping
from enum import EnumMeta
from typing import TypeVar

import strawberry
from strawberry.types.enum import StrawberryEnumDefinition

E = TypeVar("E", bound=EnumMeta)


def described_enum(
    enum: E,
    *,
    description: str,
    values: Mapping[str, str],
    name: str | None = None,
    deprecated: Mapping[str, str] | None = None,
) -> E:
    """Make an enum part of the schema; `values` says what each value means.

    `deprecated` says of some what to use in their place, and until when.

    So the enum itself can stand on a floor that knows nothing of GraphQL. Raises `TypeError` when
    a value is not described, or one is that there is not.
    """
    described = strawberry.enum(enum, name=name, description=description)
    definition: StrawberryEnumDefinition = described.__strawberry_definition__  # type: ignore[attr-defined]  # set by strawberry.enum
    names = {value.name for value in definition.values}
    if names != set(values):
        raise TypeError(f"{enum.__name__} has {sorted(names)}; described are {sorted(values)}")
    for value in definition.values:
        value.description = values[value.name]
        value.deprecation_reason = (deprecated or {}).get(value.name)
    return described
