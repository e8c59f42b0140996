"""What an operation costs is known before it runs, and is what docs/cost.md says."""

import re
from pathlib import Path
from typing import Any

import pytest
from graphql import GraphQLObjectType, get_named_type, get_nullable_type, is_list_type, parse
from graphql.language import OperationDefinitionNode

from allin_gql.graph.cost import price as cost
from allin_gql.graph.cost.price import Price, price_of
from allin_gql.graph.directives import Cost, ListSize, declared
from allin_gql.graph.documents.limits import Size
from allin_gql.graph.documents.prepared import PreparedOperation
from allin_gql.schema import schema
from allin_gql.settings import Settings
from tests.test_readme import OPERATIONS

SCHEMA = schema._schema  # noqa: SLF001  # there is no other way to it
DOCUMENT = Path(__file__).parents[2] / "docs" / "cost.md"
LIMIT = Settings.model_fields["cost_limit"].default


def priced(text: str) -> Price:
    """The price of the first operation of a document, which need not have passed the limits."""
    document = parse(text)
    node = next(one for one in document.definitions if isinstance(one, OperationDefinitionNode))
    return price_of(SCHEMA, PreparedOperation(node=node, document=document, size=Size()))


def requested(text: str, **variables: Any) -> int:
    return priced(text).requested(variables)


def used(text: str, data: Any) -> int:
    return priced(text).used(data, 1_000)


@pytest.mark.parametrize(
    "document, points",
    [
        ("{ permissions }", 0),
        ("{ me { id name } }", 1),
        ("{ me { memberships { role organization { name } } } }", 1 + 3 * 2),
        ("{ posts { nodes { id } } }", 1 + 20),
        ("{ posts(first: 5) { nodes { id } } }", 1 + 5),
        ("{ posts(last: 6) { nodes { id } } }", 1 + 6),
        ("{ posts(first: null, last: 7) { nodes { id } } }", 1 + 7),
        ("{ posts(first: 5) { edges { cursor node { id } } pageInfo { endCursor } } }", 1 + 5),
        ("{ posts(first: 5) { totalCount } }", 1 + 1),
        ("{ posts(first: 100) { nodes { publications { id } } } }", 1 + 100 * 4),
        ("{ a: me { id } b: me { id } }", 2),
        ('{ node(id: "a") { id ... on Post { author { id } } ... on User { id } } }', 1 + 1),
        ('{ nodes(ids: ["a", "b", "c", "d"]) { id } }', 4),
        ('{ nodes(ids: "a") { id } }', 1),
        ('mutation { createPost(input: {text: "a"}) { ... on Post { id } } }', 10 + 1),
        ('mutation { deletePost(input: {id: "a"}) { ... on Problem { code } } }', 10 + 1),
        ("mutation { requestDrafts(input: {}) { ... on DraftRequest { id } } }", 100 + 1),
        ("subscription { organizationEvents { number } }", 10 + 1),
        ("{ __schema { types { name } } }", 100),
        ('{ __type(name: "Post") { name } }', 10),
    ],
)
def test_a_document_costs_what_the_model_says(document: str, points: int) -> None:
    assert requested(document) == points


def test_the_examples_in_the_manual_are_right() -> None:
    blocks = re.findall(r"(?ms)^```graphql\n# (\d+) points\n(.*?)^```", DOCUMENT.read_text())

    assert len(blocks) == 2
    assert [requested(text) for _, text in blocks] == [int(points) for points, _ in blocks]


def test_what_the_manual_says_was_used_is_right() -> None:
    text = re.findall(r"^```graphql\n(.*?)^```", DOCUMENT.read_text(), re.MULTILINE | re.DOTALL)[0]
    publication = {
        "state": "PUBLISHED",
        "url": None,
        "socialAccount": {"handle": "a"},
        "metrics": {"values": [{"metric": "LIKES", "value": 1}], "seenAt": ""},
    }
    post = {"text": "", "author": {"name": ""}, "publications": [publication] * 2}

    points = used(text, {"posts": {"totalCount": 5, "nodes": [post] * 5}})

    assert points == 42
    assert f"= {points} points" in DOCUMENT.read_text()


def test_every_operation_in_the_documents_is_far_below_the_limit() -> None:
    prices = {
        f"{place} {node.name.value if node.name else ''}": price_of(
            SCHEMA, PreparedOperation(node=node, document=parse(text), size=Size())
        ).requested({})
        for place, text in OPERATIONS.items()
        for node in parse(text).definitions
        if isinstance(node, OperationDefinitionNode)
    }

    assert len(prices) > 20
    assert {place: points for place, points in prices.items() if points > LIMIT / 4} == {}


def test_a_page_of_twenty_posts_with_all_that_hangs_on_them_is_below_half_of_the_limit() -> None:
    page = """{ posts(first: 20) { nodes {
      id text author { name } variants { platform text }
      publications { state url socialAccount { handle } attempts { phase }
                     metrics { values { metric value } } }
    } } }"""

    assert requested(page) == 1 + 20 * (1 + 1 + 3 + 3 * (1 + 1 + 3 + 1)) == 461
    assert requested(page) < LIMIT / 2


@pytest.mark.parametrize(
    "variables, points",
    [
        ({"first": 7}, 1 + 7),
        ({}, 1 + 30),
        ({"first": 100}, 1 + 100),
        ({"first": 5_000}, 1 + 100),  # a page has 100 items at the most: its field refuses this
        ({"first": -5}, 1),
    ],
)
def test_variables_say_how_long_a_page_is(variables: dict[str, Any], points: int) -> None:
    document = "query ($first: Int! = 30) { posts(first: $first) { nodes { id } } }"

    assert requested(document, **variables) == points


