"""Nodes: whatever has an id can be read again by it, as Relay's specification has it.

A domain says which of its types can, and which rows of an organization there are:

    add_node(IdKind.POST, Post, repository.posts_of)
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Annotated, Any, NamedTuple, cast
from uuid import UUID

import strawberry
from graphql import GraphQLObjectType

from allin_gql.core.access import Permission, Viewer
from allin_gql.core.errors import InvalidInput
from allin_gql.core.ids import IdKind, parse_any_id
from allin_gql.core.shapes import KEY, Row, Rows
from allin_gql.graph.context import Info, viewer_of
from allin_gql.graph.directives import ListSize
from allin_gql.graph.pages import resolve_info
from allin_gql.graph.roots import queries
from allin_gql.graph.rows import RowType

MAX_NODES = 100  # ids at once, as many as a page has items


class _Kind(NamedTuple):
    type: type[RowType]
    rows: Callable[[Viewer], Rows | None]


NODES: dict[IdKind, _Kind] = {}


@strawberry.interface(description="Anything that has an id, by which `node` finds it again.")
class Node:
    id: strawberry.ID = strawberry.field(description="Its id; what stands before `_` is its type.")


def add_node(
    kind: IdKind,
    type_: type[RowType],
    rows: Callable[[UUID], Rows],
    *,
    permission: Permission = Permission.READ,
) -> None:
    """Let things of this kind be read by their ids, among those of the viewer's organization.

    For who lacks the permission there are none.
    """

    def seen(viewer: Viewer) -> Rows | None:
        return rows(viewer.organization_id) if viewer.may(permission) else None

    NODES[kind] = _Kind(type_, seen)


def add_own_node(kind: IdKind, type_: type[RowType], rows: Callable[[UUID, UUID], Rows]) -> None:
    """Let things of this kind be read by their ids by the person whose they are, signed in.

    `rows` is given the user and the organization in which they act.
    """

    def own(viewer: Viewer) -> Rows | None:
        if viewer.session_id is None:
            return None  # what is a person's is not their keys'
        return rows(viewer.user_id, viewer.organization_id)

    NODES[kind] = _Kind(type_, own)


@queries
class NodeQueries:
    @strawberry.field(
        description="Anything by its id; null when there is nothing with it here, or it is another "
        "organization's."
    )
    async def node(
        self,
        info: Info,
        id: Annotated[strawberry.ID, strawberry.argument(description="Any id of this API.")],
    ) -> Node | None:
        kind, key = parse_any_id(id, path=("id",))
        found = await _read(info, kind, [key])
        return found.get(key)

    @strawberry.field(
        description="Several things by their ids, in the order of the ids, with null for each that "
        "is not here. Things of one type are read at once.",
        directives=[ListSize(assumed_size=1, slicing_arguments=["ids"])],
    )
    async def nodes(
        self,
        info: Info,
        ids: Annotated[
            list[strawberry.ID],
            strawberry.argument(description=f"Up to {MAX_NODES} ids, of any types."),
        ],
    ) -> list[Node | None]:
        if len(ids) > MAX_NODES:
            raise InvalidInput(
                f"Up to {MAX_NODES} ids can be asked for at once; these are {len(ids)}.",
                path=("ids",),
                numbers={"maximum": MAX_NODES, "actual": len(ids)},
            )
        asked = [parse_any_id(one, path=("ids", str(index))) for index, one in enumerate(ids)]
        keys: defaultdict[IdKind, list[UUID]] = defaultdict(list)
        for kind, key in asked:
            keys[kind].append(key)
        found = {kind: await _read(info, kind, wanted) for kind, wanted in keys.items()}
        return [found[kind].get(key) for kind, key in asked]


async def _read(info: Info, kind: IdKind, keys: Sequence[UUID]) -> dict[UUID, Node]:
    """Read things of one kind, each in the shape that is asked for of its type."""
    viewer = viewer_of(info)
    if kind not in NODES:
        return {}
    type_, rows = NODES[kind]
    raw = resolve_info(info)
    definition: Any = type_.__strawberry_definition__  # type: ignore[attr-defined]  # set by strawberry.type
    object_type = cast("GraphQLObjectType", raw.schema.get_type(definition.name))
    shape = raw.executor.shape_of(object_type, raw.field_nodes)
    place = shape.columns[KEY]
    wanted = rows(viewer)
    if wanted is None:
        return {}
    found = await wanted.within(viewer.reach).where("t.id = ANY({})", list(keys)).read(shape)
    return {values[place]: cast("Node", type_.of(Row(shape, values))) for values in found}
