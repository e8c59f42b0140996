"""What a resolver knows about the request that it answers."""

from contextvars import ContextVar
from typing import Any

import strawberry
from starlette.requests import HTTPConnection

from allin_gql.core.access import Viewer, require_second_factor
from allin_gql.core.errors import AllinError, Unauthenticated
from allin_gql.core.text import readable
from allin_gql.graph.attendance import Presence
from allin_gql.graph.policy import Policy

# Who asks, for functions that are compiled once for everybody; set for each operation.
VIEWER: ContextVar[Viewer | None] = ContextVar("viewer", default=None)

_MAX_USER_AGENT = 199  # characters, and one that says that there were more


def address_of(connection: HTTPConnection) -> str | None:
    """Where a request comes from, as the server saw it (or its trusted proxy said)."""
    return connection.client.host if connection.client else None


def user_agent_of(connection: HTTPConnection) -> str | None:
    """What the client calls itself, as far as it is short and can be read."""
    agent = connection.headers.get("user-agent")
    return readable(agent, maximum=_MAX_USER_AGENT) if agent else None


class Context:
    """One request or one socket: who asks, and from where."""

    def __init__(
        self, connection: HTTPConnection, request_id: str, policy: Policy | None = None
    ) -> None:
        self.connection = connection
        self.request_id = request_id
        self.policy = policy or Policy()
        self.connection_params: dict[str, Any] = {}
        self.viewer: Viewer | None = None
        # Why there is no viewer, when a token was sent but is not good any more.
        self.refusal: AllinError | None = None
        # What the head of an HTTP answer says beside the usual; admission adds to it.
        self.response_headers: dict[str, str] = {}

    @property
    def presence(self) -> Presence:
        """The live connection, of a socket."""
        presence: Presence = self.connection.state.presence
        return presence

    @property
    def client_address(self) -> str | None:
        """Where the request comes from, as the server saw it (or its trusted proxy said)."""
        return address_of(self.connection)

    @property
    def client_user_agent(self) -> str | None:
        return user_agent_of(self.connection)

    @property
    def may_introspect(self) -> bool:
        """Whether names of the schema are told: to who has shown a bearer token, or to all."""
        return self.viewer is not None or self.policy.is_open

    def require_viewer(self) -> Viewer:
        """Whoever asks. Raises `Unauthenticated` for nobody, or why the token was refused."""
        if self.viewer is None:
            raise self.refusal or Unauthenticated("Log in, and send the access token as a bearer.")
        return self.viewer


def current_viewer() -> Viewer:
    """Whoever asks. Raises `Unauthenticated` for nobody."""
    viewer = VIEWER.get()
    if viewer is None:
        raise Unauthenticated("Log in, and send the access token as a bearer.")
    return viewer


Info = strawberry.Info[Context, None]


def viewer_of(info: Info) -> Viewer:
    """Whoever asks, to act in the organization.

    Raises `Unauthenticated` for nobody, `SecondFactorRequired` for who has not shown one where the
    organization asks for it.
    """
    viewer = person_of(info)
    require_second_factor(viewer)
    return viewer


def person_of(info: Info) -> Viewer:
    """Whoever asks, for what concerns them alone. Raises `Unauthenticated` for nobody."""
    return info.context.require_viewer()
