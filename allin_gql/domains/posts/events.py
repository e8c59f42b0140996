"""What happens to posts."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from allin_gql.core.access import Viewer
from allin_gql.core.events import DomainEvent, Signal
from allin_gql.core.ids import IdKind


@dataclass(frozen=True, slots=True, kw_only=True)
class PostCreated(DomainEvent):
    """Somebody wrote a post."""

    type: ClassVar[str] = "post.created"
    subject_kind: ClassVar[IdKind] = IdKind.POST


@dataclass(frozen=True, slots=True, kw_only=True)
class PostUpdated(DomainEvent):
    """Somebody changed a post; what is scheduled of it follows."""

    type: ClassVar[str] = "post.updated"
    subject_kind: ClassVar[IdKind] = IdKind.POST

    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PostDeleted(DomainEvent):
    """Somebody deleted a post; what is scheduled of it is cancelled."""

    type: ClassVar[str] = "post.deleted"
    subject_kind: ClassVar[IdKind] = IdKind.POST


@dataclass(frozen=True, slots=True, kw_only=True)
class PostTouched(Signal):
    """Somebody is about to change or delete a post; whoever has a say in it may refuse."""

    viewer: Viewer
    post_id: UUID
