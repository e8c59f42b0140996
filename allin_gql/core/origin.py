"""Where what is being done comes from: for the audit log, so that no call has to pass it on.

`graph/endpoint/request_names` says from where a request or socket came, the endpoint by which
session or key. Workers and the clock come from nowhere: what they do is nobody's doing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from uuid import UUID

from allin_gql.core.access import Viewer


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """From where, and by what."""

    address: str | None = None
    user_agent: str | None = None
    session_id: UUID | None = None
    api_key_id: UUID | None = None
    request_id: str | None = None


NOWHERE = Origin()
_ORIGIN: ContextVar[Origin] = ContextVar("origin", default=NOWHERE)


def current_origin() -> Origin:
    """Where what is being done comes from."""
    return _ORIGIN.get()


@contextmanager
def coming_from(origin: Origin) -> Iterator[None]:
    """Do what the block does as coming from there; tasks that it starts keep it."""
    token = _ORIGIN.set(origin)
    try:
        yield
    finally:
        _ORIGIN.reset(token)


def is_asking(viewer: Viewer | None) -> None:
    """Say by whose session or key the rest of the request, or what comes over the socket, is."""
    _ORIGIN.set(
        replace(
            _ORIGIN.get(),
            session_id=None if viewer is None else viewer.session_id,
            api_key_id=None if viewer is None else viewer.api_key_id,
        )
    )
