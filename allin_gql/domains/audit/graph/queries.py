"""What can be asked about the audit log."""

from datetime import datetime
from typing import Annotated

import strawberry

from allin_gql.core.access import Permission, require
from allin_gql.core.pages import PageRequest
from allin_gql.domains.audit import repository
from allin_gql.domains.audit.graph.types import AuditEntry
from allin_gql.domains.audit.service import parse_wanted
from allin_gql.graph.context import Info, viewer_of
from allin_gql.graph.pages import After, Before, Connection, First, Last, connection
from allin_gql.graph.roots import queries

Actor = Annotated[
    strawberry.ID | None,
    strawberry.argument(description="Only what this user did, `user_…`, or their API keys."),
]
ApiKey = Annotated[
    strawberry.ID | None,
    strawberry.argument(description="Only what was done by this API key, `api_key_…`."),
]
Actions = Annotated[
    list[str] | None,
    strawberry.argument(
        description="Only these, 1 to 20 of up to 64 characters, such as `post.updated`; "
        "docs/events.md lists all."
    ),
]
Subject = Annotated[
    strawberry.ID | None,
    strawberry.argument(description="Only what happened to this: any id of this API."),
]
Since = Annotated[
    datetime | None,
    strawberry.argument(description="Only what is not older. Without an offset it is in UTC."),
]
Until = Annotated[
    datetime | None,
    strawberry.argument(description="Only what is older. Without an offset it is in UTC."),
]


@queries
class AuditQueries:
    @strawberry.field(
        description="Who did what in the organization, the newest first. Needs `READ_AUDIT_LOG`."
    )
    async def audit_log(  # noqa: PLR0913, PLR0917  # Relay's four arguments, and six of its own
        self,
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        actor: Actor = None,
        api_key: ApiKey = None,
        actions: Actions = None,
        subject: Subject = None,
        since: Since = None,
        until: Until = None,
    ) -> Connection[AuditEntry]:
        viewer = viewer_of(info)
        require(viewer, Permission.READ_AUDIT_LOG)
        wanted = parse_wanted(
            actor=actor,
            api_key=api_key,
            actions=actions,
            subject=subject,
            since=since,
            until=until,
        )
        rows = repository.entries_of(viewer.organization_id, wanted)
        page = PageRequest.parse(first, after, last, before)
        return await connection(info, AuditEntry, rows, page, by="number")
