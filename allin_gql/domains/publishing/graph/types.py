"""Publications as clients see them."""

from datetime import datetime
from typing import Annotated, Any, NamedTuple
from uuid import UUID

import strawberry

from allin_gql.core.ids import IdKind, public_id
from allin_gql.core.models import Event as EventRow
from allin_gql.domains.accounts.graph.types import Platform, SocialAccount
from allin_gql.domains.posts.graph.types import Post
from allin_gql.domains.publishing import models, repository
from allin_gql.domains.publishing.service import allowing
from allin_gql.domains.publishing.values import (
    AttemptPhase,
    PostAction,
    PublicationAction,
    PublicationState,
)
from allin_gql.graph.context import current_viewer
from allin_gql.graph.enums import described_enum
from allin_gql.graph.nodes import Node
from allin_gql.graph.problems import Problem
from allin_gql.graph.rows import RowType, column, edge, key, shows

described_enum(
    PublicationState,
    description="Where a publication is on its way.",
    values={
        "SCHEDULED": "It goes out when it is due.",
        "CLAIMED": "It is due; a worker takes it up within moments.",
        "PUBLISHING": "A worker is sending it.",
        "UNKNOWN": "It was sent and no answer came; the platform is asked before anything is "
        "repeated.",
        "PUBLISHED": "It is live; `url` says where.",
        "FAILED": "It will not go out as it is; `cause` and `message` say why.",
        "NEEDS_REVIEW": "The platform cannot tell whether it is there; a person has to look.",
        "CANCELLED": "It was taken back in time; the platform has not seen it.",
    },
)
described_enum(
    PublicationAction,
    description="What can be done with a publication, each by the mutation of its name.",
    values={
        "RESCHEDULE": "`reschedulePublication`: it has not begun.",
        "CANCEL": "`cancelPublication`: its platform has not seen it.",
        "RETRY": "`retryPublication`: it failed, was cancelled, or a person has to look.",
    },
)
described_enum(
    PostAction,
    description="What can be done with a post.",
    values={
        "UPDATE": "`updatePost`: none of it is being published at this moment.",
        "DELETE": "`deletePost`: none of it is being published at this moment.",
        "SCHEDULE": "`schedulePost`, on accounts where it is not yet.",
    },
)
described_enum(
    AttemptPhase,
    description="What is known of one attempt.",
    values={
        "INTENT": "Written down; no outcome is known yet.",
        "ACCEPTED": "The platform took it.",
        "REFUSED": "The platform said no, or was not reached; nothing was posted.",
        "UNKNOWN": "It was sent and no trustworthy answer came.",
        "NOT_SENT": "Given up before anything was sent.",
    },
)


@shows(
    models.PublicationAttempt,
    description="One try at publishing, written down before the call was made.",
)
class PublicationAttempt(RowType, Node):
    id: strawberry.ID = key(IdKind.ATTEMPT, description="The attempt's id, `attempt_…`.")
    number: int = column("number", description="Which try it was, from 1.")
    phase: AttemptPhase = column("phase", description="What is known of it.")
    cause: str | None = column(
        "cause",
        description="Why it did not succeed, such as `RATE_LIMITED`; null when it did or is open. "
        "See Causes in docs/errors.md.",
    )
    message: str | None = column(
        "message", description="What the platform or AllIN says about it; null with `cause`."
    )
    platform_status: int | None = column(
        "platform_status",
        description="The HTTP status of the platform's answer; null when none came.",
    )
    started_at: datetime = column("started_at", description="When it was written down.")
    finished_at: datetime | None = column(
        "finished_at", description="When its outcome was written down; null while it is open."
    )


class Seen(NamedTuple):
    """A publication as far as it decides what is allowed."""

    state: str
    first_sent_at: datetime | None


