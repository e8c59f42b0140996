"""What a field or a type says of itself beyond its type: what it costs, how long a list is.

`@cost` and `@listSize` are those of the GraphQL Cost Directives Specification
(https://ibm.github.io/graphql-specs/cost-spec.html), so that tools can compute a price in advance.
Only exceptions are declared; `docs/cost.md` says what holds otherwise.
"""

from typing import TypeVar

import strawberry
from graphql import GraphQLField, GraphQLNamedType
from strawberry.schema_directive import Location
from strawberry.types.field import StrawberryField

from allin_gql.core.pages import DEFAULT_PAGE

D = TypeVar("D")


_DEFINITION = "strawberry-definition"  # under which the schema keeps what it was made of
_SLICING = ("first", "last")
_SIZED = ["edges", "nodes"]


@strawberry.schema_directive(
    locations=[Location.OBJECT, Location.FIELD_DEFINITION],
    description="What it costs, in points: each object of this type (1 where nothing is said), or "
    "each time that this field is asked for, besides what its objects cost.",
    name="cost",
)
class Cost:
    weight: str = strawberry.directive_field(name="weight")


@strawberry.schema_directive(
    locations=[Location.FIELD_DEFINITION],
    description="How many items are counted for a list: as many as the slicing arguments say; "
    "without any, the assumed size (3 where nothing is said). Of a connection, the sized fields "
    "are the lists.",
    name="listSize",
)
class ListSize:
    assumed_size: int | None = strawberry.directive_field(name="assumedSize", default=None)
    slicing_arguments: list[str] | None = strawberry.directive_field(
        name="slicingArguments", default=None
    )
    sized_fields: list[str] | None = strawberry.directive_field(name="sizedFields", default=None)


@strawberry.schema_directive(
    locations=[Location.FIELD_DEFINITION],
    description="It guesses at secrets, sends mail or costs money: an operation may ask for one "
    "such field, once.",
    name="sensitive",
)
class Sensitive: ...


SENSITIVE = Sensitive()


def cost(weight: int) -> Cost:
    """Say what a type or a field costs, in points."""
    return Cost(weight=str(weight))


def declared(element: GraphQLField | GraphQLNamedType, directive: type[D]) -> D | None:
    """What was declared of a field or a type of the schema, if anything was."""
    definition = element.extensions.get(_DEFINITION)
    for one in getattr(definition, "directives", None) or ():
        if isinstance(one, directive):
            return one
    return None


def declare_page(field: StrawberryField) -> None:
    """Say of a field that takes the size of a page which of its arguments that is."""
    slicing = [
        argument.python_name for argument in field.arguments if argument.python_name in _SLICING
    ]
    if slicing and not any(isinstance(one, ListSize) for one in field.directives):
        field.directives = [
            *field.directives,
            ListSize(
                assumed_size=DEFAULT_PAGE, slicing_arguments=slicing, sized_fields=list(_SIZED)
            ),
        ]
