"""Whatever shows an id is found again by it, and only by those whose it is."""

from typing import Any

import pytest
from graphql import GraphQLInterfaceType, GraphQLObjectType

from allin_gql.core.ids import IdKind
from allin_gql.graph.nodes import NODES
from allin_gql.schema import schema
from tests.fixtures.people import Person
from tests.graph.conftest import Settled
from tests.graph.mutations import UNKNOWN

NODE = "query ($id: ID!) { node(id: $id) { __typename id } }"
ALL = """
query ($ids: [ID!]!) {
  nodes(ids: $ids) {
    __typename
    id
    ... on Post { text author { name } publications { id socialAccount { handle } } }
    ... on SocialAccount { handle textLimits { unit } }
  }
}
"""
# One of every type that has an id, read from what somebody settled has.
IDS = """
{
  me { id memberships { id organization { id } } }
  posts { nodes { id variants { id } publications { id socialAccount { id } } } }
  draftRequests { nodes { id } }
  passkeys { nodes { id } }
  invitations { nodes { id } }
}
"""


async def ids_of(person: Person) -> dict[str, str]:
    """The ids of things that a person can see, by type."""
    seen = await person.ask(IDS)
    (membership,) = seen["me"]["memberships"]
    (post,) = seen["posts"]["nodes"]
    (publication,) = post["publications"]
    return {
        "User": seen["me"]["id"],
        "OrganizationMember": membership["id"],
        "Organization": membership["organization"]["id"],
        "Post": post["id"],
        "Publication": publication["id"],
        "SocialAccount": publication["socialAccount"]["id"],
        "DraftRequest": seen["draftRequests"]["nodes"][0]["id"],
        "Passkey": seen["passkeys"]["nodes"][0]["id"],
        "Invitation": seen["invitations"]["nodes"][0]["id"],
    }


async def test_each_is_found_as_what_it_is(settled: Settled) -> None:
    ids = await ids_of(settled.person)

    found = {id_: (await settled.person.ask(NODE, id=id_))["node"] for id_ in ids.values()}

    assert found == {id_: {"__typename": type_, "id": id_} for type_, id_ in ids.items()}


async def test_what_is_anothers_is_as_what_is_not_there(
    settled: Settled, neighbour: Settled
) -> None:
    theirs = await ids_of(neighbour.person)
    nothing = [f"{kind}_{UNKNOWN}" for kind in IdKind]

    for id_ in (*theirs.values(), *nothing):
        assert await settled.person.ask(NODE, id=id_) == {"node": None}, id_


async def test_many_come_in_the_order_of_their_ids_with_gaps(
    settled: Settled, neighbour: Settled
) -> None:
    ids = await ids_of(settled.person)
    missing, foreign = f"post_{UNKNOWN}", (await ids_of(neighbour.person))["Post"]
    asked = [ids["SocialAccount"], missing, ids["Post"], foreign, ids["User"], ids["Post"]]

    found = (await settled.person.ask(ALL, ids=asked))["nodes"]

    assert [node and node["id"] for node in found] == [
        ids["SocialAccount"], None, ids["Post"], None, ids["User"], ids["Post"],
    ]  # fmt: skip
    handle: Any = found[0]["handle"]
    assert found[2]["publications"] == [
        {"id": ids["Publication"], "socialAccount": {"handle": handle}}
    ]
    assert found[2] == found[5]


@pytest.mark.parametrize("rubbish", ["", "post", "rubbish", f"bread_{UNKNOWN}", "post_rubbish"])
async def test_what_is_no_id_is_refused(settled: Settled, rubbish: str) -> None:
    refused = await settled.person.refused(NODE, id=rubbish)

    assert refused["extensions"]["code"] == "INVALID_ID"
    assert refused["extensions"]["argument"] == ["id"]


async def test_too_many_are_refused_with_the_number(settled: Settled) -> None:
    refused = await settled.person.refused(ALL, ids=[f"post_{UNKNOWN}"] * 101)

    assert refused["extensions"]["code"] == "INVALID_INPUT"
    assert refused["extensions"]["numbers"] == {"maximum": 100, "actual": 101}


async def test_nobody_finds_nothing(anonymous: Person) -> None:
    refused = await anonymous.refused(NODE, id=f"post_{UNKNOWN}")

    assert refused["extensions"]["code"] == "UNAUTHENTICATED"


def test_every_type_with_an_id_of_its_own_is_a_node() -> None:
    types = schema._schema.type_map  # noqa: SLF001  # there is no other way to it
    objects = [type_ for type_ in types.values() if isinstance(type_, GraphQLObjectType)]
    nodes = {
        type_.name
        for type_ in objects
        if "Node" in [interface.name for interface in type_.interfaces]
    }

    assert isinstance(types["Node"], GraphQLInterfaceType)
    assert {type_.name for type_ in objects if "id" in type_.fields} - nodes == {"DeletedPost"}
    assert {kind.type.__name__ for kind in NODES.values()} == nodes
    assert set(NODES) == set(IdKind)
