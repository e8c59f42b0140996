"""What can be asked about privacy."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

from allin_gql.core.ids import IdKind, parse_id
from allin_gql.core.pages import PageRequest
from allin_gql.core.shapes import Rows
from allin_gql.domains.identity.graph.types import User
from allin_gql.domains.privacy import repository, service
from allin_gql.domains.privacy.graph.types import DataExport, ErasureReceipt
from allin_gql.graph.context import Info, current_viewer, person_of, viewer_of
from allin_gql.graph.nodes import add_node
from allin_gql.graph.pages import After, Before, Connection, First, Last, connection, one_of
from allin_gql.graph.roots import extends, queries


def _own_exports(organization_id: UUID) -> Rows:
    return repository.exports_of(organization_id, current_viewer().user_id)


add_node(IdKind.DATA_EXPORT, DataExport, _own_exports)


@queries
class PrivacyQueries:
    @strawberry.field(
        description="One export that the viewer has asked for; null when there is none with this "
        "id."
    )
    async def data_export(
        self,
        info: Info,
        id: Annotated[strawberry.ID, strawberry.argument(description="The export, `export_…`.")],
    ) -> DataExport | None:
        key = parse_id(IdKind.DATA_EXPORT, id, path=("id",))
        viewer = viewer_of(info)
        rows = repository.exports_of(viewer.organization_id, viewer.user_id)
        return await one_of(info, DataExport, rows.where("t.id = {}", key))

    @strawberry.field(
        description="The exports that the viewer has asked for: of themselves, and of the "
        "organization that the request acts in. Newest first."
    )
    async def data_exports(
        self,
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[DataExport]:
        viewer = viewer_of(info)
        rows = repository.exports_of(viewer.organization_id, viewer.user_id)
        return await connection(
            info, DataExport, rows, PageRequest.parse(first, after, last, before)
        )

    @strawberry.field(
        description="What was erased, for whoever has the code from the last letter, signed in or "
        "not; null when there is no such receipt, or it is not done yet."
    )
    async def erasure_receipt(
        self,
        code: Annotated[
            str, strawberry.argument(description="The code from the last letter, 96 characters.")
        ],
    ) -> ErasureReceipt | None:
        found = await service.find_receipt(code)
        return None if found is None else ErasureReceipt.of(found)


@extends(User)
class UserDeletion:
    @strawberry.field(
        description="When erasing of the account begins, if that is planned; null when it is not, "
        "and for others than who is asking."
    )
    @staticmethod
    async def deletion_begins_at(user: strawberry.Parent[User], info: Info) -> datetime | None:
        if user.row.id != person_of(info).user_id:
            return None
        erasure = await repository.erasure_of(user.row.id)
        return None if erasure is None else erasure.begins_at
