"""G1: another organization's ids are exactly like ids that nothing has, in answer and in work.

The matrix is made from the schema: every id that a mutation, a query or a subscription takes, for
whoever owns it, for another organization and for nobody. An id of a new type fails it until there
is a case (`tests/graph/mutations.py`).
"""

import json
from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

import pytest
from graphql import (
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLObjectType,
    get_named_type,
    is_leaf_type,
)

from tests.fixtures.people import Person
from tests.fixtures.statements import count_statements
from tests.fixtures.world import World
from tests.graph.conftest import Settled
from tests.graph.mutations import (
    KINDS,
    MUTATIONS,
    SCHEMA,
    UNKNOWN,
    Place,
    document,
    kind_of,
    places,
    right_input,
    with_value,
)
from tests.graph.stored import everything

FILTERED = {"auditLog"}

Ask: TypeAlias = Callable[[Person, str], Awaitable[str]]

assert SCHEMA.query_type is not None
assert SCHEMA.subscription_type is not None


def fields_with_ids(fields: dict[str, GraphQLField]) -> list[Any]:
    """Every field that takes an id, with the argument and the kind of thing that it names."""
    found = []
    for name, field in sorted(fields.items()):
        # Ids of nodes are of every kind (test_nodes.py), those of filters narrow a list (below).
        if name in {"node", "nodes", *FILTERED}:
            continue
        for argument, taken in field.args.items():
            if get_named_type(taken.type).name == "ID":
                kind = kind_of(Place(name.removesuffix("Progress"), (argument,), taken.type))
                found.append(pytest.param(name, argument, kind, id=f"{name}.{argument}"))
    return found


def selection(field: GraphQLField) -> str:
    return "" if is_leaf_type(get_named_type(field.type)) else "{ __typename }"


async def answered(person: Person, content: dict[str, Any], id_: str, accept: str) -> str:
    """The bare answer, with the id that was sent left out."""
    headers = {**person.headers, "accept": accept}
    answer = await person.http.post("/graphql", json=content, headers=headers)
    return f"{answer.status_code} {answer.text}".replace(id_, "the id")


async def worked(person: Person, content: dict[str, Any], id_: str, accept: str) -> str:
    """The bare answer, and the statements that it took."""
    with count_statements() as counted:
        answer = await answered(person, content, id_, accept)
    return f"{answer} {counted.statements}"


async def none_differs(settled: Settled, ids: list[str], ask: Ask) -> None:
    """Hold answers for ids against each other: for somebody, and for nobody."""
    for person in (settled.person, Person(http=settled.person.http)):
        told = {await ask(person, id_) for id_ in ids}
        assert len(told) == 1, told


def unknown(kind: str) -> str:
    return f"{KINDS[kind]}_{UNKNOWN}"


@pytest.mark.parametrize("mutation", MUTATIONS)
async def test_mutations(world: World, settled: Settled, neighbour: Settled, mutation: str) -> None:
    right = right_input(mutation, settled.things)
    before = await everything(world)

    for place in places(mutation):
        if place.named != "ID" or place.is_list:
            continue
        kind = kind_of(place)

        def asking(id_: str, place: Place = place) -> dict[str, Any]:
            variables = {"input": with_value(right, place.path, id_)}
            return {"query": document(mutation), "variables": variables}

        async def ask(person: Person, id_: str, asking: Any = asking) -> str:
            return await worked(person, asking(id_), id_, "application/json")

        foreign = neighbour.things[kind]
        await none_differs(settled, [foreign, unknown(kind)], ask)
        told = await answered(settled.person, asking(foreign), foreign, "application/json")
        (problem,) = json.loads(told.removeprefix("200 "))["data"].values()
        assert problem["code"] == "NOT_FOUND"
        assert problem["path"] == ["input", *place.path]
        own = settled.things[kind]
        nobody = Person(http=settled.person.http)
        assert '"code":"UNAUTHENTICATED"' in await ask(nobody, own)

    assert await everything(world) == before


