"""The states of a publication and of an attempt, and the way between them."""

from datetime import timedelta
from enum import StrEnum


class PublicationState(StrEnum):
    """Where a publication is on its way."""

    SCHEDULED = "SCHEDULED"
    CLAIMED = "CLAIMED"
    PUBLISHING = "PUBLISHING"
    UNKNOWN = "UNKNOWN"
    PUBLISHED = "PUBLISHED"
    FAILED = "FAILED"
    NEEDS_REVIEW = "NEEDS_REVIEW"
    CANCELLED = "CANCELLED"


S = PublicationState

TRANSITIONS: dict[PublicationState, frozenset[PublicationState]] = {
    S.SCHEDULED: frozenset({S.CLAIMED, S.CANCELLED}),
    S.CLAIMED: frozenset({S.PUBLISHING, S.CANCELLED}),
    S.PUBLISHING: frozenset({S.PUBLISHED, S.SCHEDULED, S.FAILED, S.UNKNOWN}),
    S.UNKNOWN: frozenset({S.UNKNOWN, S.PUBLISHED, S.SCHEDULED, S.NEEDS_REVIEW}),
    S.PUBLISHED: frozenset(),
    S.FAILED: frozenset({S.SCHEDULED}),
    S.NEEDS_REVIEW: frozenset({S.SCHEDULED}),
    S.CANCELLED: frozenset({S.SCHEDULED}),
}

# Before these a platform has seen nothing of the publication, so that it can still be changed.
CHANGEABLE = (S.SCHEDULED, S.CLAIMED)
IN_FLIGHT = (S.PUBLISHING, S.UNKNOWN)
REPEATABLE = (S.FAILED, S.NEEDS_REVIEW, S.CANCELLED)


class PublicationAction(StrEnum):
    """What a person can do with a publication."""

    RESCHEDULE = "RESCHEDULE"
    CANCEL = "CANCEL"
    RETRY = "RETRY"


# In which states each can be done; the service refuses it in any other, and the API shows it.
ACTIONS: dict[PublicationAction, tuple[PublicationState, ...]] = {
    PublicationAction.RESCHEDULE: (S.SCHEDULED,),
    PublicationAction.CANCEL: CHANGEABLE,
    PublicationAction.RETRY: REPEATABLE,
}


class PostAction(StrEnum):
    """What a person can do with a post."""

    UPDATE = "UPDATE"
    DELETE = "DELETE"
    SCHEDULE = "SCHEDULE"


class AttemptPhase(StrEnum):
    """What is known of one attempt."""

    INTENT = "INTENT"  # written down; the call may or may not have been made
    ACCEPTED = "ACCEPTED"
    REFUSED = "REFUSED"
    UNKNOWN = "UNKNOWN"
    NOT_SENT = "NOT_SENT"  # given up before the first byte


MAX_ATTEMPTS = 5  # then a person has to look: what fails five times does not heal by itself
RETRY_DELAYS = (
    timedelta(seconds=10),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
)
# After the settling time; the last ones are for platforms that were away themselves.
RECONCILE_DELAYS = (
    timedelta(minutes=2),
    timedelta(minutes=10),
    timedelta(hours=1),
    timedelta(hours=24),
)
