"""Who is restricted to some social accounts sees and uses these; for them there are no others."""

from dataclasses import dataclass
from typing import Any

import pytest
from graphql import GraphQLObjectType
from tortoise import Tortoise
from tortoise.models import Model

from allin_gql.core.shapes import table
from allin_gql.graph.execution.drawing import table_of
from allin_gql.schema import schema
from tests.domains.organizations.teams import nothing_changes
from tests.domains.publishing.engine import CREATE, DELETE, SCHEDULE, UPDATE
from tests.fixtures.accounts import connect_bluesky, connect_mastodon
from tests.fixtures.people import Person, member
from tests.fixtures.world import World
from tests.graph.listening import listening
from tests.graph.sockets import socket_of

LATER = "2027-11-01T12:00:00Z"
SEEN = """
{
  socialAccounts { totalCount nodes { id publications { totalCount nodes { id } } } }
  publications { totalCount edges { node { id socialAccount { id } attempts { id } } } }
  again: publications(last: 5) { nodes { id } }
  posts { nodes { id publications { id } } }
}
"""
NODES = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }"
FOLLOW = "subscription { organizationEvents(after: 0) { number type subjectId data } }"


@dataclass
class Shop:
    """Two accounts with a post scheduled on both, and who may use the first of them."""

    owner: Person
    publisher: Person
    near: str
    far: str
    post: str
    near_publication: str
    far_publication: str


@pytest.fixture
async def shop(world: World, owner: Person) -> Shop:
    near = (await connect_bluesky(owner))["id"]
    far = (await connect_mastodon(world, owner))["id"]
    post = (await owner.do(CREATE, text="on both"))["id"]
    done = await owner.do(SCHEDULE, postId=post, socialAccountIds=[near, far], dueAt=LATER)
    by_platform = {one["platform"]: one["id"] for one in done["publications"]}
    return Shop(
        owner=owner,
        publisher=await member(world, owner, "PUBLISHER", accounts=[near]),
        near=near,
        far=far,
        post=post,
        near_publication=by_platform["BLUESKY"],
        far_publication=by_platform["MASTODON"],
    )


async def test_lists_counts_edges_and_aliases_have_nothing_of_others(shop: Shop) -> None:
    seen = await shop.publisher.ask(SEEN)

    only = [{"id": shop.near_publication}]
    assert seen["socialAccounts"] == {
        "totalCount": 1,
        "nodes": [{"id": shop.near, "publications": {"totalCount": 1, "nodes": only}}],
    }
    assert seen["publications"]["totalCount"] == 1
    assert [one["node"]["id"] for one in seen["publications"]["edges"]] == [shop.near_publication]
    assert seen["again"]["nodes"] == only
    assert seen["posts"]["nodes"] == [{"id": shop.post, "publications": only}]


async def test_ids_of_others_are_like_ids_that_nothing_has(shop: Shop) -> None:
    ids = [shop.near, shop.far, shop.near_publication, shop.far_publication]

    seen = (await shop.publisher.ask(NODES, ids=ids))["nodes"]

    assert seen == [{"id": shop.near}, None, {"id": shop.near_publication}, None]


async def test_events_of_others_are_not_told_live_nor_by_their_ids(shop: Shop) -> None:
    told: list[dict[str, Any]] = []
    async with (
        listening() as address,
        socket_of(f"ws://{address}/graphql", shop.publisher) as socket,
    ):
        await socket.subscribe("1", FOLLOW)
        await shop.owner.do(CREATE, text="last")
        while not told or told[-1]["type"] != "post.created" or len(told) < 5:
            told.append(await socket.next())

    text = str(told)
    assert shop.near in text
    assert shop.near_publication in text
    assert shop.far not in text
    assert shop.far_publication not in text


async def test_they_schedule_on_theirs_only(world: World, shop: Shop) -> None:
    post = (await shop.publisher.do(CREATE, text="new"))["id"]

    async with nothing_changes(world):
        refused = [
            await shop.publisher.do(SCHEDULE, postId=post, socialAccountIds=ids, dueAt=LATER)
            for ids in ([shop.far], [shop.near, shop.far])
        ]
    done = await shop.publisher.do(SCHEDULE, postId=post, socialAccountIds=[shop.near], dueAt=LATER)

    assert [one["code"] for one in refused] == ["NOT_FOUND", "NOT_FOUND"]
    assert done["__typename"] == "ScheduledPost"


async def test_what_goes_out_elsewhere_as_well_is_not_theirs_to_change(
    world: World, shop: Shop
) -> None:
    async with nothing_changes(world):
        refused = [
            await shop.publisher.do(UPDATE, id=shop.post, text="other"),
            await shop.publisher.do(DELETE, id=shop.post),
        ]

    assert [one["code"] for one in refused] == ["OUT_OF_REACH", "OUT_OF_REACH"]


async def test_an_editor_changes_what_is_written_and_not_what_is_scheduled(
    world: World, shop: Shop
) -> None:
    editor = await member(world, shop.owner, "EDITOR")
    draft = (await editor.do(CREATE, text="a draft"))["id"]

    async with nothing_changes(world):
        refused = await editor.do(UPDATE, id=shop.post, text="other")
    changed = await editor.do(UPDATE, id=draft, text="a better draft")

    assert refused["code"] == "NOT_ALLOWED"
    assert "PUBLISH" in refused["message"]
    assert changed["__typename"] == "Post"


def test_every_model_that_is_shown_and_leads_to_accounts_says_what_is_seen_of_it() -> None:
    types = schema._schema.type_map.values()  # noqa: SLF001  # there is no other way to it
    shown = {
        rows.name
        for type_ in types
        if isinstance(type_, GraphQLObjectType) and (rows := table_of(type_)) is not None
    }
    models: list[type[Model]] = list(Tortoise.apps["models"].values())

    leading = {table(one) for one in models if table(one).name in shown and _leads(one)}

    assert {"social_accounts", "publications", "publication_attempts"} < {
        one.name for one in leading
    }
    assert {one.name for one in leading if one.reach is None} == set()


def _leads(model: type[Model]) -> bool:
    """Whether a row of a model belongs to a social account, by one foreign key or several."""
    name = table(model).name
    if name == "social_accounts":
        return True
    waiting, seen = [model], set()
    while waiting:
        one = waiting.pop()
        if one in seen:
            continue
        seen.add(one)
        for key in one._meta.fk_fields:  # noqa: SLF001  # Tortoise's own way to it
            target = one._meta.fields_map[key].related_model  # type: ignore[attr-defined]  # noqa: SLF001  # as above
            if table(target).name == "social_accounts":
                return True
            waiting.append(target)
    return False