@shows(models.Publication, description="One post on one social account, due at a time.")
class Publication(RowType, Node):
    id: strawberry.ID = key(
        IdKind.PUBLICATION, description="The publication's id, `publication_…`."
    )
    platform: Platform = column("platform", description="Where it goes out.")
    text: str = column(
        "text",
        description="The text on this account: its platform's variant, or the post's own.",
    )
    state: PublicationState = column(
        "state", description="How far it has come; follow it with `publicationProgress`."
    )
    due_at: datetime = column("due_at", description="When it is to go out, or was.")
    time_zone: str = column("time_zone", description="The time zone in which that was decided.")
    published_at: datetime | None = column(
        "published_at", description="When the platform's answer was written down; null before."
    )
    url: str | None = column("url", description="Where it is live; null before.")
    external_id: str | None = column(
        "external_id", description="The platform's own id of it; null before."
    )
    cause: str | None = column(
        "cause",
        description="Why it has not gone out, such as `AUTH_REVOKED`; null when nothing is wrong. "
        "See Causes in docs/errors.md.",
    )
    message: str | None = column(
        "message", description="What the platform or AllIN says about it; null with `cause`."
    )
    next_at: datetime | None = column(
        "next_at", description="When the engine looks at it next; null when it is at rest."
    )
    post: Post = edge(repository.POST_OF_PUBLICATION, description="The post that it is of.")
    social_account: SocialAccount = edge(
        repository.ACCOUNT_OF_PUBLICATION, description="The account that it goes out on."
    )
    attempts: list[PublicationAttempt] = edge(
        repository.ATTEMPTS_AT_PUBLICATION,
        description="All tries, the first one first; there are at most a few.",
    )
    allowed_actions: list[PublicationAction] = column(
        "state",
        "first_sent_at",
        convert=lambda state, sent: allowing.allowed_actions(current_viewer(), Seen(state, sent)),
        description="What the viewer can do with it as it is now.",
    )


@strawberry.type(description="A post, and the publications that this request made of it.")
class ScheduledPost:
    post: Post = strawberry.field(description="The post that goes out.")
    publications: list[Publication] = strawberry.field(
        description="What was scheduled by this request, one for each account."
    )


@strawberry.type(
    description="A publication came into a state. Everything in it is as it was at that moment."
)
class PublicationProgress:
    number: int = strawberry.field(
        description="The number of the event; pass the last one as `after` to go on from it."
    )
    publication_id: strawberry.ID = strawberry.field(description="Which publication.")
    post_id: strawberry.ID = strawberry.field(description="Of which post.")
    social_account_id: strawberry.ID = strawberry.field(description="On which account.")
    platform: Platform = strawberry.field(description="On which platform.")
    state: PublicationState = strawberry.field(description="The state that it came into.")
    attempt: int = strawberry.field(description="How many attempts had begun; 0 before the first.")
    url: str | None = strawberry.field(description="Where it is live; null before.")
    cause: str | None = strawberry.field(
        description="Why it has not gone out; null if all is well. See Causes in docs/errors.md."
    )
    message: str | None = strawberry.field(
        description="What the platform or AllIN says about it; null with `cause`."
    )
    due_at: datetime = strawberry.field(description="When it should go out.")
    next_at: datetime | None = strawberry.field(
        description="When the engine looks at it next; null when it is at rest."
    )
    occurred_at: datetime = strawberry.field(description="When it came into the state.")

    @classmethod
    def of(cls, row: EventRow) -> "PublicationProgress":
        data: dict[str, Any] = row.data
        return cls(
            number=row.number,
            publication_id=strawberry.ID(public_id(IdKind.PUBLICATION, row.subject_id)),
            post_id=strawberry.ID(public_id(IdKind.POST, UUID(data["post_id"]))),
            social_account_id=strawberry.ID(
                public_id(IdKind.SOCIAL_ACCOUNT, UUID(data["social_account_id"]))
            ),
            platform=Platform(data["platform"]),
            state=PublicationState(data["state"]),
            attempt=data["attempt"],
            url=data["url"],
            cause=data["cause"],
            message=data["message"],
            due_at=datetime.fromisoformat(data["due_at"]),
            next_at=datetime.fromisoformat(data["next_at"]) if data["next_at"] else None,
            occurred_at=row.occurred_at,
        )


SchedulePostResult = Annotated[
    ScheduledPost | Problem,
    strawberry.union("SchedulePostResult", description="What was scheduled, or why nothing was."),
]
PublicationResult = Annotated[
    Publication | Problem,
    strawberry.union("PublicationResult", description="The publication as it is now, or why not."),
]
