"""What happens to draft requests."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from allin_gql.core.events import DomainEvent
from allin_gql.core.ids import IdKind


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRequestQueued(DomainEvent):
    """Somebody asked for drafts, or sent a failed request back."""

    type: ClassVar[str] = "draft_request.queued"
    subject_kind: ClassVar[IdKind] = IdKind.DRAFT_REQUEST

    platforms: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRequestWriting(DomainEvent):
    """A worker took it up."""

    type: ClassVar[str] = "draft_request.writing"
    subject_kind: ClassVar[IdKind] = IdKind.DRAFT_REQUEST

    attempt: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftWritten(DomainEvent):
    """The draft for one platform is there; `state` says whether it fits."""

    type: ClassVar[str] = "draft.written"
    subject_kind: ClassVar[IdKind] = IdKind.DRAFT_REQUEST

    draft_id: str
    platform: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRequestDelayed(DomainEvent):
    """The writer did not answer; it is asked again at `due_at`."""

    type: ClassVar[str] = "draft_request.delayed"
    subject_kind: ClassVar[IdKind] = IdKind.DRAFT_REQUEST

    attempt: int
    due_at: datetime
    code: str
    message: str
    is_retryable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRequestFinished(DomainEvent):
    """Every platform has its draft."""

    type: ClassVar[str] = "draft_request.finished"
    subject_kind: ClassVar[IdKind] = IdKind.DRAFT_REQUEST


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRequestFailed(DomainEvent):
    """It was given up; a person may send it back."""

    type: ClassVar[str] = "draft_request.failed"
    subject_kind: ClassVar[IdKind] = IdKind.DRAFT_REQUEST

    code: str
    message: str
    is_retryable: bool
