"""Every list of the schema as documents: by each filter, both ways, with all that is beside."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import product

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_leaf_type,
    is_list_type,
)
from graphql.type import is_required_argument

from allin_gql.core.clock import now
from allin_gql.core.ids import IdKind, public_id
from allin_gql.core.pages import DEFAULT_PAGE, cursor
from allin_gql.core.shapes import KEY
from allin_gql.graph.execution.drawing import table_of
from tests.database.rows import BUSY_ACCOUNT, BUSY_PUBLICATION, MANY, key

PAGING = {"first", "after", "last", "before"}
WORDS = {"search": "person"}  # what a text that narrows a list is tried by
# Of what a list is asked for, where it is not the organization's: what has the most in it.
OWNERS = {
    "SocialAccount": public_id(IdKind.SOCIAL_ACCOUNT, key("social_accounts", BUSY_ACCOUNT)),
    "Publication": public_id(IdKind.PUBLICATION, key("publications", BUSY_PUBLICATION)),
}


# Filters that are no enums, by what each is tried: something of the large organization.
_OLD, _YOUNG = now() - timedelta(minutes=MANY * 0.9), now() - timedelta(minutes=MANY * 0.8)
NARROWED = {
    "actor": f'actor: "{public_id(IdKind.USER, key("users", 2_004))}"',
    "apiKey": f'apiKey: "{public_id(IdKind.API_KEY, key("users", 14))}"',
    "actions": 'actions: ["account.connected", "post.updated"]',
    "subject": f'subject: "{public_id(IdKind.PUBLICATION, key("publications", BUSY_PUBLICATION))}"',
    "since": f'since: "{_OLD.isoformat()}"',
    "until": f'until: "{_YOUNG.isoformat()}"',
}


NUMBERED = {"AuditEntry"}  # whose pages go by number


@dataclass(frozen=True, slots=True, kw_only=True)
class List:
    """A field that gives a connection: of what, and what it can be narrowed to."""

    owner: GraphQLObjectType
    name: str
    field: GraphQLField

    def __str__(self) -> str:
        return f"{self.owner.name}.{self.name}"


def lists(schema: GraphQLSchema) -> list[List]:
    """Every field of the schema that gives a connection."""
    return [
        List(owner=type_, name=name, field=field)
        for type_ in schema.type_map.values()
        if isinstance(type_, GraphQLObjectType)
        for name, field in type_.fields.items()
        if get_named_type(field.type).name.endswith("Connection")
    ]


def documents(schema: GraphQLSchema, asked: List) -> Iterator[tuple[str, str]]:
    """What can be asked of a list, by what it is about."""
    connection = get_named_type(asked.field.type)
    assert isinstance(connection, GraphQLObjectType)
    node = get_named_type(connection.fields["nodes"].type)
    assert isinstance(node, GraphQLObjectType)
    fields = everything(node, (node,))
    for narrowed, page in product(_narrowed(asked.field), _pages(node)):
        arguments = ", ".join(filter(None, (narrowed, page)))
        answered = (
            f"{asked.name}({arguments}) {{ totalCount pageInfo {{ endCursor }} nodes {fields} }}"
        )
        yield f"{asked}({narrowed}; {page.split(':')[0]})", _within(schema, asked.owner, answered)


def everything(type_: GraphQLObjectType, above: tuple[GraphQLObjectType, ...]) -> str:
    """A selection of all that can be asked without arguments, along each edge once."""
    parts: list[str] = []
    for name, field in type_.fields.items():
        below = get_named_type(field.type)
        if field.args:
            continue
        if is_leaf_type(below):
            parts.append(name)
        elif isinstance(below, GraphQLObjectType) and below not in above:
            parts.append(f"{name} {everything(below, (*above, below))}")
    return f"{{ {' '.join(parts)} }}"


def _narrowed(field: GraphQLField) -> list[str]:
    """The filters of a list: none, each value of each, and the values of two of them at once."""
    if field.args.keys() & NARROWED.keys():
        return ["", *NARROWED.values(), f"{NARROWED['since']}, {NARROWED['until']}"]
    choices: list[list[str]] = []
    for name, argument in field.args.items():
        if name in PAGING:
            continue
        if name in WORDS:
            choices.append(["", f'{name}: "{WORDS[name]}"'])
            continue
        type_ = get_named_type(argument.type)
        assert isinstance(type_, GraphQLEnumType), f"say of {name} by what it is tried"
        values = list(type_.values)
        if is_list_type(argument.type):
            told = [f"[{value}]" for value in values] + [f"[{', '.join(values[-3:])}]"]
        else:
            told = values
        choices.append(["", *[f"{name}: {one}" for one in told]])
    return [", ".join(filter(None, one)) for one in product(*choices)]


def _pages(node: GraphQLObjectType) -> list[str]:
    """The first page, the last one, and those before and after one in the middle."""
    table = table_of(node)
    assert table is not None
    number = MANY // 2 + 4
    middle = cursor(number if node.name in NUMBERED else key(table.name, number))
    size = DEFAULT_PAGE
    return [
        f"first: {size}",
        f'after: "{middle}", first: {size}',
        f"last: {size}",
        f'before: "{middle}", last: {size}',
    ]


def _within(schema: GraphQLSchema, owner: GraphQLObjectType, answered: str) -> str:
    """The document: of the organization's lists, or of one thing that has the list."""
    assert schema.query_type is not None
    if owner is schema.query_type:
        return f"{{ {answered} }}"
    if owner.name == "User":  # of oneself, which nobody names by an id
        return f"{{ me {{ {answered} }} }}"
    (name,) = [
        name
        for name, field in schema.query_type.fields.items()
        if field.type is owner
        and [one for one in field.args if is_required_argument(field.args[one])] == [KEY]
    ]
    return f'{{ {name}(id: "{OWNERS[owner.name]}") {{ {answered} }} }}'
