"""What happens to publications. Each event carries the state as it was then."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from allin_gql.core.events import DomainEvent, changed
from allin_gql.core.ids import IdKind
from allin_gql.domains.publishing.models import Publication
from allin_gql.domains.publishing.values import PublicationState

PREFIX = "publication."


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationEvent(DomainEvent):
    """A publication came into a state."""

    subject_kind: ClassVar[IdKind] = IdKind.PUBLICATION

    post_id: UUID
    social_account_id: UUID
    platform: str
    state: PublicationState
    due_at: datetime
    attempt: int
    external_id: str | None
    url: str | None
    cause: str | None
    message: str | None
    next_at: datetime | None


class PublicationScheduled(PublicationEvent):
    """It is due at a time."""

    type: ClassVar[str] = "publication.scheduled"


class PublicationPublishing(PublicationEvent):
    """A worker has taken it up."""

    type: ClassVar[str] = "publication.publishing"


class PublicationPublished(PublicationEvent):
    """It is live."""

    type: ClassVar[str] = "publication.published"


class PublicationRetrying(PublicationEvent):
    """It did not go out this time, and will be tried again."""

    type: ClassVar[str] = "publication.retrying"


class PublicationOutcomeUnknown(PublicationEvent):
    """It was sent, and nobody knows yet whether it arrived."""

    type: ClassVar[str] = "publication.outcome_unknown"


class PublicationNeedsReview(PublicationEvent):
    """The platform cannot tell whether it is there; a person has to look."""

    type: ClassVar[str] = "publication.needs_review"


class PublicationFailed(PublicationEvent):
    """It will not go out as it is."""

    type: ClassVar[str] = "publication.failed"


class PublicationCancelled(PublicationEvent):
    """Somebody took it back in time."""

    type: ClassVar[str] = "publication.cancelled"


BY_STATE: dict[PublicationState, type[PublicationEvent]] = {
    PublicationState.PUBLISHING: PublicationPublishing,
    PublicationState.PUBLISHED: PublicationPublished,
    PublicationState.UNKNOWN: PublicationOutcomeUnknown,
    PublicationState.NEEDS_REVIEW: PublicationNeedsReview,
    PublicationState.FAILED: PublicationFailed,
    PublicationState.CANCELLED: PublicationCancelled,
}


def plan_of(publication: Publication) -> dict[str, Any]:
    """What people decide about a publication, as it is now."""
    return {
        "state": publication.state,
        "dueAt": publication.due_at,
        "timeZone": publication.time_zone,
        "text": publication.text,
    }


def told(
    publication: Publication,
    kind: type[PublicationEvent],
    *,
    before: Mapping[str, Any] | None = None,
) -> PublicationEvent:
    """Tell a publication as it is now; `before` is its plan until a person changed it."""
    return kind(
        changes={} if before is None else changed(before, plan_of(publication)),
        organization_id=publication.organization_id,
        subject_id=publication.id,
        post_id=publication.post_id,
        social_account_id=publication.social_account_id,
        platform=publication.platform,
        state=publication.state,
        due_at=publication.due_at,
        attempt=publication.attempt_count,
        external_id=publication.external_id,
        url=publication.url,
        cause=publication.cause,
        message=publication.message,
        next_at=publication.next_at,
    )
