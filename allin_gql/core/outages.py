"""Which errors say that the database does not answer, and not that something is wrong with us."""

import asyncpg
from tortoise.exceptions import DBConnectionError

# A statement that took too long is among them: it is the server that is busy, not the caller.
_OUTAGES = (
    DBConnectionError,
    asyncpg.PostgresConnectionError,
    asyncpg.CannotConnectNowError,
    asyncpg.QueryCanceledError,  # by the server's own limit, should it be the first to notice
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,  # the server's last word came while nobody asked anything
    OSError,
    TimeoutError,
)


def is_outage(error: BaseException | None) -> bool:
    """Whether asking again in a while may help, since only the database was away."""
    return isinstance(error, _OUTAGES)
