"""Scalars: how values that are neither texts nor numbers are written."""

from dataclasses import replace
from datetime import datetime

from strawberry.scalars import JSON
from strawberry.schema.types.base_scalars import DateTimeDefinition
from strawberry.schema.types.scalar import DEFAULT_SCALAR_REGISTRY
from strawberry.types.scalar import ScalarDefinition

SCALARS: dict[object, ScalarDefinition] = {
    datetime: replace(
        DateTimeDefinition,
        description="A moment by ISO 8601, such as `2027-03-01T08:00:00.250000+00:00`. Answers "
        "are in UTC. Where a field takes one without an offset, it says in which time zone.",
    ),
    JSON: replace(
        DEFAULT_SCALAR_REGISTRY[JSON],
        description="Any JSON value. What is in it is described where it is used.",
    ),
}
