"""Values of identity: where a login comes from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """Where a session comes from, as far as a request tells."""

    address: str | None
    user_agent: str | None
