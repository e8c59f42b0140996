"""Laws for the schema: what a client can rely on, wherever it looks."""

from collections.abc import Iterator

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLType,
    GraphQLUnionType,
    get_named_type,
    get_nullable_type,
    is_introspection_type,
    is_list_type,
    is_specified_scalar_type,
)

from allin_gql.graph.execution.idempotency import Keys
from allin_gql.schema import schema
from tests.architecture.source import ROOT, listed

SHORTEST_DESCRIPTION = 10  # characters

TYPES: dict[str, GraphQLNamedType] = {
    name: one
    for name, one in schema._schema.type_map.items()  # noqa: SLF001  # there is no other way to it
    if not is_introspection_type(one) and not is_specified_scalar_type(one)
}

# Lists that are no connections, each with what bounds it.
BOUNDED = {
    "AccountAction": "there are only so many",
    "ApiKey.networks": "a key takes fifty",
    "ApiKey.socialAccountIds": "a key takes a hundred",
    "ApiKeySecret": "a rotation leaves at most two, and forgets what had ended before",
    "AuditChange": "one for each thing that a mutation changes",
    "DraftMeasure": "one for each of a platform's text limits",
    "Draft": "one for each platform",
    "ErasedRows": "one for each table",
    "Metric": "there are only so many",
    "MetricValue": "one for each metric",
    "Permission": "there are only so many",
    "Platform": "there are only so many",
    "PlatformInfo": "one for each platform",
    "PostAction": "there are only so many",
    "PostVariant": "one for each platform",
    "ProblemNumber": "those in one sentence",
    "PublicationAction": "there are only so many",
    "Publication": "one for each account of one organization, and one post",
    "PublicationAttempt": "the engine gives up after a few",
    "OrganizationMember": "the organizations of one person",
    "RoleInfo": "there are only so many",
    "OrganizationMember.socialAccountIds": "a restriction names 100 at most",
    "Invitation.socialAccountIds": "a restriction names 100 at most",
    "TextLimit": "one for each unit",
    "Problem.path": "the steps from the root to one argument",
    "Query.nodes": "the ids that were asked for",
    "SocialAccount.scopes": "a platform has only so many",
    "SignInMethod": "there are only so many",
    "SecondFactorChange.recoveryCodes": "there are ten",
    "PasskeyRegistration.recoveryCodes": "there are ten",
}


def test_the_committed_schema_is_what_the_code_says() -> None:
    committed = (ROOT / "schema.graphql").read_text()

    assert committed == f"{schema.as_str().strip()}\n", (
        "schema.graphql is what clients are told, so a change of it has to be seen in review: run "
        "scripts/schema and commit what it wrote."
    )


def test_everything_is_described() -> None:
    found = [
        f"{path}: {description!r}"
        for path, description in _described()
        if len(description or "") < SHORTEST_DESCRIPTION
        or _letters(description or "") == _letters(path.rpartition(".")[2])
    ]
    assert not found, listed(
        found, "The schema is the manual: each description adds something to the name."
    )


def test_every_mutation_takes_one_input_of_its_own_and_may_answer_with_a_problem() -> None:
    found = [name for name, field in _fields("Mutation") if not _is_well_made(field)]

    assert not found, listed(
        found,
        "Clients write every mutation the same way: one `input` that is never null, and a union "
        "in which a `Problem` can come.",
    )


def test_every_mutation_can_be_repeated_safely() -> None:
    found = [
        name
        for name, field in _fields("Mutation")
        if not isinstance(field.type, GraphQLNonNull)
        or str(_input_of(field).fields["idempotencyKey"].type) != "String"
        or list(_input_of(field).fields)[-1] != "idempotencyKey"
    ]
    assert not found, listed(
        found,
        "An answer can be lost after every mutation: its input is a `MutationInput`, whose key "
        "says that this is a repeat. And it is never null, so that what failed is told as an error "
        "of the whole.",
    )


def test_whose_a_key_is_names_a_field_that_must_be_given() -> None:
    found = [
        f"{name}({keys.whose})"
        for name, field in _fields("Mutation")
        if (keys := _keys_of(field)).whose is not None
        and not isinstance(_input_of(field).fields[keys.whose].type, GraphQLNonNull)
    ]
    assert not found, listed(found, "Otherwise all who leave it out would share their keys.")


def test_answers_with_tokens_are_not_kept_for_long() -> None:
    telling = {
        name
        for name, field in _fields("Mutation")
        if any(
            one.lower().endswith(("token", "state", "secret", "challenge", "codes"))
            and get_named_type(given.type).name == "String"
            for member in _members_of(field)
            for one, given in member.fields.items()
        )
    }

    assert telling == {name for name, field in _fields("Mutation") if _keys_of(field).has_secrets}


def test_nothing_but_a_mutation_takes_an_input() -> None:
    found = [
        f"{kind}.{name}({argument})"
        for kind, name, field in _output_fields()
        if kind != "Mutation"
        for argument, one in field.args.items()
        if isinstance(get_named_type(one.type), GraphQLInputObjectType)
    ]
    assert not found, listed(found, "Reads take plain arguments, which can be told in a link.")


