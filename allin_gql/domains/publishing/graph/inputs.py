"""What the mutations of publishing take."""

from datetime import datetime
from uuid import UUID

import strawberry

from allin_gql.core.ids import IdKind, parse_id
from allin_gql.graph.execution.idempotency import MutationInput

_DUE_AT = (
    "When: an instant with its offset (`2027-03-01T09:00:00+01:00`), or without one the wall time "
    "of `timeZone`. Left out: now."
)
_TIME_ZONE = (
    "An IANA time zone of up to 64 characters, such as `Europe/Berlin`; by default the "
    "organization's."
)


@strawberry.input(description="When a post is to go out, and where.")
class SchedulePostInput(MutationInput):
    post_id: strawberry.ID = strawberry.field(description="The post, `post_…`.")
    social_account_ids: list[strawberry.ID] = strawberry.field(
        description="The accounts, 1 to 50; all of them are scheduled or none."
    )
    due_at: datetime | None = strawberry.field(default=None, description=_DUE_AT)
    time_zone: str | None = strawberry.field(default=None, description=_TIME_ZONE)

    def social_account_keys(self) -> list[UUID]:
        """The accounts by their keys. Raises `InvalidId` with the place in the list."""
        return [
            parse_id(IdKind.SOCIAL_ACCOUNT, key, path=("socialAccountIds", str(index)))
            for index, key in enumerate(self.social_account_ids)
        ]


@strawberry.input(description="A publication and its new time.")
class ReschedulePublicationInput(MutationInput):
    id: strawberry.ID = strawberry.field(description="The publication, `publication_…`.")
    due_at: datetime | None = strawberry.field(default=None, description=_DUE_AT)
    time_zone: str | None = strawberry.field(default=None, description=_TIME_ZONE)


@strawberry.input(description="A publication to be taken back.")
class CancelPublicationInput(MutationInput):
    id: strawberry.ID = strawberry.field(description="The publication, `publication_…`.")


@strawberry.input(description="A publication to be sent again.")
class RetryPublicationInput(MutationInput):
    id: strawberry.ID = strawberry.field(description="The publication, `publication_…`.")
