"""Another organization's ids behave exactly like ids that nothing has; made from the schema."""

import json
from typing import Any

import pytest
from graphql import GraphQLField, get_named_type, is_leaf_type

from tests.fixtures.people import Person
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

assert SCHEMA.query_type is not None
assert SCHEMA.subscription_type is not None


def fields_with_ids(fields: dict[str, GraphQLField]) -> list[Any]:
    """Every field that takes an id, with the argument and the kind of thing that it names."""
    found = []
    for name, field in sorted(fields.items()):
        if name in {"node", "nodes"}:  # whose ids are of every kind: see test_nodes.py
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
        told = [
            await answered(
                settled.person,
                {
                    "query": document(mutation),
                    "variables": {"input": with_value(right, place.path, id_)},
                },
                id_,
                "application/json",
            )
            for id_ in (neighbour.things[kind], unknown(kind))
        ]
        assert told[0] == told[1], place
        (problem,) = json.loads(told[0].removeprefix("200 "))["data"].values()
        assert problem["code"] == "NOT_FOUND"
        assert problem["path"] == ["input", *place.path]

    assert await everything(world) == before


@pytest.mark.parametrize("name, argument, kind", fields_with_ids(SCHEMA.query_type.fields))
async def test_queries(
    settled: Settled, neighbour: Settled, name: str, argument: str, kind: str
) -> None:
    assert SCHEMA.query_type is not None
    shown = selection(SCHEMA.query_type.fields[name])
    query = f"query ($id: ID!) {{ {name}({argument}: $id) {shown} }}"

    own, foreign, nothing = [
        await answered(
            settled.person, {"query": query, "variables": {"id": id_}}, id_, "application/json"
        )
        for id_ in (settled.things[kind], neighbour.things[kind], unknown(kind))
    ]

    assert foreign == nothing
    assert json.loads(foreign.removeprefix("200 "))["data"] == {name: None}
    assert own != foreign


@pytest.mark.parametrize("name, argument, kind", fields_with_ids(SCHEMA.subscription_type.fields))
async def test_subscriptions(
    settled: Settled, neighbour: Settled, name: str, argument: str, kind: str
) -> None:
    subscription = f"subscription ($id: ID!) {{ {name}({argument}: $id) {{ __typename }} }}"

    foreign, nothing = [
        await answered(
            settled.person,
            {"query": subscription, "variables": {"id": id_}},
            id_,
            "text/event-stream",
        )
        for id_ in (neighbour.things[kind], unknown(kind))
    ]

    assert foreign == nothing
    assert foreign.count('"code":"NOT_FOUND"') == 1


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