@pytest.mark.parametrize("name, argument, kind", fields_with_ids(SCHEMA.query_type.fields))
async def test_queries(
    settled: Settled, neighbour: Settled, name: str, argument: str, kind: str
) -> None:
    assert SCHEMA.query_type is not None
    shown = selection(SCHEMA.query_type.fields[name])
    query = f"query ($id: ID!) {{ {name}({argument}: $id) {shown} }}"

    async def ask(person: Person, id_: str) -> str:
        content = {"query": query, "variables": {"id": id_}}
        return await worked(person, content, id_, "application/json")

    ids = [neighbour.things[kind], unknown(kind)]
    await none_differs(settled, ids, ask)
    assert f'{{"{name}":null}}' in await ask(settled.person, ids[0])
    assert f'{{"{name}":null}}' not in await ask(settled.person, settled.things[kind])
    nobody = Person(http=settled.person.http)
    assert '"code":"UNAUTHENTICATED"' in await ask(nobody, settled.things[kind])


@pytest.mark.parametrize("name, argument, kind", fields_with_ids(SCHEMA.subscription_type.fields))
async def test_subscriptions(
    settled: Settled, neighbour: Settled, name: str, argument: str, kind: str
) -> None:
    subscription = f"subscription ($id: ID!) {{ {name}({argument}: $id) {{ __typename }} }}"

    async def ask(person: Person, id_: str) -> str:
        content = {"query": subscription, "variables": {"id": id_}}
        return await worked(person, content, id_, "text/event-stream")

    ids = [neighbour.things[kind], unknown(kind)]
    await none_differs(settled, ids, ask)
    assert (await ask(settled.person, ids[0])).count('"code":"NOT_FOUND"') == 1
    nobody = Person(http=settled.person.http)
    assert '"code":"UNAUTHENTICATED"' in await ask(nobody, settled.things[kind])


def test_no_id_is_taken_elsewhere() -> None:
    roots = {SCHEMA.query_type, SCHEMA.mutation_type, SCHEMA.subscription_type}
    elsewhere = [
        f"{kind.name}.{name}({argument})"
        for kind in SCHEMA.type_map.values()
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType) and kind not in roots
        for name, field in kind.fields.items()
        for argument, taken in field.args.items()
        if get_named_type(taken.type).name == "ID"
    ]

    assert elsewhere == []  # the matrix would not have it


@pytest.mark.parametrize("argument", ["actor", "subject"])
async def test_filters(settled: Settled, neighbour: Settled, argument: str) -> None:
    query = f"query ($id: ID!) {{ auditLog({argument}: $id) {{ nodes {{ __typename }} }} }}"
    me = (await neighbour.person.ask("{ me { id } }"))["me"]["id"]
    foreign, nothing = {
        "actor": (me, f"user_{UNKNOWN}"),
        "subject": (neighbour.things["Post"], unknown("Post")),
    }[argument]

    async def ask(person: Person, id_: str) -> str:
        content = {"query": query, "variables": {"id": id_}}
        return await worked(person, content, id_, "application/json")

    await none_differs(settled, [foreign, nothing], ask)
    assert '{"auditLog":{"nodes":[]}}' in await ask(settled.person, foreign)


async def test_organizations(settled: Settled, neighbour: Settled) -> None:
    ask = {"query": "{ organization { id } post(id: 1) { id } }"}
    others = await neighbour.person.ask("{ organization { id } }")
    foreign_id, unknown_id = others["organization"]["id"], f"org_{UNKNOWN}"

    foreign, nothing = [
        await answered(
            Person(settled.person.http, access_token=settled.person.access_token, organization=id_),
            ask,
            id_,
            "application/json",
        )
        for id_ in (foreign_id, unknown_id)
    ]

    assert foreign == nothing
    assert '"code":"NOT_FOUND"' in foreign


async def test_cursors_of_others_show_nothing_of_theirs(
    settled: Settled, neighbour: Settled
) -> None:
    page = (
        "query ($after: String) { posts(after: $after) {"
        " totalCount nodes { id } pageInfo { endCursor } } }"
    )
    theirs = (await neighbour.person.ask(page))["posts"]

    seen = (await settled.person.ask(page, after=theirs["pageInfo"]["endCursor"]))["posts"]

    assert {node["id"] for node in seen["nodes"]} <= {settled.things["Post"]}
    assert seen["totalCount"] == 1