def test_a_variable_that_is_left_out_leaves_the_page_its_own_length() -> None:
    document = "query ($first: Int) { posts(first: $first) { nodes { id } } }"

    assert requested(document) == 1 + 20


def test_variables_say_how_many_things_are_asked_for_by_their_ids() -> None:
    document = "query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Post { author { id } } } }"

    assert requested(document, ids=["a"] * 50) == 50 * 2


def test_what_variables_switch_off_costs_nothing() -> None:
    document = """query ($on: Boolean! = false, $off: Boolean!) {
      me @include(if: $on) { id }
      posts(first: 5) { nodes { author @skip(if: $off) { id } } }
    }"""

    assert requested(document, off=True) == 1 + 5
    assert requested(document, on=True, off=True) == 1 + 1 + 5
    assert requested(document, on=True, off=False) == 1 + 1 + 5 * 2
    assert requested("{ me @skip(if: true) { id } }") == 0


def test_what_is_switched_off_at_one_place_and_asked_for_at_another_costs() -> None:
    document = "query ($on: Boolean!) { me @include(if: $on) { id } me { name } }"

    assert requested(document, on=False) == 1


def test_what_several_fragments_ask_for_costs_once() -> None:
    document = """{ posts(first: 10) { nodes { ...A ...B author { id } } } }
      fragment A on Post { author { name } }
      fragment B on Post { author { email } ...A }"""

    assert requested(document) == 1 + 10 * 2


def test_a_union_costs_what_its_dearest_member_costs() -> None:
    document = """mutation { createPost(input: {text: "a"}) {
      ... on Post { author { id } publications { id } }
      ... on Problem { numbers { value } }
    } }"""

    assert requested(document) == 10 + 1 + 1 + 3


def test_a_bomb_of_fragments_is_compiled_once_for_each_of_its_selections(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cost, "_MAX_SELECTIONS", 200)
    levels = 40
    fragments = [
        f"fragment F{n} on User {{ memberships {{ user {{ ...F{n + 1} ...F{n + 1} }} }} "
        f"other: memberships {{ user {{ ...F{n + 1} }} }} }}"
        for n in range(levels)
    ]
    document = "\n".join(["{ me { ...F0 } }", *fragments, f"fragment F{levels} on User {{ id }}"])

    assert requested(document) != cost._UNCOUNTABLE  # noqa: SLF001  # so it was counted to its end


def test_a_circle_of_fragments_ends() -> None:
    document = "{ me { ...A } } fragment A on User { memberships { organization { id } } ...A }"

    assert requested(document) == 1 + 3 * 2


@pytest.mark.parametrize(
    "data, points",
    [
        ({"posts": {"nodes": []}}, 1),
        ({"posts": {"nodes": [{"publications": []}, {"publications": [{"id": "a"}]}]}}, 1 + 3),
        ({"posts": {"nodes": [{"publications": [{"id": "a"}] * 40}] * 20}}, 81),
        (None, 81),
    ],
    ids=["nothing", "some", "more than was assumed", "no answer"],
)
def test_what_came_is_what_was_used_but_never_more_than_was_paid(data: Any, points: int) -> None:
    price = priced("{ posts(first: 20) { nodes { publications { id } } } }")

    assert price.used(data, price.requested({})) == points


def test_a_mutation_that_was_refused_costs_its_weight() -> None:
    document = """mutation { createPost(input: {text: "a"}) {
      ... on Post { publications { id } } ... on Problem { code } } }"""

    assert used(document, {"createPost": {"code": "TEXT_TOO_LONG"}}) == 10 + 1


def test_fields_that_take_a_page_say_so_in_the_schema() -> None:
    paged = {
        f"{kind.name}.{name}": declared(field, ListSize)
        for kind in SCHEMA.type_map.values()
        if isinstance(kind, GraphQLObjectType)
        for name, field in kind.fields.items()
        if "first" in field.args
    }

    assert "SocialAccount.publications" in paged
    assert [name for name, size in paged.items() if size is None] == []
    assert '@listSize(assumedSize: 20, slicingArguments: ["first", "last"], ' in schema.as_str()


def test_a_list_of_what_a_list_names_is_as_long() -> None:
    found = {
        f"{kind.name}.{name}"
        for kind in SCHEMA.type_map.values()
        if isinstance(kind, GraphQLObjectType)
        for name, field in kind.fields.items()
        if is_list_type(get_nullable_type(field.type))
        and any(is_list_type(get_nullable_type(argument.type)) for argument in field.args.values())
        and declared(field, ListSize) is None
    }

    assert found == set()


def test_lists_of_what_weighs_nothing_lead_to_nothing_that_weighs() -> None:
    weightless = [
        kind
        for kind in SCHEMA.type_map.values()
        if isinstance(kind, GraphQLObjectType)
        and (said := declared(kind, Cost)) is not None
        and said.weight == "0"
        and not kind.name.endswith("Edge")
    ]
    lists = [
        f"{kind.name}.{name}"
        for kind in weightless
        for name, field in kind.fields.items()
        if is_list_type(get_nullable_type(field.type))
        or isinstance(get_named_type(field.type), GraphQLObjectType)
    ]

    assert len(weightless) >= 5
    assert lists == []
