"""What can be asked about API keys."""

from typing import Annotated
from uuid import UUID

import strawberry

from allin_gql.core.ids import IdKind, parse_id
from allin_gql.core.pages import PageRequest
from allin_gql.core.shapes import Rows
from allin_gql.domains.developers import repository, service
from allin_gql.domains.developers.graph.types import ApiKey
from allin_gql.domains.organizations.graph.types import Viewer
from allin_gql.graph.context import Info, current_viewer, viewer_of
from allin_gql.graph.nodes import add_node
from allin_gql.graph.pages import After, Before, Connection, First, Last, connection, one_of
from allin_gql.graph.roots import extends, queries


def _seen(organization_id: UUID) -> Rows:  # noqa: ARG001  # the viewer's
    return service.seen_keys(current_viewer())


add_node(IdKind.API_KEY, ApiKey, _seen)


@queries
class DeveloperQueries:
    @strawberry.field(
        description="One API key; null when there is none with this id here that you may see."
    )
    async def api_key(
        self,
        info: Info,
        id: Annotated[strawberry.ID, strawberry.argument(description="The key, `api_key_…`.")],
    ) -> ApiKey | None:
        key_id = parse_id(IdKind.API_KEY, id, path=("id",))
        rows = service.seen_keys(viewer_of(info)).where("t.id = {}", key_id)
        return await one_of(info, ApiKey, rows)

    @strawberry.field(
        description="Your API keys in this organization, the newest first, ended ones included; "
        "all of the organization's for who has `MANAGE_API_KEYS`. A key sees itself."
    )
    async def api_keys(
        self,
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[ApiKey]:
        page = PageRequest.parse(first, after, last, before)
        return await connection(info, ApiKey, service.seen_keys(viewer_of(info)), page)


@extends(Viewer)
class ViewerApiKey:
    @strawberry.field(description="The API key that this request came with; null for a session.")
    @staticmethod
    async def api_key(viewer: strawberry.Parent[Viewer], info: Info) -> ApiKey | None:
        asking = viewer.asking
        if asking.api_key_id is None:
            return None
        rows = repository.keys_of(asking.organization_id, key_id=asking.api_key_id)
        return await one_of(info, ApiKey, rows)
