"""What a simulated network is to the rest of the sandbox.

A network is one file (or folder) in `networks/` that exposes `NETWORK`, an object with this shape.
It is found by itself, mounted at `/<name>`, and shown at `/timelines/<name>`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from allin_gql.sandbox.audience import Reactions
from allin_gql.sandbox.faults import Kind
from allin_gql.sandbox.world import World


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of text, with the address that it leads to if it is a link."""

    text: str
    href: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelinePost:
    """A post as it stands on the network.

    `key` is what the client chose to make the creation safe to repeat (an Idempotency-Key, a
    record key). `details` is everything that only this network has; it must be fit for JSON.
    """

    id: str
    key: str | None
    author_id: str
    author_handle: str
    author_name: str
    text: str
    spans: tuple[Span, ...]
    created_at: datetime
    url: str
    application: str | None
    reactions: Reactions
    details: Mapping[str, Any] = field(default_factory=dict)


class Network(Protocol):
    """A simulated network."""

    @property
    def name(self) -> str:
        """The path it is mounted at, in small letters."""

    @property
    def title(self) -> str:
        """Its name as people write it."""

    def routes(self, world: World) -> Sequence[BaseRoute]:
        """Answer the network's HTTP face. Called once, when the sandbox is created."""

    def timeline(self, world: World) -> Sequence[TimelinePost]:
        """Answer everything that is posted and not deleted, newest first. Called to show it."""

    def refuse(self, world: World, kind: Kind, request: Request) -> Response:
        """Answer one of `faults.REFUSALS` as this network does, for a planned fault.

        `request` is the whole request with the mount in its path; its body must not be read.
        For `REVOKED_TOKEN` the presented token has to stay revoked.
        """
