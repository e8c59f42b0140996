"""Values of AI."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from allin_gql.platforms.base import TextMeasure


class DraftRequestState(StrEnum):
    """Where a draft request is."""

    QUEUED = "QUEUED"
    WRITING = "WRITING"
    FINISHED = "FINISHED"
    FAILED = "FAILED"


class DraftState(StrEnum):
    """Whether a draft can be posted as it is."""

    ACCEPTED = "ACCEPTED"
    REJECTED = "REJECTED"  # it does not fit, and did not after it was repaired


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What is to be written."""

    text: str
    tone: str | None
    language: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What the writer handed in for one platform, measured, with all that it took.

    Tokens are None where the writer does not count them.
    """

    platform: str
    text: str
    measures: tuple[TextMeasure, ...]
    is_repaired: bool
    model: str
    prompt_tokens: int | None
    completion_tokens: int | None
    elapsed: timedelta

    @property
    def fits(self) -> bool:
        return all(measure.fits for measure in self.measures)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """What went wrong, as it was written down."""

    code: str
    message: str
    is_retryable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """One step of a request: the event's number, and where the request was then.

    `platform` is set by the step that wrote a draft, `trouble` by one that waits or gives up.
    """

    number: int
    state: DraftRequestState
    platform: str | None
    trouble: Trouble | None
    occurred_at: datetime