def test_lists_are_connections_unless_something_bounds_them() -> None:
    found = [
        f"{kind}.{name}: {field.type}"
        for kind, name, field in _output_fields()
        if is_list_type(get_nullable_type(field.type))
        and not kind.endswith("Connection")
        and not {get_named_type(field.type).name, f"{kind}.{name}"} & BOUNDED.keys()
    ]
    assert not found, listed(
        found,
        "A list that grows with use is read page by page from the first day on, since a client "
        "that reads all of it cannot be taught later (or say in BOUNDED what bounds it).",
    )


def test_connections_can_be_paged() -> None:
    found = [
        f"{kind}.{name}"
        for kind, name, field in _output_fields()
        if get_named_type(field.type).name.endswith("Connection")
        and kind != "Mutation"
        and isinstance(field.type, GraphQLNonNull)
        and not {"first", "after"} <= field.args.keys()
        and "edges" in _names_of(get_named_type(field.type))
    ]
    assert not found, listed(found, "A page without `first` and `after` is the only one.")


def test_every_item_of_a_list_is_there() -> None:
    found = [
        f"{kind}.{name}: {field.type}"
        for kind, name, field in _output_fields()
        if is_list_type(listing := get_nullable_type(field.type))
        and not isinstance(listing.of_type, GraphQLNonNull)
        and f"{kind}.{name}" != "Query.nodes"  # where it stands for an id that nothing here has
    ]
    assert not found, listed(found, "A null in a list means nothing that a client could act on.")


@pytest.mark.parametrize(
    "kind",
    [name for name, one in TYPES.items() if isinstance(one, GraphQLEnumType)],
)
def test_values_of_enums_are_in_capitals(kind: str) -> None:
    enum = TYPES[kind]
    assert isinstance(enum, GraphQLEnumType)
    assert all(name == name.upper() for name in enum.values), (
        "Values of enums are told apart from fields by their capitals."
    )


def test_ids_are_of_the_type_id() -> None:
    found = [
        f"{path}: {given}"
        for path, given in _typed()
        if _is_named_like_an_id(path) and get_named_type(given).name != "ID"
    ]
    assert not found, listed(
        found, "Clients and their caches know by the type ID what names a thing."
    )


def _is_named_like_an_id(path: str) -> bool:
    name = path.rpartition(".")[2]
    # A platform's own id names nothing here.
    return (name == "id" or name.endswith(("Id", "Ids"))) and name != "externalId"


def _is_well_made(field: GraphQLField) -> bool:
    answer = get_named_type(field.type)
    return (
        list(field.args) == ["input"]
        and isinstance(field.args["input"].type, GraphQLNonNull)
        and isinstance(field.args["input"].type.of_type, GraphQLInputObjectType)
        and isinstance(answer, GraphQLUnionType)
        and "Problem" in {member.name for member in answer.types}
    )


def _input_of(field: GraphQLField) -> GraphQLInputObjectType:
    named = get_named_type(field.args["input"].type)
    assert isinstance(named, GraphQLInputObjectType)
    return named


def _members_of(field: GraphQLField) -> Iterator[GraphQLObjectType]:
    answer = get_named_type(field.type)
    assert isinstance(answer, GraphQLUnionType)
    yield from answer.types


def _keys_of(field: GraphQLField) -> Keys:
    keys: Keys = field.extensions["strawberry-definition"].metadata.get("idempotency", Keys())
    return keys


def _fields(name: str) -> list[tuple[str, GraphQLField]]:
    kind = TYPES[name]
    assert isinstance(kind, GraphQLObjectType)
    return list(kind.fields.items())


def _names_of(kind: GraphQLNamedType) -> set[str]:
    return set(kind.fields) if isinstance(kind, GraphQLObjectType) else set()


def _output_fields() -> Iterator[tuple[str, str, GraphQLField]]:
    for kind in TYPES.values():
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
            for name, field in kind.fields.items():
                yield kind.name, name, field


def _typed() -> Iterator[tuple[str, GraphQLType]]:
    for kind, name, field in _output_fields():
        yield f"{kind}.{name}", field.type
        for argument, one in field.args.items():
            yield f"{kind}.{name}.{argument}", one.type
    for given in TYPES.values():
        if isinstance(given, GraphQLInputObjectType):
            for name, one_of in given.fields.items():
                yield f"{given.name}.{name}", one_of.type


def _described() -> Iterator[tuple[str, str | None]]:
    for kind, name, field in _output_fields():
        yield f"{kind}.{name}", field.description
        for argument, one in field.args.items():
            yield f"{kind}.{name}.{argument}", one.description
    for given in TYPES.values():
        yield given.name, given.description
        if isinstance(given, GraphQLInputObjectType):
            for name, input_field in given.fields.items():
                yield f"{given.name}.{name}", input_field.description
        elif isinstance(given, GraphQLEnumType):
            for name, value in given.values.items():
                yield f"{given.name}.{name}", value.description
        else:
            assert isinstance(
                given,
                GraphQLObjectType | GraphQLInterfaceType | GraphQLUnionType | GraphQLScalarType,
            )


def _letters(text: str) -> str:
    """What is left of a text when spelling is not looked at."""
    words = text.lower().removeprefix("the ").removeprefix("a ")
    return "".join(character for character in words if character.isalnum())
