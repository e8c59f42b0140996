"""Laws for the words of the schema: what they name is there, and what they say is so."""

import ast
import re
from collections.abc import Iterator

from graphql import (
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    get_named_type,
)

from allin_gql.domains import DOMAINS
from allin_gql.schema import schema
from tests.architecture.source import Function, decorators_of, listed, modules

DESCRIPTION = re.compile(r'"""(.*?)"""', re.DOTALL)
NAMED = re.compile(r"`([a-z]+[A-Z]\w*)`")
TOLD = re.compile(r"Takes the permission `(\w+)`\.")


def test_what_descriptions_name_is_there() -> None:
    sdl = schema.as_str()
    without_descriptions = DESCRIPTION.sub("", sdl)
    known = set(re.findall(r"\w+", without_descriptions))

    found = [
        name
        for text in DESCRIPTION.findall(sdl)
        for name in NAMED.findall(text)
        if name not in known
    ]
    assert not found, listed(
        sorted(set(found)), "A client looks for what a description names in backticks."
    )


def test_every_mutation_tells_the_permission_that_it_takes() -> None:
    mutation = schema._schema.mutation_type  # noqa: SLF001  # there is no other way to it
    assert isinstance(mutation, GraphQLObjectType)
    told = {name: TOLD.findall(field.description or "") for name, field in mutation.fields.items()}
    taken = {_camel(method.name): asked for method, asked in _mutations()}

    found = [
        f"{name} takes {taken[name]} and tells {words}"
        for name, words in told.items()
        if words != taken[name]
    ]
    assert sum(map(len, taken.values())) > 10
    assert not found, listed(
        found,
        "A client shows a button when `permissions` has what its mutation takes, so the "
        "description says it: “Takes the permission `PUBLISH`.”",
    )


def _mutations() -> Iterator[tuple[Function, list[str]]]:
    """Every mutation with the permissions that the use case which it calls asks for."""
    for domain in DOMAINS:
        folder = f"allin_gql/domains/{domain}"
        use_cases = {
            function.name: function
            for module in modules(folder)
            if "/service" in str(module)
            for function in module.functions()
        }
        for module in modules(f"{folder}/graph"):
            for method in module.functions():
                if "strawberry.mutation" in decorators_of(method):
                    called = [use_cases[name] for name in _called(method) if name in use_cases]
                    yield method, [asked for one in called for asked in _asked(one)]


def _called(function: Function) -> Iterator[str]:
    for node in ast.walk(function):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func).rpartition(".")[2]


def _asked(use_case: Function) -> Iterator[str]:
    for node in ast.walk(use_case):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "require":
            yield ast.unparse(node.args[1]).rpartition(".")[2]


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.title() for word in rest)


def test_every_text_that_is_taken_has_a_length_that_is_told() -> None:
    bounded = re.compile(r"\b(\d[\d,]*|[Ss]ix) (characters|digits)")
    places = [place for place in _places_taken() if place[2] == "String"]

    found = [name for name, about, _ in places if not bounded.search(about or "")]
    assert len(places) > 40
    assert not found, listed(
        found,
        "A text without an end is work without an end (G3). Bound it by `checked_text` or by its "
        "form, and say so in the description: “up to 100 characters”.",
    )


def _places_taken() -> Iterator[tuple[str, str | None, str]]:
    """Every place where the schema takes something: its name, its description and its type."""
    for name, kind in schema._schema.type_map.items():  # noqa: SLF001  # there is no other way to it
        if name.startswith("__"):
            continue
        if isinstance(kind, GraphQLInputObjectType):
            for place, taken in kind.fields.items():
                yield f"{name}.{place}", taken.description, get_named_type(taken.type).name
        elif isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
            for field_name, field in kind.fields.items():
                for place, given in field.args.items():
                    where = f"{name}.{field_name}({place})"
                    yield where, given.description, get_named_type(given.type).name
