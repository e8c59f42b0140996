"""What a platform is to AllIN: the protocol that every file in `networks/` fulfils, and its values.

A network knows how its platform counts text, signs people in, publishes, answers "was it posted?",
counts likes and says no. It knows nothing of users, posts or the database: it is given a connected
account and values, and gives back values or raises a `PlatformError`.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol
from uuid import UUID


class ConnectionMethod(StrEnum):
    """How a person lets AllIN act for an account."""

    OAUTH2 = "OAUTH2"
    APP_PASSWORD = "APP_PASSWORD"  # noqa: S105  # the name of a method


class TextUnit(StrEnum):
    """What a platform counts when it counts a text."""

    GRAPHEMES = "GRAPHEMES"
    UTF8_BYTES = "UTF8_BYTES"


class Idempotency(StrEnum):
    """What keeps a repeated publish from posting twice."""

    IDEMPOTENT = "IDEMPOTENT"  # the platform itself recognises a repeat
    DETECTS_DUPLICATE = "DETECTS_DUPLICATE"
    READBACK = "READBACK"
    BLIND = "BLIND"


class Metric(StrEnum):
    """Counters under one name for all platforms."""

    LIKES = "LIKES"
    REPOSTS = "REPOSTS"
    REPLIES = "REPLIES"
    QUOTES = "QUOTES"
    BOOKMARKS = "BOOKMARKS"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextLimit:
    """At most `maximum` of `unit`, counted as the platform counts.

    `reserved_per_url` is what any link counts, however long it is; without it a link counts as
    what it is.
    """

    unit: TextUnit
    maximum: int
    reserved_per_url: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TextMeasure:
    """A text held against one limit."""

    limit: TextLimit
    actual: int

    @property
    def fits(self) -> bool:
        return self.actual <= self.limit.maximum


@dataclass(frozen=True, slots=True, kw_only=True)
class Capabilities:
    """What a platform can do, as data for composers."""

    connection_method: ConnectionMethod
    idempotency: Idempotency
    # For how long after the first call a repeat is recognised; `None` is for ever.
    idempotency_window: timedelta | None = None
    text_limits: tuple[TextLimit, ...]  # where a server says nothing else
    metrics: tuple[Metric, ...]
    has_custom_servers: bool
    can_delete: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """Secrets that let AllIN act for an account, as the network wants them back.

    Stored encrypted; never logged, never sent to clients.
    """

    secrets: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Who an account is on its platform."""

    external_id: str
    handle: str
    display_name: str
    url: str
    avatar_url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Connected:
    """An account right after a person has let AllIN in.

    `limits` overrides `Capabilities.text_limits` with what this server said about itself.
    """

    server: str
    profile: Profile
    credentials: Credentials
    scopes: tuple[str, ...]
    limits: tuple[TextLimit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An account as a network needs it to act: where it lives, who it is, what lets us in."""

    server: str
    external_id: str
    handle: str
    credentials: Credentials
    limits: tuple[TextLimit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedPost:
    """A post frozen just before it is sent, so that sending it again sends the same bytes.

    `key` is what the platform recognises a repeat by (idempotency key, record key), derived from
    the publication and not from the attempt. `payload` is JSON. Both are stored before the call.
    """

    key: str
    payload: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedPost:
    """A post that is live."""

    external_id: str
    url: str


class Absence(StrEnum):
    """What "it is not there" is worth."""

    NOT_PUBLISHED = "NOT_PUBLISHED"  # the platform is sure; sending it (again) is safe
    CANNOT_TELL = "CANNOT_TELL"


class Network(Protocol):
    """One platform. Implementations hold no state but their HTTP client."""

    name: str  # the GraphQL enum value, such as "MASTODON"
    title: str  # as the platform writes itself
    capabilities: Capabilities

    def measure_text(self, text: str, limits: Sequence[TextLimit]) -> tuple[TextMeasure, ...]:
        """Count a text as the platform does, once per limit. Called for every validation; pure."""

    async def prepare(
        self, account: Account, *, publication_id: UUID, text: str, created_at: datetime
    ) -> PreparedPost:
        """Freeze what will be sent. Called before an attempt is written down; only safe reads."""

    async def publish(self, account: Account, post: PreparedPost) -> PublishedPost:
        """Make the one irreversible call. Called once per attempt, never retried by itself."""

    async def was_published(
        self,
        account: Account,
        post: PreparedPost,
        *,
        first_sent_at: datetime,
        others: Collection[str] = (),
    ) -> PublishedPost | Absence:
        """Ask whether a post is there. Called to reconcile an unknown outcome; only reads.

        `others` are the ids of posts there that are known not to be the one.
        """

    async def delete(self, account: Account, external_id: str) -> None:
        """Take a post down. Deleting what is gone already is no error."""

    async def read_metrics(
        self, account: Account, external_ids: Sequence[str]
    ) -> Mapping[str, Mapping[Metric, int]]:
        """Read the counters of posts, in batches. A post that is gone is left out."""

    async def refresh(self, account: Account) -> Credentials:
        """Trade old credentials for new ones. Called under a lock after `AuthExpired`.

        Raises `AuthRevoked` when the platform says that they are dead, `Transient` when it did not
        answer: never the first for the second.
        """

    async def revoke(self, account: Account) -> None:
        """Give the credentials back. Called when an account is disconnected; best effort."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisteredApp:
    """AllIN as one server knows it: made once per server, its secret stored encrypted."""

    client_id: str
    client_secret: str = field(repr=False)
    redirect_uri: str
    scopes: tuple[str, ...]


class OAuthNetwork(Network, Protocol):
    """A platform that people connect on its own consent page, by OAuth 2.0 with PKCE (S256)."""

    async def register_app(self, server: str, *, redirect_uri: str) -> RegisteredApp:
        """Introduce AllIN to a server. Called once per server and redirect address."""

    def authorization_url(
        self, server: str, app: RegisteredApp, *, state: str, code_challenge: str
    ) -> str:
        """Say where to send the person."""

    async def exchange_code(
        self, server: str, app: RegisteredApp, *, code: str, code_verifier: str
    ) -> Connected:
        """Trade the code for credentials and read who it is. Called once: codes are single use.

        Raises `AuthRevoked` for a code that is wrong, used or too old.
        """


class PasswordNetwork(Network, Protocol):
    """A platform that people connect with a password made for AllIN."""

    async def open_session(self, server: str, *, identifier: str, password: str) -> Connected:
        """Log in. Raises `AuthRevoked` when identifier and password are not accepted."""
